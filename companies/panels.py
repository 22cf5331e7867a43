"""The editing screen of an employer, from what a visitor reads first to what only editors see."""

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    TitleFieldPanel,
)

CONTENT_PANELS = [
    MultiFieldPanel(
        [
            TitleFieldPanel("title", heading="会社名"),
            FieldPanel("kana"),
            FieldPanel("introduction", heading="ひとり親の方へのひとこと"),
            FieldPanel("business"),
            FieldPanel("industry"),
        ],
        heading="会社",
    ),
    InlinePanel("facts", heading="働き方の事実", label="事実"),
    InlinePanel("figures", heading="数字", label="数字"),
    InlinePanel("areas", heading="働く場所", label="地域"),
    FieldPanel("is_anywhere"),
    InlinePanel("certifications", heading="認定・表彰（会社から）", label="認定・表彰"),
    MultiFieldPanel(
        [FieldPanel("job_number"), FieldPanel("job_url"), FieldPanel("website")], heading="求人"
    ),
    FieldPanel("interview"),
    MultiFieldPanel(
        [
            HelpPanel("同意、確かめた書類、確認した日の3つがそろわないと、公開できません。"),
            FieldRowPanel([FieldPanel("consent_on"), FieldPanel("consent_version")]),
            FieldPanel("evidence_note"),
            FieldPanel("confirmed_on"),
            FieldPanel("corporate_number"),
            FieldPanel("is_sample"),
        ],
        heading="公開の条件（サイトには確認した日と法人番号だけが出ます）",
    ),
]
