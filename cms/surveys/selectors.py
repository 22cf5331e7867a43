"""How many of those who got a link answered."""

from dataclasses import dataclass

from django.db.models import Count, F, Q

from cms.surveys.models import Invitation, Survey


@dataclass(frozen=True)
class Participation:
    """``prefecture`` as its name, 「全国・そのほか」 for links without an area."""

    code6: str
    prefecture: str
    invited: int
    answered: int

    @property
    def percent(self) -> float:
        return 100 * self.answered / self.invited


def participation(survey: Survey) -> list[Participation]:
    """By prefecture, in the order of the codes; one query. Nothing is told of single links."""
    links = Invitation.objects.of(survey).annotate(
        first=F("area__parent__parent__code6"),
        second=F("area__parent__code6"),
        third=F("area__code6"),
        first_name=F("area__parent__parent__name"),
        second_name=F("area__parent__name"),
        third_name=F("area__name"),
    )
    rows = links.values_list(
        "first", "second", "third", "first_name", "second_name", "third_name"
    ).annotate(invited=Count("pk"), answered=Count("pk", filter=Q(is_answered=True)))
    found: dict[str, Participation] = {}
    for *codes_and_names, invited, answered in rows.order_by():
        code = next(filter(None, codes_and_names[:3]), "")
        name = next(filter(None, codes_and_names[3:]), "全国・そのほか")
        before = found.get(code, Participation(code, name, 0, 0))
        found[code] = Participation(
            code, name, before.invited + invited, before.answered + answered
        )
    return sorted(found.values(), key=lambda row: (row.code6 == "", row.code6))
