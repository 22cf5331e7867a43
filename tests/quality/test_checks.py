"""What is found in a page: what, where, what to do; and what keeps it from being published."""

from datetime import date

import pytest

from cms.core.content.findings import findings_of
from cms.core.content.markup import read_markup
from cms.core.publishing import PublicationRefusedError
from cms.quality.models import ExternalLink
from home.models import StandardPage
from measures.models import MeasureSource
from staff_library.models import StaffLibraryPage
from tests.builders import (
    add_page,
    home_of,
    make_admin,
    make_document,
    make_image,
    make_measure,
    make_standard_page,
)
from tests.events.builders import make_event
from tests.quality.builders import body, linked, picture_block
from tests.reading import page_of, words

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
GONE = "https://gone.example.jp/old/"


def found(page):
    return findings_of(page, on=TODAY)


def version(site, *blocks, **fields):
    """A draft of a page that is public and sound."""
    page = make_standard_page(site)
    page.body = body(*blocks)
    for name, value in fields.items():
        setattr(page, name, value)
    return page


def test_a_sound_page_has_no_findings(site):
    page = version(
        site,
        ("heading", "申し込みの流れ"),
        ("paragraph", "<p>窓口で申し込みます。</p>"),
        picture_block(make_image()),
    )
    assert found(page) == []


def test_the_own_words_of_a_kind_of_page_are_read_too(site):
    home = home_of(site)
    home.headline = "毎月48,050円もらえます"
    event = make_event(site, cancelled_note="参加費1,000円を返します。")
    assert [finding.where for finding in found(home)] == ["「大きな見出し」"]
    assert [finding.where for finding in found(event)] == ["「中止の理由・案内」"]


HIDDEN = {
    "a comment": "<p>a <!-- b --></p>",
    "a comment that browsers end early": "<p>a <!--><meta http-equiv='refresh'>--></p>",
    "CDATA": "<p><![CDATA[b]]></p>",
    "a declaration": "<!DOCTYPE x><p>a</p>",
    "an instruction": "<p><?php b ?></p>",
    "a tag": "<p><img src='x'></p>",
    "an attribute": "<p onclick='b'>a</p>",
    "a kind of link": "<p><a linktype='x' href='javascript:b'>児童扶養手当</a></p>",
    "a tag without an end": "<p>a</p><img src=x onerror=b ",
}


@pytest.mark.parametrize("source", HIDDEN.values(), ids=HIDDEN)
def test_markup_that_no_button_writes_is_refused(site, source):
    [finding] = [one for one in found(version(site, ("paragraph", source))) if one.refuses]
    assert "使えない書き方" in finding.what
    assert finding.where == "「本文」の1番目（文章）"


UNSAFE = ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,a", "vbscript:a"]


@pytest.mark.parametrize("address", UNSAFE)
def test_a_link_never_runs_a_script(site, address):
    link = {"label": "手当", "page": None, "url": address}
    page = version(site, ("links", [link]), ("paragraph", f'<p><a href="{address}">手当</a></p>'))
    refused = [one for one in found(page) if one.refuses]
    assert [one.where for one in refused] == [
        "「本文」の1番目（リンク集）の1番目",
        "「本文」の2番目（文章）",
    ]
    with pytest.raises(PublicationRefusedError, match="使えないアドレス"):
        page.save_revision().publish()


def test_links_to_pages_mails_and_telephones_are_fine(site):
    targets = ["https://example.jp/", "mailto:a@example.jp", "tel:0120279338", "/measures/", "#a"]
    links = "".join(f'<p><a href="{target}">手当の窓口</a></p>' for target in targets)
    assert found(version(site, ("paragraph", links))) == []


def test_a_picture_needs_words(site):
    page = version(site, ("heading", "絵"), picture_block(make_image("公園"), ""))
    [finding] = found(page)
    assert finding.what == "画像「公園」の説明（代替テキスト）がありません"
    assert finding.where == "「本文」の2番目（画像）"
    assert "飾りの画像" in finding.todo
    with pytest.raises(PublicationRefusedError, match="代替テキスト"):
        page.save_revision().publish()


def test_a_decoration_needs_none(site):
    assert found(version(site, picture_block(make_image(is_decorative=True), ""))) == []


def test_a_file_name_is_no_description(site):
    [finding] = found(version(site, picture_block(make_image(), "IMG_2041.jpg")))
    assert "ファイルの名前のよう" in finding.what
    assert not finding.refuses


@pytest.mark.parametrize("field", ["title", "introduction"])
def test_amounts_in_fields_are_refused(site, field):
    [finding] = found(version(site, **{field: "毎月４万円がもらえます"}))
    assert "４万円" in finding.what
    assert finding.refuses


def test_amounts_in_steps_and_tables_are_refused(site):
    steps = [{"title": "払う", "text": "手数料は450円です。"}]
    page = version(site, ("steps", steps))
    [finding] = found(page)
    assert finding.where.startswith("「本文」の1番目（手順）の1番目")
    with pytest.raises(PublicationRefusedError, match="450円"):
        page.save_revision().publish()


def test_staff_pages_may_quote_amounts(site):
    page = add_page(home_of(site), StaffLibraryPage, title="上限は100円", slug="staff")
    assert found(page) == []


def test_headings_are_followed_by_words(site):
    page = version(
        site,
        ("heading", "一つ目"),
        ("heading", "二つ目"),
        ("paragraph", "<p>文。</p>"),
        ("heading", "三つ目"),
    )
    assert [finding.what for finding in found(page)] == [
        "見出し「一つ目」の下に何もありません",
        "見出し「三つ目」の下に何もありません",
    ]


def test_no_level_of_headings_is_left_out(site):
    page = version(site, ("paragraph", "<h4>とんだ見出し</h4><p>文。</p>"))
    assert [finding.what for finding in found(page)] == [
        "見出し「とんだ見出し」の段が一つ飛んでいます"
    ]


def test_a_bold_paragraph_is_no_heading(site):
    page = version(site, ("paragraph", "<p><b>持ちもの</b></p><p><b>印鑑</b>を持ちます。</p>"))
    [finding] = found(page)
    assert "太字だけの段落「持ちもの」" in finding.what


@pytest.mark.parametrize(
    "text", ["こちら", "こちらへ", "詳しくはこちら", "click here", "https://example.jp/"]
)
def test_links_say_where_they_lead(site, text):
    [finding] = found(version(site, linked(text, 'href="https://example.jp/"')))
    assert f"「{text}」" in finding.what
    assert not finding.refuses


def test_a_good_link_text_is_kept(site):
    link = linked("こちらの申請書の書き方", 'href="https://example.jp/"')
    assert found(version(site, link)) == []


def test_links_to_pages_that_are_not_there(site):
    draft = make_standard_page(site, title="準備中", slug="draft")
    StandardPage.objects.filter(pk=draft.pk).update(live=False)
    staff = add_page(home_of(site), StaffLibraryPage, title="職員", slug="staff")
    kept = make_document()
    page = version(
        site,
        linked("準備中の案内", f'linktype="page" id="{draft.pk}"'),
        linked("消えた案内", 'linktype="page" id="999999"'),
        linked("数えきれない案内", f'linktype="page" id="{"9" * 5000}"'),
        linked("職員の案内", f'linktype="page" id="{staff.pk}"'),
        linked("消えた書類", 'linktype="document" id="999999"'),
        linked("ある書類", f'linktype="document" id="{kept.pk}"'),
        linked("ある案内", f'linktype="page" id="{home_of(site).pk}"'),
    )
    assert {finding.what for finding in found(page)} == {
        "「消えた書類」が消されたファイルへのリンクです",
        "「消えた案内」が消されたページへのリンクです",
        "「数えきれない案内」が消されたページへのリンクです",
        "「準備中の案内」が公開していないページへのリンクです",
        "「職員の案内」が職員だけのページへのリンクです",
    }


def test_links_that_the_last_run_found_broken(site):
    ExternalLink.objects.create(url=GONE, state="broken", answer="ページがありません（404）")
    links = [{"label": "古い制度の案内", "page": None, "url": GONE}]
    [finding] = found(version(site, ("links", links)))
    assert "404" in finding.what
    assert finding.where == "「本文」の1番目（リンク集）の1番目（項目）" or GONE in finding.what


def test_a_measure_without_a_source_is_told(site):
    page = make_measure(site)
    page.sources.all().delete()
    assert "出典がありません" in [finding.what for finding in found(page)]
    MeasureSource.objects.create(page=page, title="こども家庭庁の案内")
    page = type(page).objects.get(pk=page.pk)
    assert "出典がありません" not in [finding.what for finding in found(page)]


def test_the_editor_shows_what_was_saved(client, site):
    page = version(site, linked("こちら", 'href="https://example.jp/"'), title="手当は100円")
    page.save_revision()
    client.force_login(make_admin())
    panel = page_of(client.get(f"/admin/pages/{page.pk}/edit/")).find(
        attrs={"aria-labelledby": "portal-findings"}
    )
    text = words(panel)
    assert "直すまで公開できません（1件）" in text
    assert "100円" in text
    assert "直すとよくなるところ（1件）" in text
    assert "行き先の名前" in text


def test_the_editor_of_a_new_page_and_of_a_snippet_opens(client, site):
    client.force_login(make_admin())
    address = f"/admin/pages/add/home/standardpage/{home_of(site).pk}/"
    assert client.get(address).status_code == 200
    assert client.get("/admin/snippets/directory/office/add/").status_code == 200


@pytest.mark.parametrize("source", ["<a>", "<p><b>", "</p></a>", "<a linktype='page' id='x'>y", ""])
def test_broken_markup_is_read_without_an_error(source):
    assert read_markup(source).headings == []
