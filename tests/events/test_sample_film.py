"""The committed sample film: small, real, and described by files that hold together."""

import shutil
import subprocess
from itertools import pairwise

import pytest
from PIL import Image

from cms.assets.captions import decoded, read_webvtt
from cms.demo.build_film import FOLDER, FONT, SCENES, SECONDS, captions, chapters, main

MOST = 900_000  # bytes
LENGTH = SECONDS * len(SCENES) * 1000  # milliseconds


def test_the_files_are_small_and_what_their_names_say():
    film = (FOLDER / "film.mp4").read_bytes()
    assert len(film) < MOST
    assert film[4:8] == b"ftyp"
    assert film.index(b"moov") < film.index(b"mdat"), "it plays before all of it has come"
    assert {b"avc1", b"mp4a"} <= {kind for kind in (b"avc1", b"mp4a") if kind in film}
    with Image.open(FOLDER / "poster.jpg") as poster:
        assert (poster.format, *poster.size) == ("JPEG", 854, 480)


@pytest.mark.parametrize("name", ["captions.vtt", "chapters.vtt"])
def test_captions_and_chapters_cover_the_film(name):
    cues = read_webvtt(decoded((FOLDER / name).read_bytes()))
    assert (cues[0].start, cues[-1].end) == (0, LENGTH)
    assert all(cue.end == after.start for cue, after in pairwise(cues))


def test_the_committed_words_are_what_the_script_writes():
    assert (FOLDER / "captions.vtt").read_text(encoding="utf-8") == captions()
    assert (FOLDER / "chapters.vtt").read_text(encoding="utf-8") == chapters()


@pytest.mark.skipif(
    not (shutil.which("ffprobe") and FONT.exists()), reason="ffmpeg or Noto Sans CJK is missing"
)
def test_the_script_makes_a_film_of_that_length(tmp_path):
    main(tmp_path)
    for folder in (tmp_path, FOLDER):
        command = ["ffprobe", "-v", "error", "-show_entries", "format=duration:stream=codec_name"]
        done = subprocess.run(
            [*command, "-of", "csv=p=0", str(folder / "film.mp4")],
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.split() == ["h264", "aac", f"{LENGTH / 1000:.6f}"]
