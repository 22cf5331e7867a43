"""Readings of words, numbers, names; okurigana stays outside; brackets of authors count."""

from itertools import pairwise

import pytest

from cms.japanese.analyser import is_kana
from cms.japanese.furigana import furigana
from cms.japanese.okurigana import readings_of_kanji
from cms.japanese.readings import Readings, shipped

NAMES = Readings([("八王子市", "はちおうじし"), ("津市", "つし"), ("三鷹花子", "みたかはなこ")])


def shown(text: str, readings: Readings = NAMES) -> str:
    """``text`` with every reading in square brackets behind its base."""
    out = text
    for ruby in reversed(furigana(text, readings)):
        base = text[ruby.start : ruby.end]
        out = f"{out[: ruby.start]}{{{base}|{ruby.reading}}}{out[ruby.until :]}"
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("児童扶養手当", "{児童|じどう}{扶養|ふよう}{手当|てあて}"),
        ("申し込みます", "{申|もう}し{込|こ}みます"),
        ("お母さんと食べる", "お{母|かあ}さんと{食|た}べる"),
        ("ひらがなとカタカナ", "ひらがなとカタカナ"),
        ("八王子市役所", "{八王子市|はちおうじし}{役所|やくしょ}"),
        ("中津市場", "{中津|なかつ}{市場|しじょう}"),
        ("三鷹花子さん", "{三鷹花子|みたかはなこ}さん"),
        ("受けている方へ", "{受|う}けている{方|かた}へ"),
        ("1人目（月）", "{1人|ひとり}{目|め}（{月|つき}）"),
        ("月4回", "{月|つき}4{回|かい}"),
        ("3か月", "3か{月|げつ}"),
        ("何月ですか", "{何|なん}{月|がつ}ですか"),
        ("12月7日（月）", "12{月|がつ}{7日|なのか}（{月|げつ}）"),
        ("12月9日（水）", "12{月|がつ}{9日|ここのか}（{水|すい}）"),
        ("月〜金の昼", "{月|げつ}〜{金|きん}の{昼|ひる}"),
        ("月・水・土", "{月|げつ}・{水|すい}・{土|ど}"),
        ("水・電気・お金", "{水|みず}・{電気|でんき}・お{金|かね}"),
        ("電話した方がよい", "{電話|でんわ}した{方|ほう}がよい"),
        ("支援を行っています", "{支援|しえん}を{行|おこな}っています"),
        ("学校に行った", "{学校|がっこう}に{行|い}った"),
        ("小・中学校", "{小|しょう}・{中学校|ちゅうがっこう}"),
    ],
)
def test_only_kanji_get_a_reading(text, expected):
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1人", "{1人|ひとり}"),
        ("２人目", "{２人|ふたり}{目|め}"),
        ("3人", "3{人|にん}"),
        ("20日", "{20日|はつか}"),
        ("12日", "12{日|にち}"),
        ("10月1日", "10{月|がつ}{1日|ついたち}"),
        ("1日8時間", "1{日|にち}8{時間|じかん}"),
        ("3か月", "3か{月|げつ}"),
        ("3日間", "{3日|みっか}{間|かん}"),
        ("第3日曜日", "{第|だい}3{日曜日|にちようび}"),
        ("30分", "30{分|ぷん}"),
        ("5分", "5{分|ふん}"),
        ("2分の1", "2{分|ぶん}の1"),
        ("3本", "3{本|ぼん}"),
        ("180万", "180{万|まん}"),
        ("1,000人", "1,000{人|にん}"),
        ("1人暮らし", "{1人暮らし|ひとりぐらし}"),
    ],
)
def test_numbers_are_read_with_what_they_count(text, expected):
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("お金(かね)", "お{金|かね}"),
        ("使（つか）う", "{使|つか}う"),
        ("東海林（とうかいりん）さん", "{東海林|とうかいりん}さん"),
        ("食べ物（たべもの）", "{食|た}べ{物|もの}"),
        ("書類（あれば）", "{書類|しょるい}（あれば）"),
        ("児童（こども）", "{児童|じどう}（こども）"),
    ],
)
def test_what_an_author_wrote_in_brackets_is_no_second_reading(text, expected):
    assert shown(text) == expected


def test_what_editors_keep_comes_before_the_analyser():
    assert shown("下田", Readings([("下田", "しもた")])) == "{下田|しもた}"
    assert shown("上下田", Readings([("下田", "しもた")])) != "上{下田|しもた}", "not inside a word"


def test_readings_never_overlap_and_are_in_order():
    text = "2人暮らしの1日は、八王子市の津市で20日（はつか）まで。" * 3
    found = furigana(text, NAMES)
    assert all(first.until <= second.start for first, second in pairwise(found))


def test_a_long_text_is_read_to_its_end():
    assert len(furigana("児童、" * 9_000, NAMES)) == 9_000


def test_shipped_readings_are_hiragana():
    spoken = "".join(reading for _word, reading in shipped())
    assert is_kana(spoken.replace("・", ""))


@pytest.mark.parametrize(
    ("word", "reading", "parts"),
    [
        ("申し込み", "もうしこみ", ((0, 1, "もう"), (2, 3, "こ"))),
        ("日々の日", "ひびのひ", ((0, 2, "ひび"), (3, 4, "ひ"))),
        ("買い物かい", "かいものかい", ((0, 1, "か"), (2, 3, "もの"))),
        ("漢い字い", "いいいいい", ((0, 1, "い"), (2, 3, "いい"))),
        ("申し込み", "もうし", ((0, 4, "もうし"),)),
        ("申し込み", "", ()),
    ],
)
def test_kana_of_a_word_stay_outside_its_reading(word, reading, parts):
    assert readings_of_kanji(word, reading) == parts


def test_a_reading_that_fits_in_endless_ways_is_answered():
    """Trying every way of sharing it out would not end within a life."""
    word, reading = "漢あ" * 20, "あ" * 200 + "い"
    assert readings_of_kanji(word, reading) == ((0, 40, reading),)
