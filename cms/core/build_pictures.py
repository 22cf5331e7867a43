"""Make share.png and touch-icon.png from the SVG drawings, with the browser of the tests.

Run ``python -m cms.core.build_pictures`` after changing ``mark.svg``, ``home.svg`` or the name of
the portal, look at the pictures, commit them. All drawings (``pictures/*.svg``, ``icons.svg``) are
our own, written by hand as SVG on one palette (``tokens.css``): they have no other source.
"""

import io
from pathlib import Path
from typing import Any

import PIL.Image

PICTURES = Path(__file__).parent / "static" / "core" / "pictures"
CHROMIUM = Path("/usr/bin/chromium")  # else Playwright's own
GROUND, INK, HILL = "#fff6e6", "#08351f", "#abd9b8"
NAME = ("ひとり親家庭の", "ための", "支援ポータル")
COLOURS = 128

SHARE = """<body style="margin:0;width:1200px;height:630px;position:relative;overflow:hidden;background:{ground}">
<div style="position:absolute;left:-120px;right:-120px;bottom:-110px;height:182px;border-radius:50% 50% 0 0;background:{hill}"></div>
<div style="position:absolute;left:468px;bottom:8px;width:728px">{home}</div>
<div style="position:absolute;left:72px;top:112px;width:128px">{mark}</div>
<h1 style="position:absolute;left:72px;top:280px;margin:0;font:700 59px/84px 'Noto Sans CJK JP','Noto Sans JP',sans-serif;color:{ink}">{name}</h1>
</body>"""  # noqa: E501  HTML
TOUCH_ICON = """<body style="margin:0;width:180px;height:180px;display:grid;place-items:center;background:{ground}">
<div style="width:132px">{mark}</div></body>"""  # noqa: E501  HTML


def main(browser: Any, folder: Path = PICTURES) -> None:
    words = {"ground": GROUND, "ink": INK, "hill": HILL, "name": "<br>".join(NAME)}
    drawings = {name: drawing(name) for name in ("mark", "home")}
    for name, html, size in (("share", SHARE, (1200, 630)), ("touch-icon", TOUCH_ICON, (180, 180))):
        picture = photograph(browser, html.format(**words, **drawings), size)
        picture.save(folder / f"{name}.png", optimize=True)


def drawing(name: str) -> str:
    """The SVG, as wide as the box it stands in."""
    source = (PICTURES / f"{name}.svg").read_text(encoding="utf-8")
    return source.replace("<svg ", '<svg style="width:100%;height:auto;display:block" ', 1)


def photograph(browser: Any, html: str, size: tuple[int, int]) -> PIL.Image.Image:
    """The page as ``browser`` (Playwright's) draws it; with a palette, as drawings are plain."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.set_content(f"<!doctype html><meta charset='utf-8'>{html}")
    picture = PIL.Image.open(io.BytesIO(page.screenshot()))
    page.close()
    return picture.convert("RGB").quantize(COLOURS)


if __name__ == "__main__":
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        program = CHROMIUM if CHROMIUM.exists() else None
        main(playwright.chromium.launch(executable_path=program, args=["--no-sandbox"]))
