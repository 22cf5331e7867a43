"""Articles for everybody and for staff, and examples that a town agreed to."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from campaigns.models import KnowHowIndexPage, KnowHowPage, StaffKnowHowPage, UseReport
from campaigns.use.services import hide_example, show_example
from cms.assets.models import PortalImage
from tests.builders import add_page, make_area, picture_bytes
from tests.reading import links_of, page_of, words
from tests.use_of_kits.builders import make_parcel, tell, towns

INDEX = "/campaigns/know-how/"
DAY = date(2026, 10, 1)


@pytest.fixture
def articles(index):
    add_page(index, KnowHowPage, title="貼る場所", slug="place", dated_on=DAY)
    add_page(index, StaffKnowHowPage, title="学校への頼み方", slug="schools", dated_on=DAY)


@pytest.fixture
def example(parcel):
    """A report with a photograph whose town agreed; not shown yet."""
    photo = ContentFile(picture_bytes(), "board.jpg")
    report = tell(parcel, effect="電話が増えました", may_show=True, photo=photo)
    report.alt_text = "掲示板のポスター"
    return report


def test_page_types_stand_where_they_belong():
    assert KnowHowIndexPage.parent_page_types == ["campaigns.CampaignIndexPage"]
    for model in (KnowHowPage, StaffKnowHowPage):
        assert model.allowed_parent_page_models() == [KnowHowIndexPage]
        assert model.allowed_subpage_models() == []


def test_everybody_reads_the_articles(client, articles):
    response = client.get(INDEX)
    assert "貼る場所" in links_of(page_of(response).main)
    assert client.get(f"{INDEX}place/").status_code == 200


def test_articles_for_staff_are_for_staff(client, articles, staff):
    assert "学校への頼み方" not in words(page_of(client.get(INDEX)))
    refused = client.get(f"{INDEX}schools/")
    assert refused.status_code == 302
    assert "no-store" in refused.headers["Cache-Control"]
    client.force_login(staff(make_area()))
    assert "学校への頼み方" in links_of(page_of(client.get(INDEX)).main)
    assert client.get(f"{INDEX}schools/").status_code == 200


@pytest.mark.parametrize("slug", ["rates", "towns"])
def test_an_article_cannot_hide_the_rates(index, slug):
    for model in (KnowHowPage, StaffKnowHowPage):
        page = model(title="x", slug=slug, dated_on=DAY, locale=index.locale)
        with pytest.raises(ValidationError, match="スラッグ"):
            page.clean()


def test_an_example_needs_the_town_and_the_editor(client, example):
    assert "電話が増えました" not in words(page_of(client.get(INDEX)))
    show_example(report=example)
    shown = page_of(client.get(INDEX))
    assert "電話が増えました" in words(shown)
    assert shown.find("img", alt="掲示板のポスター")


def test_an_agreement_that_is_taken_back_counts_at_once(client, example, parcel):
    show_example(report=example)
    tell(parcel, effect="電話が増えました", may_show=False)
    report = UseReport.objects.get()
    assert (report.is_shown, report.picture, report.agreed_at) == (False, None, None)
    assert PortalImage.objects.count() == 0
    assert "電話が増えました" not in words(page_of(client.get(INDEX)))


@pytest.mark.parametrize(
    "change",
    [{"effect": "ほかのことば"}, {"photo": ContentFile(picture_bytes(size=(9, 9)), "new.jpg")}],
    ids=["words", "photograph"],
)
def test_what_changes_is_looked_at_again(example, parcel, change):
    show_example(report=example)
    tell(parcel, **{"effect": "電話が増えました", "may_show": True, **change})
    assert not UseReport.objects.get().is_shown


def test_the_same_once_more_stays_shown(example, parcel):
    show_example(report=example)
    tell(parcel, effect="電話が増えました", may_show=True, own_copies=10)
    report = UseReport.objects.get()
    assert report.is_shown
    assert report.picture is not None
    assert report.own_copies == 10


def test_showing_twice_makes_one_picture(example):
    show_example(report=example)
    show_example(report=UseReport.objects.get())
    assert PortalImage.objects.count() == 1
    hide_example(report=UseReport.objects.get())
    hide_example(report=UseReport.objects.get())
    assert PortalImage.objects.count() == 0


def test_a_model_that_is_shown_has_agreement_and_words(example):
    example.is_shown, example.alt_text = True, ""
    with pytest.raises(ValidationError, match="見えない人"):
        example.clean()
    example.alt_text, example.may_show = "絵", False
    with pytest.raises(ValidationError, match="同意"):
        example.clean()


def test_the_name_of_a_real_town_does_not_stand_on_a_sample(client, example, round_):
    round_.is_sample = True
    round_.save()
    show_example(report=example)
    section = page_of(client.get(INDEX)).find(attrs={"aria-labelledby": "examples"})
    assert "八王子市" not in words(section)
    assert "見本" in words(section)


@pytest.mark.parametrize("number", [3, 30])
def test_the_entrance_asks_the_same_for_many(
    client, round_, articles, number, django_assert_max_num_queries
):
    for each in towns(number):
        report = tell(make_parcel(round_, each), effect="よかった", may_show=True)
        show_example(report=report)
    client.get(INDEX)
    with django_assert_max_num_queries(15):
        assert len(page_of(client.get(INDEX)).select(".example")) == min(number, 6)


def test_the_site_search_finds_an_article(client, articles):
    found = words(page_of(client.get("/search/?q=貼る場所")).main)
    assert "貼る場所" in found
    hidden = page_of(client.get("/search/?q=学校への頼み方")).main
    assert f"{INDEX}schools/" not in links_of(hidden).values()
