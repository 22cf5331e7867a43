"""What a reviewer reads of a change: words, days and labels, never as Python has it."""

from datetime import datetime

import pytest

from cms.core.calendar import TOKYO
from cms.workflow.comparing import told
from measures.models import MeasureSource
from tests.builders import make_standard_page
from tests.quality.builders import body
from tests.reading import page_of, words
from tests.workflow.builders import address, change, fresh, posted, submit

pytestmark = pytest.mark.django_db
GOES_LIVE = datetime(2099, 2, 28, tzinfo=TOKYO)


def changes_of(client, step):
    shown = page_of(client.get(address(step))).find("section", attrs={"aria-labelledby": "changes"})
    return words(shown)


def test_a_day_reads_as_a_day_and_the_approval_tells_it(client, national, editor, approver):
    step = submit(change(national, editor, summary="新しい。", go_live_at=GOES_LIVE), editor)
    client.force_login(approver)
    seen = changes_of(client, step)
    assert "公開予定日時 2099年2月28日 0:00" in seen
    assert "None" not in seen
    done = client.post(address(step), posted(step, action="approve"), follow=True)
    said = words(page_of(done).main)
    assert "承認しました。2099年2月28日 0:00に公開されます。" in said


def test_an_approval_without_a_day_names_none(client, national, editor, approver):
    step = submit(change(national, editor), editor)
    client.force_login(approver)
    done = client.post(address(step), posted(step, action="approve"), follow=True)
    assert "に公開されます" not in words(page_of(done).main)


def callout(kind, title=""):
    return "callout", {"kind": kind, "title": title, "text": "<p>先に相談してください。</p>"}


def test_choices_read_as_their_labels_and_empty_fields_are_left_out(
    client, roles, editor, approver
):
    page = make_standard_page(roles, body=body(callout("info")))
    page.save_revision().publish()
    draft = fresh(page)
    draft.body[0].value["kind"] = "warning"
    draft.save_revision(user=editor)
    client.force_login(approver)
    seen = changes_of(client, submit(fresh(page), editor))
    assert "お知らせ" in seen
    assert "注意" in seen
    assert not {"info", "warning"} & set(seen.split())
    assert "infowarning" not in seen
    assert "先に相談してください" in seen
    assert "見出し" not in seen, "a label without words"


def test_a_row_that_comes_or_goes_is_shown(client, national, editor, approver):
    draft = fresh(national)
    draft.sources.set([MeasureSource(title="児童扶養手当法", url="https://example.jp/law/")])
    draft.save_revision(user=editor)
    client.force_login(approver)
    seen = changes_of(client, submit(fresh(national), editor))
    assert "児童扶養手当法" in seen


@pytest.mark.parametrize(
    ("value", "words_of_it"),
    [(None, ""), (True, "はい"), (False, "いいえ"), (GOES_LIVE.date(), "2099年2月28日"), (3, "3")],
)
def test_values_as_people_read_them(value, words_of_it):
    assert told(value) == words_of_it
