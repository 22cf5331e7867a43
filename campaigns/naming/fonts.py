"""The fonts that are drawn with, and how wide their letters are. No Django."""

import lzma
import os
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from fontTools.ttLib import TTFont

from campaigns.naming.fitting import POINT
from cms.settings.environment import VAR

FOLDER = Path(__file__).parents[1] / "fonts"
UNPACKED = VAR / "fonts"
PACKED = {
    "regular": FOLDER / "NotoSansJP-Regular.otf.xz",
    "bold": FOLDER / "NotoSansJP-Bold.otf.xz",
}


@lru_cache(maxsize=len(PACKED))
def font_path(weight: str) -> Path:
    """The font as a file for libraries, unpacked on the first use and named by its content."""
    packed = PACKED[weight].read_bytes()
    path = (
        UNPACKED / f"{PACKED[weight].name.partition('.')[0]}-{sha256(packed).hexdigest()[:16]}.otf"
    )
    if not path.exists():
        UNPACKED.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=UNPACKED, delete=False) as file:
            file.write(lzma.decompress(packed))
        os.replace(file.name, path)  # whole or not at all, also for other processes
    return path


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


@lru_cache(maxsize=len(PACKED))
def letters_of(weight: str) -> Letters:
    return Letters(font_path(weight))
