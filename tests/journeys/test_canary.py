"""Nothing private is public: a crawl finds none of the planted words, and can find them."""

import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.http import HttpResponse, JsonResponse
from django.test import Client
from django.utils.cache import patch_cache_control
from wagtail.models import Page

from cms.core import querysets
from cms.core.models import PrivatePage, SectionIndexPage, private
from cms.core.privacy.crawling import Crawl, insider_leaks, text_of
from cms.core.privacy.secrets import Secret
from cms.search import searching, sources
from home.feeds import NewsFeed
from home.models import NewsPage
from staff_library.models import Completion, TrainingPage
from tests.builders import make_area, make_office
from tests.journeys.canary import ADMIN_ENTRANCES, Aviary, build_aviary, translator
from tests.staff_library.builders import make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def aviary(site) -> Aviary:
    return build_aviary(site)


def told(leaks) -> str:
    return "\n".join(dict.fromkeys(map(str, leaks)))


def test_every_kind_of_secret_is_planted(aviary):
    """A crawl that looks for nothing finds nothing."""
    assert {secret.kind for secret in aviary.secrets} == {"page", "documents", "images", "media"}
    with_words = [secret for secret in aviary.secrets if secret.words]
    assert len(with_words) == len(aviary.secrets) - 1, "the entrance alone has a public title"
    assert all(secret.addresses for secret in aviary.secrets)


def test_a_stranger_finds_nothing(aviary):
    crawl = aviary.crawl(per_section=40)
    assert told(crawl.leaks()) == ""
    assert len(crawl.seen) > 40, "it walked at all"
    seen = " ".join(crawl.seen)
    for place in ("/sitemap.xml", "/feeds/news.xml", "/measures/training/", "/en/", "/staff/"):
        assert place in seen


def test_a_translator_finds_nothing_not_even_in_the_admin(aviary):
    crawl = aviary.crawl(
        translator(), entrances=ADMIN_ENTRANCES, skipped=("/static/", "/sign-in/", "/admin/logout")
    )
    assert told([*crawl.walk(), *crawl.ask()]) == ""
    assert any(address.startswith("/admin/choose-page") for address in crawl.seen)


def test_a_translator_opens_nothing(aviary):
    client = translator()
    statuses = {
        client.get(address).status_code for each in aviary.secrets for address in each.addresses
    }
    assert statuses <= {302, 403, 404}


def test_staff_are_given_it_and_nothing_between_may_keep_it(aviary):
    client = Client()
    client.force_login(aviary.staff)
    opened = client.get(aviary.pages["notice"].url)
    assert opened.status_code == 200
    assert aviary.pages["notice"].title.split()[1] in opened.content.decode()
    assert told(insider_leaks(client, aviary.secrets)) == ""


def test_staff_of_another_town_find_nothing_of_this_one(aviary, client):
    """Records of training and what is due belong to a person and a municipality."""
    hachioji = aviary.staff.municipality
    office = make_office(hachioji, name="カナリアの窓口")
    training = TrainingPage.objects.get()
    record = Completion.objects.create(
        person=aviary.staff, training=training, municipality=hachioji, completed_on=date(2019, 2, 3)
    )
    client.force_login(aviary.staff)
    due = f"/staff/offices/{hachioji.code6}/"
    assert office.name in client.get(due).content.decode()
    assert client.get(record.address).status_code == 200
    machida = make_staff("machida", municipality=make_area("13210", "小金井市", "こがねいし"))
    client.force_login(machida)
    bound = [
        Secret("completion", str(record.pk), ("2019年2月3日",), (record.address,)),
        Secret("offices", hachioji.code6, (), (due,)),
    ]
    entrances = ("/staff/", "/staff/completions/", "/staff/training/")
    crawl = Crawl(client, bound, entrances=entrances, languages=("ja",), per_section=12)
    assert told(crawl.leaks()) == ""
    assert {client.get(address).status_code for each in bound for address in each.addresses} == {
        404
    }


def test_operators_can_run_it(aviary):
    said = io.StringIO()
    call_command("check_privacy", per_section=8, language=["ja"], stdout=said, stderr=said)
    assert "どこにも見えませんでした" in said.getvalue()


def lose_the_class(patch, aviary):
    """visible_to() without the rule of the class."""
    patch.setattr(querysets, "closed_types", lambda reader: ())


def list_everything_live(patch, aviary):
    patch.setattr(
        "cms.core.sitemap.readable_pages", lambda reader: Page.objects.filter(depth__gt=1)
    )


def search_everything(patch, aviary):
    everything = Page.objects.filter(depth__gt=2)
    patch.setattr(sources, "readable_pages", lambda reader: everything)
    patch.setattr(sources.OtherPages, "visible_to", lambda self, reader, language: everything)


def let_caches_keep_it(patch, aviary):
    def public(response: HttpResponse) -> HttpResponse:
        patch_cache_control(response, public=True, max_age=60)
        return response

    patch.setattr(private, "keep_private", public)


def serve_documents_to_all(patch, aviary):
    patch.setattr(type(aviary.document), "is_open_to", lambda self, reader: True)


def serve_pictures_to_all(patch, aviary):
    patch.setattr(type(aviary.image), "is_open_to", lambda self, reader: True)


def serve_films_to_all(patch, aviary):
    patch.setattr(type(aviary.film), "is_open_to", lambda self, reader: True)


def feed_without_the_rule(patch, aviary):
    patch.setattr(NewsFeed, "items", lambda self, site: NewsPage.objects.all())


def suggest_from_all_titles(patch, aviary):
    def all_titles(text, *, language, on, site):
        found = Page.objects.filter(title__icontains=text)
        return [searching.Suggestion(page.title, page.url, "") for page in found]

    patch.setattr("cms.search.views.suggest", all_titles)


def serve_aliases(patch, aviary):
    """The alias takes its source's page for a public one."""
    route, serve = PrivatePage.route, PrivatePage.serve

    def open_route(self, request, components):
        step = SectionIndexPage.route if self.alias_of_id else route
        return step(self, request, components)

    def open_serve(self, request, *args, **kwargs):
        answer = SectionIndexPage.serve if self.alias_of_id else serve
        return answer(self, request, *args, **kwargs)

    patch.setattr(PrivatePage, "route", open_route)
    patch.setattr(PrivatePage, "serve", open_serve)
    patch.setattr("staff_library.models.item.LibraryItemPage.record", lambda *args: None)
    patch.setattr("staff_library.presenters.item_context", lambda page, request: {})
    patch.setattr("staff_library.models.item.LibraryItemPage.serve", open_serve)


def name_the_page_in_the_refusal(patch, aviary):
    def refuse(self, request):
        return HttpResponse(f"「{self.title}」は開けません。", status=403)

    def below(self, request, components):
        found = self.get_descendants().filter(slug=(components or [""])[-1]).first()
        return private.RouteResult(found.specific if found else self)

    patch.setattr(PrivatePage, "refuse", refuse)
    patch.setattr(PrivatePage, "route", below)


def meant_by_all_titles(patch, aviary):
    title = aviary.pages["case"].title
    patch.setattr("cms.search.searching.did_you_mean", lambda *args, **kwargs: title)


MISTAKES = [
    lose_the_class,
    list_everything_live,
    search_everything,
    let_caches_keep_it,
    serve_documents_to_all,
    serve_pictures_to_all,
    serve_films_to_all,
    feed_without_the_rule,
    suggest_from_all_titles,
    serve_aliases,
    name_the_page_in_the_refusal,
    meant_by_all_titles,
]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda each: each.__name__)
def test_the_crawl_finds_a_mistake(aviary, monkeypatch, mistake):
    mistake(monkeypatch, aviary)
    insider = Client()
    insider.force_login(aviary.staff)
    crawl = aviary.crawl(languages=("ja",))
    leak = next(crawl.leaks(), None) or next(insider_leaks(insider, aviary.secrets), None)
    assert leak is not None


def test_the_command_fails_when_something_is_seen(aviary, monkeypatch):
    feed_without_the_rule(monkeypatch, aviary)
    with pytest.raises(CommandError, match="見えています"):
        call_command(
            "check_privacy",
            per_section=3,
            language=["ja"],
            stdout=io.StringIO(),
            stderr=io.StringIO(),
        )


def test_words_of_json_and_of_marked_titles_are_read():
    assert "カナリア" in text_of(JsonResponse({"text": "カナリア"}))
    assert "カナリア" in text_of(HttpResponse("カナ<wbr><mark>リア</mark>"))
    moved = HttpResponse(headers={"Location": "/%E3%82%AB%E3%83%8A%E3%83%AA%E3%82%A2/"})
    assert "カナリア" in text_of(moved)
