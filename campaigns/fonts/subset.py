"""Make the fonts of this folder out of the system package ``fonts-noto-cjk`` (SIL OFL 1.1).

``python campaigns/fonts/subset.py FOLDER_OF_NOTO`` writes NotoSansJP-Regular.otf.xz and
-Bold.otf.xz with the letters of JIS X 0213, code page 932 and Latin: what names of offices are
written with. Needs fontTools, which fpdf2 brings. A system without Japanese fonts prints the same
poster.
"""

import lzma
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

WEIGHTS = ("Regular", "Bold")
ENCODINGS = ("cp932", "euc_jis_2004", "shift_jis_2004")
LATIN = range(0x20, 0x250)
OF_NAMES = "𠮷"  # of 吉野家's kind: in names and in no standard above
DROPPED = ["GPOS", "GSUB", "BASE", "VORG", "vhea", "vmtx", "DSIG"]  # no vertical writing


def letters() -> set[str]:
    """Every letter of ENCODINGS, found by decoding all pairs of bytes."""
    found = {chr(code) for code in LATIN} | set(OF_NAMES)
    for encoding in ENCODINGS:
        for first in range(0x21, 0x100):
            for second in range(0x21, 0x100):
                for start in (b"", b"\x8f"):
                    text = (start + bytes([first, second])).decode(encoding, "ignore")
                    found.update(text)
    return found


def font_of(folder: Path, weight: str) -> TTFont:
    collection = TTCollection(folder / f"NotoSansCJK-{weight}.ttc")
    names = [(font["name"].getDebugName(1) or "", font) for font in collection.fonts]
    return next(font for name, font in names if " JP" in name and "Mono" not in name)


def main(folder: Path) -> None:
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += DROPPED
    wanted = [ord(letter) for letter in letters()]
    for weight in WEIGHTS:
        font = font_of(folder, weight)
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=wanted)
        subsetter.subset(font)
        with lzma.open(Path(__file__).parent / f"NotoSansJP-{weight}.otf.xz", "wb") as file:
            font.save(file)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
