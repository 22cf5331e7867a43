"""The editing screen of a questionnaire."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList

from cms.surveys.editing import SurveyAdminForm

OPTION = [FieldPanel("label")]

QUESTION = [
    FieldPanel("text"),
    FieldPanel("help_text"),
    FieldRowPanel([FieldPanel("kind"), FieldPanel("is_required"), FieldPanel("code")]),
    InlinePanel("options", label="選択肢", panels=OPTION, heading="選択肢（選ぶ質問だけ）"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("scale_from"), FieldPanel("scale_to")]),
            FieldRowPanel([FieldPanel("scale_low"), FieldPanel("scale_high")]),
        ],
        heading="段階で答える質問",
        classname="collapsed",
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("smallest"), FieldPanel("largest")])],
        heading="数の質問",
        classname="collapsed",
    ),
    MultiFieldPanel(
        [FieldPanel("shown_if"), FieldPanel("shown_if_answers"), FieldPanel("starts_page")],
        heading="答えしだいで出す質問",
        classname="collapsed",
    ),
]

SURVEY = ObjectList(
    [
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldPanel("introduction"),
        FieldPanel("thanks"),
        MultiFieldPanel(
            [
                FieldPanel("is_active"),
                FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")]),
                FieldPanel("access"),
                FieldPanel("is_listed"),
            ],
            heading="受付",
        ),
        MultiFieldPanel(
            [
                FieldPanel("is_anonymous"),
                FieldPanel("results"),
                FieldPanel("kept_days"),
                FieldPanel("is_sample"),
            ],
            heading="回答の扱い",
        ),
        InlinePanel("questions", label="質問", heading="質問", panels=QUESTION, min_num=1),
    ],
    base_form_class=SurveyAdminForm,
)
