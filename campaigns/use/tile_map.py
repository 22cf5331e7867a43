"""Japan as 47 squares, drawn by us: every prefecture has the same room, Tokyo and Hokkaido alike.

The squares lie where one looks for them, not where they are. The picture is an addition: the table
beside it says the same in words.
"""

from dataclasses import dataclass

from campaigns.use.selectors import Rate

# Two digits of the prefecture → column and row of its square; islands stand half a step apart.
PLACES = {
    "01": (11, 0),
    "02": (11, 1.25),
    "05": (10, 2.25),
    "03": (11, 2.25),
    "06": (10, 3.25),
    "04": (11, 3.25),
    "17": (7, 4.25),
    "16": (8, 4.25),
    "15": (9, 4.25),
    "07": (10, 4.25),
    "35": (2, 5.25),
    "32": (3, 5.25),
    "31": (4, 5.25),
    "26": (5, 5.25),
    "18": (6, 5.25),
    "21": (7, 5.25),
    "20": (8, 5.25),
    "10": (9, 5.25),
    "09": (10, 5.25),
    "08": (11, 5.25),
    "34": (2.5, 6.25),
    "33": (3.5, 6.25),
    "28": (4.5, 6.25),
    "27": (5.5, 6.25),
    "25": (6.5, 6.25),
    "23": (7.5, 6.25),
    "19": (8.5, 6.25),
    "11": (9.5, 6.25),
    "13": (10.5, 6.25),
    "12": (11, 7.25),
    "41": (0, 6.75),
    "40": (1, 6.75),
    "42": (0, 7.75),
    "43": (0.5, 8.75),
    "44": (1, 7.75),
    "45": (1.5, 8.75),
    "46": (1, 9.75),
    "47": (0, 11),
    "38": (3, 7.75),
    "37": (4, 7.75),
    "39": (3, 8.75),
    "36": (4, 8.75),
    "29": (5.5, 7.25),
    "24": (6.5, 7.25),
    "30": (5.5, 8.25),
    "22": (8.5, 7.25),
    "14": (10, 7.25),
}
SIDE = 40
GAP = 2
WIDTH = 12 * SIDE
HEIGHT = 12 * SIDE
STEPS = (20, 40, 60, 80)  # per cent where the next shade begins


@dataclass(frozen=True)
class Tile:
    """One square in the units of the picture. ``shade``: 0 to 4, small, none."""

    code2: str
    name: str
    left: float
    top: float
    shade: str
    words: str

    @property
    def middle(self) -> float:
        return self.left + (SIDE - GAP) / 2

    @property
    def name_line(self) -> float:
        return self.top + (17 if self.words else 24)

    @property
    def words_line(self) -> float:
        return self.top + 31

    @property
    def is_long(self) -> bool:
        return len(self.name) > 2

    @property
    def side(self) -> int:
        return SIDE - GAP


def shade_of(rate: Rate) -> str:
    if rate.share is None:
        return "small" if rate.is_small else "none"
    return str(sum(rate.share >= step for step in STEPS))


def tiles(rates: dict[str, Rate], names: dict[str, str]) -> list[Tile]:
    """``names``: two digits → 東京, 神奈川, 北海道."""
    found = []
    for code2, (column, row) in sorted(PLACES.items()):
        rate = rates.get(code2, Rate(code2))
        found.append(
            Tile(
                code2=code2,
                name=names.get(code2, code2),
                left=column * SIDE,
                top=row * SIDE,
                shade=shade_of(rate),
                words="" if rate.share is None else str(rate.share),
            )
        )
    return found


def short_name(name: str) -> str:
    """東京都 → 東京, 京都府 → 京都, 北海道 stays."""
    return name if name == "北海道" else name[:-1]
