"""What an address of a job offer may be."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.core.web_addresses import host_of

HELLO_WORK = "hellowork.mhlw.go.jp"


def validate_job_address(address: str) -> None:
    """Only the public employment service: no advertisement takes its place."""
    is_secure = address.lower().startswith("https://")
    if not is_secure or not f".{host_of(address)}".endswith(f".{HELLO_WORK}"):
        message = _("Enter the address of the offer at Hello Work (www.hellowork.mhlw.go.jp).")
        raise ValidationError(message, code="job_address")
