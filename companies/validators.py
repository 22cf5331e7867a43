"""What an address of a job offer may be."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

HELLO_WORK = "hellowork.mhlw.go.jp"


def validate_job_address(address: str) -> None:
    """Only the public employment service: no advertisement takes its place."""
    parts = urlsplit(address)
    host = (parts.hostname or "").lower()
    if parts.scheme != "https" or not f".{host}".endswith(f".{HELLO_WORK}"):
        message = _("Enter the address of the offer at Hello Work (www.hellowork.mhlw.go.jp).")
        raise ValidationError(message, code="job_address")
