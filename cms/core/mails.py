"""Mails in plain Japanese. They leave in a task after the transaction: no answer waits for them."""

from functools import partial
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django_tasks import task


def absolute(path: str) -> str:
    """``path`` below the configured address of the portal, never below what a visitor claims."""
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path)


def send_words(*, address: str, subject: str, template: str, words: dict[str, object]) -> None:
    """Send ``template`` (a .txt) with ``words`` and ``site`` to ``address`` once all is stored."""
    text = render_to_string(template, {"site": settings.WAGTAIL_SITE_NAME, **words})
    title = f"{subject}（{settings.WAGTAIL_SITE_NAME}）"
    transaction.on_commit(partial(_send.enqueue, address, title, text))


@task()
def _send(address: str, subject: str, text: str) -> None:
    send_mail(subject, text, None, [address])
