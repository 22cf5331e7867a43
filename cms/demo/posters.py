"""The sample designs: drawn here from the portal's own pictures, the same on every machine.

``python -m cms.demo.posters FOLDER`` writes them all. No mark of anybody is on them.
"""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pypdfium2
from fpdf import FPDF
from fpdf.svg import SVGObject

from cms.demo.lettering import text_path

PICTURES = Path(__file__).parents[1] / "core" / "static" / "core"
BLEED = 3.0  # mm
POINTS = 72 / 25.4  # of a mm
PAPER, DEEP, BRAND, WHITE, INK = "#fdf8ef", "#08351f", "#115a36", "#ffffff", "#1a1a1c"
COLOUR = re.compile(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
TOPICS = (
    ("money", "毎月のお金", "手当や医療費、お金を借りること"),
    ("housing", "住まい", "家賃や公営住宅、当面の住まい"),
    ("work", "仕事", "仕事さがしと、資格をとること"),
    ("children", "こども", "預け先と学習、学校の費用"),
)


@dataclass(frozen=True)
class Design:
    """A drawing of ``width`` × ``height`` (mm, or points for screens) without its bleed."""

    width: float
    height: float
    draw: Callable[[bool], str]

    def svg(self, *, bleed: float = 0, blank: bool = False, grey: bool = False) -> str:
        """``blank`` leaves room for the words of a town's desk."""
        width, height = self.width + 2 * bleed, self.height + 2 * bleed
        text = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}mm" height="{height:g}mm" '
            f'viewBox="0 0 {width:g} {height:g}">'
            f'<g transform="translate({bleed:g} {bleed:g})">{self.draw(blank)}</g></svg>'
        )
        return COLOUR.sub(_grey, text) if grey else text

    def pdf(self, *, bleed: float = 0, blank: bool = False, grey: bool = False) -> bytes:
        """One page with the boxes a printer reads."""
        width, height = self.width + 2 * bleed, self.height + 2 * bleed
        pdf = FPDF(unit="mm", format=(width, height))
        pdf.set_auto_page_break(False)
        pdf.add_page()
        drawing = SVGObject(self.svg(bleed=bleed, blank=blank, grey=grey))
        drawing.draw_to_page(pdf, 0, 0)
        return _with_boxes(bytes(pdf.output()), width, height, bleed)

    def png(self, width: int, *, grey: bool = False) -> bytes:
        """``width`` points across."""
        with pypdfium2.PdfDocument(self.pdf(grey=grey)) as document:
            page = document[0]
            bitmap = page.render(scale=width / page.get_width())
            height = round(width * self.height / self.width)
            file = BytesIO()
            picture = bitmap.to_pil().convert("RGB").crop((0, 0, width, height))
            picture.save(file, "PNG", compress_level=6)
            return file.getvalue()


def _with_boxes(content: bytes, width: float, height: float, bleed: float) -> bytes:
    """The same page saying where it is cut (ISO 32000-1, 14.11.2)."""
    with pypdfium2.PdfDocument(content) as document:
        page = document[0]
        right, top, edge = width * POINTS, height * POINTS, bleed * POINTS
        page.set_mediabox(0, 0, right, top)
        page.set_bleedbox(0, 0, right, top)
        page.set_trimbox(edge, edge, right - edge, top - edge)
        file = BytesIO()
        document.save(file)
        return file.getvalue()


def _grey(found: re.Match[str]) -> str:
    """The colour's lightness alone (Rec. 709)."""
    digits = found.group(1)
    full = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    red, green, blue = (int(full[at : at + 2], 16) for at in (0, 2, 4))
    light = round(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return f"#{light:02x}{light:02x}{light:02x}"


def picture(name: str, x: float, y: float, width: float) -> str:
    """A picture of the portal, ``width`` across."""
    text = (PICTURES / "pictures" / f"{name}.svg").read_text(encoding="utf-8")
    head, _close, inside = text.partition(">")
    across = float(re.search(r'viewBox="0 0 ([\d.]+)', head).group(1))  # type: ignore[union-attr]
    inside = inside.rpartition("</svg>")[0]
    return f'<g transform="translate({x:g} {y:g}) scale({width / across:g})">{inside}</g>'


def symbol(name: str, x: float, y: float, width: float) -> str:
    """An icon of the portal, which is 64 across."""
    text = (PICTURES / "icons.svg").read_text(encoding="utf-8")
    found = re.search(rf'<symbol id="{name}" [^>]*>(.*?)</symbol>', text, re.DOTALL)
    inside = found.group(1) if found else ""
    return f'<g transform="translate({x:g} {y:g}) scale({width / 64:g})">{inside}</g>'


def box(x: float, y: float, width: float, height: float, colour: str, round_by: float = 0) -> str:
    place = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
    return f'<rect {place} rx="{round_by:g}" fill="{colour}"/>'


def sample_mark(right: float, y: float, size: float) -> str:
    return box(right - size * 2.6, y, size * 2.6, size * 1.6, "#ffd43d", size * 0.3) + text_path(
        "見本", right - size * 1.3, y + size * 1.18, size, colour=DEEP, anchor="middle"
    )


def poster(blank: bool) -> str:
    """A3. The white panel below holds the town's desk."""
    middle = 148.5
    parts = [
        box(-BLEED, -BLEED, 303, 426, PAPER),
        sample_mark(279, 14, 8),
        text_path("ひとりで、", 20, 66, 26, colour=DEEP),
        text_path("がんばりすぎないで。", 20, 102, 26, colour=DEEP),
        text_path("手当、住まい、仕事、こどものこと。", 21, 126, 10, colour=INK),
        text_path("話を聞いてくれる窓口が、あなたのまちにあります。", 21, 143, 10, colour=INK),
        f'<ellipse cx="{middle}" cy="338" rx="235" ry="72" fill="#bfe3cf"/>',
        picture("talk", 36, 158, 225),
        box(-BLEED, 322, 303, 101, BRAND),
        box(16, 334, 265, 72, WHITE, 7),
    ]
    if blank:
        parts.append(text_path("あなたのまちの窓口", 26, 347, 6.5, colour=BRAND))
    else:
        words = "くわしくは、お住まいの市区町村の窓口へ。"
        parts.append(text_path(words, middle, 374, 12, colour=DEEP, anchor="middle"))
    return "".join(parts)


def leaflet(blank: bool) -> str:
    """A4, one side: four things one can ask about."""
    parts = [
        box(-BLEED, -BLEED, 216, 303, PAPER),
        sample_mark(196, 10, 6),
        text_path("ひとり親の家庭に、", 14, 38, 15, colour=DEEP),
        text_path("使える支援があります。", 14, 60, 15, colour=DEEP),
    ]
    for number, (name, title, text) in enumerate(TOPICS):
        top = 74 + number * 30
        parts += [
            box(14, top, 182, 26, WHITE, 4),
            symbol(name, 19, top + 2.5, 21),
            text_path(title, 46, top + 11.5, 7.5, colour=DEEP),
            text_path(text, 46, top + 21, 5.6, colour=INK, weight="regular"),
        ]
    parts += [
        box(-BLEED, 206, 216, 94, BRAND),
        box(12, 216, 186, 68, WHITE, 5),
    ]
    if blank:
        parts.append(text_path("あなたのまちの窓口", 20, 226, 5, colour=BRAND))
    else:
        parts.append(picture("place-town", 62, 221, 86))
        words = "まずは、お住まいの市区町村の窓口へ。"
        parts.append(text_path(words, 105, 275, 8, colour=DEEP, anchor="middle"))
    return "".join(parts)


def square(blank: bool) -> str:
    """For feeds: 1080 × 1080."""
    return "".join(
        [
            box(0, 0, 1080, 1080, PAPER),
            sample_mark(1030, 45, 34),
            text_path("ひとりで、", 70, 215, 104, colour=DEEP),
            text_path("がんばりすぎないで。", 70, 350, 92, colour=DEEP),
            '<ellipse cx="540" cy="1000" rx="760" ry="210" fill="#bfe3cf"/>',
            picture("talk", 190, 400, 700),
            box(0, 930, 1080, 150, BRAND),
            text_path(
                "話を聞いてくれる窓口が、あなたのまちに。",
                540,
                1023,
                48,
                colour=WHITE,
                anchor="middle",
            ),
        ]
    )


def wide(blank: bool) -> str:
    """For links: 1200 × 630."""
    return "".join(
        [
            box(0, 0, 1200, 630, PAPER),
            sample_mark(1160, 36, 28),
            text_path("ひとりで、", 60, 190, 70, colour=DEEP),
            text_path("がんばりすぎないで。", 60, 280, 62, colour=DEEP),
            text_path("話を聞いてくれる窓口が、", 62, 370, 34, colour=INK),
            text_path("あなたのまちにあります。", 62, 420, 34, colour=INK),
            '<ellipse cx="930" cy="590" rx="420" ry="90" fill="#bfe3cf"/>',
            picture("talk", 700, 190, 460),
            box(0, 560, 1200, 70, BRAND),
        ]
    )


POSTER = Design(297, 420, poster)
LEAFLET = Design(210, 297, leaflet)
SQUARE = Design(1080, 1080, square)
WIDE = Design(1200, 630, wide)

# Name of a file → how it is made.
FILES: dict[str, Callable[[], bytes]] = {
    "poster-print.pdf": lambda: POSTER.pdf(bleed=BLEED),
    "poster.pdf": POSTER.pdf,
    "poster.svg": lambda: POSTER.svg().encode(),
    "poster.png": lambda: POSTER.png(1240),
    "poster-grey.pdf": lambda: POSTER.pdf(bleed=BLEED, grey=True),
    "poster-ground.pdf": lambda: POSTER.pdf(bleed=BLEED, blank=True),
    "leaflet-print.pdf": lambda: LEAFLET.pdf(bleed=BLEED),
    "leaflet.pdf": LEAFLET.pdf,
    "leaflet.svg": lambda: LEAFLET.svg().encode(),
    "leaflet-grey.pdf": lambda: LEAFLET.pdf(bleed=BLEED, grey=True),
    "leaflet-ground.pdf": lambda: LEAFLET.pdf(bleed=BLEED, blank=True),
    "leaflet-preview.png": lambda: LEAFLET.png(827),
    "social-square.png": lambda: SQUARE.png(1080),
    "social-wide.png": lambda: WIDE.png(1200),
}


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in FILES.items():
        (folder / name).write_bytes(make())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
