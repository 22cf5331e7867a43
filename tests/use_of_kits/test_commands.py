"""Reminders and the end of the retention times."""

import io
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.core.management import call_command

from campaigns.models import Delivery, ReportTicket, UsePhoto, UseReport
from campaigns.use.reminding import MOST_REMINDERS, PAUSE, missing_reports, remind_of_report
from campaigns.use.selectors import PATIENCE
from campaigns.use.services import forget_old, show_example
from cms.core.calendar import today
from tests.builders import make_user, picture_bytes
from tests.use_of_kits.builders import make_parcel, tell, ticket_of


def run(name, *arguments):
    out = io.StringIO()
    call_command(name, *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def person(town, staff):
    return staff(town, email="shokuin@town.example", last_name="見本")


@pytest.fixture
def late(round_, town, person):
    return make_parcel(round_, town, sent_on=today() - PATIENCE)


def test_a_dry_run_sends_nothing(late):
    assert "1通を送ります（--dry-run" in run("remind_use_reports", "--dry-run")
    late.refresh_from_db()
    assert (mail.outbox, late.reminded_on, ReportTicket.objects.count()) == ([], None, 0)


def test_a_mail_with_a_link_that_opens_the_report(client, late, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert "1通を送りました" in run("remind_use_reports")
    (letter,) = mail.outbox
    assert letter.to == ["shokuin@town.example"]
    link = next(line for line in letter.body.splitlines() if "/campaigns/reports/" in line)
    assert client.get("/" + link.split("/", 3)[3]).status_code == 200


def test_a_second_run_waits_two_weeks_and_stops_after_three(late):
    assert "1通を送りました" in run("remind_use_reports")
    assert "0通を送りました" in run("remind_use_reports")
    for _time in range(MOST_REMINDERS + 1):
        Delivery.objects.update(reminded_on=today() - PAUSE)
        run("remind_use_reports")
    assert Delivery.objects.get().reminders == MOST_REMINDERS


def test_the_first_day_of_a_reminder(round_, town, person):
    parcel = make_parcel(round_, town, sent_on=today())
    day = parcel.sent_on + PATIENCE
    assert missing_reports(distribution=round_, on=day - timedelta(days=1)) == []
    assert len(missing_reports(distribution=round_, on=day)) == 1


def test_only_people_who_can_be_asked(round_, town, staff):
    make_parcel(round_, town, sent_on=today() - PATIENCE)
    staff(town, "ended", email="ended@town.example", expires_on=today() - timedelta(days=1))
    staff(town, "away", email="away@town.example", is_active=False)
    staff(town, "nomail")
    make_user("other", email="other@town.example", municipality=town)
    assert "電話でお願いする配布先は1か所" in run("remind_use_reports")


def test_who_reported_and_rounds_that_ended_are_left_alone(late, round_):
    tell(late)
    assert "0通を送りました" in run("remind_use_reports")
    UseReport.objects.all().delete()
    round_.reports_until = today() - timedelta(days=1)
    round_.save()
    assert "0通を送りました" in run("remind_use_reports")


def test_the_number_of_queries_does_not_grow(round_, late, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        (missing,) = missing_reports(distribution=round_, on=today())
    assert remind_of_report(missing=missing, on=today()) == 1


# --- forgetting -----------------------------------------------------------------------------------


@pytest.fixture
def told(parcel):
    photo = ContentFile(picture_bytes(), "board.jpg")
    return tell(parcel, effect="ことば", department="課", may_show=True, photo=photo)


def test_times_end_one_after_the_other(told, round_, parcel):
    ticket_of(parcel)
    ends = round_.reports_until
    forget_old(on=ends + timedelta(days=31))
    assert ReportTicket.objects.count() == 1
    assert forget_old(on=ends + timedelta(days=32)).tickets == 1
    forget_old(on=ends + timedelta(days=365))
    assert UsePhoto.objects.count() == 1
    assert forget_old(on=ends + timedelta(days=366)).photos == 1
    forget_old(on=ends + timedelta(days=3 * 365))
    assert UseReport.objects.get().effect == "ことば"
    assert forget_old(on=ends + timedelta(days=3 * 365 + 1)).texts == 1
    report = UseReport.objects.get()
    assert (report.effect, report.department, report.copies_used) == ("", "", 200)
    assert forget_old(on=ends + timedelta(days=4 * 365)).texts == 0


def test_what_is_shown_stays(told, round_):
    told.alt_text = "絵"
    show_example(report=told)
    done = forget_old(on=round_.reports_until + timedelta(days=4 * 365))
    assert (done.photos, done.texts) == (0, 0)


def test_a_dry_run_removes_nothing(told, round_, parcel):
    ticket_of(parcel)
    ReportTicket.objects.update(ends_on=today() - timedelta(days=90))
    assert "リンク 1" in run("forget_use_reports", "--dry-run")
    assert ReportTicket.objects.count() == 1
    run("forget_use_reports")
    assert ReportTicket.objects.count() == 0
