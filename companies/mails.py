"""Mails to the contact of a company. Links begin with the configured address of the portal."""

from datetime import date

from django.urls import reverse
from django.utils import translation

from cms.core.calendar import japanese_date
from cms.core.languages import default_language
from cms.core.mails import absolute, send_words
from companies.ageing import limit_of
from companies.choices import Stage
from companies.models import EmployerPage, Submission


def link_of(secret: str) -> str:
    with translation.override(default_language()):
        return absolute(reverse("company_submission", args=[secret]))


def _send(submission: Submission, subject: str, template: str, **words: object) -> None:
    send_words(
        address=submission.contact_email,
        subject=subject,
        template=f"companies/mails/{template}.txt",
        words={
            "name": submission.contact_name,
            "company": submission.name,
            "number": submission.number,
            "until": japanese_date(submission.ticket_until),
            **words,
        },
    )


def send_link(*, submission: Submission, secret: str) -> None:
    _send(submission, "会社の情報の続きと変更のリンク", "link", link=link_of(secret))


def send_receipt(*, submission: Submission, secret: str) -> None:
    _send(submission, "会社の情報を受け付けました", "receipt", link=link_of(secret))


def send_back_words(*, submission: Submission, secret: str) -> None:
    link = link_of(secret)
    _send(submission, "会社の情報を直してください", "sent_back", link=link, words=submission.words)


def send_acceptance(*, submission: Submission, secret: str, page: EmployerPage) -> None:
    _send(
        submission,
        "会社の情報を確認しました",
        "accepted",
        link=link_of(secret),
        address=absolute(page.address(default_language())),
        is_public=page.live,
        words=submission.words,
    )


def send_refusal(*, submission: Submission) -> None:
    _send(submission, "会社の情報の掲載について", "refused", words=submission.words)


def send_reminder(*, submission: Submission, secret: str, stage: Stage, confirmed_on: date) -> None:
    _send(
        submission,
        "会社の情報を確かめてください",
        f"remind_{stage}",
        link=link_of(secret),
        confirmed_on=japanese_date(confirmed_on),
        limit=japanese_date(limit_of(stage, confirmed_on)),
    )


def send_taken_off(*, submission: Submission, secret: str) -> None:
    _send(submission, "会社の情報の公開を終えました", "taken_off", link=link_of(secret))
