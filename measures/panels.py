"""The editing screen of a measure, from what a visitor reads first to what only editors see."""

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
    TitleFieldPanel,
)

from measures.rule_panel import RulePanel

NAMES = MultiFieldPanel(
    [
        TitleFieldPanel(
            "title", heading="ふだんの言葉の名前", help_text="ページの大きな見出し。22文字まで。"
        ),
        FieldPanel("official_name", help_text="窓口で言う名前。正確に。"),
        FieldPanel("kana"),
        FieldPanel("other_names"),
        FieldPanel("summary"),
    ],
    heading="名前と短い説明",
)
CLASSIFICATION = MultiFieldPanel(
    [
        FieldRowPanel([FieldPanel("category"), FieldPanel("form")]),
        InlinePanel(
            "needs", heading="困っていること", label="困っていること", min_num=1, max_num=3
        ),
        InlinePanel("stages", heading="時期", label="時期"),
    ],
    heading="さがし方",
)
MONEY = MultiFieldPanel(
    [
        FieldPanel("amounts"),
        FieldPanel("repayment"),
    ],
    heading="お金",
)
APPLYING = MultiFieldPanel(
    [
        FieldPanel("how"),
        FieldPanel("where"),
        FieldPanel("documents"),
        FieldPanel("period"),
        FieldPanel("retroactive"),
        FieldPanel("time_to_decide"),
        FieldPanel("cautions"),
        FieldPanel("desk_checks"),
    ],
    heading="申し込み",
)
ADMINISTRATION = MultiFieldPanel(
    [
        FieldRowPanel([FieldPanel("scope"), FieldPanel("tier")]),
        FieldRowPanel([FieldPanel("task"), FieldPanel("ministry")]),
        FieldPanel("law"),
    ],
    heading="実施するところ",
)
RELATIONS = MultiFieldPanel(
    [
        FieldPanel("combines_with"),
        FieldPanel("excludes"),
        PageChooserPanel("parent_measure"),
    ],
    heading="ほかの施策",
    classname="collapsed",
)

RULE = MultiFieldPanel(
    [
        RulePanel(heading="ルールを文章で読む"),
        FieldPanel("rule_as_of", help_text="法令や要綱を確かめた日、または施行の日。"),
        FieldPanel("rule"),
        InlinePanel(
            "examples",
            heading="判定の例",
            label="例",
            help_text="出る、出ない、確認の例を三つ以上。合わない例があると公開できません。",
        ),
    ],
    heading="見せる方のルール（「使える支援をさがす」で使います）",
    classname="collapsed",
)

CONTENT = [
    HelpPanel(template="measures/admin/check_notes.html"),
    NAMES,
    CLASSIFICATION,
    FieldPanel("body"),
    FieldPanel("who"),
    MONEY,
    APPLYING,
    ADMINISTRATION,
    RELATIONS,
    RULE,
    InlinePanel("sources", heading="出典", label="出典"),
    InlinePanel(
        "check_notes",
        heading="要確認（公開ページには出ません）",
        label="要確認",
        help_text="確かめること。確かめたら消してください。",
    ),
]
PROMOTE = [
    MultiFieldPanel(
        [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
        heading="検索エンジン",
    )
]
UPKEEP = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("owner_unit"), FieldPanel("number")]),
        ],
        heading="手入れ",
    )
]
