"""Builders for test data: small functions with sensible defaults instead of fixture files."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import PIL.Image
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction, Site

from cms.areas.choices import AreaKind
from cms.areas.codes import check_digit
from cms.areas.models import Area, PostalCode
from cms.assets.models import MediaTrack, PortalDocument, PortalImage, PortalMedia
from cms.assets.rights.services import record_rights
from cms.navigation.models import EmergencyBanner, Menu, MenuItem
from cms.search.choices import Direction
from cms.search.models import Synonym
from directory.models import Contact, DirectoryIndexPage, Office, OfficeTask, Schedule, ServiceArea
from home.models import HomePage, NewsIndexPage, NewsPage, StandardPage
from measures.models import (
    Implementation,
    MeasureIndexPage,
    MeasureNeed,
    MeasurePage,
    MeasureSource,
    MeasureStage,
    Parameter,
    ParameterValue,
    RuleExample,
)
from measures.rule_storage import rule_stream


def make_locale(code: str) -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]


def make_site(title: str = "ひとり親家庭のための支援ポータル") -> Site:
    """The default site with a Japanese front page as its root (Wagtail's welcome page goes)."""
    Page.objects.filter(depth=2, content_type=ContentType.objects.get_for_model(Page)).delete()
    Page.fix_tree()
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title=title, slug="home", locale=make_locale("ja")))
    return Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "testserver", "port": 80, "root_page": home, "site_name": title},
    )[0]


def home_of(site: Site) -> HomePage:
    return HomePage.objects.get(pk=site.root_page_id)


def add_page(parent: Page, model: type[Page], *, title: str, slug: str, **fields: Any) -> Any:
    """A published page of ``model`` below ``parent`` in the parent's language."""
    page = model(title=title, slug=slug, locale=parent.locale, **fields)
    parent.add_child(instance=page)
    return page


def make_standard_page(
    site: Site, *, title: str = "このサイトについて", slug: str = "about", **fields: Any
) -> StandardPage:
    return add_page(home_of(site), StandardPage, title=title, slug=slug, **fields)


def make_news(site: Site, *, title: str, slug: str, published_on: Any, **fields: Any) -> NewsPage:
    home = home_of(site)
    index = NewsIndexPage.objects.child_of(home).first()
    if index is None:
        index = add_page(home, NewsIndexPage, title="お知らせ", slug="news")
    return add_page(index, NewsPage, title=title, slug=slug, published_on=published_on, **fields)


def make_translation(page: Page, code: str, **fields: Any) -> Page:
    """A real (not aliased) translation of ``page`` with ``fields`` in the language ``code``."""
    copy = page.copy_for_translation(make_locale(code))
    copy.slug = f"home-{code}" if page.depth == 2 else page.slug
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.live, copy.last_published_at = True, timezone.now()
    copy.save()
    return copy


def make_user(
    username: str = "reader", *, password: str = "correct horse battery", **fields: Any
) -> AbstractBaseUser:
    return get_user_model().objects.create_user(username=username, password=password, **fields)


def make_admin(
    username: str = "chief", password: str = "correct horse battery"
) -> AbstractBaseUser:
    return get_user_model().objects.create_superuser(username=username, password=password)


def make_prefecture(code5: str = "13000", name: str = "東京都", kana: str = "とうきょうと") -> Area:
    """The prefecture with that code; made when it does not exist yet."""
    found = Area.objects.filter(code6=code5 + check_digit(code5)).first()
    return found or make_area(code5, name, kana, kind=AreaKind.PREFECTURE, parent=None)


def make_area(
    code5: str = "13201",
    name: str = "八王子市",
    kana: str = "はちおうじし",
    *,
    kind: AreaKind = AreaKind.CITY,
    parent: Any = ...,  # an Area, or None; left out: 東京都
    postal_codes: tuple[str, ...] = (),
    **fields: Any,
) -> Area:
    """An area that ``find_areas`` finds; below 東京都 unless ``parent`` says otherwise."""
    area = Area.objects.create(
        code6=code5 + check_digit(code5),
        kind=kind,
        parent=make_prefecture() if parent is ... else parent,
        name=name,
        kana=kana,
        romaji=fields.pop("romaji", kana),
        **fields,
    )
    PostalCode.objects.bulk_create(PostalCode(code=code, area=area) for code in postal_codes)
    return area


def make_group(name: str, *members: AbstractBaseUser) -> Group:
    group = Group.objects.get_or_create(name=name)[0]
    group.user_set.add(*members)
    return group


def restrict(page: Page, *groups: Group) -> PageViewRestriction:
    """Only signed-in readers may open ``page`` and what lies below; or only ``groups``."""
    kind = PageViewRestriction.GROUPS if groups else PageViewRestriction.LOGIN
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind)
    restriction.groups.set(groups)
    return restriction


def picture_bytes(kind: str = "JPEG", size: tuple[int, int] = (40, 20), **options: Any) -> bytes:
    """A small picture, white with a black left half, so that turning it shows."""
    picture = PIL.Image.new("RGB", size, "white")
    picture.paste("black", (0, 0, size[0] // 2, size[1]))
    file = io.BytesIO()
    picture.save(file, format=kind, **options)
    return file.getvalue()


# Rights that allow everything; a file of a test without rights has None.
OWN_WORK = {"holder": "ポータルの制作", "licence": "own", "for_web": True, "for_print": True}


def give_rights(file: Any, rights: dict[str, Any] | None) -> Any:
    if rights is not None:
        record_rights(file=file, **rights)
    return file


def make_image(
    title: str = "写真",
    *,
    name: str = "photo.jpg",
    content: bytes | None = None,
    rights: dict[str, Any] | None = OWN_WORK,
    **fields: Any,
) -> PortalImage:
    file = ContentFile(content or picture_bytes(), name=name)
    return give_rights(PortalImage.objects.create(title=title, file=file, **fields), rights)


def make_document(
    title: str = "申請書",
    *,
    name: str = "form.pdf",
    content: bytes = b"%PDF-1.4 form",
    rights: dict[str, Any] | None = OWN_WORK,
    **fields: Any,
) -> PortalDocument:
    document = PortalDocument(title=title, file=ContentFile(content, name=name), **fields)
    document.file_size = len(content)
    document.save()
    return give_rights(document, rights)


# The first box of an MP4 file: enough to be one for whoever looks at its beginning.
MP4_START = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"


def make_media(
    title: str = "研修の動画",
    *,
    name: str = "training.mp4",
    content: bytes = MP4_START + bytes(1000),
    rights: dict[str, Any] | None = OWN_WORK,
    **fields: Any,
) -> PortalMedia:
    file = ContentFile(content, name=name)
    media = PortalMedia.objects.create(title=title, file=file, type="video", **fields)
    return give_rights(media, rights)


def make_track(media: PortalMedia, *, start: str = "WEBVTT", **fields: Any) -> MediaTrack:
    """Captions with one line."""
    text = f"{start}\n\n00:00.000 --> 00:05.000\nはじめに\n"
    return MediaTrack.objects.create(
        media=media, file=ContentFile(text.encode(), name="captions.vtt"), **fields
    )


def measure_index(site: Site) -> MeasureIndexPage:
    """The Japanese list of measures, made when it is missing."""
    home = home_of(site)
    found = MeasureIndexPage.objects.child_of(home).first()
    return found or add_page(home, MeasureIndexPage, title="支援をさがす", slug="measures")


def make_measure(
    site: Site,
    *,
    slug: str = "jido-fuyo-teate",
    needs: tuple[str, ...] = ("money",),
    stages: tuple[str, ...] = ("ongoing",),
    sources: tuple[tuple[str, str, date | None], ...] = (),  # title, address, checked on
    **fields: Any,
) -> MeasurePage:
    """A published measure; a national benefit of the category 経済 unless told otherwise."""
    defaults: dict[str, Any] = {
        "title": "ひとり親の毎月の手当",
        "official_name": "児童扶養手当",
        "kana": "じどうふようてあて",
        "summary": "ひとりでお子さんを育てている方に出る手当です。",
        "category": "economic",
        "form": "benefit",
        "scope": "national_entitlement",
        "tier": "municipality",
        "task": "allowance",
    }
    index = measure_index(site)
    page = MeasurePage(slug=slug, locale=index.locale, **{**defaults, **fields})
    page.needs = [MeasureNeed(need=need, sort_order=n) for n, need in enumerate(needs)]
    page.stages = [MeasureStage(stage=stage, sort_order=n) for n, stage in enumerate(stages)]
    page.sources = [
        MeasureSource(title=title, url=url, checked_on=day, sort_order=n)
        for n, (title, url, day) in enumerate(sources)
    ]
    page.first_published_at = page.last_published_at = timezone.now()
    index.add_child(instance=page)
    return page


def make_parameter(
    key: str = "jidofuyo.amount.full.first",
    values: dict[str, Any] | None = None,  # first day (ISO) → number, or list of numbers
    *,
    unit: str = "円",
    runs_over: str = "",
    **fields: Any,
) -> Parameter:
    """A dated amount with its values, from the source 「告示」 unless ``fields`` say otherwise."""
    parameter = Parameter.objects.create(key=key, title=key, unit=unit, runs_over=runs_over)
    source = {"source_title": "告示", "confidence": "confirmed", **fields}
    for day, value in (values or {"2025-04-01": 46690}).items():
        valid_from = date.fromisoformat(day)
        ParameterValue.objects.create(
            parameter=parameter, valid_from=valid_from, value=value, **source
        )
    return parameter


def make_implementation(
    measure: MeasurePage, area: Area, status: str = "running", **fields: Any
) -> Implementation:
    checked = {"checked_on": date(2026, 10, 1), "checked_by": area.name}
    return Implementation.objects.create(
        measure=measure, area=area, status=status, **{**checked, **fields}
    )


def make_menu(
    site: Site,
    items: Sequence[tuple[str, Page | str]],
    *,
    place: str = "main",
    language: str = "ja",
    **fields: Any,
) -> Menu:
    """A menu whose ``items`` are (words, page or path) pairs."""
    menu = Menu(site=site, place=place, locale=make_locale(language), **fields)
    menu.items = [
        MenuItem(label=label, path=target, sort_order=number)
        if isinstance(target, str)
        else MenuItem(label=label, page=target, sort_order=number)
        for number, (label, target) in enumerate(items)
    ]
    menu.save()
    return menu


def make_banner(
    site: Site, title: str, *, language: str = "ja", is_active: bool = True, **fields: Any
) -> EmergencyBanner:
    return EmergencyBanner.objects.create(
        site=site, title=title, locale=make_locale(language), is_active=is_active, **fields
    )


def make_directory(site: Site) -> DirectoryIndexPage:
    """まちの窓口 below the front page."""
    found = DirectoryIndexPage.objects.child_of(home_of(site)).first()
    return found or add_page(
        home_of(site), DirectoryIndexPage, title="まちの窓口", slug="directory"
    )


def make_office(
    area: Area | None = None,
    *,
    name: str = "子育て支援課",
    tasks: Sequence[str] = ("allowance",),
    telephones: Sequence[str] = ("042-620-1234",),
    hours: Sequence[dict[str, Any]] = (),
    serves: Sequence[Area | None] = (),
    **fields: Any,
) -> Office:
    """A published office in ``area``; without one it answers for the whole country.

    ``hours``: fields of Schedule, e.g. ``[{}]`` for weekdays from 8:30 to 17:15.
    """
    office = Office.objects.create(name=name, area=area, **fields)
    OfficeTask.objects.bulk_create(OfficeTask(office=office, task=task) for task in tasks)
    for order, number in enumerate(telephones):
        Contact.objects.create(office=office, sort_order=order, value=number)
    for line in hours:
        Schedule.objects.create(office=office, **line)
    places = list(serves) or ([] if area else [None])
    if places:
        ServiceArea.objects.filter(office=office).delete()
    for place in places:
        ServiceArea.objects.create(office=office, area=place)
    return office


def make_synonym(
    words: str, expands_to: str = "", *, direction: Direction = Direction.ONE_WAY
) -> Synonym:
    return Synonym.objects.create(words=words, expands_to=expands_to, direction=direction)


def give_rule(page: MeasurePage, rule: Any, examples: Sequence[dict[str, Any]] = ()) -> MeasurePage:
    """Publish ``rule`` (of the engine) with its examples (as JSON) on a measure."""
    page.rule_as_of = rule.as_of
    page.rule = rule_stream(rule)
    page.examples = [
        RuleExample(
            title=example["name"],
            on=date.fromisoformat(example["on"]),
            answers=example["answers"],
            expected=example["expect"],
            implementation=example.get("implementation", "running"),
        )
        for example in examples
    ]
    page.save_revision().publish()
    return MeasurePage.objects.get(pk=page.pk)
