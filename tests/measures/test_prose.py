"""No amount in prose: every text field of a measure refuses one, with a message that helps."""

import pytest
from django.core.exceptions import ValidationError

from measures.blocks import AmountBlock, DocumentBlock, LineBlock, WayBlock
from measures.prose import STREAMS, TEXTS
from tests.builders import make_measure

pytestmark = pytest.mark.django_db

AMOUNT = "毎月4万6,690円もらえます"
STREAM_DATA = {
    "body": ("paragraph", f"<p>{AMOUNT}</p>"),
    "who": ("line", AMOUNT),
    "amounts": ("amount", {"parameter": None, "label": AMOUNT, "note": ""}),
    "how": ("way", {"channel": "desk", "text": AMOUNT, "url": ""}),
    "documents": ("document", {"name": "通帳", "where": AMOUNT, "alternative": ""}),
    "cautions": ("line", AMOUNT),
    "desk_checks": ("line", AMOUNT),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_with_an_amount_is_refused(site, name):
    page = make_measure(site)
    setattr(page, name, AMOUNT)
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    (message,) = refused.value.message_dict[name]
    assert "4万6,690円" in message
    assert "お金のめやす" in message


@pytest.mark.parametrize("name", STREAMS)
def test_a_list_with_an_amount_is_refused(site, name):
    page = make_measure(site)
    kind, value = STREAM_DATA[name]
    setattr(page, name, [{"type": kind, "value": value}])
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert name in refused.value.message_dict


def test_ages_months_and_addresses_are_no_amounts(site):
    page = make_measure(site)
    page.summary = "18歳になった年度の末まで、2か月分ずつ、年6回振り込まれます。"
    page.how = [
        {
            "type": "way",
            "value": {"channel": "desk", "text": "窓口で", "url": "https://example.jp/a%E5%20b"},
        }
    ]
    page.full_clean()


@pytest.mark.parametrize(
    ("block", "value"),
    [
        (LineBlock(), AMOUNT),
        (WayBlock(), {"channel": "desk", "text": AMOUNT, "url": ""}),
        (DocumentBlock(), {"name": AMOUNT, "where": "", "alternative": ""}),
        (AmountBlock(), {"parameter": None, "label": AMOUNT, "note": ""}),
    ],
)
def test_the_block_itself_says_which_row_it_is(block, value):
    """In the editor the message stands beside the row, not on top of the page."""
    with pytest.raises(ValidationError):
        block.clean(block.to_python(value))
