"""The fonts that are drawn with, and how wide their letters are. No Django."""

from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

from campaigns.naming.fitting import POINT

FOLDER = Path(__file__).parents[1] / "fonts"
PATHS = {
    "regular": FOLDER / "NotoSansJP-Regular.otf",
    "bold": FOLDER / "NotoSansJP-Bold.otf",
}


class Letters:
    """Widths of one weight, read once for each process."""

    def __init__(self, path: Path) -> None:
        with TTFont(path, lazy=True) as font:
            widths = dict(font["hmtx"].metrics)
            names = font.getBestCmap()
            self._per_em = font["head"].unitsPerEm
        self._widths = {code: widths[name][0] for code, name in names.items()}

    def width(self, text: str, size: float) -> float:
        """Of ``text`` in mm at ``size`` points."""
        units = sum(self._widths.get(ord(letter), self._per_em) for letter in text)
        return units / self._per_em * size * POINT

    def missing(self, text: str) -> str:
        """Letters of ``text`` that the font does not have, each once."""
        unknown = (letter for letter in text if ord(letter) not in self._widths)
        return "".join(dict.fromkeys(letter for letter in unknown if letter not in "\r\n"))


@lru_cache(maxsize=len(PATHS))
def letters_of(weight: str) -> Letters:
    return Letters(PATHS[weight])
