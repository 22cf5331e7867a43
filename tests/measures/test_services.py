"""Measures from records: created, changed, left alone, refused."""

import copy
import json
import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cms.demo.build import folder, measure_records, rule_amounts
from cms.workflow.models import PageUpkeep
from measures.models import MeasurePage, Parameter, ParameterValue
from measures.services import upsert_measures, upsert_parameters
from tests.builders import make_admin, measure_index

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
PARAMETER = {
    "key": "jidofuyo.amount",
    "title": "全部支給",
    "unit": "円",
    "index": "",
    "values": [
        {
            "valid_from": "2025-04-01",
            "value": 46690,
            "source": "告示",
            "source_url": "",
            "confidence": "confirmed",
        }
    ],
}


def record(number=45, slug="jido-fuyo-teate", **changes):
    return {
        "number": number,
        "slug": slug,
        "official_name": "児童扶養手当",
        "plain_name": "ひとり親の毎月の手当",
        "kana": "じどうふようてあて",
        "aliases": ["母子手当"],
        "category": "economic",
        "needs": ["money", "children"],
        "stages": ["ongoing"],
        "form": "benefit",
        "repayment": "",
        "law": "児童扶養手当法",
        "ministry": "こども家庭庁",
        "scope": "national_entitlement",
        "tier": "municipality",
        "task": "allowance",
        "summary": "ひとりでお子さんを育てている方に出る手当です。",
        "body": ["離婚などで、<ひとり>で育てている方の手当です。"],
        "who": ["18歳になった年度の末までのお子さんを育てている"],
        "amounts": [{"parameter": "jidofuyo.amount", "label": "全部支給", "note": ""}],
        "period": "",
        "retroactive": "no",
        "how": [{"channel": "desk", "text": "窓口で申請します。", "url": ""}],
        "where": "市区町村です。",
        "documents": [{"name": "戸籍謄本", "where": "", "alternative": ""}],
        "time_to_decide": "",
        "cautions": [],
        "desk_checks": [],
        "combines_with": [],
        "excludes": [],
        "sources": [
            {
                "title": "こども家庭庁",
                "url": "",
                "checked_on": "2026-11-23",
                "confidence": "general",
            }
        ],
        "to_check": ["令和8年度の額"],
        "parameters": [copy.deepcopy(PARAMETER)],
        **changes,
    }


@pytest.fixture
def index(site):
    return measure_index(site)


def upsert(index, *records):
    return upsert_measures(records=records, parent=index, on=TODAY)


def test_a_new_measure_is_published_with_everything(client, index):
    result = upsert(index, record())
    page = MeasurePage.objects.get(slug="jido-fuyo-teate")
    assert (result.created, result.changed, result.unchanged) == (1, 0, 0)
    assert page.live
    assert not page.has_unpublished_changes
    assert [row.need for row in page.needs.all()] == ["money", "children"]
    assert page.other_name_list == ["母子手当"]
    assert page.sources.get().checked_on == TODAY
    assert PageUpkeep.objects.get(page=page).next_review == date(2027, 11, 23)
    text = client.get("/measures/jido-fuyo-teate/").content.decode()
    assert "46,690円" in text
    assert "&lt;ひとり&gt;" in text


def test_a_second_time_changes_nothing(index):
    records = [record(), record(46, "jido-teate", combines_with=[45], parameters=[])]
    upsert(index, *records)
    revisions = [page.latest_revision_id for page in MeasurePage.objects.order_by("pk")]
    result = upsert(index, *copy.deepcopy(records))
    assert (result.created, result.changed, result.unchanged) == (0, 0, 2)
    assert revisions == [page.latest_revision_id for page in MeasurePage.objects.order_by("pk")]


@pytest.mark.parametrize(
    "changes",
    [
        {"summary": "新しい説明です。"},
        {"needs": ["children"]},
        {"who": ["別のめやす"]},
        {"to_check": []},
        {"aliases": []},
    ],
)
def test_a_change_is_published(index, changes):
    upsert(index, record())
    result = upsert(index, record(**changes))
    assert (result.created, result.changed, result.unchanged) == (0, 1, 0)
    assert upsert(index, record(**changes)).unchanged == 1
    assert not MeasurePage.objects.get().has_unpublished_changes


def test_relations_may_point_forward_and_unknown_ones_are_dropped(index):
    upsert(
        index,
        record(combines_with=[46, 99]),
        record(46, "jido-teate", parameters=[], excludes=[45]),
    )
    page = MeasurePage.objects.get(number=45)
    assert [other.number for other in page.combines_with.all()] == [46]
    assert page.excluded_by.get().number == 46


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"summary": "月4万円もらえます。"}, "4万円"),
        ({"kana": "児童"}, "kana"),
        ({"category": "other"}, "category"),
        ({"slug": "en"}, "slug"),
    ],
)
def test_a_wrong_record_is_named_and_nothing_is_written(index, changes, word):
    wrong = record(46, **{"slug": "jido-teate", **changes})
    with pytest.raises(ValidationError, match=word) as refused:
        upsert(index, record(), wrong)
    assert wrong["slug"] in refused.value.message_dict
    assert not MeasurePage.objects.exists()
    assert not Parameter.objects.exists()


def test_parameters_are_created_once(db):
    first = upsert_parameters(records=[PARAMETER])
    second = upsert_parameters(records=[PARAMETER])
    assert (first.created, second.created, second.unchanged) == (2, 0, 2)


def test_the_editing_screen_shows_what_was_written_and_drafts_stay(db):
    upsert_parameters(records=[PARAMETER])
    parameter = Parameter.objects.get()
    parameter.save_revision().publish()
    changed = copy.deepcopy(PARAMETER)
    changed["values"][0]["value"] = 46700
    upsert_parameters(records=[changed])
    parameter.refresh_from_db()
    assert 46700 in [row.value for row in parameter.get_latest_revision_as_object().values.all()]
    parameter.title = "下書き"
    parameter.save_revision()
    upsert_parameters(records=[PARAMETER])
    parameter.refresh_from_db()
    assert parameter.get_latest_revision_as_object().title == "下書き"


def test_a_changed_value_loses_its_approval_and_others_stay(db):
    upsert_parameters(records=[PARAMETER])
    ParameterValue.objects.update(approved_by=make_admin())
    extra = ParameterValue.objects.create(
        parameter=Parameter.objects.get(), valid_from=date(2026, 4, 1), value=1
    )
    changed = copy.deepcopy(PARAMETER)
    changed["values"][0]["value"] = 46700
    result = upsert_parameters(records=[changed])
    value = ParameterValue.objects.get(valid_from=date(2025, 4, 1))
    assert (result.changed, value.value, value.approved_by) == (1, 46700, None)
    assert ParameterValue.objects.filter(pk=extra.pk).exists()


@pytest.mark.parametrize(
    "changes",
    [{"key": "大文字"}, {"values": [{**PARAMETER["values"][0], "value": "四万円"}]}],
)
def test_a_wrong_parameter_is_refused(changes):
    with pytest.raises(ValidationError):
        upsert_parameters(records=[{**PARAMETER, **changes}])
    assert not Parameter.objects.exists()


def test_all_measures_of_the_demonstration_are_valid(index, client):
    """Every file of the content passes every check of the models."""
    records = measure_records()
    numbers = {row["number"] for row in records}
    declared = {parameter["key"] for row in records for parameter in row["parameters"]}
    assert numbers == set(range(1, 62))
    for row in records:
        assert {*row["combines_with"], *row["excludes"]} <= numbers, row["slug"]
        assert {amount["parameter"] for amount in row["amounts"]} <= declared, row["slug"]
        assert 1 <= len(row["needs"]) <= 3, row["slug"]
    upsert_parameters(records=rule_amounts(records))
    result = upsert(index, *records)
    assert result.created == 61
    assert upsert(index, *records).unchanged == 61
    assert MeasurePage.objects.live().count() == 61
    assert client.get("/measures/").status_code == 200
    for page in MeasurePage.objects.all():
        assert client.get(page.url).status_code == 200, page.slug


WORKING_NOTE = re.compile(
    "設計資料|確かめること|報道|要確認|未確認|公開しないで|一般に知られた|一般的な知識|二次情報"
)


@pytest.mark.parametrize("record", folder("measures"), ids=lambda record: record["slug"])
def test_a_source_names_a_public_document_and_no_doubt(record):
    sources = [row["title"] for row in record["sources"]]
    of_values = [row["source"] for owner in record["parameters"] for row in owner["values"]]
    assert [title for title in sources + of_values if WORKING_NOTE.search(title)] == []
    assert all(len(note) <= 300 for note in record["to_check"])


@pytest.mark.parametrize("record", folder("measures"), ids=lambda record: record["slug"])
def test_brackets_beside_japanese_are_full_width(record):
    texts = re.findall(r'"((?:[^"\\]|\\.)*)"', json.dumps(record, ensure_ascii=False))
    japanese = [text for text in texts if re.search(r"[ぁ-んァ-ヶ一-龠]", text)]
    assert [text for text in japanese if re.search(r"[()]", text)] == []
