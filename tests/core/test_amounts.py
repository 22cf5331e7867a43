"""What counts as an amount: the check that keeps prose free of figures that April changes."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from cms.core.amounts import amounts_in
from cms.core.blocks.text import refuse_amounts

FULL_WIDTH = str.maketrans("0123456789,.%", "０１２３４５６７８９，．％")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("月に43,160円です", ["43,160円"]),
        ("月に４３，１６０円です", ["４３，１６０円"]),
        ("100万円まで", ["100万円"]),
        ("1万2,000円", ["1万2,000円"]),
        ("48000 円", ["48000 円"]),
        ("五千円", ["五千円"]),
        ("年3.5%の利子", ["3.5%"]),
        ("８０％を助成", ["８０％"]),
        ("費用の6割", ["6割"]),
        ("医療費の３割を負担", ["３割"]),
        ("1,000円から2,000円", ["1,000円", "2,000円"]),
        ("<b>5,000</b>円", ["5,000 円"]),
        ("5,000&nbsp;円", ["5,000\xa0円"]),
        ("10パーセント", ["10パーセント"]),
        ("6&#x5186;", ["6円"]),
        ("月に¥46,690です", ["¥46,690"]),
        ("￥46690", ["￥46690"]),
        ("￥４６，６９０", ["￥４６，６９０"]),
        ("&yen;5,000", ["¥5,000"]),
        ("月に46690えん もらえます", ["46690えん"]),
        ("2万えんまで", ["2万えん"]),
        ("月額46,690", ["46,690"]),
        ("年額 560,000", ["560,000"]),
        ("日額：約３０００", ["３０００"]),
        ("月額46,690円", ["46,690円"]),
        ("三割を負担", ["三割"]),
        ("二割、または一割です", ["二割", "一割"]),
        ("二百一円", ["二百一円"]),
    ],
)
def test_amounts_are_found(text, found):
    assert amounts_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "通勤定期の割引があります",
        "窓口の役割",
        "三割引のきっぷ",
        "三割合",
        "百円ショップで買えます",
        "100円ショップ",
        "百円玉を入れます",
        "関東一円の窓口",
        "1人でもえんりょなく",
        "年額と月額",
        "月額は所得で変わります",
        "割り当てられた日",
        "18歳になった年度の末まで",
        "児童2人以上",
        "電話 042-000-0000",
        "令和8年4月から",
        "円満に話し合う",
        "一部支給と全部支給",
        "第3条第2項",
        '<a href="/measures/?share=5%E5%86%86">くわしく</a>',
        "2026年11月23日に確認",
    ],
)
def test_words_and_other_numbers_are_no_amounts(text):
    assert amounts_in(text) == []


@given(st.integers(1, 10**9), st.sampled_from(["円", "%", "割", "万円", "億円"]))
def test_every_number_with_a_unit_is_found_in_both_widths(number, unit):
    for written in (f"{number}{unit}", f"{number:,}{unit}"):
        if unit in ("%", "割") and "," in written:
            continue
        assert amounts_in(f"支給額は{written}です") == [written]
        wide = written.translate(FULL_WIDTH)
        assert amounts_in(f"支給額は{wide}です") == [wide]


@given(st.text(max_size=200))
def test_any_text_can_be_asked(text):
    assert all(isinstance(item, str) and item for item in amounts_in(text))


def test_the_message_names_the_amounts_and_the_way_out():
    with pytest.raises(ValidationError) as refused:
        refuse_amounts("100円、200円、300円、400円")
    message = refused.value.messages[0]
    assert "100円、200円、300円" in message
    assert "400円" not in message
    assert "日付つきの金額" in message


def test_text_without_amounts_passes():
    assert refuse_amounts("まず電話してください。") is None
