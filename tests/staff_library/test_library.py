"""The library as staff use it: lists, search, amendments, training, offices that are due."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.assets.choices import Access
from cms.core.calendar import today
from cms.records.choices import Action
from cms.records.models import AccessRecord
from staff_library.choices import Standing
from staff_library.models import (
    CasePage,
    Completion,
    LawArticle,
    LawPage,
    NoticePage,
    TrainingPage,
    Visit,
)
from staff_library.services import note_visit
from tests.builders import make_area, make_document, make_measure, make_office, restrict
from tests.reading import links_of, main_heading, page_of, words
from tests.staff_library.builders import make_item, make_library, make_staff

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def hachioji(db):
    return make_area()


@pytest.fixture
def staff(client, site, hachioji):
    """A person of 八王子市, signed in; the library is there."""
    make_library(site)
    user = make_staff("hachioji", municipality=hachioji, last_name="田中")
    client.force_login(user)
    return user


def main(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return page_of(response).main


def titles(client, query):
    return [words(heading) for heading in main(client, f"/staff/?{query}").select(".items h3")]


@pytest.fixture
def amended(site):
    """A notice and the newer one in its place; both speak of the same."""
    old = make_item(
        site,
        title="高等職業訓練促進給付金の取扱い（旧）",
        slug="old",
        number="こ支家第101号",
        dated_on=date(2024, 5, 9),
        summary="所得が基準を超過したときは支給しない。申請は窓口で受ける。",
    )
    new = make_item(
        site,
        title="高等職業訓練促進給付金の取扱い",
        slug="new",
        number="こ支家第202号",
        dated_on=date(2025, 5, 9),
        summary="所得が基準を超過したときも一年間は支給できる。申請は窓口で受ける。",
        replaces=old,
        what_changed="所得が超過した後も続けられるようになりました。",
    )
    return old, new


def test_the_notice_in_force_is_found_first_and_the_old_one_marked(client, staff, amended):
    page = main(client, "/staff/?q=高等職業訓練 所得 超過")
    rows = page.select(".items > li")
    assert "今は使いません" not in words(rows[0])
    assert words(rows[0].h3) == "高等職業訓練促進給付金の取扱い"
    assert "今は使いません" in words(rows[1])
    assert words(rows[1].h3) == "高等職業訓練促進給付金の取扱い（旧）"
    assert {"超過", "所得"} <= {words(mark) for mark in page.find_all("mark")}


@pytest.mark.parametrize("standing", [Standing.AMENDED, Standing.ABOLISHED])
def test_what_is_not_in_force_comes_after_what_is(client, staff, site, standing):
    make_item(site, title="養育費の通知 養育費", slug="a", standing=standing)
    make_item(site, title="手当の通知", slug="b", summary="養育費も数えます。")
    assert titles(client, "q=養育費") == ["手当の通知", "養育費の通知 養育費"]


def test_a_number_and_a_year_find_the_notice(client, staff, amended):
    assert titles(client, "q=こ支家第202号")[0] == "高等職業訓練促進給付金の取扱い"
    assert titles(client, "q=令和6年 取扱い")[0] == "高等職業訓練促進給付金の取扱い（旧）"


def test_the_text_of_attached_files_is_searched(client, staff, site):
    file = make_document("別紙", access=Access.STAFF)
    make_item(site, title="別紙のある通知", slug="with-file", files=[file])
    assert titles(client, "q=償還免除") == []
    file.extracted_text = "償還免除の取扱いについて"
    file.save()
    page = main(client, "/staff/?q=償還免除")
    assert "別紙のある通知" in words(page)
    assert "償還免除の取扱いについて" not in words(page), "never printed"


def test_filters_narrow_and_combine(client, staff, site, amended):
    measure = make_measure(site)
    make_item(site, CasePage, title="夜間の相談", slug="case", issuer="見本市", measures=[measure])
    make_item(site, LawPage, title="見本の法律", slug="law", dated_on=date(2020, 4, 1))
    make_item(site, TrainingPage, title="はじめての相談", slug="training")
    assert titles(client, "kind=case") == ["夜間の相談"]
    assert titles(client, "kind=law") == ["見本の法律"]
    assert titles(client, "year=2020") == ["見本の法律"]
    assert titles(client, "issuer=見本市") == ["夜間の相談"]
    assert titles(client, f"measure={measure.pk}") == ["夜間の相談"]
    assert titles(client, "state=superseded") == ["高等職業訓練促進給付金の取扱い（旧）"]
    assert titles(client, "kind=notice&state=current") == ["高等職業訓練促進給付金の取扱い"]
    assert titles(client, "kind=training&year=2020") == []


def test_filters_that_name_nothing_are_told_and_ignored(client, staff, amended):
    page = main(client, "/staff/?kind=memo&year=9999&measure=x&issuer=%00&state=maybe&page=x")
    assert "その選び方は見つかりません" in words(page) or "選" in words(page)
    assert len(page.select(".items > li")) == 2


@pytest.mark.parametrize(
    "query",
    ["q=%00", "q=%F0%9F%98%80", "q=" + "あ" * 3000, 'q="(*', "q= ", "page=-1", "page=99999"],
)
def test_no_question_breaks_the_list(client, staff, amended, query):
    assert client.get(f"/staff/?{query}").status_code == 200


def test_pages_of_a_long_list_keep_the_question(client, staff, site):
    for number in range(21):
        make_item(site, title=f"相談の手引き{number}", slug=f"guide-{number}")
    page = main(client, "/staff/?q=相談&kind=notice")
    following = page.find("a", rel="next")["href"]
    assert "kind=notice" in following
    assert "q=" in following
    assert len(main(client, f"/staff/{following}").select(".items > li")) == 1


def test_a_notice_shows_its_chain_and_links_the_difference(client, staff, amended):
    old = main(client, "/staff/old/")
    assert "新しい通知に置き換わりました" in words(old)
    new = main(client, "/staff/new/")
    assert links_of(new)["高等職業訓練促進給付金の取扱い（旧）"] == "/staff/old/"
    assert links_of(new)["改正前の通知と比べる"] == "/staff/new/changes/"
    assert "令和7年" in words(new)


def test_the_difference_marks_what_went_and_what_came(client, staff, amended):
    page = main(client, "/staff/new/changes/")
    gone = "".join(words(each) for each in page.find_all("del"))
    came = "".join(words(each) for each in page.find_all("ins"))
    assert "しない" in gone
    assert "一年間" in came
    assert "申請は窓口で受ける。" not in gone + came
    assert "申請は窓口で受ける。" in words(page)


def test_there_is_no_difference_without_a_notice_before(client, staff, amended):
    assert client.get("/staff/old/changes/").status_code == 404


def test_a_draft_that_replaces_supersedes_nothing_yet(client, staff, site):
    old = make_item(site, title="手当の通知", slug="old")
    make_item(site, title="手当の通知（新）", slug="new", replaces=old, live=False)
    assert "今は使いません" not in words(main(client, "/staff/?q=手当"))
    assert "置き換わりました" not in words(main(client, "/staff/old/"))


def test_notices_cannot_replace_one_another_in_a_circle(amended):
    old, new = amended
    old.replaces = new
    with pytest.raises(ValidationError, match="改正前の通知"):
        old.full_clean()


def test_files_that_anybody_can_open_are_refused(site):
    public = make_document("だれでもの別紙", access=Access.PUBLIC)
    with pytest.raises(ValidationError, match="だれでもの別紙"):
        make_item(site, files=[public])


def test_measures_the_reader_may_not_open_are_not_named(client, staff, site):
    hidden = make_measure(site, title="検討中の支援", slug="hidden")
    make_item(site, title="通知", slug="notice", measures=[hidden])
    restrict(hidden.get_parent(), *[])
    assert "検討中の支援" in words(main(client, "/staff/notice/")), "signed-in readers may"
    hidden.live = False
    hidden.save()
    assert "検討中の支援" not in words(main(client, "/staff/notice/"))


def test_new_is_what_was_published_since_the_last_visit(client, staff, site):
    monday, tuesday = NOON, NOON + timedelta(days=1)
    assert note_visit(person=staff, at=monday) == monday - timedelta(days=30), "the first visit"
    assert note_visit(person=staff, at=tuesday) == monday
    assert note_visit(person=staff, at=tuesday + timedelta(hours=1)) == monday, "the same visit"
    assert note_visit(person=staff, at=tuesday + timedelta(days=2)) >= tuesday
    assert Visit.objects.count() == 1


def test_new_items_are_marked_on_the_home_page(client, staff, site):
    now = timezone.now()
    Visit.objects.create(person=staff, seen_at=now - timedelta(days=2))
    make_item(site, title="前からある通知", slug="a", first_published_at=now - timedelta(days=9))
    make_item(site, title="きのうの通知", slug="b", first_published_at=now - timedelta(days=1))
    marked = {
        words(row.h3): "新着" in words(row) for row in main(client, "/staff/").select(".items > li")
    }
    assert marked == {"きのうの通知": True, "前からある通知": False}


def test_home_lists_offices_of_the_own_municipality_that_are_due(client, staff, hachioji):
    machida = make_area("13209", "町田市", "まちだし")
    make_office(hachioji, name="子育て支援課")
    make_office(machida, name="町田の窓口")
    fresh = today() - timedelta(days=10)
    make_office(hachioji, name="新しい窓口", verification="confirmed", confirmed_on=fresh)
    old = today() - timedelta(days=300)
    make_office(hachioji, name="古い窓口", verification="confirmed", confirmed_on=old)
    page = main(client, "/staff/")
    assert "町田の窓口" not in words(page)
    assert "新しい窓口" not in words(page)
    due = page.find(id="due").find_parent("section")
    assert [words(link) for link in due.select("ul a")] == ["子育て支援課", "古い窓口"]
    assert client.get(f"/staff/offices/{hachioji.code6}/").status_code == 200
    assert client.get(f"/staff/offices/{machida.code6}/").status_code == 404
    assert client.get("/staff/offices/999999/").status_code == 404


def test_people_without_a_municipality_have_no_offices(client, site):
    make_library(site)
    client.force_login(make_staff("operator"))
    assert main(client, "/staff/").find(id="due") is None
    assert client.get("/staff/offices/132012/").status_code == 404


@pytest.fixture
def training(site):
    return make_item(site, TrainingPage, title="はじめての相談", slug="first", minutes=20)


def test_finishing_a_training_is_recorded_once(client, staff, training, hachioji):
    answer = client.post("/staff/first/done/", follow=True)
    assert main_heading(answer) == "修了の記録"
    text = words(page_of(answer).main)
    assert all(told in text for told in ("はじめての相談", "田中", "八王子市"))
    client.post("/staff/first/done/")
    record = Completion.objects.get()
    assert (record.person, record.municipality) == (staff, hachioji)
    assert "はじめての相談" in words(main(client, "/staff/completions/"))
    assert "に修了しました" in words(main(client, "/staff/first/"))


def test_a_record_is_for_the_person_alone(client, staff, training):
    client.post("/staff/first/done/")
    address = Completion.objects.get().address
    client.force_login(make_staff("colleague", municipality=staff.municipality))
    assert client.get(address).status_code == 404
    assert "はじめての相談" not in words(main(client, "/staff/completions/"))
    client.logout()
    assert client.get(address).status_code == 302


def test_finishing_needs_a_post_and_the_right(client, training, staff):
    assert client.get("/staff/first/done/").status_code == 405
    client.logout()
    assert client.post("/staff/first/done/").status_code == 302
    assert not Completion.objects.exists()


def test_opening_an_item_is_recorded(client, staff, training):
    client.get("/staff/first/")
    record = AccessRecord.objects.filter(action=Action.VIEWED).get()
    assert (record.actor, record.label) == (staff, "はじめての相談")


def test_facts_of_a_case_are_printed_with_their_day(client, staff, site, hachioji):
    make_item(
        site,
        CasePage,
        title="夜間の相談",
        slug="case",
        area=hachioji,
        population=579_355,
        population_on=date(2020, 10, 1),
        budget=1200,
        budget_year=2025,
        contact="子育て支援課",
    )
    text = words(main(client, "/staff/case/"))
    for fact in (
        "579,355人（2020年10月1日現在）",
        "1,200千円（令和7年度）",
        "子育て支援課",
        "効果",
    ):
        assert fact in text


@pytest.mark.parametrize(
    "fields", [{"population": 100}, {"budget": 5}, {"budget_year": 2025}], ids=str
)
def test_figures_without_their_time_are_refused(site, fields):
    with pytest.raises(ValidationError):
        make_item(site, CasePage, **fields)


def test_a_law_leads_to_its_text_and_names_the_articles(client, staff, site):
    law = make_item(site, LawPage, title="児童扶養手当法", slug="law")
    LawArticle.objects.create(page=law, article="第4条", summary="支給する要件")
    text = main(client, "/staff/law/")
    assert links_of(text)["法令の本文を開く"] == "https://laws.e-gov.go.jp/"
    assert "第4条" in words(text)


def test_an_item_cannot_take_an_address_of_the_library(site):
    with pytest.raises(ValidationError, match="スラッグ"):
        make_item(site, slug="completions")


def test_the_site_search_has_a_group_for_staff_only(client, staff, amended):
    text = words(main(client, "/search/?q=高等職業訓練促進給付金"))
    assert "職員向け" in text
    assert "高等職業訓練促進給付金の取扱い" in text
    response = client.get("/search/?q=高等職業訓練促進給付金")
    assert response["Cache-Control"] == "private, no-store"
    client.logout()
    assert "取扱い" not in words(main(client, "/search/?q=高等職業訓練促進給付金"))


@pytest.mark.parametrize("address", ["/staff/", "/staff/?q=相談", "/staff/?kind=", "/staff/n5/"])
def test_the_same_few_queries_for_few_and_many_rows(
    client, staff, site, hachioji, address, django_assert_max_num_queries
):
    previous = None
    for number in range(12):
        item = make_item(
            site,
            title=f"相談の通知{number}",
            slug=f"n{number}",
            replaces=previous,
            files=[make_document(f"別紙{number}", access=Access.STAFF)],
        )
        previous = item if isinstance(item, NoticePage) else None
        make_office(hachioji, name=f"窓口{number}")
    for _warming in range(2):  # the first one makes the row of the site's settings
        client.get(address)
    with django_assert_max_num_queries(60) as asked:
        client.get(address)
    told = [query["sql"] for query in asked.captured_queries if "SAVEPOINT" not in query["sql"]]
    assert len(told) <= 15, "\n".join(sql[:160] for sql in told)
