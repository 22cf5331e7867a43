"""The two abstract page types every section stands on."""

from datetime import date
from typing import Any, cast

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, URLResolver
from django.urls.resolvers import RegexPattern
from django.utils import translation
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, PageManager, PageViewRestriction, Revision
from wagtail.search import index
from wagtail.url_routing import RouteResult

from cms.core.addresses import path_of
from cms.core.calendar import now
from cms.core.facts import facts
from cms.core.languages import address_in, default_language, html_language
from cms.core.locales import language_of
from cms.core.publishing import ReviewedPageRights, overwritable
from cms.core.querysets import SectionPageQuerySet
from cms.core.routing import UNTRANSLATED, child_on_the_way, japanese_on_the_way
from cms.core.sites import main_site, opens_everywhere, site_of
from cms.core.slugs import refuse_language_code

SectionPageManager = PageManager.from_queryset(SectionPageQuerySet)


class SectionPage(Page):
    """An editorial page. A page serves only itself, in the language of its address.

    A page without a translation is shown in Japanese under the other language's address, with a
    notice in that language and ``lang="ja"`` around the text: never a silent mix.
    """

    introduction = models.TextField(
        "はじめの文", blank=True, max_length=300, help_text="見出しのすぐ下に出ます。2文まで。"
    )

    objects = SectionPageManager()

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    search_fields = [*Page.search_fields, index.SearchField("introduction")]
    # Slugs are the same in all languages: the language switch changes only the prefix.
    override_translatable_fields = facts("slug")
    listing_template = "components/page_card.html"
    prose_fields: tuple[str, ...] = ("title", "introduction", "search_description")
    streams_without_prose: tuple[str, ...] = ()  # StreamFields that hold no words for visitors
    in_site_map = True  # False for types of which there may be thousands
    shared_between_sites = True  # False for what every site has for itself: front page, news

    class Meta:
        abstract = True

    @property
    def language(self) -> str:
        """Language code of the page, without a query."""
        return language_of(self.locale_id)

    @property
    def stands_in(self) -> bool:
        """Whether it has Japanese words only under the address of another language.

        An alias, or a page that was one and whose translation nobody has published yet.
        """
        if self.alias_of_id is not None:
            return True
        is_unpublished = self.live and self.last_published_at is None  # type: ignore[has-type]
        return is_unpublished and self.language != default_language()

    def permissions_for_user(self, user: Any) -> ReviewedPageRights:
        return ReviewedPageRights(user, self)

    def clean(self) -> None:
        super().clean()
        refuse_language_code(self.slug)

    def minimal_clean(self) -> None:
        """All that Wagtail asks of a draft: a copy would take the address of a language."""
        super().minimal_clean()
        refuse_language_code(self.slug)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The gate of publication: whatever way a page becomes public, it is saved whole and live.

        A new one that may not be public is kept as a draft, so that nothing typed is lost; to
        publish it is refused with the reason. An alias follows its source, which was asked.
        """
        from cms.core.publishing import PublicationRefusedError, first_day_of  # stand on models

        written = kwargs.get("update_fields")
        if self.live and not self.alias_of_id and (written is None or "live" in written):  # type: ignore[has-type]
            try:
                self.refuse_publication(on=first_day_of(self, at=now()))
            except PublicationRefusedError:
                if self.pk:
                    raise
                self.live = False
        super().save(*args, **kwargs)

    def save_revision(
        self, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any
    ) -> Revision:
        kwargs["overwrite_revision"] = overwritable(self, overwrite_revision)
        return cast(Revision, super().save_revision(*args, **kwargs))

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Asked before anything is written; a scheduled run notes the reason and goes on."""
        from cms.core.publishing import admits_publication, refuse_without_review  # on models

        if admits_publication(revision, kwargs.get("log_action"), at=now()):
            refuse_without_review(self, revision, by=kwargs.get("user"))
            super().publish(revision, *args, **kwargs)

    def refuse_publication(self, *, on: date) -> None:
        """Raise PublicationRefusedError when this version may not be public on that day."""
        from cms.core.publishing import refuse_unready  # stands on models

        refuse_unready(self, on=on)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page below; where this language has none, the Japanese one."""
        self.refuse_other_language(request)
        if not path_components:
            return self.japanese_instead(request, []) or super().route(request, [])
        child = child_on_the_way(request, self, path_components)
        try:
            if child is None:
                raise Http404
            return child.route(request, path_components[1:])
        except Http404:
            source = japanese_on_the_way(request, self) or self.japanese_page()
            if source is None or source.pk == self.pk:
                raise
        setattr(request, UNTRANSLATED, True)
        return source.route(request, path_components)

    def japanese_instead(self, request: HttpRequest, rest: list[str]) -> RouteResult | None:
        """The Japanese page of today while the translation of this one waits to be published.

        None for pages with words of their own, and for aliases, which follow the Japanese page.
        """
        source = self.japanese_page() if self.stands_in and self.alias_of_id is None else None
        if source is None:
            return None
        setattr(request, UNTRANSLATED, True)
        return source.route(request, rest)

    def refuse_other_language(self, request: HttpRequest) -> None:
        """404 under another language's prefix: Wagtail would serve the Japanese tree with 200."""
        is_stand_in = getattr(request, UNTRANSLATED, False)
        if self.language != translation.get_language() and not is_stand_in:
            raise Http404

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Of this page and of all above it, in one query; an alias has those of its source.

        A translation has those of its Japanese page too, as they are now: whoever closes or moves
        that one closes what it was translated into.
        """
        ends = range(self.steplen, len(self.path) + 1, self.steplen)
        paths = [self.path[:end] for end in ends]
        condition = (
            Q(page__path__in=paths)
            | Q(page__aliases__path__in=paths)
            | Q(page__aliases__aliases__path__in=paths)
        )
        if self.language != default_language():
            family = Page.objects.filter(path__in=paths).values("translation_key")
            originals = Page.objects.filter(
                translation_key__in=family,
                locale__language_code=default_language(),
                path__startswith=OuterRef("page__path"),
            )
            condition |= Q(Exists(originals))
        return PageViewRestriction.objects.filter(condition).distinct()

    def japanese_page(self) -> "SectionPage | None":
        """The page this one is a translation of (itself when it is the Japanese one)."""
        if self.language == default_language():
            return self
        twins = type(self).objects.live().filter(translation_key=self.translation_key)
        return twins.filter(locale__language_code=default_language()).first()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        is_draft = getattr(request, "is_preview", False) and self.alias_of_id is None
        stands_in = (self.stands_in and not is_draft) or getattr(request, UNTRANSLATED, False)
        language = default_language() if stands_in else self.language
        context["content_language"] = html_language(language)
        context["untranslated"] = stands_in and translation.get_language() != default_language()
        return context

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.told_to_robots(super().serve(request, *args, **kwargs), request)

    def told_to_robots(self, response: HttpResponse, request: HttpRequest) -> HttpResponse:
        """Where this language has no page of its own, search engines are told so."""
        if self.stands_in or getattr(request, UNTRANSLATED, False):
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    def get_url(self, request: HttpRequest | None = None, current_site: Any = None) -> str | None:
        """A path for what opens on every site, so that no link leads away from the reader's."""
        parts = self.get_url_parts(request)
        if parts and parts[2] and opens_everywhere(self, parts[0]):
            return str(parts[2])
        found: str | None = super().get_url(request, current_site)
        return found

    url = property(get_url)

    def address(self, language: str | None = None) -> str:
        """Path of this page in ``language`` (the active one when not given)."""
        return address_in(path_of(self), language)

    @property
    def card_text(self) -> str:
        """The sentence that cards, feeds and search results show."""
        return self.introduction or self.search_description


class SectionIndexPage(RoutablePageMixin, SectionPage):
    """The entrance of a section: lists its pages and routes its own addresses."""

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """A shared section stands below the main site's front page alone."""
        return bool(super().can_create_at(parent)) and cls._belongs_below(parent)

    def can_move_to(self, parent: Page) -> bool:
        return bool(super().can_move_to(parent)) and self._belongs_below(parent)

    @classmethod
    def _belongs_below(cls, parent: Page) -> bool:
        site, main = site_of(parent), main_site()
        return not cls.shared_between_sites or site is None or main is None or site.pk == main.pk

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        self.refuse_other_language(request)
        is_own = self.stands_in and (not path_components or self.has_route(path_components))
        instead = self.japanese_instead(request, path_components) if is_own else None
        return instead or super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Its own addresses are answered by their views, past ``SectionPage.serve()``."""
        return self.told_to_robots(super().serve(request, *args, **kwargs), request)

    @classmethod
    def has_route(cls, components: list[str]) -> bool:
        """Whether this page itself answers the address that goes on with ``components``."""
        try:
            URLResolver(RegexPattern(r"^/"), cls.get_subpage_urls()).resolve(
                "/" + "".join(f"{part}/" for part in components)
            )
        except Resolver404:
            return False
        return True
