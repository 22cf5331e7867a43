"""The review: who sees what, what a decision does, what happens meanwhile."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from cms.accounts.services import apply_roles
from cms.core.calendar import now, today
from cms.core.publishing import PublicationRefusedError
from cms.records.choices import Action
from cms.records.models import AccessRecord
from cms.workflow.subjects import authors_of
from companies.choices import Status
from companies.models import EmployerPage, Submission
from companies.services.reviewing import (
    CHANGED,
    CLOSED,
    EDITING,
    NO_EVIDENCE,
    ReviewError,
    accept_submission,
    refuse_submission,
    send_back,
)
from companies.services.submitting import (
    change_submission,
    renew_ticket,
    send_submission,
    withdraw_consent,
)
from tests.builders import make_group, make_user
from tests.companies.builders import (
    CONTACT,
    company_index,
    corporate_number,
    make_content,
    make_employer,
    make_submission,
)
from tests.reading import page_of, words

ADMIN = "/admin/companies/"


@pytest.fixture(autouse=True)
def roles(site):
    apply_roles()
    company_index(site)


def person(role):
    user = make_user(f"user-{role}")
    make_group(role, user)
    return user


@pytest.fixture
def approver(roles):
    return person("承認者")


@pytest.fixture
def editor(roles):
    return person("編集者")


def accept(submission, by, *, publish=True, version=None):
    submission.refresh_from_db()
    return accept_submission(
        submission=submission,
        version=version or submission.version,
        by=by,
        at=now(),
        publish=publish,
    )


def test_an_accepted_company_is_public_and_found(client, approver):
    submission, _secret = make_submission(at=now())
    page = accept(submission, approver)
    assert page.live
    assert page.confirmed_on == page.consent_on == today()
    assert submission.number in page.evidence_note
    shown = page_of(client.get(page.url))
    text = words(shown.main)
    assert "短時間の正社員" in text
    assert "4人（6人のうち）" in text
    assert "5.2年" in text
    assert "会社の書類で確認" in text
    listed = client.get("/companies/?fact=short_regular&fact=sudden_leave&all=1")
    assert "見本食品株式会社" in words(page_of(listed).main)
    assert CONTACT["contact_name"] not in shown.get_text()
    assert CONTACT["contact_email"] not in shown.get_text()


def test_an_editor_makes_a_draft_and_never_publishes(client, editor):
    submission, _secret = make_submission(at=now())
    with pytest.raises(PermissionDenied):
        accept(submission, editor)
    assert not EmployerPage.objects.exists(), "nothing is half written"
    page = accept(submission, editor, publish=False)
    assert not page.live
    assert client.get(page.url).status_code == 404
    submission.refresh_from_db()
    assert (submission.status, submission.page, submission.decided_by) == (
        Status.ACCEPTED,
        page,
        editor,
    )


def test_a_later_change_waits_beside_the_public_page(client, approver):
    submission, _secret = make_submission(at=now())
    page = accept(submission, approver)
    submission.refresh_from_db()
    changed = change_submission(
        submission=submission,
        content=make_content(business="配達", facts={"home_working": ""}),
        contact=CONTACT,
        at=now(),
    )
    assert "お弁当づくり" in words(page_of(client.get(page.url)).main)
    with pytest.raises(ReviewError, match=CLOSED):
        accept(changed, approver)
    send_submission(submission=changed, secret="x", at=now())
    client.force_login(approver)
    rows = page_of(client.get(f"{ADMIN}{submission.pk}/")).select(".listing tbody tr")
    told = [[words(cell) for cell in row.find_all(["th", "td"])] for row in rows]
    assert ["仕事の内容", "お弁当づくり", "配達"] in told
    again = accept(changed, approver)
    assert again.pk == page.pk
    assert EmployerPage.objects.count() == 1
    assert [row.fact for row in EmployerPage.objects.get().facts.all()] == ["home_working"]


def test_a_company_confirms_that_nothing_changed(client, approver):
    submission, secret = make_submission(at=now() - timedelta(days=700))
    page = accept(submission, approver)
    assert page.confirmed_on == today() - timedelta(days=700)
    secret = renew_ticket(submission=Submission.objects.get(), on=today())
    case = f"/companies/submit/{secret}/"
    assert "変わりがないときは" in words(page_of(client.get(case)).main)
    assert client.post(f"{case}send/", {"consent": "on"}).status_code == 302
    assert accept(submission, approver).confirmed_on == today()


def test_an_interview_stays_when_the_company_changes_its_facts(approver):
    submission, _secret = make_submission(at=now())
    page = accept(submission, approver)
    page.interview = [("heading", "朝の電話一本")]
    page.save_revision().publish()
    send_submission(
        submission=change_submission(
            submission=submission, content=make_content(), contact=CONTACT, at=now()
        ),
        secret="x",
        at=now(),
    )
    assert accept(submission, approver).interview[0].value == "朝の電話一本"


def test_what_the_company_changed_meanwhile_is_not_decided(approver):
    submission, secret = make_submission(at=now())
    seen = submission.version
    change_submission(submission=submission, content=make_content(), contact=CONTACT, at=now())
    send_submission(submission=submission, secret=secret, at=now())
    for decide in (refuse_submission, send_back):
        with pytest.raises(ReviewError, match=CHANGED):
            decide(submission=submission, version=seen, by=approver, at=now(), words="いいえ")
    with pytest.raises(ReviewError, match=CHANGED):
        accept(submission, approver, version=seen)
    submission.refresh_from_db()
    assert (submission.status, submission.words) == (Status.RECEIVED, "")


def test_without_documents_or_consent_there_is_no_page(approver):
    submission, _secret = make_submission(at=now())
    submission.evidence.all().delete()
    with pytest.raises(ReviewError, match=NO_EVIDENCE):
        accept(submission, approver)
    Submission.objects.update(consent_on=None)
    with pytest.raises(ReviewError, match="同意がない"):
        accept(submission, approver)
    assert not EmployerPage.objects.exists()


@pytest.mark.parametrize("missing", ["consent_on", "evidence_note", "confirmed_on"])
def test_no_way_of_publishing_leads_past_consent_and_evidence(site, missing):
    page = make_employer(site, live=False)
    setattr(page, missing, None if missing != "evidence_note" else "")
    revision = page.save_revision()
    with pytest.raises(PublicationRefusedError, match="公開できません"):
        revision.publish()
    page.live = True
    with pytest.raises(PublicationRefusedError):
        page.save()
    assert not EmployerPage.objects.get(pk=page.pk).live


def test_somebody_elses_draft_is_not_overwritten(approver):
    submission, secret = make_submission(at=now())
    page = accept(submission, approver)
    page.title = "ほかの人の下書き"
    page.save_revision()
    change_submission(submission=submission, content=make_content(), contact=CONTACT, at=now())
    send_submission(submission=submission, secret=secret, at=now())
    with pytest.raises(ReviewError, match=EDITING):
        accept(submission, approver)


def test_a_company_that_is_here_already_is_compared_with_its_page(site, approver):
    page = make_employer(site, title="見本食品", corporate_number=corporate_number(5))
    submission, _secret = make_submission(at=now(), corporate_number=corporate_number(5))
    assert accept(submission, approver).pk == page.pk
    assert EmployerPage.objects.get().title == "見本食品株式会社"


def test_withdrawn_consent_takes_the_page_off_for_good(client, approver):
    submission, _secret = make_submission(at=now())
    page = accept(submission, approver)
    withdraw_consent(submission=Submission.objects.get(), at=now())
    assert client.get(page.url).status_code == 404
    draft = EmployerPage.objects.get().get_latest_revision()
    with pytest.raises(PublicationRefusedError, match="公表に同意した日"):
        draft.publish()


def test_the_company_withdraws_by_its_link(client, approver, django_capture_on_commit_callbacks):
    submission, _secret = make_submission(at=now())
    with django_capture_on_commit_callbacks(execute=True):
        page = accept(submission, approver)
    link = next(word for word in mail.outbox[-1].body.split() if "/companies/submit/" in word)
    case = link[link.index("/companies/") :]
    assert page.title in words(page_of(client.get(case)).main)
    assert client.post(f"{case}withdraw/").status_code == 302
    assert not EmployerPage.objects.get().live


@pytest.mark.parametrize(
    ("role", "status"), [("編集者", 200), ("承認者", 200), ("広報", 302), ("監査", 302)]
)
def test_only_reviewers_see_submissions_and_documents(client, role, status):
    submission, _secret = make_submission(at=now())
    document = submission.evidence.get()
    client.force_login(person(role))
    addresses = ("", f"{submission.pk}/", f"evidence/{document.pk}/")
    answers = [client.get(ADMIN + each).status_code for each in addresses]
    assert {min(answer, 302) if answer != 403 else 302 for answer in answers} == {status}


def test_looking_and_opening_is_recorded(client, approver):
    submission, _secret = make_submission(at=now())
    document = submission.evidence.get()
    client.force_login(approver)
    client.get(f"{ADMIN}{submission.pk}/")
    response = client.get(f"{ADMIN}evidence/{document.pk}/")
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert response["Content-Disposition"].startswith("attachment")
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    kept = AccessRecord.objects.filter(actor=approver).order_by("pk")
    assert [(row.action, row.key) for row in kept] == [
        (Action.VIEWED, str(submission.pk)),
        (Action.DOWNLOADED, str(document.pk)),
    ]


def test_what_a_company_has_not_sent_is_nobodys_business(client, approver):
    submission, _secret = make_submission(at=now())
    document = submission.evidence.get()
    Submission.objects.update(status=Status.DRAFT)
    client.force_login(approver)
    assert client.get(f"{ADMIN}{submission.pk}/").status_code == 404
    assert client.get(f"{ADMIN}evidence/{document.pk}/").status_code == 404
    assert submission.name not in client.get(ADMIN).content.decode()


def decide(client, submission, **data):
    submission.refresh_from_db()
    fields = {"version": submission.version, "words": "", **data}
    return client.post(f"{ADMIN}{submission.pk}/", fields, follow=True)


def test_sending_back_in_the_admin(client, approver, django_capture_on_commit_callbacks):
    submission, secret = make_submission(at=now())
    client.force_login(approver)
    assert "会社に伝える言葉" in decide(client, submission, decision="send_back").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        decide(client, submission, decision="send_back", words="勤続年数の書類を付けてください。")
    submission.refresh_from_db()
    assert submission.status == Status.SENT_BACK
    assert "勤続年数の書類を付けてください。" in mail.outbox[-1].body
    assert secret not in mail.outbox[-1].body, "a new link; the old one ends"
    assert client.get(f"/companies/submit/{secret}/").status_code == 404


def test_publishing_in_the_admin(client, approver):
    submission, _secret = make_submission(at=now())
    client.force_login(approver)
    response = decide(client, submission, decision="publish")
    assert "公開しました" in response.content.decode()
    assert EmployerPage.objects.get().live


def test_an_editor_has_no_choice_to_publish(client, editor):
    submission, _secret = make_submission(at=now())
    client.force_login(editor)
    page = page_of(client.get(f"{ADMIN}{submission.pk}/"))
    choices = [each["value"] for each in page.find_all("input", attrs={"name": "decision"})]
    assert choices == ["draft", "send_back", "refuse"]
    decide(client, submission, decision="publish")
    assert not EmployerPage.objects.exists()


def test_refusing_in_the_admin(client, approver, django_capture_on_commit_callbacks):
    submission, _secret = make_submission(at=now())
    client.force_login(approver)
    with django_capture_on_commit_callbacks(execute=True):
        decide(client, submission, decision="refuse", words="対象の会社ではありません。")
    assert Submission.objects.get().status == Status.REFUSED
    assert "見送りました" in mail.outbox[-1].body


def test_an_old_screen_is_told(client, approver):
    submission, _secret = make_submission(at=now())
    client.force_login(approver)
    response = decide(client, submission, decision="publish", version=1)
    assert CHANGED in response.content.decode()
    assert not EmployerPage.objects.exists()


def test_twins_are_named(client, approver):
    first, _secret = make_submission(at=now())
    second, _secret = make_submission(
        at=now() + timedelta(minutes=1), contact={"contact_email": "b@company.example"}
    )
    client.force_login(approver)
    text = words(page_of(client.get(f"{ADMIN}{second.pk}/")).body)
    assert "同じ会社の受付がほかにもあります" in text
    assert str(first) in text


def test_changed_facts_are_found_at_once(client, approver):
    """The index knows the rows of the page it was given, not those of before."""
    submission, secret = make_submission(at=now())
    accept(submission, approver)
    assert "見本食品株式会社" in client.get("/search/?q=短時間の正社員").content.decode()
    changed = change_submission(
        submission=submission,
        content=make_content(facts={"moving": "家族で住める寮があります。"}),
        contact=CONTACT,
        at=now(),
    )
    send_submission(submission=changed, secret=secret, at=now())
    accept(submission, approver)
    assert "見本食品株式会社" in client.get("/search/?q=家族で住める寮").content.decode()


def test_own_changes_of_the_reviewer_wait_for_another(approver):
    """A first version stays a draft; the approver edits it and would publish it with the next."""
    first, _secret = make_submission(at=now())
    page = accept(first, approver, publish=False)
    page.introduction = "承認者が書いた文です。"
    page.save_revision(user=approver)
    first.refresh_from_db()
    changed = change_submission(submission=first, content=make_content(), contact=CONTACT, at=now())
    send_submission(submission=changed, secret="x", at=now())
    with pytest.raises(ReviewError, match="あなたが直した下書き"):
        accept(first, approver)
    other = make_user("other")
    make_group("承認者", other)
    assert accept(first, other).live


def test_who_accepted_a_draft_is_not_its_author(approver):
    first, _secret = make_submission(at=now())
    page = accept(first, approver, publish=False)
    assert authors_of(page) == set()
