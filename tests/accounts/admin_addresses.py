"""Every address below /admin/, with arguments that lead to something that exists."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Model
from django.urls import URLPattern, URLResolver
from django.utils import timezone
from wagtail.admin import urls as admin_urls
from wagtail.models import Collection, Site, Task, Workflow

from cms.accounts.services import apply_roles
from cms.areas.models import Area
from cms.translation.models import GlossaryTerm
from cms.translation.services.translating import submit_page
from cms.workflow.models import ChecklistItem
from directory.models import Organization
from measures.models import FinderQuestion
from tests.builders import (
    home_of,
    make_banner,
    make_document,
    make_image,
    make_implementation,
    make_measure,
    make_menu,
    make_office,
    make_parameter,
    make_standard_page,
    make_synonym,
    make_translation,
    make_user,
)
from tests.campaigns.builders import make_asset, make_template
from tests.companies.builders import company_index, make_submission
from tests.events.builders import make_open_event
from tests.surveys.builders import make_survey, vote_for
from tests.use_of_kits.builders import (
    make_advertising,
    make_distribution,
    make_kit,
    make_parcel,
    tell,
)

PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")


def patterns(
    found: list[Any], prefix: str = "", names: tuple[str, ...] = ()
) -> Iterator[tuple[str, str]]:
    """(name with namespaces, pattern) of everything that Wagtail resolves below /admin/."""
    for item in found:
        pattern = prefix + str(item.pattern)
        if isinstance(item, URLResolver):
            inner = (*names, item.namespace) if item.namespace else names
            yield from patterns(item.url_patterns, pattern, inner)
        elif isinstance(item, URLPattern):
            yield ":".join((*names, item.name or "without name")), pattern


def every_address(things: dict[str, Model]) -> list[tuple[str, str]]:
    """(name, address); the last pattern of Wagtail catches the rest and is no address."""
    found = [
        each for each in patterns(admin_urls.urlpatterns) if not each[0].endswith("without name")
    ]
    assert len(found) > 300
    return [(name, f"/admin/{filled(name, pattern, things)}") for name, pattern in found]


def filled(name: str, pattern: str, things: dict[str, Model]) -> str:
    thing = next((each for key, each in things.items() if key in name), things["page"])

    def value(kind: str | None, key: str) -> str:
        if key in WORDS:
            return WORDS[key]
        named = key.removesuffix("_id").removesuffix("_pk")
        chosen = things.get(named, thing)
        return str(chosen.pk) if kind in (None, "int", "str", "uuid", "path") else "x"

    text = PARAMETER.sub(lambda match: value(*match.groups()), pattern)
    text = GROUP.sub(lambda match: value(None, match.group(1)), text)
    return re.sub(r"[\^$\\?]", "", text)


WORDS = {
    "app_label": "wagtailcore",
    "app_name": "wagtailcore",
    "model_name": "page",
    "content_type_app_name": "home",
    "content_type_model_name": "standardpage",
    "action": "delete",
    "action_name": "approve",
    "filter_spec": "max-100x100",
    "field_name": "body",
    "language_code": "en",
    "uidb64": "MQ",
    "token": "abc",
    "mode": "form",
}


def one_of_everything(site: Site, area: Area) -> dict[str, Model]:
    """Keys are parts of address names or of parameters; the first that fits is taken."""
    measure = make_measure(site)
    parameter = make_parameter()
    home = home_of(site)
    home.save_revision()
    survey = make_survey({"kind": "short_text"})
    task = Task.objects.order_by("pk").first()
    workflow = Workflow.objects.order_by("pk").first()
    company_index(site)
    submission, _secret = make_submission()
    distribution = make_distribution(kit := make_kit(site))
    asset = make_asset()
    parcel = make_parcel(distribution, area)
    make_translation(home, "en", title="Support")
    apply_roles()  # translators get the front pages that exist
    translation = submit_page(page=make_standard_page(site), language="en")
    return {
        "translation_source": translation.source,
        "string_segment": translation.source.stringsegment_set.first(),
        "wagtailsnippets_translation_": GlossaryTerm.objects.create(term="児童扶養手当"),
        "translation": translation,
        "event_registrations": (event := make_open_event(site)),
        "event": event,
        "companies_evidence": submission.evidence.get(),
        "companies_submission": submission,
        "campaigns_kit": kit,
        "campaigns_asset": asset,
        "campaigns_licence": asset.licence,
        "naming": make_template(asset),
        "distribution": distribution,
        "delivery": parcel,
        "usereport": tell(parcel),
        "advertisingrecord": make_advertising(),
        "checklistitem": ChecklistItem.objects.order_by("pk").first(),
        "organization": Organization.objects.create(name="見本の団体", kind="npo"),
        "office": make_office(area),
        "implementation": make_implementation(measure, area, checked_on=date(2026, 4, 1)),
        "parameter": parameter,
        "synonym": make_synonym("シンママ", "ひとり親"),
        "menu": make_menu(site, [("ホーム", "/")]),
        "emergencybanner": make_banner(site, "お知らせ", starts_at=timezone.now()),
        "areas_area": area,
        "surveys_survey": survey,
        "survey_office": survey,
        "finderquestion": FinderQuestion.objects.create(key="parent", text="あなたは"),
        "question": survey.questions.get(),
        "surveys_pagevote": vote_for(area),
        "image": make_image(),
        "docs": make_document(),
        "document": make_document(),
        "collections": Collection.objects.order_by("pk").first(),
        "workflow": workflow,
        "task": task,
        "sites": site,
        "users": make_user("somebody"),
        "groups": Group.objects.get(name="職員"),
        "locales": home.locale,
        "revision": home.latest_revision,
        "page": home,
    }
