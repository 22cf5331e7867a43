"""Captions and transcripts: what is read, and what a mistake is told to be."""

from contextlib import suppress
from time import process_time

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st

from cms.assets.captions import (
    CaptionError,
    decoded,
    read_srt,
    read_transcript,
    read_webvtt,
)
from cms.assets.choices import TrackKind
from cms.assets.models import MediaTrack
from tests.builders import make_media

SOUND = "WEBVTT\n\n00:00.000 --> 00:03.000\nはじめに\n\n00:03.000 --> 00:05.000\n次に\n"
SRT = "1\n00:00:00,000 --> 00:00:03,500\nはじめに\n\n2\n00:00:04,000 --> 00:00:05,000\n次に\n"


def told(text: str) -> str:
    with pytest.raises(CaptionError) as error:
        read_webvtt(text)
    return str(error.value)


def test_cues_with_their_times():
    cues = read_webvtt(SOUND)
    assert [(cue.start, cue.end, cue.text, cue.line) for cue in cues] == [
        (0, 3000, "はじめに", 3),
        (3000, 5000, "次に", 6),
    ]


def test_names_notes_styles_settings_and_voices_are_understood():
    text = (
        "WEBVTT 見本\nKind: captions\n\nNOTE 00:00 --> 直す\n\nSTYLE\n::cue{}\n\nいちばん目\n"
        "01:02:03.004 --> 01:02:04.000 line:0 align:start\n"
        "<v 花子><b>ごはん</b> &amp; <i>お茶</i>\n二行目\n"
    )
    (cue,) = read_webvtt(text)
    assert (cue.start, cue.text, cue.speaker) == (3_723_004, "ごはん & お茶\n二行目", "花子")


def test_all_line_ends_are_the_same():
    assert read_webvtt(SOUND.replace("\n", "\r\n")) == read_webvtt(SOUND.replace("\n", "\r"))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("00:00.000 --> 00:03.000\nはじめに", 1, "WEBVTT"),
        (SRT, 1, "SRT"),
        ("WEBVTTX\n\n00:00.000 --> 00:01.000\nあ", 1, "WEBVTT"),
        (SOUND.replace("00:05.000", "00:03.000"), 6, "始まりより前か同じ"),
        (
            SOUND.replace("00:03.000 --> 00:05", "00:02.999 --> 00:05"),
            6,
            "前の文（3行目）が終わる前",
        ),
        (SOUND.replace("00:05.000", "00:05,000"), 6, "時刻が読めません"),
        (SOUND.replace("00:05.000", "00:65.000"), 6, "時刻が読めません"),
        (SOUND.replace("00:05.000", "５秒"), 6, "時刻が読めません"),
        (SOUND + "\n続きの文です", 9, "時刻の行がありません"),
        (SOUND + "\n00:06.000 --> 00:07.000\n\n", 9, "文がありません"),
    ],
)
def test_a_mistake_names_its_line(text, line, words):
    message = told(text)
    assert message.startswith(f"{line}行目：")
    assert words in message


def test_a_file_without_a_word_is_no_caption_file():
    assert "1つもありません" in told("WEBVTT\n\nNOTE あとで書く\n")


def test_browsers_need_utf8_with_or_without_its_mark():
    assert read_webvtt(decoded(b"\xef\xbb\xbf" + SOUND.encode())) == read_webvtt(SOUND)
    for encoding, name in (("cp932", "Shift_JIS"), ("utf-16", "UTF-16")):
        with pytest.raises(CaptionError, match=name) as error:
            decoded(SOUND.encode(encoding))
        assert "UTF-8" in str(error.value), "says what to do"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_a_transcript_may_be_srt_in_any_usual_encoding(encoding):
    cues = read_transcript(SRT.encode(encoding))
    assert [(cue.start, cue.end, cue.text) for cue in cues] == [
        (0, 3500, "はじめに"),
        (4000, 5000, "次に"),
    ]


def test_mistakes_in_srt_name_the_line_of_the_file():
    with pytest.raises(CaptionError, match=r"^6行目"):
        read_srt(SRT.replace("00:00:05,000", "00:00:03,000"))


def test_plain_text_is_a_transcript_without_times():
    cues = read_transcript("はじめに\n話します。\n\n次に\n".encode())
    assert [(cue.start, cue.text) for cue in cues] == [
        (None, "はじめに\n話します。"),
        (None, "次に"),
    ]


@given(st.binary(max_size=400))
def test_no_file_breaks_the_reader(content):
    with suppress(CaptionError):
        read_transcript(content)
    with suppress(CaptionError):
        read_webvtt(decoded(content))


@given(st.text(max_size=200).map("WEBVTT\n\n{}".format))
def test_no_text_breaks_the_strict_reader(text):
    with suppress(CaptionError):
        assert read_webvtt(text)


def track(text: bytes, *, kind: str = TrackKind.CAPTIONS, name: str = "a.vtt") -> MediaTrack:
    return MediaTrack(media=make_media(), kind=kind, file=ContentFile(text, name=name))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (SOUND.encode("cp932"), "Shift_JIS"),
        (SRT.encode(), "SRT"),
        (SOUND.replace("00:03.000 --> 00:05", "00:01.000 --> 00:05").encode(), "6行目"),
    ],
)
def test_wrong_captions_are_not_stored_whatever_way_they_came(content, words):
    with pytest.raises(ValidationError, match=words) as refusal:
        track(content).full_clean()
    assert "file" in refusal.value.message_dict
    with pytest.raises(ValidationError, match=words):
        track(content).save()
    assert not MediaTrack.objects.exists()


@pytest.mark.django_db
def test_a_transcript_is_no_track_of_the_player():
    written = track(SRT.encode("cp932"), kind=TrackKind.TRANSCRIPT, name="a.srt")
    written.full_clean()
    written.save()
    chapters = MediaTrack.objects.create(
        media=written.media, kind=TrackKind.CHAPTERS, file=ContentFile(SOUND.encode(), name="b.vtt")
    )
    captions = MediaTrack.objects.create(
        media=written.media, kind=TrackKind.CAPTIONS, file=ContentFile(SOUND.encode(), name="c.vtt")
    )
    assert written.media.player_tracks == [captions, chapters]


@pytest.mark.django_db
def test_captions_must_be_webvtt_by_name():
    with pytest.raises(ValidationError, match="vtt"):
        track(SRT.encode(), name="a.srt").save()


@pytest.mark.parametrize("hostile", ["<", "<v ", "<v.", "<v" + " " * 9, "<v x"])
def test_the_work_for_hostile_signs_grows_with_their_length_only(hostile):
    """Four times the signs: four times the work, where the square would be sixteen times."""
    assert work_for(hostile, 2**18) < 9 * work_for(hostile, 2**16)


def work_for(hostile: str, signs: int) -> float:
    """The least of five times, on the processor: what else runs on the machine counts little."""
    words = hostile * (signs // len(hostile))
    return min(_seconds(f"WEBVTT\n\n00:00.000 --> 00:01.000\nはじめに {words}") for _ in range(5))


def _seconds(written: str) -> float:
    began = process_time()
    read_webvtt(written)
    return process_time() - began


@pytest.mark.parametrize("hours", ["9" * 5000, "9" * 20, "１２"])
def test_hours_that_no_film_has_are_told(hours):
    assert told(f"WEBVTT\n\n{hours}:00:00.000 --> {hours}:00:01.000\nはじめに").startswith("3行目")
