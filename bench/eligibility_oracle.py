"""How far our verdicts and those of OpenFisca-Japan agree, and every household where they do not.

python -m bench.eligibility_oracle ../shared/data/measures/openfisca_random_households_DEV.jsonl
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from measures.eligibility.evaluate import Evaluation, Implementation, Status
from measures.eligibility.households import openfisca_answers, openfisca_results
from measures.eligibility.library import read_library

CONTENT = Path(__file__).resolve().parents[1] / "cms/demo/content"
TRAINING = "koto-shokugyo-kunren"
REASONS = {
    TRAINING: "母子及び父子並びに寡婦福祉法第6条・第31条：20歳未満の子を扶養していない",
}


def compared(lines: list[str]) -> Iterator[tuple[str, str, Status, bool, str]]:
    """(measure, household, our status, their yes, our reasons against)"""
    library = read_library(CONTENT)
    for line in lines:
        row = json.loads(line)
        on = date.fromisoformat(row["period"])
        evaluation = Evaluation(library.rules, openfisca_answers(row, on), library.parameters, on)
        for slug, is_yes in openfisca_results(row).items():
            verdict = evaluation.verdict(slug, Implementation.IMPLEMENTED)
            against = "、".join(
                reason.text for reason in verdict.reasons if reason.kind == "against"
            )
            yield slug, row["id"], verdict.status, is_yes, against


def main(path: str) -> None:
    rows = list(compared(Path(path).read_text(encoding="utf-8").splitlines()))
    counts: Counter[Any] = Counter((slug, status, yes) for slug, _id, status, yes, _why in rows)
    print(f"{'measure':28}{'both yes':>9}{'both no':>9}{'check':>7}{'differ':>8}{'open':>8}")
    for slug in dict.fromkeys(slug for slug, *_rest in rows):
        yes, no = counts[slug, Status.LIKELY, True], counts[slug, Status.UNLIKELY, False]
        check = counts[slug, Status.CHECK, True] + counts[slug, Status.CHECK, False]
        differ = counts[slug, Status.LIKELY, False] + counts[slug, Status.UNLIKELY, True]
        share = check / (yes + no + check + differ)
        print(f"{slug:28}{yes:9}{no:9}{check:7}{differ:8}{share:8.1%}")
    for slug, name, status, is_yes, against in rows:
        if status is not Status.CHECK and (status is Status.LIKELY) != is_yes:
            reason = REASONS.get(slug, "理由を法令で確かめてください")
            theirs = "yes" if is_yes else "no"
            print(f"{slug} {name}: ours {status.value}, theirs {theirs}. {reason}（{against}）")


if __name__ == "__main__":
    main(sys.argv[1])
