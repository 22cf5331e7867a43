"""The editors' side: screens open, forms explain, reports list what must be checked."""

import json
from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.accounts.services import apply_roles
from measures.models import CheckNote, Implementation, MeasurePage, Parameter
from measures.parameters import value_on
from measures.reports import measures_checked_long_ago, measures_to_check, values_to_check
from tests.builders import (
    make_admin,
    make_area,
    make_group,
    make_implementation,
    make_measure,
    make_parameter,
    make_prefecture,
    make_user,
    measure_index,
)
from tests.reading import links_of, page_of, words
from tests.workflow.builders import approve, publish_by_hand, submit

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def editor(client):
    user = make_admin()
    client.force_login(user)
    return user


def measure_form(**changes):
    """What the editing screen posts."""
    fields = {
        "title": "ひとり親の毎月の手当",
        "slug": "jido-fuyo-teate",
        "official_name": "児童扶養手当",
        "kana": "じどうふようてあて",
        "summary": "手当です。",
        "category": "economic",
        "form": "benefit",
        "scope": "national_entitlement",
        "tier": "municipality",
        "task": "allowance",
        "retroactive": "no",
        "who": streamfield([("line", "お子さんを育てている")]),
        "needs": inline_formset([{"need": "money"}]),
        "stages": inline_formset([{"stage": "ongoing"}]),
        "sources": inline_formset([]),
        "check_notes": inline_formset([]),
        "examples": inline_formset([]),
        "comments": inline_formset([]),
    }
    for name in ("body", "amounts", "how", "documents", "cautions", "desk_checks", "rule"):
        fields.setdefault(name, streamfield([]))
    return nested_form_data({**fields, "action-publish": "1", **changes})


def create(client, site, **changes):
    address = reverse(
        "wagtailadmin_pages:add", args=["measures", "measurepage", measure_index(site).pk]
    )
    return publish_by_hand(client, client.post(address, measure_form(**changes)))


def test_an_editor_writes_a_measure(client, site, editor):
    assert create(client, site).status_code == 302
    page = MeasurePage.objects.get()
    assert page.live
    assert [row.need for row in page.needs.all()] == ["money"]
    assert client.get("/measures/jido-fuyo-teate/").status_code == 200


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"summary": "月46,690円です。"}, "お金のめやす"),
        ({"who": streamfield([("line", "年収200万円まで")])}, "日付つきの金額"),
        ({"kana": "児童"}, "ひらがな"),
        ({"needs": inline_formset([{"need": "money"}, {"need": "money"}])}, ""),
    ],
)
def test_what_is_refused_keeps_what_was_typed(client, site, editor, changes, word):
    response = create(client, site, **changes)
    assert response.status_code == 200
    text = response.content.decode()
    assert word in text or json.dumps(word).strip('"') in text  # rows of a list come as JSON
    assert "児童扶養手当" in text
    assert not MeasurePage.objects.exists()


def test_the_editing_screen_warns_of_open_notes(client, site, editor):
    page = make_measure(site)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "要確認 1件" not in words(page_of(client.get(address)))
    page.check_notes = [CheckNote(text="令和8年度の額を確かめる")]
    page.save_revision().publish()
    text = words(page_of(client.get(address)))
    assert "要確認 1件" in text
    assert "令和8年度の額を確かめる" in text


@pytest.mark.parametrize("mode", ["", "next-april"])
def test_a_measure_can_be_previewed_today_and_next_april(site, editor, mode):
    page = make_measure(site)
    response = page.make_preview_request(preview_mode=mode)
    assert response.status_code == 200


def test_the_preview_of_april_shows_the_values_of_april(site, editor):
    parameter = make_parameter(values={"2020-04-01": 46690, "2099-04-01": 50000})
    block = {"parameter": parameter.pk, "label": "額は", "note": ""}
    page = make_measure(site, amounts=[{"type": "amount", "value": block}])
    assert "46,690円" in page.make_preview_request(preview_mode="next-april").content.decode()


def parameter_form(runs_over, *values):
    rows = [
        {"valid_from": day, "value": value, "source_title": "告示", "confidence": "confirmed"}
        for day, value in values
    ]
    fields = {"key": "a.b", "title": "額", "unit": "円", "runs_over": runs_over}
    return nested_form_data({**fields, "values": inline_formset(rows)})


def test_a_dated_amount_is_typed_as_it_is_written(client, editor):
    address = reverse("wagtailsnippets_measures_parameter:add")
    data = parameter_form("dependents", ("2025-04-01", "690,000、1,070,000"))
    assert client.post(address, data).status_code == 302
    assert Parameter.objects.get().values.get().value == [690000, 1070000]
    edit = reverse("wagtailsnippets_measures_parameter:edit", args=[Parameter.objects.get().pk])
    assert "690,000、1,070,000" in client.get(edit).content.decode()


def save_value(client, parameter, value, *, publish):
    """Post a changed amount the way the editing screen does."""
    row = parameter.values.get()
    values = inline_formset(
        [
            {
                "id": row.pk,
                "valid_from": row.valid_from,
                "value": value,
                "source_title": "告示",
                "confidence": "confirmed",
                "approved_by": "1",
            }
        ],
        initial=1,
    )
    fields = {"key": parameter.key, "title": "額", "unit": "円", "runs_over": "", "values": values}
    action = {"action-publish": "1"} if publish else {}
    address = reverse("wagtailsnippets_measures_parameter:edit", args=[parameter.pk])
    assert client.post(address, nested_form_data({**fields, **action})).status_code == 302


@pytest.fixture
def sign_in(client, site):
    """Sign somebody in with the rights of a role."""
    apply_roles()

    def signed_in(role):
        user = make_user(role)
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return user

    return signed_in


@pytest.fixture
def shown(client, site):
    """A public measure with one amount, and what its page says."""
    parameter = make_parameter("a.b", {"2025-04-01": 46690})
    block = {"type": "amount", "value": {"parameter": parameter.pk, "label": "額", "note": ""}}
    page = make_measure(site, amounts=[block])
    return parameter, lambda: words(page_of(client.get(page.url)).main)


@pytest.mark.parametrize("role", ["編集者", "承認者"])
@pytest.mark.parametrize("publish", [False, True])
def test_nobody_alone_changes_a_public_amount(client, sign_in, shown, publish, role):
    parameter, text = shown
    sign_in(role)
    save_value(client, parameter, "99,999", publish=publish)
    assert "46,690円" in text()
    assert "99,999円" not in text()
    assert parameter.values.get().approved_by is None


def test_an_approver_approves_an_amount_and_stands_for_it(client, sign_in, shown):
    """By the review and not by a button, and never what the approver typed."""
    parameter, text = shown
    editor = sign_in("編集者")
    save_value(client, parameter, "99,999", publish=False)
    step = submit(Parameter.objects.get(pk=parameter.pk), editor)
    approver = sign_in("承認者")
    approve(step, approver)
    assert "99,999円" in text()
    assert parameter.values.get().approved_by == approver


def test_an_amount_that_an_editor_adds_waits_for_approval(client, sign_in):
    sign_in("編集者")
    address = reverse("wagtailsnippets_measures_parameter:add")
    data = {**parameter_form("", ("2025-04-01", "5")), "action-publish": "1"}
    assert client.post(address, data).status_code == 302
    assert value_on("a.b", TODAY) is None


def test_nobody_types_the_approver(client, editor):
    address = reverse("wagtailsnippets_measures_parameter:add")
    assert "approved_by" not in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("runs_over", "values", "word"),
    [
        ("", [("2025-04-01", "690,000、1,070,000")], "値は一つだけ"),
        ("dependents", [("2025-04-01", "690,000")], "人数ごとの額です"),
        ("", [("2025-04-01", "約4万円")], "数字だけを入れてください"),
        ("", [("2025-04-01", "1"), ("2025-04-01", "2")], "同じ日の値が、もうあります"),
    ],
)
def test_a_wrong_amount_is_explained(client, editor, runs_over, values, word):
    address = reverse("wagtailsnippets_measures_parameter:add")
    response = client.post(address, parameter_form(runs_over, *values))
    assert response.status_code == 200
    assert word in response.content.decode()
    assert "parameter と valid_from" not in response.content.decode()
    assert not Parameter.objects.exists()


def test_parameters_are_listed(client, editor):
    make_parameter("jidofuyo.amount")
    address = reverse("wagtailsnippets_measures_parameter:list")
    assert "jidofuyo.amount" in words(page_of(client.get(address)))


@pytest.fixture
def implementations(site):
    osaka = make_prefecture("27000", "大阪府", "おおさかふ")
    city = make_area("13201", "八王子市", "はちおうじし")
    town = make_area("27102", "都島区", "みやこじまく", parent=osaka)
    page = make_measure(site)
    other = make_measure(site, slug="jido-teate", official_name="児童手当")
    make_implementation(page, city)
    make_implementation(page, town, "not_running", checked_on=date(2020, 1, 1))
    make_implementation(other, town, "unconfirmed", checked_on=None)
    return {"measure": page.pk, "prefecture": osaka.pk}


@pytest.mark.parametrize(
    ("chosen", "number"),
    [
        ({}, 3),
        ({"measure": "measure"}, 2),
        ({"prefecture": "prefecture"}, 2),
        ({"measure": "measure", "prefecture": "prefecture"}, 1),
        ({"status": "not_running"}, 1),
        ({"age": "400"}, 2),
        ({"prefecture": "prefecture", "age": "400", "status": "unconfirmed"}, 1),
        ({"q": "八王子"}, 1),
    ],
)
def test_implementations_by_measure_prefecture_status_and_age(
    client, editor, implementations, chosen, number
):
    query = {name: implementations.get(value, value) for name, value in chosen.items()}
    response = client.get(reverse("wagtailsnippets_measures_implementation:list"), query)
    assert response.context["paginator"].count == number


def test_an_implementation_is_written(client, site, editor):
    page, area = make_measure(site), make_area("13201", "八王子市", "はちおうじし")
    data = {"measure": page.pk, "area": area.pk, "status": "running", "checked_on": "2026-11-01"}
    address = reverse("wagtailsnippets_measures_implementation:add")
    assert client.get(address).status_code == 200
    assert client.post(address, data).status_code == 302
    assert Implementation.objects.get().area == area
    again = client.post(address, data)
    assert again.status_code == 200


def test_the_report_lists_what_must_be_checked(client, site, editor):
    page = make_measure(site, number=45)
    page.check_notes = [CheckNote(text="令和8年度の額を確かめる")]
    page.save_revision().publish()
    make_parameter("open.value", confidence="to_check")
    response = client.get(reverse("measures_checks"))
    text = words(page_of(response))
    assert "令和8年度の額を確かめる" in text
    assert "open.value" in text
    links = links_of(page_of(response))
    assert links["児童扶養手当"] == reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.mark.parametrize(
    ("checked_on", "is_old"),
    [
        (None, True),
        (date(2025, 10, 18), True),
        (date(2025, 10, 19), False),
        (TODAY, False),
    ],
)
def test_older_than_400_days_or_never(site, editor, checked_on, is_old):
    make_measure(site, sources=(("告示", "", checked_on), ("別の告示", "", None)))
    found = measures_checked_long_ago(editor, TODAY)
    assert found.exists() == is_old


def test_only_values_of_the_day_are_reported():
    make_parameter("open.value", {"2024-04-01": 1, "2025-04-01": 2}, confidence="to_check")
    make_parameter("good.value")
    assert [str(value) for value in values_to_check(TODAY)] == ["2025-04-01"]


def test_somebody_without_rights_on_pages_sees_no_measure_in_the_report(site):
    page = make_measure(site)
    page.check_notes = [CheckNote(text="確かめる")]
    page.save_revision().publish()
    outsider = make_user("outsider")
    make_group("よその人", outsider)
    assert not measures_to_check(outsider).exists()


def test_the_menu_leads_to_everything(client, site, editor):
    measure_index(site)
    text = client.get(reverse("wagtailadmin_home")).content.decode()
    for address in (
        reverse("wagtailsnippets_measures_parameter:list"),
        reverse("wagtailsnippets_measures_implementation:list"),
        reverse("measures_checks"),
        reverse("wagtailadmin_explore", args=[measure_index(site).pk]),
    ):
        assert address in text
