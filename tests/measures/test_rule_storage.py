"""Rules as blocks: whatever the engine can hold, an editor can see and change."""

import pytest

from measures.eligibility.rule import read_rule
from measures.models import MeasurePage
from measures.rule_blocks import RULE_BLOCKS, ConditionsBlock
from measures.rule_storage import rule_record, rule_stream, sentence_of
from tests.measures.eligibility.worlds import library

RULES = library().rules


@pytest.mark.django_db
@pytest.mark.parametrize("slug", sorted(RULES))
def test_a_rule_survives_the_way_through_blocks(slug):
    rule = RULES[slug]
    page = MeasurePage(slug=slug, rule_as_of=rule.as_of)
    page.rule = rule_stream(rule)
    assert read_rule(page.rule_record) == rule


@pytest.mark.django_db
@pytest.mark.parametrize("slug", sorted(RULES))
def test_blocks_accept_the_rules_as_they_are(slug):
    page = MeasurePage(slug=slug)
    page.rule = rule_stream(RULES[slug])
    for block in page.rule:
        if block.block_type != "path":
            block.block.clean(block.value)
            continue
        for condition in block.value["conditions"]:
            if condition.block_type not in ("income", "savings", "eligible_for"):  # need rows
                condition.block.clean(condition.value)


@pytest.mark.django_db
def test_every_block_explains_itself_and_reads_as_a_sentence():
    blocks = ConditionsBlock().child_blocks
    for name, block in blocks.items():
        assert block.meta.icon not in ("", "placeholder")
        assert block.label
        assert block.meta.description
        value = block.get_prep_value(block.get_preview_value())
        assert sentence_of(name, value).endswith("。") or name == "manual"
        assert sentence_of(name, value) in block.render(block.get_preview_value())


def test_a_draft_that_cannot_be_read_keeps_what_was_written():
    stream = [{"type": "path", "value": {"label": "道", "conditions": []}}]
    record = rule_record(measure="x", as_of=None, stream=stream)
    assert record["paths"] == [{"label": "道", "all": []}]
    assert rule_record(measure="x", as_of=None, stream=[]) is None


def test_path_blocks_do_not_repeat_the_vocabulary_in_migrations():
    assert dict(RULE_BLOCKS)["path"].deconstruct()[1] == [[]]
