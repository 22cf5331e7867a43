"""Questionnaires that come with the portal: of users every year, and of how posters were used."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from cms.core.calendar import fiscal_year

DATA = Path(__file__).parent / "data"
YEARLY, MATERIALS = "yearly", "campaign-materials"  # slugs, and names of the files


def ready_made_surveys(on: date) -> list[dict[str, Any]]:
    """Records for ``services.add_missing_surveys``, switched off.

    An anonymous one needs a last day: the end of the fiscal year of ``on``.
    """
    records = [
        json.loads((DATA / f"{name}.json").read_text("utf-8")) for name in (YEARLY, MATERIALS)
    ]
    ends_on = date(fiscal_year(on) + 1, 3, 31)
    return [
        {**record, "closes_on": ends_on} if record["is_anonymous"] else record for record in records
    ]
