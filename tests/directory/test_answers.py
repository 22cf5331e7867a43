"""Which office answers for a place: municipality, prefecture, nation."""

from datetime import date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from cms.areas.choices import AreaKind
from cms.core.calendar import TOKYO
from directory.choices import Level
from directory.models import Office, OfficeTask, ServiceArea
from directory.selectors import desk_for, national_desks, offices_answering
from tests.builders import make_admin, make_area, make_office, make_prefecture

READER = AnonymousUser()
TUESDAY = datetime(2026, 11, 24, 10, tzinfo=TOKYO)
pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_area()


def names(answer) -> list[str]:
    return [desk.office.name for desk in answer.desks]


def test_the_nearest_office_stands_first(town):
    make_office(name="全国の電話")
    make_office(make_prefecture(), name="都の窓口")
    make_office(town, name="市の窓口")
    answer = offices_answering(town, reader=READER, at=TUESDAY)
    assert names(answer) == ["市の窓口", "都の窓口", "全国の電話"]
    assert answer.level == Level.MUNICIPALITY
    assert not answer.own_is_unknown


def test_an_empty_municipality_falls_back_and_says_so(town):
    make_office(make_prefecture(), name="都の窓口")
    answer = offices_answering(town, reader=READER, at=TUESDAY)
    assert answer.level == Level.PREFECTURE
    assert answer.own_is_unknown
    ServiceArea.objects.all().delete()
    assert offices_answering(town, reader=READER, at=TUESDAY).level is None


def test_other_places_stay_away(town):
    make_office(make_area("13206", "府中市", "ふちゅうし"), name="府中市の窓口")
    make_office(make_prefecture("27000", "大阪府", "おおさかふ"), name="大阪府の窓口")
    assert names(offices_answering(town, reader=READER, at=TUESDAY)) == []


def test_a_ward_is_answered_by_itself_its_city_and_its_prefecture():
    hokkaido = make_prefecture("01000", "北海道", "ほっかいどう")
    city = make_area("01100", "札幌市", "さっぽろし", parent=hokkaido, designated=True)
    ward = make_area("01101", "中央区", "ちゅうおうく", kind=AreaKind.WARD, parent=city)
    for place, name in ((hokkaido, "道"), (city, "市"), (ward, "区")):
        make_office(place, name=name)
    answer = offices_answering(ward, reader=READER, at=TUESDAY)
    assert set(names(answer)[:2]) == {"区", "市"}
    assert names(answer)[2] == "道"
    assert names(offices_answering(city, reader=READER, at=TUESDAY)) == ["市", "道"]


def test_an_office_that_serves_several_towns(town):
    other = make_area("13308", "奥多摩町", "おくたままち", kind=AreaKind.TOWN)
    make_office(make_prefecture(), name="西の福祉事務所", serves=[town, other])
    for place in (town, other):
        answer = offices_answering(place, reader=READER, at=TUESDAY)
        assert [desk.level for desk in answer.desks] == [Level.MUNICIPALITY]
    assert names(offices_answering(make_prefecture(), reader=READER, at=TUESDAY)) == []


def test_what_is_older_than_400_days_drops_below_the_fallback(town):
    make_office(town, name="古い", verification="confirmed", confirmed_on=date(2025, 10, 19))
    make_office(make_prefecture(), name="都の窓口")
    at = datetime(2026, 11, 23, 23, 59, tzinfo=TOKYO)  # exactly 400 days
    assert names(offices_answering(town, reader=READER, at=at)) == ["古い", "都の窓口"]
    midnight = datetime(2026, 11, 24, 0, 0, tzinfo=TOKYO)
    assert names(offices_answering(town, reader=READER, at=midnight)) == ["都の窓口", "古い"]


def test_drafts_answer_nobody_not_even_administrators(town):
    make_office(town, name="下書き", live=False)
    make_office(name="全国の下書き", live=False)
    for reader in (READER, make_admin()):
        assert names(offices_answering(town, reader=reader, at=TUESDAY)) == []
        assert national_desks(reader=reader, at=TUESDAY) == []
        assert not Office.objects.visible_to(reader).exists()


def test_the_desk_for_a_task(town):
    make_office(town, name="代表", tasks=["general"])
    make_office(make_prefecture(), name="都の就業", tasks=["employment"])
    make_office(town, name="電話なし", tasks=["housing"], telephones=())
    make_office(name="全国の法律", tasks=["legal"])
    found = {
        task: desk_for(town, task, reader=READER, at=TUESDAY)
        for task in ("employment", "allowance", "housing", "legal")
    }
    assert {task: desk.office.name for task, desk in found.items() if desk} == {
        "employment": "都の就業",  # a town without 福祉事務所: the prefecture, not the switchboard
        "allowance": "代表",
        "housing": "代表",
        "legal": "代表",
    }
    Office.objects.filter(name="代表").update(live=False)
    assert desk_for(town, "legal", reader=READER, at=TUESDAY).office.name == "全国の法律"
    assert desk_for(town, "medical", reader=READER, at=TUESDAY) is None


def test_asking_for_one_task_reads_only_that(town):
    make_office(town, name="手当", tasks=["allowance", "medical"])
    make_office(town, name="住まい", tasks=["housing"])
    answer = offices_answering(town, task="medical", reader=READER, at=TUESDAY)
    assert names(answer) == ["手当"]
    assert [str(task) for task in answer.desks[0].office.tasks] == ["allowance", "medical"]


def test_open_lines_stand_first():
    make_office(name="平日の電話", hours=[{}], priority=1)
    day_and_night = dict.fromkeys(("saturday", "sunday"), True)
    midnight = {"opens": "00:00", "closes": "00:00", "holidays": "always"}
    make_office(name="いつでも", hours=[{**day_and_night, **midnight}])
    at = datetime(2026, 11, 24, 18, 30, tzinfo=TOKYO)
    assert [d.office.name for d in national_desks(reader=READER, at=at)] == [
        "いつでも",
        "平日の電話",
    ]
    assert national_desks(reader=READER, at=TUESDAY)[0].office.name == "平日の電話"


def test_the_number_of_queries_does_not_grow(town, django_assert_num_queries):
    for number in range(3):
        make_office(town, name=f"窓口{number}", hours=[{}])
    with django_assert_num_queries(3):
        offices_answering(town, reader=READER, at=TUESDAY)
    for number in range(27):
        make_office(town, name=f"ほかの窓口{number}", hours=[{}], tasks=["housing", "loan"])
    with django_assert_num_queries(3):
        answer = offices_answering(town, reader=READER, at=TUESDAY)
        assert answer.desk_for("loan")
        assert answer.desk_for("allowance")
        assert [desk.office.tasks for desk in answer.desks]


def test_offices_nobody_confirmed_since_a_day(town):
    day = date(2026, 5, 1)
    make_office(town, name="前日", verification="confirmed", confirmed_on=date(2026, 4, 30))
    make_office(town, name="当日", verification="confirmed", confirmed_on=day)
    make_office(town, name="未確認")
    found = Office.objects.unconfirmed_since(day).values_list("name", flat=True)
    assert set(found) == {"前日", "未確認"}


def test_an_office_without_service_areas_serves_its_own_area_and_never_everybody(town):
    office = Office.objects.create(name="窓口", area=town)
    assert [row.area for row in ServiceArea.objects.filter(office=office)] == [town]
    nowhere = Office.objects.create(name="どこの窓口か分からない")
    assert not ServiceArea.objects.filter(office=nowhere).exists()
    assert list(Office.objects.nationwide()) == []


def test_tasks_are_words_in_a_fixed_order(town):
    office = make_office(town, tasks=["general", "allowance"])
    assert [str(row) for row in OfficeTask.objects.filter(office=office)] == [
        "なんでも・迷ったとき",
        "手当",
    ]
    assert office.tasks == ["allowance", "general"]
    assert office.task_words == "手当 なんでも・迷ったとき"
