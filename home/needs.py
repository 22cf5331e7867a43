"""The six needs of the front page in a parent's words; each leads into the list of measures."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.core.languages import address_in
from measures.choices import Need, Stage

EXAMPLES: dict[Need, Promise] = {
    Need.MONEY: _("Allowances, medical costs, loans"),
    Need.HOUSING: _("Rent, public housing, a place to stay for now"),
    Need.WORK: _("Finding a job, living costs while you study"),
    Need.CHILDREN: _("Child care, learning, costs of school"),
    Need.CHILD_SUPPORT: _("Agreements, what to do when it is not paid"),
    Need.TALK: _("Worries about life, divorce, law, feelings"),
}


@dataclass(frozen=True)
class NeedCard:
    """``key`` is also the name of the icon; ``url`` is in the active language."""

    key: str
    label: str | Promise
    examples: Promise
    url: str


def need_cards() -> list[NeedCard]:
    return [
        NeedCard(
            need.value, need.label, EXAMPLES[need], address_in(f"/measures/?need={need.value}")
        )
        for need in Need
    ]


def before_divorce_url() -> str:
    """Measures for people who are thinking about divorce."""
    return address_in(f"/measures/?stage={Stage.CONSIDERING.value}")
