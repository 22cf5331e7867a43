"""Make the sample film of the demonstration: drawn pictures, a soft sound, captions, chapters.

Run ``python -m cms.demo.build_film`` (ffmpeg and Noto Sans CJK are packages of the system), look at
the film, commit what lies in ``film/``. The same programs write the same bytes again. H.264 and AAC
in MP4, because every telephone plays them.
"""

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from PIL import Image, ImageDraw, ImageFont

FOLDER = Path(__file__).parent / "film"
FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc")
WIDTH, HEIGHT, FINE = 854, 480, 2  # drawn at double size, so that edges are smooth
SECONDS = 6  # of a scene
Shape: TypeAlias = Callable[[ImageDraw.ImageDraw, int], None]  # drawn at its left edge
GROUND, INK, HILL, SUN, WALL, ROOF = (
    "#fff6e6",
    "#08351f",
    "#abd9b8",
    "#f4b266",
    "#ffffff",
    "#d97b45",
)


@dataclass(frozen=True)
class Scene:
    """``lines`` stand in the picture and, after each other, in the captions."""

    drawing: str
    lines: tuple[str, str]
    note: float  # Hz of the tone


SCENES = (
    Scene("title", ("これは見本の動画です。", "実際のシンポジウムではありません。"), 261.63),
    Scene("home", ("ひとりで、がんばりすぎないで。", "まず、だれかに話してみてください。"), 329.63),
    Scene("phone", ("夕ごはんのしたくをしながら、", "電話で話した人もいます。"), 392.0),
    Scene("desk", ("窓口には、こどもといっしょに", "行ってもだいじょうぶです。"), 349.23),
    Scene("desk", ("お金のことも、仕事のことも、", "聞ける窓口があります。"), 293.66),
    Scene(
        "title", ("見てくださって、ありがとうございました。", "続きは、文字でも読めます。"), 261.63
    ),
)
CHAPTERS = ((0, "はじめに"), (2, "電話で話す"), (3, "窓口で話す"), (5, "おわりに"))


def main(folder: Path = FOLDER) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "captions.vtt").write_text(captions(), encoding="utf-8")
    (folder / "chapters.vtt").write_text(chapters(), encoding="utf-8")
    with TemporaryDirectory() as place:
        pictures = [draw(scene) for scene in SCENES]
        for number, picture in enumerate(pictures):
            picture.save(Path(place) / f"{number}.png")
        pictures[0].save(folder / "poster.jpg", quality=82, optimize=True)
        subprocess.run(command(Path(place), folder / "film.mp4"), check=True)  # noqa: S603


def command(pictures: Path, target: Path) -> list[str]:
    length = SECONDS * len(SCENES)
    tone = "+".join(
        f"between(t,{n * SECONDS},{(n + 1) * SECONDS})"
        f"*sin(2*PI*{scene.note}*t)*exp(-0.5*mod(t,{SECONDS}))"
        for n, scene in enumerate(SCENES)
    )
    sound = f"aevalsrc=exprs='0.25*({tone})':s=44100:d={length}"
    return [
        *("ffmpeg", "-y", "-loglevel", "error", "-framerate", f"1/{SECONDS}"),
        *("-i", str(pictures / "%d.png"), "-f", "lavfi", "-i", sound),
        *("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"),
        *("-flags:a", "+bitexact", "-threads", "1", "-r", "10", "-g", "20", "-t", str(length)),
        *("-c:v", "libx264", "-profile:v", "main", "-pix_fmt", "yuv420p", "-crf", "24"),
        *("-c:a", "aac", "-b:a", "64k", "-ac", "1", "-movflags", "+faststart", str(target)),
    ]


def captions() -> str:
    """A cue for each line; what can be heard stands in brackets at the beginning."""
    half = SECONDS / 2
    blocks = []
    for number, line in enumerate(line for scene in SCENES for line in scene.lines):
        times = f"{clock(number * half)} --> {clock((number + 1) * half)}"
        heard = "" if number else "（やわらかい音）"
        blocks.append(f"{times}\n{heard}{line}")
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def chapters() -> str:
    ends = [*(start for start, _title in CHAPTERS[1:]), len(SCENES)]
    blocks = [
        f"{clock(start * SECONDS)} --> {clock(end * SECONDS)}\n{title}"
        for (start, title), end in zip(CHAPTERS, ends, strict=True)
    ]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def clock(seconds: float) -> str:
    """65.5 → 00:01:05.500."""
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{thousandths:03}"


def draw(scene: Scene) -> Image.Image:
    picture = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), GROUND)
    pen = ImageDraw.Draw(picture)
    _ellipse(pen, -80, 400, 940, 640, HILL)
    _ellipse(pen, 700, 40, 800, 140, SUN)
    for x, shape in _places(scene.drawing):
        shape(pen, x)
    _words(pen, scene.lines)
    return picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _places(drawing: str) -> Iterator[tuple[int, Shape]]:
    shapes: dict[str, tuple[tuple[int, Shape], ...]] = {
        "title": ((200, _person), (270, _child), (560, _house)),
        "home": ((380, _house), (250, _person), (620, _child)),
        "phone": ((300, _person), (480, _phone)),
        "desk": ((220, _person), (290, _child), (440, _desk), (600, _person)),
    }
    yield from shapes[drawing]


def _scaled(*numbers: float) -> list[float]:
    return [number * FINE for number in numbers]


def _ellipse(pen: ImageDraw.ImageDraw, *box_and_colour: object) -> None:
    *box, colour = box_and_colour
    pen.ellipse(_scaled(*box), fill=colour)  # type: ignore[arg-type]


def _person(pen: ImageDraw.ImageDraw, x: int) -> None:
    _ellipse(pen, x, 250, x + 52, 302, ROOF)
    pen.rounded_rectangle(_scaled(x - 10, 308, x + 62, 420), 30 * FINE, fill=INK)


def _child(pen: ImageDraw.ImageDraw, x: int) -> None:
    _ellipse(pen, x + 6, 320, x + 44, 358, ROOF)
    pen.rounded_rectangle(_scaled(x, 362, x + 50, 428), 22 * FINE, fill=SUN)


def _house(pen: ImageDraw.ImageDraw, x: int) -> None:
    pen.rectangle(_scaled(x, 310, x + 150, 420), fill=WALL)
    pen.polygon(_scaled(x - 20, 312, x + 75, 240, x + 170, 312), fill=ROOF)
    pen.rectangle(_scaled(x + 58, 355, x + 92, 420), fill=INK)


def _phone(pen: ImageDraw.ImageDraw, x: int) -> None:
    pen.rounded_rectangle(_scaled(x, 250, x + 86, 410), 14 * FINE, fill=INK)
    pen.rectangle(_scaled(x + 8, 268, x + 78, 388), fill=WALL)
    _ellipse(pen, x + 28, 310, x + 58, 340, ROOF)


def _desk(pen: ImageDraw.ImageDraw, x: int) -> None:
    pen.rectangle(_scaled(x, 350, x + 120, 372), fill=ROOF)
    pen.rectangle(_scaled(x + 10, 372, x + 110, 424), fill=WALL)


def _words(pen: ImageDraw.ImageDraw, lines: tuple[str, str]) -> None:
    font = ImageFont.truetype(str(FONT), 34 * FINE)
    small = ImageFont.truetype(str(FONT), 20 * FINE)
    pen.text(_scaled(WIDTH / 2, 110), lines[0], font=font, fill=INK, anchor="mm")  # type: ignore[arg-type]
    pen.text(_scaled(WIDTH / 2, 170), lines[1], font=font, fill=INK, anchor="mm")  # type: ignore[arg-type]
    pen.rounded_rectangle(_scaled(24, 20, 104, 58), 10 * FINE, fill=INK)
    pen.text(_scaled(64, 39), "見本", font=small, fill=WALL, anchor="mm")  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
