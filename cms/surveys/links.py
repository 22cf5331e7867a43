"""Addresses to hand out: of one respondent, or for everybody with a note what it is about."""

from urllib.parse import urlencode

from django.core import signing
from django.urls import reverse

from cms.core.mails import absolute
from cms.surveys.models import Survey

SALT = "cms.surveys.about"
MOST_CONTEXT = 100


def public_address(*, survey: Survey, secret: str = "", context: str = "") -> str:
    """The whole address for a mail or a QR code: of one respondent with the ``secret`` of
    ``services.invite``, else open to all. ``context`` (a page, a kit) is stored with answers that
    are not anonymous; it is signed, so that nobody adds one of their own.
    """
    if secret:
        return absolute(reverse("survey_ticket", args=[survey.slug, secret]))
    signed = signing.Signer(salt=SALT).sign(context[:MOST_CONTEXT])
    about = f"?{urlencode({'about': signed})}" if context else ""
    return absolute(reverse("survey", args=[survey.slug]) + about)


def read_context(signed: str) -> str:
    """What ``public_address`` signed; nothing for anything else."""
    try:
        return signing.Signer(salt=SALT).unsign(signed)
    except signing.BadSignature:
        return ""
