"""Did you mean: names that sound like what was typed."""

import pytest

from cms.search.spelling import did_you_mean

NAMES = ["児童扶養手当", "住居確保給付金", "母子父子寡婦福祉資金", "DV"]


def meant(text, *, only_same_sound=False):
    return did_you_mean(text, NAMES, only_same_sound=only_same_sound)


@pytest.mark.parametrize("text", ["児童不要手当", "自動扶養手当", "児童 不要 手当"])
def test_the_wrong_characters_for_the_right_sound(text):
    assert meant(text) == meant(text, only_same_sound=True) == "児童扶養手当"


def test_a_slip_of_the_finger_is_understood_when_nothing_else_was_found():
    assert meant("じどうふようてあく") == "児童扶養手当"
    assert meant("じどうふようてあく", only_same_sound=True) == ""


def test_kana_that_found_its_name_needs_no_question():
    assert meant("じどうふようてあて", only_same_sound=True) == ""
    assert meant("じどうふようてあて") == "児童扶養手当"


@pytest.mark.parametrize("text", ["児童扶養手当", "児童扶養手当 ", "家賃", "手", "", '"', "😀😀😀"])
def test_no_question_where_none_is_needed(text):
    assert meant(text) == ""


def test_without_names_nothing_is_meant():
    assert did_you_mean("児童不要手当", [], only_same_sound=False) == ""
