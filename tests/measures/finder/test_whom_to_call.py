"""Every card names a desk that is about the matter, and when it answers."""

import pytest
from django.test import Client

from cms.core.models import SiteSettings
from tests.builders import make_office
from tests.measures.finder.test_journeys import P1
from tests.measures.finder.visitor import Visitor
from tests.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def test_a_measure_that_is_a_line_is_called_there(client):
    visitor = Visitor(client)
    visitor.press("ask-area")
    visitor.press("next", area="八王子市")
    call = visitor.page.select_one("#m-yorisoi-hotline a[href^='tel:']")
    assert "よりそいホットライン" in words(call)


def test_lines_for_the_whole_country_can_be_called_before_the_place_is_told(client):
    """Only lines about just this: a parent who asks about child support need not say where."""
    visitor = Visitor(client)
    visitor.press("next", urgent="nothing")
    visitor.press("results")
    call = "#m-{} a[href^='tel:']".format
    assert "よりそいホットライン" in words(visitor.page.select_one(call("yorisoi-hotline")))
    assert "法テラス" in words(visitor.page.select_one(call("minji-horitsu-fujo")))
    assert not visitor.page.select(call("jido-fuyo-teate")), "the town decides this one"


def test_the_site_of_a_prefecture_lends_its_desks_before_the_place_is_told():
    """The centre of the prefecture knows the allowance; nobody is told that he lives there."""
    own = SiteSettings.objects.select_related("site", "area").exclude(area=None).get()
    make_office(
        own.area, name="都のひとり親の窓口（見本）", telephones=["03-0000-0000"], priority=0
    )
    visitor = Visitor(Client(SERVER_NAME=own.site.hostname))
    visitor.press("next", urgent="nothing")
    visitor.press("results")
    desk = words(visitor.page.select_one("#m-jido-fuyo-teate .desk"))
    assert "都のひとり親の窓口（見本）" in desk
    assert "都道府県の窓口" in desk
    assert "あなたの町" not in desk
    assert visitor.heading == "使えそうな支援"
    line = visitor.page.select_one("#m-yorisoi-hotline .desk")
    assert "よりそいホットライン" in words(line), "a measure that is a line stays one"


def test_the_line_against_child_abuse_is_not_the_desk_of_nurseries_and_schools(client):
    """In a town without a desk of its own the line that answers must be about the matter."""
    visitor = Visitor(client)
    visitor.press("ask-area")
    visitor.press("next", area="北海道函館市")
    assert visitor.page.select_one("#m-hokago-jido-club a[href^='tel:']")
    assert not visitor.page.select("article a[href='tel:189']")
    centre = visitor.page.select_one("#m-josei-sodan-shien-center a[href^='tel:']")
    assert centre["href"] == "tel:%238008", "who is in danger now finds 110 above, not on a card"


def test_where_the_towns_desk_is_not_known_the_card_sends_to_the_town_hall(client):
    visitor = Visitor(client)
    visitor.press("ask-area")
    visitor.press("next", area="北海道函館市")
    allowance = words(visitor.page.select_one("#m-jido-fuyo-teate .desk"))
    assert "市役所や町村役場" in allowance
    line = words(visitor.page.select_one("#m-yorisoi-hotline .desk"))
    assert "市役所や町村役場" not in line


def test_the_memo_tells_the_afternoon_hours_too(client):
    visitor = Visitor(client)
    visitor.answer(P1)
    visitor.press("results") if visitor.keys else None
    paper = words(visitor.press("memo").main)
    assert "9:00〜12:00" in paper
    assert "13:00〜17:00" in paper
