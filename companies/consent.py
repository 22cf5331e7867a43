"""What a company agrees to. Every change of the words gets a new version."""

from django.utils.translation import gettext as _

VERSION = "2026-11-24"


def consent_points() -> list[str]:
    """The words of ``VERSION``, point by point."""
    return [
        _("What you wrote about the company appears on this site for everybody, with the date."),
        _("Your name, telephone and mail are used for questions only and never appear."),
        _("The documents you sent are seen only by the people who check them."),
        _("You may change it or take it off at any time. After 24 months we ask you again."),
        _("It is no advertisement and no ranking: companies stand side by side by the same rules."),
    ]
