"""The five people of the specification come to the finder and go away with somebody to call."""

import pytest

from cms.areas.models import Area
from measures.models import Implementation, MeasurePage
from tests.builders import make_implementation, make_office
from tests.measures.finder.visitor import Visitor
from tests.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
NOTHING_URGENT = {"urgent": {"urgent": "nothing"}}
ALONE = {"income_kin": '"none"'}
NO_SUPPORT = {"child_support_received": "0"}


def child(number: int, stage: str) -> dict[str, str]:
    return {f"children-{number}-stage": stage, f"children-{number}-disability": "nothing"}


def come(client, told, *, address="/measures/finder/", area="") -> Visitor:
    """Answer what is asked, look at the results and tell the place there if it was not asked."""
    visitor = Visitor(client, address)
    visitor.answer({**NOTHING_URGENT, **told})
    if visitor.keys:
        visitor.press("results")
    if area and visitor.page.select_one("form.finder__place"):
        visitor.answer_on_card("next", area=area)
    return visitor


def test_p1_in_hachioji_sees_money_and_whom_to_call(client):
    """八王子市, divorced, one child in 小1, part-time, 200万円."""
    visitor = come(
        client,
        {
            "children": child(0, "es1"),
            "family_status": {"family_status": "divorced", **ALONE},
            "area": {"area": "192-0046"},
            "income_self": {"income_self-amount": "200万", **NO_SUPPORT},
            "work": {"work": "part_time"},
        },
    )
    assert "八王子市" in visitor.heading
    rights = ["jido-fuyo-teate", "jido-teate", "shugaku-enjo", "hitorioya-kojo",
              "jr-tsukin-teiki-waribiki", "jido-ikusei-teate"]  # fmt: skip
    assert {slug: visitor.where(slug) for slug in rights} == dict.fromkeys(rights, "likely")
    local = [
        "hitorioya-iryohi-josei",
        "kyoiku-kunren-kyufukin",
        "koto-shokugyo-kunren",
        "jiritsu-shien-program",
        "nichijo-seikatsu-shien",
        "yoikuhi-kosei-shosho-hojo",
    ]
    assert "unlikely" not in {visitor.where(slug) for slug in local}
    assert visitor.where("jutaku-shien-kashitsuke") == "check", "a plan is decided first"
    assert visitor.where("izoku-nenkin") == "unlikely"
    assert "死別" in visitor.card("izoku-nenkin"), "the reason stands with it"
    calls = visitor.page.select("#m-jido-fuyo-teate a[href^='tel:']")
    assert ["八王子市" in words(call) for call in calls] == [True]
    assert "対象です" not in words(visitor.page.main)


def test_p2_sees_the_exit_and_the_lines_that_answer_now_first(client):
    """Lives apart, is afraid, children of 3 and 1, somebody may look at the telephone."""
    visitor = Visitor(client)
    visitor.press("next", urgent="dv")
    body = words(visitor.page.body)
    assert body.index("このページから離れる") < body.index("今すぐ電話できます")
    lines = visitor.page.select(".safety-numbers a[href^='tel:']")
    assert "tel:%238008" in {line["href"] for line in lines}
    shown = [words(line) for line in visitor.page.select(".lines .line")]
    assert shown, "more than the short numbers: lines with their hours"
    opened = [("line--open" in line["class"]) for line in visitor.page.select(".lines .line")]
    assert opened == sorted(opened, reverse=True), "who answers now stands first"
    visitor.answer(
        {
            "children": {**child(0, "preschool"), **child(1, "under3")},
            "family_status": {"family_status": ["separated", "considering"], **ALONE},
        }
    )
    if visitor.keys:
        visitor.press("results")
    first_section = visitor.page.main.find("section")
    assert words(first_section.h2) == "今すぐ電話できます"
    first = ["josei-sodan-shien-center", "minji-horitsu-fujo", "rikon-zengo-shien", "jido-teate",
             "hotei-yoikuhi"]  # fmt: skip
    assert "unlikely" not in {visitor.where(slug) for slug in first}
    assert words(visitor.page.title) == "ご案内"
    assert "暴力" not in words(visitor.press("memo").select_one(".memo__sheet"))


def test_p3_is_sent_to_the_office_of_the_prefecture(client):
    """A father in a town without 福祉事務所, children of 14 and 17, regular work, 420万円."""
    town, fukushima = Area.objects.get(code6="073679"), Area.objects.get(code6="070009")
    make_office(
        town, name="只見町役場", tasks=["employment", "general"], telephones=["0241-00-0001"]
    )
    make_office(fukushima, name="南会津の福祉事務所（見本）", tasks=["employment", "general"],
                telephones=["0241-00-0002"])  # fmt: skip
    visitor = come(
        client,
        {
            "children": {**child(0, "jh2"), **child(1, "hs2")},
            "family_status": {"family_status": "divorced", **ALONE},
            "area": {"area": "只見町"},
            "income_self": {"income_self-amount": "420万", **NO_SUPPORT},
            "work": {"work": "regular"},
            "dependents": {"dependents": "2"},
            "parent": {"parent": "father"},
        },
        area="福島県只見町",
    )
    assert "只見町" in visitor.heading
    card = visitor.card("koto-shokugyo-kunren")
    assert "南会津の福祉事務所" in card
    assert "この窓口が担当です" in card
    assert visitor.where("jido-fuyo-teate") != "unlikely"


def test_p4_reads_plain_japanese_and_is_not_asked_why_they_are_here(client):
    """Not married, a baby, 技能の在留資格, reads only plain sentences."""
    visitor = come(
        client,
        {
            "children": child(0, "under3"),
            "family_status": {"family_status": "unmarried", **ALONE},
            "income_self": {"income_self": '{"revenue": [1000001, 1500000]}', **NO_SUPPORT},
            "work": {"work": "part_time"},
        },
        address="/ja-simple/measures/finder/",
    )
    assert "使えるかも しれない" in words(visitor.page.main)
    for slug in ("jido-fuyo-teate", "jido-teate"):
        assert visitor.where(slug) != "unlikely"
        assert not [button for button in visitor.open_questions(slug) if "residence" in button]
    first = words(Visitor(client, "/ja-simple/measures/finder/").page.main)
    assert "いま こまって いることは ありますか" in first
    assert "わからない" in first


def test_p5_keeps_the_pension_and_is_told_what_the_desk_compares(client):
    """Bereaved, a child of ten, receives 遺族年金."""
    visitor = come(
        client,
        {
            "children": child(0, "es4"),
            "family_status": {"family_status": "bereaved", **ALONE},
            "receives": {"receives": "izoku-nenkin"},
            "income_self": {"income_self-amount": "1500000", **NO_SUPPORT},
            "work": {"work": "part_time"},
        },
    )
    visitor.press("ask-receives")
    visitor.press("next", receives="izoku-nenkin")
    assert visitor.where("izoku-nenkin") == "likely"
    assert visitor.where("jido-fuyo-teate") == "check", "the pension and the allowance are compared"
    assert visitor.where("jido-teate") == "likely"
    assert visitor.where("hotei-yoikuhi") == "unlikely"


def test_a_town_that_does_not_run_it_says_so_and_names_the_next_office(client):
    tokyo, hachioji = Area.objects.get(code6="130001"), Area.objects.get(code6="132012")
    measure = MeasurePage.objects.in_language("ja").get(slug="nichijo-seikatsu-shien")
    Implementation.objects.filter(measure=measure, area=hachioji).delete()
    make_implementation(measure, hachioji, status="not_running")
    make_office(tokyo, name="東京都の相談窓口（見本）", tasks=[measure.task, "general"])
    visitor = come(client, {"area": {"area": "八王子市"}}, area="八王子市")
    assert visitor.where(measure.slug) == "unlikely"
    card = visitor.card(measure.slug)
    assert "八王子市では実施していません" in card
    assert "東京都の相談窓口" in card
