"""Build the demonstration site from ``content/``: safe to run again, safe to interrupt.

Every step is one transaction and finds what an earlier run made: a second run changes nothing.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Locale, Page, Site

from cms.accounts.services import apply_roles
from cms.core.calendar import today
from cms.core.models import SectionPage, SiteSettings
from cms.demo.campaigns import build_campaigns
from cms.demo.companies import build_companies
from cms.demo.events import build_events
from cms.demo.fronts import main_front
from cms.demo.library import build_library
from cms.demo.quality import build_quality
from cms.demo.readability import build_readability
from cms.demo.sites import build_site
from cms.demo.surveys import build_surveys
from cms.demo.translations import build_translations
from cms.demo.use_of_kits import build_use_of_kits
from cms.navigation.models import Menu, MenuItem
from companies.models import CompanyIndexPage
from directory.models import DirectoryIndexPage
from directory.services import upsert_offices
from home.models import HomePage, NewsIndexPage, NewsPage, SiteMapPage, StandardPage
from measures.models import MeasureIndexPage
from measures.services import (
    upsert_implementations,
    upsert_measures,
    upsert_parameters,
    upsert_personas,
    upsert_questions,
)

CONTENT = Path(__file__).parent / "content"
SAMPLE_NEWS = (
    "見本サイトを公開しました",
    "この見本サイトで、ひとり親家庭のための支援と窓口のさがし方を試せます。",
)

Step = tuple[str, Callable[[], object]]


def content(name: str) -> Any:
    return json.loads((CONTENT / name).read_text(encoding="utf-8"))


def folder(name: str) -> list[Any]:
    """Every JSON file of a content folder, in the order of the file names."""
    return [
        json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((CONTENT / name).glob("*.json"))
    ]


def steps() -> Iterator[Step]:
    """The steps in order, each with the Japanese words that the progress shows."""
    yield "全国の市区町村と郵便番号", lambda: call_command("load_areas", verbosity=0)
    yield "検索のことば（同義語）", lambda: call_command("load_synonyms", verbosity=0)
    yield "やさしい言いかえと読みがな", lambda: build_readability(content("readability.json"))
    yield "ページの骨組み", build_tree
    yield "支援施策", build_measures
    yield "「使える支援をさがす」の質問とためしの家庭", build_finder
    yield "窓口", build_offices
    yield "読みもののページ", build_standard_pages
    yield "職員向けページ", lambda: build_library(content("library.json"))
    yield "アンケート", lambda: build_surveys(content("surveys.json"))
    yield "イベント・動画", lambda: build_events(content("events.json"))
    yield "企業（見本）", lambda: build_companies(content("companies.json"))
    yield "広報キット", lambda: build_campaigns(content("campaigns.json"))
    yield "広報物の配布と使用報告", lambda: build_use_of_kits(content("use_of_kits.json"))
    yield "リンクと権利の確認", build_quality
    yield "ほかの言語の入口", build_languages
    yield "ほかの言語のことば", build_words
    yield "メニュー", build_menus
    yield "東京都のサイト（見本）", lambda: build_site(content("sites.json"))
    yield "役割と権限", apply_roles


@transaction.atomic
def build_tree() -> None:
    """Front page as the site's root, and the entrance of every section."""
    words = content("tree.json")
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    has_front = HomePage.objects.filter(sites_rooted_here__is_default_site=True).exists()
    home = main_front() if has_front else _new_home(words["home"])
    for model, key, slug in (
        (MeasureIndexPage, "measures", "measures"),
        (DirectoryIndexPage, "directory", "directory"),
        (NewsIndexPage, "news", "news"),
        (SiteMapPage, "site_map", "site-map"),
    ):
        _child(home, model, slug=slug, **words[key])
    news_index = NewsIndexPage.objects.child_of(home).get()
    if not news_index.get_children().exists():
        title, introduction = SAMPLE_NEWS
        _child(
            news_index,
            NewsPage,
            slug="sample-site",
            title=title,
            introduction=introduction,
            published_on=today(),
        )
    site = Site.objects.get(is_default_site=True)
    SiteSettings.objects.update_or_create(site=site, defaults={"is_sample": True})


def _new_home(words: dict[str, str]) -> HomePage:
    """The front page takes the place of Wagtail's welcome page."""
    root = Page.objects.get(depth=1)
    welcome = Page.objects.filter(
        depth=2, slug="home", content_type=ContentType.objects.get_for_model(Page)
    )
    welcome.update(slug="wagtail-welcome")
    home = root.add_child(instance=HomePage(slug="home", locale=Locale.get_default(), **words))
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": "127.0.0.1",
            "port": 8000,
            "root_page": home,
            "site_name": words["title"],
        },
    )
    for page in Page.objects.filter(depth=2, slug="wagtail-welcome"):
        page.delete()
    return home


def _child(parent: Page, model: type[SectionPage], *, slug: str, **fields: Any) -> SectionPage:
    """The page ``slug`` below ``parent``; an existing one is left as editors made it."""
    existing = model.objects.child_of(parent).filter(slug=slug).first()
    if existing:
        return existing
    page = parent.add_child(instance=model(slug=slug, locale=parent.locale, **fields))
    page.save_revision().publish()
    return page


def build_measures() -> None:
    """Pages with their rules and examples, and the amounts both refer to."""
    index = MeasureIndexPage.objects.get(locale=Locale.get_default())
    records = measure_records()
    upsert_parameters(records=rule_amounts(records))
    upsert_measures(records=records, parent=index, on=today())


def measure_records() -> list[Any]:
    """Every measure with its rule and the examples of the rule."""
    rules = {rule["measure"]: rule for rule in folder("rules")}
    return [
        {**record, "rule": rules[record["slug"]], "examples": rules[record["slug"]]["examples"]}
        for record in folder("measures")
    ]


def rule_amounts(records: list[Any]) -> list[Any]:
    """Amounts that only rules need; older values join the amount that a measure declares."""
    declared = {row["key"]: row for record in records for row in record["parameters"]}
    own = []
    for row in content("rules_parameters.json"):
        if row["key"] in declared:
            declared[row["key"]]["values"] += row["values"]
        else:
            own.append(row)
    return own


def build_finder() -> None:
    upsert_questions(records=content("questions.json"))
    upsert_personas(records=content("personas.json"))
    upsert_implementations(records=content("implementations.json"))


def build_offices() -> None:
    upsert_offices(content("offices.json"))


@transaction.atomic
def build_standard_pages() -> None:
    home = main_front()
    for words in folder("pages"):
        fields = {**words, "body": json.dumps(words["body"], ensure_ascii=False)}
        slug = fields.pop("slug")
        _child(home, StandardPage, slug=slug, **fields)


@transaction.atomic
def build_languages() -> None:
    """An entrance in every language; where nobody translated it, the Japanese one with a notice."""
    translated = content("languages.json")
    sources = [
        main_front(),
        MeasureIndexPage.objects.get(locale=Locale.get_default()),
        DirectoryIndexPage.objects.get(locale=Locale.get_default()),
        CompanyIndexPage.objects.get(locale=Locale.get_default()),
    ]
    keys = ("home", "measures", "directory", "companies")
    for locale in Locale.objects.exclude(pk=Locale.get_default().pk):
        words = translated.get(locale.language_code, {})
        for source, key in zip(sources, keys, strict=True):
            if not source.has_translation(locale):
                _translate(source, locale, words.get(key))


def build_words() -> None:
    """Pages and questions in every language that somebody wrote words for."""
    for path in sorted((CONTENT / "translations").glob("*.json")):
        build_translations(language=path.stem, words=content(f"translations/{path.name}"))


def _translate(source: SectionPage, locale: Locale, words: dict[str, str] | None) -> None:
    copy = source.copy_for_translation(locale, alias=words is None)
    if source.is_site_root():
        copy.slug = f"home-{locale.language_code}"
        copy.save(clean=False)
    else:
        copy.slug = source.slug
    if words is not None:
        for name, value in words.items():
            setattr(copy, name, value)
        copy.save_revision().publish()


@transaction.atomic
def build_menus() -> None:
    site = Site.objects.get(is_default_site=True)
    if Menu.objects.filter(site=site).exists():
        return
    for language, menus in content("menus.json").items():
        locale = Locale.objects.get(language_code=language)
        for order, words in enumerate(menus):
            menu = Menu(
                site=site,
                locale=locale,
                order=order,
                place=words["place"],
                title=words.get("title", ""),
            )
            menu.items = [
                _item(label, target, position)
                for position, (label, target) in enumerate(words["items"])
            ]
            menu.save()


def _item(label: str, target: str, position: int) -> MenuItem:
    """An address of ours, or the Japanese page with the slug ``target`` below the front page."""
    if target.startswith("/"):
        return MenuItem(label=label, path=target, sort_order=position)
    home = main_front()
    page = Page.objects.child_of(home).get(slug=target)
    return MenuItem(label=label, page=page, sort_order=position)
