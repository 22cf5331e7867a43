"""Letters as outlines: a drawing shows them alike on every machine, whatever fonts it has."""

from functools import lru_cache

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont

from campaigns.naming.fonts import font_path

EM = 1000  # units of the fonts' square


@lru_cache(maxsize=2)
def _font(weight: str) -> tuple[TTFont, dict[int, str]]:
    font = TTFont(font_path(weight), lazy=True)
    return font, font.getBestCmap()


@lru_cache(maxsize=512)
def _glyph(letter: str, weight: str) -> tuple[str, int]:
    """Path of one letter (y upwards) and its width in units."""
    font, names = _font(weight)
    glyph = font.getGlyphSet()[names[ord(letter)]]
    pen = SVGPathPen(font.getGlyphSet(), ntos=lambda number: f"{number:g}")
    glyph.draw(pen)
    return pen.getCommands(), glyph.width


def text_path(
    text: str,
    x: float,
    y: float,
    size: float,
    *,
    colour: str,
    weight: str = "bold",
    anchor: str = "start",
) -> str:
    """``text`` on the base line ``y`` with letters of ``size``, all in the drawing's unit."""
    glyphs = [_glyph(letter, weight) for letter in text]
    scale = size / EM
    width = sum(advance for _path, advance in glyphs) * scale
    at = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    parts = []
    for path, advance in glyphs:
        place = f"matrix({scale:g} 0 0 {-scale:g} {at:.3f} {y:g})"
        if path:
            parts.append(f'<path transform="{place}" d="{path}"/>')
        at += advance * scale
    return f'<g fill="{colour}">{"".join(parts)}</g>'
