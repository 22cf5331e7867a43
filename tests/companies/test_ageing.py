"""24 months, then a label; 30 months, then no page; a mail before each."""

import io
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from cms.core.calendar import now, today
from companies.ageing import due_stage, ends_on, is_stale, months_after, stale_from
from companies.choices import Stage, Status
from companies.models import EmployerPage, EvidenceFile, Reminder, Submission
from companies.services.ageing import Due, due_pages, remind_company, take_off
from companies.services.forgetting import forgettable
from tests.companies.builders import company_index, make_employer, make_submission


@pytest.mark.parametrize(
    ("confirmed", "stale", "ends"),
    [
        (date(2024, 3, 31), date(2026, 3, 31), date(2026, 9, 30)),
        (date(2024, 4, 1), date(2026, 4, 1), date(2026, 10, 1)),
        (date(2024, 2, 29), date(2026, 2, 28), date(2026, 8, 29)),
        (date(2024, 8, 31), date(2026, 8, 31), date(2027, 2, 28)),
    ],
)
def test_limits_of_a_confirmation(confirmed, stale, ends):
    assert (stale_from(confirmed), ends_on(confirmed)) == (stale, ends)
    assert not is_stale(confirmed, on=stale - timedelta(days=1))
    assert is_stale(confirmed, on=stale)
    assert due_stage(confirmed, on=stale - timedelta(days=31)) is None
    assert due_stage(confirmed, on=stale - timedelta(days=30)) == Stage.STALE
    assert due_stage(confirmed, on=ends - timedelta(days=31)) == Stage.STALE
    assert due_stage(confirmed, on=ends - timedelta(days=30)) == Stage.END


def company(site, confirmed_on, **fields):
    page = make_employer(site, confirmed_on=confirmed_on, **fields)
    submission, _secret = make_submission(
        at=now(), name=page.title, contact={"contact_email": f"{page.slug}@company.example"}
    )
    Submission.objects.filter(pk=submission.pk).update(page=page, status=Status.ACCEPTED)
    return page


def run(**options):
    output = io.StringIO()
    call_command("age_companies", stdout=output, **options)
    return output.getvalue()


@pytest.fixture
def four(site):
    """Fresh, to be reminded of 24 months, of 30 months, and too old."""
    on = today()
    company(site, on, slug="fresh", title="新しい")
    company(site, months_after(on + timedelta(days=30), -24), slug="stale", title="もうすぐ古い")
    company(site, months_after(on + timedelta(days=20), -30), slug="end", title="もうすぐ終わる")
    company(site, months_after(on, -30), slug="over", title="古すぎる")
    return site


def test_a_night(four, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        told = run()
    assert "公開を終えた会社 1、確認をお願いした会社 2" in told
    assert {page.slug for page in EmployerPage.objects.filter(live=True)} == {
        "fresh",
        "stale",
        "end",
    }
    assert sorted(message.to[0] for message in mail.outbox) == [
        "end@company.example",
        "over@company.example",
        "stale@company.example",
    ]
    assert all("/companies/submit/" in message.body for message in mail.outbox)
    assert {row.stage for row in Reminder.objects.all()} == {Stage.STALE, Stage.END}


def test_the_next_night_nothing_is_sent_again(four, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        run()
        told = run()
    assert "公開を終えた会社 0、確認をお願いした会社 0" in told
    assert len(mail.outbox) == 3


def test_a_dry_run_only_tells(four, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        told = run(dry_run=True)
    assert "何もしていません" in told
    assert "古すぎる" in told
    assert EmployerPage.objects.filter(live=True).count() == 4
    assert mail.outbox == []
    assert not Reminder.objects.exists()


def test_a_new_confirmation_begins_anew(four):
    on = today()
    due = next(each for each in due_pages(on=on) if each.page.slug == "stale")
    assert remind_company(due=due, on=on)
    assert not remind_company(due=due, on=on)
    EmployerPage.objects.filter(slug="stale").update(confirmed_on=on)
    assert "stale" not in {each.page.slug for each in due_pages(on=on)}
    later = months_after(on, 24)
    assert "stale" in {each.page.slug for each in due_pages(on=later)}


def test_a_page_without_contact_is_taken_off_without_mail(site):
    page = make_employer(site, confirmed_on=months_after(today(), -30))
    due = Due(page, None, None)
    assert take_off(due=due, on=today())
    assert not take_off(due=due, on=today())
    assert mail.outbox == []


def test_what_is_over_is_forgotten_with_its_files(site, django_capture_on_commit_callbacks):
    company_index(site)
    refused, _secret = make_submission(at=now(), name="断られた会社")
    kept, _secret = make_submission(at=now(), name="待っている会社")
    draft, _secret = make_submission(sent=False, at=now() - timedelta(days=29), name="書きかけ")
    long_ago = now() - timedelta(days=91)
    Submission.objects.filter(pk=refused.pk).update(status=Status.REFUSED, changed_at=long_ago)
    Submission.objects.filter(pk=kept.pk).update(changed_at=now() - timedelta(days=400))
    assert list(forgettable(at=now())) == [refused]
    assert list(forgettable(at=now() + timedelta(days=2))) == [refused, draft]
    document = refused.evidence.get()
    storage, name = document.file.storage, document.file.name
    call_command("forget_submissions", dry_run=True, stdout=io.StringIO())
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("forget_submissions", stdout=io.StringIO())
        call_command("forget_submissions", stdout=io.StringIO())
    assert not storage.exists(name)
    assert set(Submission.objects.all()) == {kept, draft}
    assert EvidenceFile.objects.count() == 1


def test_a_company_with_a_public_page_is_never_forgotten(site):
    company(site, today())
    Submission.objects.update(changed_at=now() - timedelta(days=900))
    assert list(forgettable(at=now())) == []
    EmployerPage.objects.get().unpublish()
    assert len(list(forgettable(at=now()))) == 1
