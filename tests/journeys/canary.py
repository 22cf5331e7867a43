"""A small site full of secrets, each with a word that stands nowhere else.

A title holds two words: the *bait*, which strangers may type, and the *canary*, which no answer may
hold. Searching for the bait must not show the canary.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import Permission
from django.test import Client
from wagtail.models import Page

from cms.assets.choices import Access
from cms.core.privacy.crawling import ENTRANCES, Crawl
from cms.core.privacy.secrets import Secret, all_secrets
from staff_library.models import CasePage, LawPage, NoticePage, TrainingPage
from tests.builders import (
    home_of,
    make_area,
    make_directory,
    make_document,
    make_group,
    make_image,
    make_locale,
    make_measure,
    make_media,
    make_menu,
    make_news,
    make_office,
    make_standard_page,
    make_translation,
    make_user,
    restrict,
)
from tests.staff_library.builders import make_item, make_library, make_staff

# Canaries are made-up katakana: no dictionary word, in no other text.
NAMES = (
    *("アオゲラキ", "イカルガモ", "ウグイセン", "エナガボシ", "オオルリコ", "カワセミト"),
    *("キセキレン", "クイナサキ", "コマドリナ", "サンコウル", "シジュウラ", "ツグミノキ"),
    *("トラツグマ", "ノビタキト", "ハクセキラ", "ヒバリシロ", "フクロウネ", "ホオジロカ"),
)
LANGUAGES = ("ja", "en")


@dataclass(frozen=True)
class Aviary:
    """The site and what is secret on it. ``pages``: kind of mistake → the page it was made to."""

    site: Any
    secrets: list[Secret]
    pages: dict[str, Page]
    document: Any
    image: Any
    film: Any
    staff: Any

    def crawl(self, client: Client | None = None, **changes: Any) -> Crawl:
        settings = {"languages": LANGUAGES, "per_section": 12, **changes}
        return Crawl(client or Client(), self.secrets, **settings)


def build_aviary(site: Any) -> Aviary:
    """Every kind of private thing, in its place and wherever mistakes may bring it."""
    names = iter(NAMES)
    public_side(site)
    document = make_document(f"別紙 {next(names)}", name=f"{next(names)}.pdf", access=Access.STAFF)
    image = make_image(f"写真 {next(names)}", name="photo.jpg", access=Access.STAFF)
    image.get_rendition("width-20")
    film = make_media(f"録画 {next(names)}", access=Access.STAFF)
    pages = library_side(site, names, document, film)
    secrets = [_with_bait(secret) for secret in all_secrets()]
    staff = make_staff("insider", municipality=make_area())
    return Aviary(site, secrets, pages, document, image, film, staff)


def _with_bait(secret: Secret) -> Secret:
    """Titles here are 「通知 カナリア」: the stranger types the first word."""
    canaries = tuple(name for name in NAMES if any(name in word for word in secret.words))
    addresses = tuple(word for word in secret.words if word.startswith("/"))
    bait = next((word.split()[0] for word in secret.words if " " in word), "通知")
    return Secret(secret.kind, secret.key, canaries + addresses, secret.addresses, bait)


def public_side(site: Any) -> None:
    """What a stranger may see, with the same everyday words."""
    make_translation(home_of(site), "en", title="Home")
    make_news(site, title="通知のお知らせ", slug="notice-news", published_on=date(2026, 11, 1))
    make_standard_page(site, title="このサイトについて", slug="about")
    make_measure(site, title="研修のお金", slug="training")
    make_office(make_area("13209", "町田市", "まちだし"), name="事例の窓口")
    make_directory(site)


def library_side(site: Any, names: Any, document: Any, film: Any) -> dict[str, Page]:
    about = home_of(site).get_children().get(slug="about").specific
    make_library(site)
    pages = {
        "notice": make_item(
            site,
            NoticePage,
            title=f"通知 {next(names)}",
            slug="notice",
            summary=f"要旨の言葉 {next(names)}",
            files=[document],
        ),
        "case": make_item(site, CasePage, title=f"事例 {next(names)}", slug="case"),
        "law": make_item(site, LawPage, title="見本の法律", slug="law", summary=next(names)),
        "training": make_item(
            site, TrainingPage, title=f"研修 {next(names)}", slug="training", film=film
        ),
        "draft": make_item(site, title=f"下書き {next(names)}", slug="draft", live=False),
        "moved": make_item(site, title=f"引越し {next(names)}", slug="moved"),
        "copied": make_item(site, title=f"写し {next(names)}", slug="copied"),
        "aliased": make_item(site, title=f"別名 {next(names)}", slug="aliased"),
        "translated": make_item(site, title=f"翻訳 {next(names)}", slug="translated"),
    }
    make_menu(site, [("通知", pages["notice"]), ("職員向けページ", "/staff/")])
    force_out(pages, about)
    member = make_standard_page(site, title=f"会員 {next(names)}", slug="member")
    restrict(member, make_group("検証班"))
    news = make_news(
        site, title=f"内報 {next(names)}", slug="inner", published_on=date(2026, 11, 2)
    )
    restrict(news, make_group("検証班"))
    return {**pages, "member": member, "news": news}


def force_out(pages: dict[str, Page], about: Page) -> None:
    """Past every check, as a script or a restored backup might."""
    for name in ("moved", "copied", "aliased"):
        Page.objects.get(pk=pages[name].pk).move(about, pos="last-child")
    Page.objects.filter(pk=pages["aliased"].pk).update(alias_of=pages["notice"].pk)
    english = home_of(about.get_site()).get_translations().get(locale__language_code="en")
    Page.objects.get(pk=pages["translated"].pk).move(english, pos="last-child")
    Page.objects.filter(pk=pages["translated"].pk).update(locale=make_locale("en"))
    for name in pages:
        pages[name] = type(pages[name]).objects.get(pk=pages[name].pk)


def translator() -> Client:
    """Signed in, uses the admin, may not read the library."""
    user = make_user("translator")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user)
    return client


ADMIN_ENTRANCES = (
    *ENTRANCES,
    "/admin/",
    "/admin/pages/",
    "/admin/pages/search/?q=通知",
    "/admin/choose-page/",
    "/admin/choose-page/search/?q=通知",
    "/admin/images/",
    "/admin/images/chooser/",
    "/admin/documents/",
    "/admin/documents/chooser/",
    "/admin/media/",
)
