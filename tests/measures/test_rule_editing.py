"""Rules in the editing screen: read in words, checked when saved, tested before published."""

import json
from dataclasses import replace
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from measures.eligibility.ages import Mark
from measures.eligibility.conditions import TYPES, ChildAge, Income
from measures.eligibility.conditions.choices import CHOICE_TYPES
from measures.models import FinderQuestion, MeasurePage, Persona
from measures.review import RuleRefusedError, review_of
from measures.rule_blocks import ChoiceConditionBlock
from measures.rule_storage import rule_stream
from measures.rules import (
    current_rules,
    measures_by_slug,
    questions,
    rule_parameters,
    running_in,
)
from measures.services import upsert_parameters, upsert_personas, upsert_questions
from tests.builders import (
    give_rule,
    make_admin,
    make_area,
    make_implementation,
    make_measure,
    make_parameter,
    make_user,
    restrict,
)
from tests.measures.eligibility.worlds import CONTENT, library
from tests.measures.rule_forms import posted_example, posted_rows, posted_rule, posted_sheet
from tests.measures.test_admin import measure_form
from tests.reading import page_of, words
from tests.workflow.builders import publish_by_hand

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
SLUG = "jido-fuyo-teate"


def content(name):
    return json.loads((CONTENT / name).read_text(encoding="utf-8"))


def amounts():
    """Every dated amount of the content, once."""
    found = {}
    records = content("rules_parameters.json")
    for path in sorted((CONTENT / "measures").glob("*.json")):
        records += json.loads(path.read_text(encoding="utf-8"))["parameters"]
    for record in records:
        known = found.setdefault(record["key"], {**record, "values": []})
        known["values"] += record["values"]
    return list(found.values())


@pytest.fixture
def measure(site):
    """児童扶養手当 with its rule, its examples and the personas of the content."""
    upsert_parameters(records=amounts())
    upsert_personas(records=content("personas.json"))
    examples = content(f"rules/{SLUG}.json")["examples"]
    return give_rule(make_measure(site, slug=SLUG, number=45), library().rules[SLUG], examples)


@pytest.fixture
def editor(client):
    user = make_admin()
    client.force_login(user)
    return user


def until(rule, years):
    """The rule with children until another school year."""
    mark = Mark("fy", years)
    paths = tuple(
        replace(
            path,
            conditions=tuple(
                replace(condition, until=mark) if isinstance(condition, ChildAge) else condition
                for condition in path.conditions
            ),
        )
        for path in rule.paths
    )
    return replace(rule, paths=paths)


def post_rule(client, measure, rule, **changes):
    rows = [posted_example(row) for row in measure.examples.all()]
    fields = {
        **posted_rule(rule),
        "examples": posted_rows(rows, initial=len(rows)),
        "needs": posted_rows([{"id": measure.needs.get().pk, "need": "money"}], initial=1),
        "stages": posted_rows([{"id": measure.stages.get().pk, "stage": "ongoing"}], initial=1),
    }
    form = measure_form(**{**fields, **changes})
    address = reverse("wagtailadmin_pages:edit", args=[measure.pk])
    return publish_by_hand(client, client.post(address, form))


def test_the_rule_of_a_page_is_the_rule_of_the_finder(measure):
    assert current_rules(on=TODAY) == {SLUG: library().rules[SLUG]}


def test_the_editing_screen_reads_the_rule_in_words(client, measure, editor):
    text = words(page_of(client.get(reverse("wagtailadmin_pages:edit", args=[measure.pk]))))
    assert "次のどれかに当てはまる方に見せます" in text
    assert "18歳になった年度の末までのお子さん" in text
    assert "件はすべて合格です" in text
    assert "結果は変わりません" in text


def test_18_to_17_shows_the_impact_and_is_refused_with_its_examples(client, measure, editor):
    changed = until(library().rules[SLUG], 17)
    response = post_rule(client, measure, changed)
    assert response.status_code == 200
    text = words(page_of(response))
    assert "例3件が不合格のため公開できません" in text
    for name in (
        "17歳の高校生だけを育てる離婚した父",
        "未婚、高校3年生だけ",
        "離婚、2008年4月2日生まれ（2027年3月末まで）",
    ):
        assert name in text
    assert "公開すると、ためしの家庭の結果がこう変わります" in text
    assert "使えそう" in text
    assert "今は対象外かもしれません" in text
    assert current_rules(on=TODAY)[SLUG] == library().rules[SLUG]


def test_a_draft_may_fail_its_examples_and_shows_so(client, measure, editor):
    changed = until(library().rules[SLUG], 17)
    response = post_rule(client, measure, changed, **{"action-publish": ""})
    assert response.status_code == 302
    text = words(page_of(client.get(reverse("wagtailadmin_pages:edit", args=[measure.pk]))))
    assert "例3件が不合格のため公開できません" in text
    draft = MeasurePage.objects.get(pk=measure.pk).get_latest_revision_as_object()
    assert review_of(draft, on=TODAY).changes
    with pytest.raises(RuleRefusedError, match="例3件が不合格"):
        draft.get_latest_revision().publish()


def test_a_good_change_is_published(client, measure, editor):
    rule = library().rules[SLUG]
    response = post_rule(client, measure, replace(rule, to_check=("新しく確かめること",)))
    assert response.status_code == 302
    assert current_rules(on=TODAY)[SLUG].to_check == ("新しく確かめること",)


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        (ChildAge(start=Mark("fy", 18), until=Mark("fy", 6)), "終わりの年齢が、始まりの年齢より前"),
        (TYPES["tax"](any=("exempt",), none=("exempt",)), "両方に入っています"),
        (TYPES["tax"](), "選択肢をひとつ以上"),
        (Income(), "くらべる金額の記号"),
        (TYPES["eligible_for"](), "もとになる施策を入れて"),
    ],
)
def test_faults_are_said_at_the_field_in_japanese(client, measure, editor, condition, message):
    rule = library().rules[SLUG]
    path = replace(rule.paths[0], conditions=(*rule.paths[0].conditions, condition))
    response = post_rule(client, measure, replace(rule, paths=(path,)))
    assert response.status_code == 200
    error = response.context["form"].errors.as_data()["rule"][0]
    number = len(path.conditions) - 1
    inner = error.block_errors[0].block_errors["conditions"].block_errors[number]
    assert message in json.dumps(inner.as_json_data(), ensure_ascii=False)


def test_a_path_without_conditions_and_a_rule_without_a_day_are_explained(client, measure, editor):
    rule = library().rules[SLUG]
    empty = replace(rule, paths=(replace(rule.paths[0], conditions=(), manual=()),))
    assert "rule" in post_rule(client, measure, empty).context["form"].errors
    response = client.post(
        reverse("wagtailadmin_pages:edit", args=[measure.pk]),
        measure_form(**{**posted_rule(rule), "rule_as_of": "", "examples": posted_rows([])}),
    )
    assert "いつの時点" in str(response.context["form"].errors["rule_as_of"])


def test_an_amount_without_a_value_next_april_is_a_fault(measure):
    rule = library().rules[SLUG]
    make_parameter("test.limit", {"2027-05-01": 1})
    income = replace(rule.paths[0].conditions[2], param="test.limit", by="")
    path = replace(rule.paths[0], conditions=(*rule.paths[0].conditions[:2], income))
    measure.rule = rule_stream(replace(rule, paths=(path,)))
    faults = review_of(measure, on=TODAY).faults
    assert ["2026-11-23の値がありません" in str(fault) for fault in faults] == [True]


def test_the_panel_answers_while_somebody_types(client, measure, editor):
    changed = until(library().rules[SLUG], 17)
    form = measure_form(**posted_rule(changed), examples=posted_rows([]))
    address = reverse("measures_rule_review", args=[measure.pk])
    text = words(page_of(client.post(address, form)))
    assert "17歳になった年度の末までのお子さん" in text
    assert "結果がこう変わります" in text
    assert client.get(address).status_code == 405
    new = client.post(reverse("measures_rule_review", args=[0]), form)
    assert "17歳になった年度の末まで" in new.content.decode()
    assert client.post(address, {"rule-count": "x"}).status_code == 400
    client.force_login(make_user("stranger"))
    assert client.post(address, form).status_code in (302, 403)


def test_wrong_answers_of_an_example_are_explained_and_kept(client, measure, editor):
    row = {
        "title": "例",
        "on": "2026-11-23",
        "answers-family_status": ("divorced", "nothing"),
        "answers-income_self-amount": "たくさん",
        "answers-tax": "exempt",
        "expected": "likely",
        "implementation": "running",
    }
    form = measure_form(**posted_rule(library().rules[SLUG]), examples=posted_rows([row]))
    response = client.post(reverse("wagtailadmin_pages:edit", args=[measure.pk]), form)
    assert response.status_code == 200
    page = page_of(response)
    text = words(page)
    assert "ほかの答えといっしょに選べません" in text
    assert "金額を数字で" in text
    start = "examples-0-answers"
    assert page.find(attrs={"name": f"{start}-income_self-amount"})["value"] == "たくさん"
    ticked = page.select(f"input[name={start}-family_status][checked]")
    assert [box["value"] for box in ticked] == ["divorced", "nothing"]
    chosen = page.select_one(f"select[name={start}-tax] option[selected]")
    assert chosen["value"] == "exempt"


def test_an_example_is_entered_with_the_questions_and_read_in_a_line(client, measure, editor):
    told = {
        "family_status": ["divorced"],
        "children": [{"stage": "es1", "disability": []}, {"born": "2020-04-01"}],
        "income_self": {"revenue": [1_500_000, 2_000_000]},
        "income_kin": "none",
        "single_since": "2026-05-10",
        "tax": "unknown",
    }
    row = {
        "title": "新しい例",
        "on": "2026-11-23",
        **posted_sheet(told),
        "expected": "check",
        "implementation": "running",
    }
    measure.examples.all().delete()
    response = post_rule(client, measure, library().rules[SLUG], examples=posted_rows([row]))
    assert response.status_code == 302
    assert measure.examples.get().answers == told
    page = page_of(client.get(reverse("wagtailadmin_pages:edit", args=[measure.pk])))
    assert "離婚した、小学1年生、2020-04-01" in words(page.select_one(".answers summary"))
    assert "→ 確認が必要" in words(page.select_one("[data-rule-review]"))


def test_a_rate_for_next_april_shows_from_1_april(measure):
    """Entered today; the days are Tokyo's, because views ask cms.core.calendar."""
    make_parameter("test.rate", {"2026-04-01": 100, "2027-04-01": 200})
    table = rule_parameters()
    assert table.value("test.rate", date(2027, 3, 31)) == 100
    assert table.value("test.rate", date(2027, 4, 1)) == 200
    assert rule_parameters(on=TODAY).value("test.rate", date(2027, 4, 1)) == 100


def test_rules_are_read_in_two_queries_and_then_in_one(measure, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        current_rules(on=TODAY)
    with django_assert_max_num_queries(1):
        current_rules(on=TODAY)
    with django_assert_max_num_queries(1):
        rule_parameters()


def test_where_measures_run(measure):
    town = make_area()
    assert running_in(None, on=TODAY).statuses == {SLUG: "running"}
    make_implementation(measure, town, "not_running")
    assert running_in(town, on=TODAY).statuses == {SLUG: "not_running"}


def test_only_what_a_reader_may_open_has_a_card(measure):
    assert set(measures_by_slug(AnonymousUser())) == {SLUG}
    restrict(measure)
    assert measures_by_slug(AnonymousUser()) == {}


def test_words_of_questions_belong_to_the_editors():
    upsert_questions(records=content("questions.json"))
    assert upsert_questions(records=content("questions.json")).unchanged == 26
    assert questions()[0].key == "urgent"
    FinderQuestion.objects.filter(key="urgent").update(text="困っていますか")
    upsert_questions(records=content("questions.json"))
    assert questions()[0].text == "困っていますか"
    assert questions()[0].options["dv"]


@pytest.mark.parametrize("name", ["finderquestion", "persona"])
def test_lists_and_forms_of_the_finder_open(client, measure, editor, name):
    upsert_questions(records=content("questions.json"))
    model = {"finderquestion": FinderQuestion, "persona": Persona}[name]
    for action, args in (("list", []), ("add", []), ("edit", [model.objects.first().pk])):
        address = reverse(f"wagtailsnippets_measures_{name}:{action}", args=args)
        assert client.get(address).status_code == 200


PERSONA = {"name": "だれか", "key": "px", "on": "2026-11-23"}


def test_a_persona_is_entered_with_the_questions_and_a_table(client, measure, editor):
    told = {"family_status": ["divorced"], "children": [{"age": 3, "disability": ["body2"]}]}
    fields = {
        **PERSONA,
        **posted_sheet(told),
        "implementations-*": "running",
        f"expected-{SLUG}": "check",
    }
    address = reverse("wagtailsnippets_measures_persona:add")
    assert "児童扶養手当" in words(page_of(client.get(address)).select_one(".answers__measures"))
    assert client.post(address, fields).status_code == 302
    persona = Persona.objects.get(key="px")
    assert persona.answers == told
    assert persona.implementations == {"*": "running"}
    assert persona.expected == {SLUG: "check"}
    listed = client.get(reverse("wagtailsnippets_measures_persona:list"))
    assert "離婚した、3歳（身体障害者手帳 2級） → 確認が必要 1" in words(page_of(listed))


def test_a_persona_with_wrong_words_is_refused(client, editor):
    address = reverse("wagtailsnippets_measures_persona:add")
    wrong = {**PERSONA, "answers-children-0-exact": "うまれたて", "expected-jido-teate": "yes"}
    page = page_of(client.post(address, wrong))
    assert "お子さん1：年齢か生年月日を" in words(page)
    assert "表から選び直してください" in words(page)
    typed = page.find(attrs={"name": "answers-children-0-exact"})
    assert typed["value"] == "うまれたて"
    assert not Persona.objects.exists()


def test_a_household_whose_place_is_gone_can_still_be_saved(client, editor):
    told = {"area": {"prefecture": "13", "code": "132012", "flags": ["welfare_office"]}}
    persona = Persona.objects.create(key="old", name="だれか", on=TODAY, answers=told)
    address = reverse("wagtailsnippets_measures_persona:edit", args=[persona.pk])
    shown = page_of(client.get(address))
    fields = {
        name: shown.find(attrs={"name": f"answers-{name}"})["value"]
        for name in ("area", "area-shown", "area-was")
    }
    posted = {**PERSONA, **{f"answers-{name}": value for name, value in fields.items()}}
    assert client.post(address, posted).status_code == 302
    assert Persona.objects.get().answers == told


def test_pages_without_a_rule_are_not_in_the_finder(site):
    make_measure(site)
    assert current_rules(on=TODAY) == {}
    assert not MeasurePage.objects.get().rule_digest


def test_who_reviews_reads_conditions_as_sentences():
    block = ChoiceConditionBlock(
        next(kind for kind in CHOICE_TYPES if kind.type == "family_status")
    )
    block.set_name("family_status")
    before, sorted_anew, other = (
        block.to_python({"any": ticked, "none": [], "maybe": []})
        for ticked in (["divorced", "unmarried"], ["unmarried", "divorced"], ["bereaved"])
    )
    compare = block.get_comparison_class()
    assert not compare(block, True, True, before, sorted_anew).has_changed()
    told = compare(block, True, True, before, other).htmldiff()
    assert "bereaved" not in told
    assert 'class="addition"' in told
