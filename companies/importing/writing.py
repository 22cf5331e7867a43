"""A published list of certified companies as evidence on employers that are here already."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import transaction

from cms.core.languages import default_language
from companies.importing.reading import Listed, Problem, read_list
from companies.models import EmployerPage, ListedCertification


@dataclass
class Imported:
    """Rows by what happened; nothing is made up: a company that is not here stays unknown."""

    matched: list[Listed] = field(default_factory=list)
    unchanged: list[Listed] = field(default_factory=list)
    not_ours: list[Listed] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)


@transaction.atomic
def import_certifications(
    *, path: Path, kind: str, source: str, year: int | None, on: date, dry_run: bool = False
) -> Imported:
    """Add a certification of ``kind`` to every employer whose 法人番号 stands in the list.

    Importing the same list again changes nothing. Raises UnreadableFileError.
    """
    reading = read_list(path, year=year, last_year=on.year)
    pages = EmployerPage.objects.in_language(default_language()).exclude(corporate_number="")
    ours = dict(pages.values_list("corporate_number", "pk"))
    known = set(ListedCertification.objects.filter(kind=kind).values_list("page", "year"))
    result, new = Imported(refused=reading.problems), []
    for row in reading.listed:
        page = ours.get(row.number)
        if page is None:
            result.not_ours.append(row)
        elif (page, row.year) in known:
            result.unchanged.append(row)
        else:
            known.add((page, row.year))
            result.matched.append(row)
            new.append(
                ListedCertification(
                    page_id=page, kind=kind, year=row.year, source=source[:200], imported_on=on
                )
            )
    if not dry_run:
        ListedCertification.objects.bulk_create(new)
    return result
