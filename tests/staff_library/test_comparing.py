"""Two texts side by side: nothing is lost, and only what differs is marked."""

from hypothesis import given
from hypothesis import strategies as st

from staff_library.comparing import Part, Row, compare, sentences

TEXT = st.lists(st.text("所得が超過した。申請A1 ", min_size=1, max_size=12), max_size=6)


def whole(parts) -> str:
    return "".join(part.text for part in parts)


@given(TEXT, TEXT)
def test_both_texts_can_be_read_from_the_rows(before, after):
    rows = compare(before, after)
    assert [whole(row.before) for row in rows if row.before] == before
    assert [whole(row.after) for row in rows if row.after] == after


@given(TEXT)
def test_the_same_text_has_no_marks(text):
    rows = compare(text, text)
    assert {row.kind for row in rows} <= {"same"}
    assert not any(part.is_changed for row in rows for part in row.after)


def test_a_changed_sentence_marks_the_words_that_changed():
    (row,) = compare(["申請は八月までに行う。"], ["申請は十月までに行う。"])
    assert row.kind == "changed"
    assert [part.text for part in row.before if part.is_changed] == ["八月"]
    assert [part.text for part in row.after if part.is_changed] == ["十月"]


def test_another_sentence_is_gone_and_new_not_changed():
    rows = compare(["様式を定める。"], ["窓口は夜も開けます！"])
    assert rows == [
        Row(before=(Part("様式を定める。", True),)),
        Row(after=(Part("窓口は夜も開けます！", True),)),
    ]


def test_sentences_end_with_their_sign_or_line():
    assert sentences("一つ。二つ！\n三つ\n\n四つ？") == ["一つ。", "二つ！", "三つ", "四つ？"]
