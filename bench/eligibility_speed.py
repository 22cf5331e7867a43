"""How long the finder thinks: all rules for 40 households. Budget: 50 ms CPU for 60 × 40.

python -m bench.eligibility_speed
"""

import time
from pathlib import Path

from measures.eligibility.evaluate import Evaluation
from measures.eligibility.library import read_library
from measures.eligibility.questions import next_screen

CONTENT = Path(__file__).resolve().parents[1] / "cms/demo/content"
HOUSEHOLDS = 40
REPEATS = 15


def main() -> None:
    library = read_library(CONTENT)
    households = [persona.answers for persona in library.personas][:HOUSEHOLDS]
    on = library.personas[0].on
    verdicts, screens = [], []
    for _ in range(REPEATS):
        start = time.process_time()
        found = [
            (household, Evaluation(library.rules, household, library.parameters, on).verdicts({}))
            for household in households
        ]
        verdicts.append(time.process_time() - start)
        start = time.process_time()
        for household, told in found:
            next_screen(told, household)
        screens.append(time.process_time() - start)
    print(f"{len(library.rules)} rules x {len(households)} households, CPU of {REPEATS} runs:")
    print(f"verdicts      best {min(verdicts) * 1000:.1f} ms, median {middle(verdicts):.1f} ms")
    print(f"next question best {min(screens) * 1000:.1f} ms, median {middle(screens):.1f} ms")


def middle(seconds: list[float]) -> float:
    return sorted(seconds)[len(seconds) // 2] * 1000


if __name__ == "__main__":
    main()
