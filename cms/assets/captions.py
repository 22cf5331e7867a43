"""Text with times: WebVTT (W3C, 2019) read strictly, SRT and plain text for transcripts.

Pure functions. Times are milliseconds from the beginning of the film. Mistakes name their line, so
that whoever typed the captions finds it.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

SIGNATURE = "WEBVTT"
ARROW = "-->"
SKIPPED = ("NOTE", "STYLE", "REGION")
LETTERS_OF_A_LINE = 20  # of a mistake that are quoted
# Half-width digits only, as browsers read them, and no number too long to compute with.
TIME = r"(?:([0-9]{2,4}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})"
TIMING = re.compile(rf"{TIME}[ \t]+-->[ \t]+{TIME}(?:[ \t]+\S.*)?")
SRT_TIMING = re.compile(r"([0-9]{1,3}:[0-5][0-9]:[0-5][0-9]),([0-9]{3})")
# A tag holds no second "<", and a name begins with a letter: each is read once, however hostile.
TAG = re.compile(r"<[^<>\n]*>")
VOICE = re.compile(r"<v(?:\.[^ \t<>\n]*)?[ \t]+([^ \t<>\n][^<>\n]*)>")

NOT_WEBVTT = (
    "1行目：WEBVTT と書いてありません。1行目を半角の WEBVTT だけにし、"
    "次の行を空けて、保存し直してください。"
)
IS_SRT = (
    "1行目：SRT のファイルです。字幕編集ソフトで「WebVTT（.vtt）」を選んで保存し直してください。"
    "手で直すときは、1行目に WEBVTT と書いて次の行を空け、時刻の「,」を「.」に変えます。"
)
NOT_UTF8 = (
    "文字コードが {name} です。このままでは文字化けします。"
    "メモ帳などで開き、「名前を付けて保存」で文字コード「UTF-8」を選んで、保存し直してください。"
)


class CaptionError(ValueError):
    """What is wrong and what to do, in Japanese, with the number of the line."""


@dataclass(frozen=True)
class Cue:
    """Words that are shown or said from ``start`` to ``end`` (milliseconds); None: no times."""

    start: int | None
    end: int | None
    text: str
    speaker: str = ""
    line: int = 0


def decoded(content: bytes) -> str:
    """The text of a file that must be UTF-8, its mark or none; CaptionError says why not."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CaptionError(NOT_UTF8.format(name="UTF-16"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CaptionError(NOT_UTF8.format(name="UTF-8 ではない（Shift_JISなど）")) from error


def decoded_anyhow(content: bytes) -> str:
    """The text of a file that only we read: UTF-8, UTF-16 with its mark or Windows' Shift_JIS."""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    for each in (encoding, "cp932"):
        try:
            return content.decode(each)
        except UnicodeError:
            continue
    raise CaptionError("文字コードが読み取れません。UTF-8で保存し直してください。")


def read_webvtt(text: str) -> list[Cue]:
    """Cues in their order. Refuses what browsers would silently leave out or show at once."""
    lines = _lines(text)
    first = lines[0] if lines else ""
    if first != SIGNATURE and not first.startswith((f"{SIGNATURE} ", f"{SIGNATURE}\t")):
        raise CaptionError(IS_SRT if SRT_TIMING.search("\n".join(lines[:5])) else NOT_WEBVTT)
    blocks = list(_blocks(lines))[1:]  # the first is the head
    cues = [_cue(number, block) for number, block in blocks if not block[0].startswith(SKIPPED)]
    if not cues:
        raise CaptionError("時刻の付いた文が1つもありません。中身を確かめてください。")
    _check_order(cues)
    return cues


def read_srt(text: str) -> list[Cue]:
    """Cues of an SRT file: the same rules, other signs. Lines keep their numbers."""
    lines = [SRT_TIMING.sub(_webvtt_time, line) for line in _lines(text)]
    cues = [_cue(number, block) for number, block in _blocks(lines)]
    if not cues:
        raise CaptionError("時刻の付いた文が1つもありません。中身を確かめてください。")
    _check_order(cues)
    return cues


def read_transcript(content: bytes) -> list[Cue]:
    """WebVTT, SRT or plain text (a paragraph is a cue without times), whatever its encoding."""
    text = decoded_anyhow(content)
    if text.startswith(SIGNATURE):
        return read_webvtt(text)
    if SRT_TIMING.search(text[:2000]):
        return read_srt(text)
    return read_paragraphs(text)


def read_paragraphs(text: str) -> list[Cue]:
    return [
        Cue(None, None, "\n".join(block), line=number) for number, block in _blocks(_lines(text))
    ]


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """(number of the first line, lines) of what stands between empty lines."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _webvtt_time(match: re.Match[str]) -> str:
    clock = match.group(1)
    return f"{clock.zfill(8)}.{match.group(2)}"


def _cue(number: int, block: list[str]) -> Cue:
    """One cue: perhaps a name, the times, the words."""
    at = next((place for place, line in enumerate(block[:2]) if ARROW in line), None)
    if at is None:
        raise CaptionError(
            f"{number}行目：「{block[0][:LETTERS_OF_A_LINE]}」の前に、時刻の行がありません。"
            "文の途中に空の行があれば、つめてください。"
        )
    start, end = _times(number + at, block[at])
    words = "\n".join(block[at + 1 :])
    text = html.unescape(TAG.sub("", words)).strip()
    if not text:
        raise CaptionError(
            f"{number + at}行目：時刻の下に文がありません。文を書くか、消してください。"
        )
    voice = VOICE.search(words)
    return Cue(start, end, text, voice.group(1).strip() if voice else "", number + at)


def _times(number: int, line: str) -> tuple[int, int]:
    match = TIMING.fullmatch(line.strip())
    if match is None:
        raise CaptionError(
            f"{number}行目：時刻が読めません。半角で「00:01:05.000 --> 00:01:09.000」"
            "のように書いてください。秒の下は「.」と3けたです。"
        )
    start, end = (_milliseconds(match.groups()[part : part + 4]) for part in (0, 4))
    if end <= start:
        raise CaptionError(
            f"{number}行目：終わりの時刻が、始まりより前か同じです。直してください。"
        )
    return start, end


def _milliseconds(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _check_order(cues: Sequence[Cue]) -> None:
    for before, cue in pairwise(cues):
        if (cue.start or 0) < (before.end or 0):
            raise CaptionError(
                f"{cue.line}行目：前の文（{before.line}行目）が終わる前に始まっています。"
                "2つの文が重なって読めなくなるので、時刻を直してください。"
            )
