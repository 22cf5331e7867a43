"""相談メモ: one sheet to take along, with a QR code that carries the answers to another screen."""

from dataclasses import dataclass
from itertools import islice

import segno

from directory.cards import OfficeCard
from measures.finder import sealing
from measures.finder.cards import Card, Results, by_need
from measures.finder.journey import Journey

FRAGMENT = "#a="
KEPT_OFF_PAPER = frozenset({"urgent"})  # a sheet can be found by the one it is about
MOST_LIKELY, MOST_CHECK, MOST_DESKS, MOST_DOCUMENTS = 10, 5, 4, 8


@dataclass(frozen=True)
class Memo:
    likely: list[Card]
    check: list[Card]
    desks: list[OfficeCard]
    documents: list[str]
    more: int


def memo_of(results: Results) -> Memo:
    """What fits on one A4 page; ``more`` measures do not."""
    likely = _in_need_order(results.likely)[:MOST_LIKELY]
    check = _in_need_order(results.check)[:MOST_CHECK]
    shown = [*likely, *check]
    desks = {card.desk.identity: card.desk for card in shown if card.desk}
    documents = dict.fromkeys(name for card in likely for name in card.documents)
    return Memo(
        likely=likely,
        check=check,
        desks=list(islice(desks.values(), MOST_DESKS)),
        documents=list(islice(documents, MOST_DOCUMENTS)),
        more=len(results.likely) + len(results.check) - len(shown),
    )


def _in_need_order(cards: list[Card]) -> list[Card]:
    return [card for group in by_need(cards) for card in group.cards]


def qr_picture(journey: Journey, address: str) -> str:
    """A data: address of the code, black on white; empty when the answers do not fit.

    The answers stand behind ``#`` and so never reach a server or its log.
    """
    told = {key: value for key, value in journey.told.items() if key not in KEPT_OFF_PAPER}
    if not told:
        return ""
    try:
        code = segno.make_qr(f"{address}{FRAGMENT}{sealing.pack(told)}", error="m")
    except segno.DataOverflowError:
        return ""
    return str(code.svg_data_uri(scale=3, border=4, dark="#000", light="#fff"))
