"""What is reviewed, a page or a record: its names, its authors, the municipality it tells about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from wagtail.models import Page, Revision, TaskState, WorkflowState
from wagtail.query import PageQuerySet

from cms.areas.models import Area
from cms.core.languages import default_language, name_in_japanese
from cms.core.locales import language_of
from cms.core.models import SectionPage
from cms.core.models.reviewed import ReviewedRecord
from cms.translation.selectors import translators_of
from cms.workflow.models.upkeep import PageUpkeep

ATTRIBUTE = "named_municipality"
REVIEWED = (SectionPage, ReviewedRecord)


@dataclass(frozen=True)
class SubjectNames:
    """How a page or record is written down so that it reads when it is gone.

    Of a translation ``language`` is its name in Japanese, and the title begins with that of the
    Japanese page: who reviews or reports need not read the language. Else it is empty.
    """

    kind: str
    kind_name: str
    key: str
    title: str
    language: str

    @property
    def heading(self) -> str:
        return heading_of(self.title, self.language)


def heading_of(title: str, language: str) -> str:
    """英語の訳：ひとり親の手当（Child Rearing Allowance）; of what is Japanese the title."""
    return f"{language}の訳：{title}" if language else title


Translations = Mapping[str, tuple[str, str]]  # key of a page → its language, its Japanese title


def translations_among(pages: PageQuerySet) -> Translations:
    """Which of these pages are translations, in one query."""
    japanese = Page.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code=default_language()
    )
    translated = pages.exclude(locale__language_code=default_language())
    found = translated.annotate(japanese=Subquery(japanese.values("title")[:1]))
    return {
        str(pk): (name_in_japanese(language_of(locale)), title or "")
        for pk, locale, title in found.values_list("pk", "locale_id", "japanese")
    }


def names_of(state: TaskState, known: Translations | None = None) -> SubjectNames:
    """``known`` is what a list asked for all its lines at once."""
    return _names(state.workflow_state, state.revision, known)


def names_of_version(revision: Revision) -> SubjectNames:
    return _names(revision, revision, None)


def is_page(subject: WorkflowState | Revision) -> bool:
    base: ContentType = subject.base_content_type
    return base.model_class() is Page


def _names(
    subject: WorkflowState | Revision, revision: Revision, known: Translations | None
) -> SubjectNames:
    """``subject`` holds the content types and the key; ``revision`` the title."""
    key, title = subject.object_id, revision.object_str
    if known is None:
        known = translations_among(Page.objects.filter(pk=key)) if is_page(subject) else {}
    language, japanese = known.get(key, ("", "")) if is_page(subject) else ("", "")
    model = subject.content_type.model_class()
    kind_name = str(model._meta.verbose_name) if model else subject.content_type.model
    base = subject.base_content_type
    return SubjectNames(
        kind=f"{base.app_label}.{base.model}",
        kind_name=kind_name,
        key=key,
        title=(f"{japanese}（{title}）" if japanese else title)[:255],
        language=language,
    )


def subject_of(state: TaskState) -> Any:
    """The page (specific) or record of a step; None when it is gone."""
    found = state.workflow_state.content_object
    return found.specific if isinstance(found, Page) else found


def is_reviewed(subject: Any) -> bool:
    """Whether people publish it by a review only."""
    return isinstance(subject, REVIEWED)


def has_changes(subject: Any) -> bool:
    """Whether there is anything that is not public yet."""
    return bool(subject.has_unpublished_changes or not subject.live)


def municipality_under_review(state: TaskState) -> Area | None:
    """Of the version that was handed in; of the public one where an editor took the place out."""
    subject = subject_of(state)
    return municipality_of(state.revision.as_object()) or municipality_of(subject)


def municipality_of(subject: models.Model) -> Area | None:
    """The municipality or prefecture whose facts ``subject`` tells.

    A model says so itself with a property ``named_municipality`` (an office has a place); for pages
    editors choose it in 「手入れ」.
    """
    named = getattr(subject, ATTRIBUTE, None)
    if named is not None or not isinstance(subject, Page):
        return named
    upkeep = PageUpkeep.objects.select_related("municipality").filter(page=subject.pk).first()
    return upkeep.municipality if upkeep else None


def is_translation(subject: Any) -> bool:
    return isinstance(subject, Page) and language_of(subject.locale_id) != default_language()


def authors_of(subject: Any) -> set[int]:
    """Numbers of everybody who saved a version since the last publication, or translated it."""
    versions = Revision.objects.for_instance(subject).exclude(user=None)
    if (public := subject.live_revision_id) and (at := subject.last_published_at):
        written_over = Q(pk=public, created_at__gt=at)
        versions = versions.filter(Q(pk__gt=public) | written_over)
    elif public:
        versions = versions.filter(pk__gt=public)
    authors = set(versions.values_list("user_id", flat=True))
    if isinstance(subject, Page):
        since = subject.live_revision.created_at if public else None
        authors |= translators_of(subject, since=since)
    return authors
