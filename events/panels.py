"""The editor's screens of an event: before, registering, after."""

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.models import Page
from wagtailmedia.edit_handlers import MediaChooserPanel

EVENT = [
    FieldPanel("title"),
    FieldPanel("introduction"),
    FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
    InlinePanel("sessions", heading="プログラム", label="プログラム"),
    InlinePanel("speakers", heading="登壇者", label="登壇者"),
    FieldPanel("body"),
    MultiFieldPanel(
        [FieldPanel("venue"), FieldPanel("venue_address"), FieldPanel("venue_access")],
        heading="会場",
    ),
    MultiFieldPanel(
        [FieldPanel("online_url"), FieldPanel("online_for_registered")], heading="オンライン"
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("sign_language"), FieldPanel("live_captions")]),
            FieldRowPanel([FieldPanel("childcare"), FieldPanel("nursing_room")]),
            FieldPanel("wheelchair"),
            FieldPanel("accessibility_note"),
        ],
        heading="参加しやすさ",
    ),
    FieldPanel("contact"),
]
REGISTERING = [
    FieldPanel("registration"),
    HelpPanel(
        "<p>「このサイトで受け付ける」は、名前・メール・人数だけをたずねます。"
        "いっぱいになるとキャンセル待ちになり、取り消しが出ると自動で繰り上げてメールします。</p>"
    ),
    FieldRowPanel([FieldPanel("capacity"), FieldPanel("most_people")]),
    FieldRowPanel([FieldPanel("registration_closes_at"), FieldPanel("keep_days")]),
    FieldRowPanel([FieldPanel("external_site"), FieldPanel("external_url")]),
    MultiFieldPanel([FieldPanel("is_cancelled"), FieldPanel("cancelled_note")], heading="中止"),
]
AFTERWARDS = [
    MultiFieldPanel(
        [
            HelpPanel(
                "<p>字幕・章・文字起こしは「字幕」の画面で、この動画に付けます。"
                "文字起こしのページと検索は、公開すると自動で作られます。</p>"
            ),
            MediaChooserPanel("film"),
        ],
        heading="このサイトの動画",
    ),
    MultiFieldPanel(
        [
            HelpPanel(
                "<p>再生の窓は埋め込まず、リンクだけを出します。行き先の名前を書いてください。</p>"
            ),
            FieldRowPanel([FieldPanel("external_film_site"), FieldPanel("external_film_url")]),
        ],
        heading="ほかのサイトの動画",
    ),
    InlinePanel("slides", heading="資料", label="資料"),
    FieldPanel("report"),
    FieldPanel("survey"),
    FieldPanel("is_sample"),
]

edit_handler = TabbedInterface(
    [
        ObjectList(EVENT, heading="イベント"),
        ObjectList(REGISTERING, heading="申し込みと中止"),
        ObjectList(AFTERWARDS, heading="動画と報告"),
        ObjectList(Page.promote_panels, heading="検索とリンク"),
        ObjectList([PublishingPanel()], heading="公開"),
    ]
)
