"""A company hands in what it offers: form, documents, agreement, receipt, changes, bad input."""

import re
from datetime import timedelta

import pytest
from django.core import mail

from cms.areas.models import Area
from cms.core.calendar import now, today
from cms.insights.models import DailyCount
from companies.choices import Status
from companies.models import EvidenceFile, Submission
from companies.services.submitting import send_submission
from tests.builders import make_area
from tests.companies.builders import (
    company_index,
    corporate_number,
    make_submission,
    pdf,
)
from tests.reading import links_of, page_of, words

SUBMIT = "/companies/submit/"
FORM = {
    "name": "見本食品株式会社",
    "kana": "みほんしょくひん",
    "corporate_number": "",
    "industry": "M",
    "business": "お弁当づくり",
    "introduction": "朝の電話一本で休めます。",
    "places": "八王子市",
    "fact_short_regular": "on",
    "note_short_regular": "一日6時間から",
    "single_parents": "６",
    "regular": "4",
    "average_years": "５．２",
    "counted_on": "2026年3月31日",
    "year_kurumin": "２０２４",
    "contact_name": "見本 花子",
    "contact_email": "hanako@company.example",
}


@pytest.fixture(autouse=True)
def town(site):
    company_index(site)
    return make_area()


def post(client, address, **data):
    return client.post(address, data, REMOTE_ADDR="192.0.2.7")


def begin(client, **changes):
    """Posts the form; the address of the case behind its link."""
    response = post(client, SUBMIT, **{**FORM, **changes})
    assert response.status_code == 302, words(page_of(response).select_one(".errors"))
    return response["Location"]


def errors_of(response):
    assert response.status_code == 200
    return words(page_of(response).select_one(".errors"))


def mailed_link(message):
    found = re.search(r"http://[^\s]+(/companies/submit/[\w-]+/)", message.body)
    return found.group(1)


def test_from_the_form_to_the_receipt(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        case = begin(client)
    page = page_of(client.get(case))
    assert "まだ送っていません" in words(page.main)
    assert mailed_link(mail.outbox[0]) == case
    response = client.post(f"{case}evidence/", {"file": pdf("就業規則.pdf")})
    assert response.status_code == 302
    assert "就業規則.pdf" in words(page_of(client.get(case)).select_one(".documents"))
    with django_capture_on_commit_callbacks(execute=True):
        assert post(client, f"{case}send/", consent="on").status_code == 302
    submission = Submission.objects.get()
    assert (submission.status, submission.consent_version) == (Status.RECEIVED, "2026-11-24")
    assert submission.consent_on == today()
    receipt = client.get(case)
    assert submission.number in words(page_of(receipt).main)
    assert "ありがとうございます" in words(page_of(receipt).main)
    assert submission.number in mail.outbox[1].body
    assert mailed_link(mail.outbox[1]) == case
    assert DailyCount.objects.get(act="submission").number == 1


def test_what_was_typed_is_understood_in_every_width(client):
    begin(client, corporate_number="".join(chr(ord(c) + 0xFEE0) for c in corporate_number(7)))
    stored = Submission.objects.get()
    assert stored.corporate_number == corporate_number(7)
    assert stored.content["places"] == [Area.objects.get(name="八王子市").code6]
    assert stored.content["facts"] == {"short_regular": "一日6時間から"}
    figures = {row["kind"]: (row["value"], row["whole"]) for row in stored.content["figures"]}
    assert figures == {
        "single_parents": ("6", None),
        "regular": ("4", 6),
        "average_years": ("5.2", None),
    }
    assert {row["counted_on"] for row in stored.content["figures"]} == {"2026-03-31"}
    assert stored.content["certifications"] == [{"kind": "kurumin", "year": 2024, "name": ""}]


WRONG_NUMBER = corporate_number(7)[:-1] + str((int(corporate_number(7)[-1]) + 1) % 10)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": ""}, "会社名"),
        ({"corporate_number": WRONG_NUMBER}, "法人番号"),
        ({"corporate_number": "123"}, "法人番号"),
        ({"introduction": "あ" * 50_000}, "ひとり親の方へのひとこと"),
        ({"introduction": "時給1,200円です。"}, "金額や割合（1,200円）"),
        ({"places": "ほげほげ町"}, "「ほげほげ町」という場所が見つかりません"),
        ({"places": "\n".join(["八王子市"] * 11)}, "場所は10個まで"),
        ({"places": ""}, "働く場所を入れるか"),
        ({"fact_short_regular": ""}, "印が付いていません"),
        ({"fact_short_regular": "", "note_short_regular": ""}, "1つ以上、印を付けて"),
        ({"regular": "7"}, "全体の人数より多く"),
        ({"single_parents": ""}, "全部で何人か"),
        ({"single_parents": "たくさん"}, "働いているひとり親"),
        ({"counted_on": ""}, "いつの数字か"),
        ({"counted_on": "2099-01-01"}, "まだ来ていない日"),
        ({"year_kurumin": "1999"}, "くるみん"),
        ({"year_local": "2020"}, "表彰の名前も"),
        ({"job_url": "https://jobs.example/1"}, "ハローワークの求人"),
        ({"job_url": "javascript:alert(1)"}, "ハローワークの求人"),
        ({"job_url": "https://hellowork.mhlw.go.jp.evil.example/"}, "ハローワークの求人"),
        ({"job_url": "[1]"}, "ハローワークの求人"),
        ({"job_url": "[]"}, "ハローワークの求人"),
        ({"job_url": "https://[1]/"}, "ハローワークの求人"),
        ({"job_url": "https://[hellowork.mhlw.go.jp"}, "ハローワークの求人"),
        ({"job_number": "12-3"}, "13010-12345678 の形"),
        ({"contact_email": "nobody"}, "メールアドレス"),
        ({"leave_empty": "spam"}, "空のままにする欄"),
        (
            {"introduction": "http://a.example http://b.example www.c.example www.d.example"},
            "リンク",
        ),
        ({"name": "a\x00b", "kana": "\x00"}, "よみ"),
    ],
)
def test_mistakes_are_told_and_nothing_is_lost_or_stored(client, changes, told):
    response = post(client, SUBMIT, **{**FORM, **changes})
    assert told in errors_of(response)
    kept = page_of(response).find("input", attrs={"name": "contact_name"})["value"]
    assert kept == FORM["contact_name"]
    typed = page_of(response).find("textarea", attrs={"name": "introduction"}).get_text().strip()
    assert typed == changes.get("introduction", FORM["introduction"])
    assert not Submission.objects.exists()
    assert mail.outbox == []


def test_dashes_of_any_kind_fit_an_offer_number(client):
    begin(
        client,
        job_number="１３０１０－１２３４５６７８",
        job_url="https://www.hellowork.mhlw.go.jp/x",
    )
    assert Submission.objects.get().content["job_number"] == "13010-12345678"


def test_one_address_begins_so_many_an_hour(client):
    for number in range(10):
        begin(client, name=f"会社{number}")
    response = post(client, SUBMIT, **{**FORM, "name": "もう一社"})
    assert "1時間ほどたってから" in errors_of(response)


def test_the_same_company_twice_leads_to_the_first(client):
    begin(client, corporate_number=corporate_number(3))
    response = post(client, SUBMIT, **{**FORM, "corporate_number": corporate_number(3)})
    assert "同じ会社の情報をいただいています" in errors_of(response)
    assert "/companies/submit/link/" in links_of(page_of(response).main).values()
    assert Submission.objects.count() == 1
    begin(client, corporate_number=corporate_number(3), contact_email="other@company.example")
    first, second = Submission.objects.order_by("pk")
    assert list(Submission.objects.twins_of(second)) == [first], "the reviewer is told"


def test_pages_behind_the_link_are_secret(client):
    submission, secret = make_submission(at=now())
    for address in ("", "edit/"):
        response = client.get(f"{SUBMIT}{secret}/{address}")
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"
        assert response["Referrer-Policy"] == "same-origin"
        assert "noindex" in response["X-Robots-Tag"]
    assert secret not in str(Submission.objects.filter(pk=submission.pk).values())


@pytest.mark.parametrize("secret", ["x" * 32, "あ", "link2", "%00"])
@pytest.mark.parametrize("rest", ["", "edit/"])
def test_a_wrong_link_says_how_to_get_another(client, secret, rest):
    response = client.get(f"{SUBMIT}{secret}/{rest}")
    assert response.status_code == 404
    assert "/companies/submit/link/" in links_of(page_of(response).main).values()


def test_a_link_ends_at_the_end_of_its_last_day(client):
    submission, secret = make_submission(at=now())
    Submission.objects.filter(pk=submission.pk).update(ticket_until=today())
    assert client.get(f"{SUBMIT}{secret}/").status_code == 200
    Submission.objects.filter(pk=submission.pk).update(ticket_until=today() - timedelta(days=1))
    for address in ("", "edit/"):
        assert client.get(f"{SUBMIT}{secret}/{address}").status_code == 404
    posts = ("edit/", "evidence/", "send/", "withdraw/", "evidence/1/remove/")
    assert {client.post(f"{SUBMIT}{secret}/{each}").status_code for each in posts} == {404}


def test_a_new_link_is_mailed_and_the_answer_tells_nothing(
    client, django_capture_on_commit_callbacks
):
    _submission, secret = make_submission(at=now())
    texts = []
    for address in ("HANAKO@company.example", "stranger@company.example"):
        with django_capture_on_commit_callbacks(execute=True):
            response = post(client, f"{SUBMIT}link/", contact_email=address)
        texts.append(words(page_of(response).main))
    assert texts[0] == texts[1]
    assert len(mail.outbox) == 1
    assert client.get(f"{SUBMIT}{secret}/").status_code == 404, "the old link ends"
    assert client.get(mailed_link(mail.outbox[0])).status_code == 200


def test_strangers_do_not_fill_a_letter_box_with_links(client, django_capture_on_commit_callbacks):
    """From many addresses, too: the last link that was mailed goes on counting."""
    make_submission(at=now())
    for number in range(6):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(
                f"{SUBMIT}link/",
                {"contact_email": "Hanako@company.example"},
                REMOTE_ADDR=f"192.0.2.{number}",
            )
    assert len(mail.outbox) == 3
    assert client.get(mailed_link(mail.outbox[-1])).status_code == 200


def test_nobody_changes_what_was_refused(client):
    submission, secret = make_submission(at=now())
    Submission.objects.filter(pk=submission.pk).update(status=Status.REFUSED)
    assert "もう決まっている" in words(
        page_of(post(client, f"{SUBMIT}{secret}/edit/", **FORM)).main
    )
    response = client.post(f"{SUBMIT}{secret}/evidence/", {"file": pdf()})
    assert "もう決まっている" in words(page_of(response).main)
    assert EvidenceFile.objects.count() == 1


def test_a_change_waits_until_it_is_sent_again(client):
    submission, secret = make_submission(at=now())
    page = page_of(client.get(f"{SUBMIT}{secret}/edit/"))
    assert page.find("input", attrs={"name": "name"})["value"] == "見本食品株式会社"
    assert page.find("input", attrs={"name": "fact_sudden_leave"}).has_attr("checked")
    response = post(client, f"{SUBMIT}{secret}/edit/", **{**FORM, "business": "配達"})
    assert response.status_code == 302
    submission.refresh_from_db()
    assert (submission.status, submission.content["business"]) == (Status.DRAFT, "配達")
    assert submission.version > 1


def test_without_document_or_agreement_nothing_is_sent(client):
    case = begin(client)
    assert "書類を1つ以上" in words(page_of(post(client, f"{case}send/", consent="on")).main)
    client.post(f"{case}evidence/", {"file": pdf()})
    box = page_of(client.get(case)).find("input", attrs={"name": "consent"})
    assert not box.has_attr("checked")
    assert "同意がないと" in errors_of(post(client, f"{case}send/"))
    assert Submission.objects.get().status == Status.DRAFT


def test_sending_twice_counts_once(client):
    submission, secret = make_submission(at=now())
    again = send_submission(submission=submission, secret=secret, at=now())
    assert again.sent_at == submission.sent_at
    assert DailyCount.objects.get(act="submission").number == 1


def test_the_form_holds_in_another_language(client):
    response = client.get("/en/companies/submit/")
    assert "tell us how people work" in words(page_of(response).h1)
