"""What the operator should look at: one log line and one mail for one event, not for each try."""

import logging

from django.core.mail import mail_admins
from django_tasks import task

log = logging.getLogger("portal.alerts")


def alert(subject: str, text: str) -> None:
    """``text`` says what happened and where to look; no address and no ID of anybody."""
    log.warning(subject)
    send_alert.enqueue(subject, text)


@task()
def send_alert(subject: str, text: str) -> None:
    """To ``PORTAL_ALERTS_TO``; nobody there, no mail."""
    mail_admins(subject, text)
