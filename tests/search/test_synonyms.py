"""Synonyms: the seed file, what editors do with them, and that they work at once."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from cms.search import queries
from cms.search.choices import Direction
from cms.search.management.commands.load_synonyms import FILE
from cms.search.models import Synonym
from cms.search.services import Loaded, load_synonyms
from cms.search.synonyms import Line, current_thesaurus, split
from tests.builders import make_synonym

LINES = ["# words of parents", "", "母子手当, 母子家庭手当 => 児童扶養手当", "病院代, 医療費"]


def meanings(text):
    (group, *_) = queries.parse(text, current_thesaurus()).groups
    return {each.phrases for each in group if not each.prefix}


def test_a_line_is_one_way_or_both_ways():
    one_way = Line.parse("母子手当 => 児童扶養手当")
    assert (one_way.words, one_way.expands_to) == (("母子手当",), ("児童扶養手当",))
    assert one_way.direction == Direction.ONE_WAY
    assert Line.parse("病院代, 医療費").direction == Direction.BOTH
    assert Line.parse("# a comment") is None
    assert Line.parse("   ") is None


def test_words_are_separated_by_commas_of_both_scripts_and_lines():
    assert split("母子手当、児扶，手当,\n お金  の 話 ,,") == (
        "母子手当",
        "児扶",
        "手当",
        "お金 の 話",
    )


@pytest.mark.django_db
def test_every_entry_of_the_seed_file_says_something():
    with FILE.open(encoding="utf-8") as file:
        lines = [line for line in map(Line.parse, file) if line]
    assert len(lines) > 100
    for line in lines:
        Synonym(
            words="、".join(line.words),
            expands_to="、".join(line.expands_to),
            direction=line.direction,
        ).full_clean()
    assert len({line.words[0] for line in lines}) == len(lines)


@pytest.mark.django_db
def test_loading_twice_changes_nothing():
    assert load_synonyms(lines=LINES) == Loaded(created=2)
    assert load_synonyms(lines=LINES) == Loaded(unchanged=2)
    assert Synonym.objects.count() == 2


@pytest.mark.django_db
def test_a_new_edition_of_the_file_updates_what_nobody_touched():
    load_synonyms(lines=LINES)
    assert load_synonyms(lines=[LINES[2] + ", 手当", LINES[3]]) == Loaded(updated=1, unchanged=1)
    assert "手当" in Synonym.objects.get(words__startswith="母子手当").expands_to


@pytest.mark.django_db
def test_what_editors_change_switch_off_or_delete_stays_so():
    load_synonyms(lines=[*LINES, "塾 => 学習支援"])
    Synonym.objects.filter(words__startswith="母子手当").update(expands_to="ほかの手当")
    Synonym.objects.filter(words__startswith="病院代").update(is_active=False)
    Synonym.objects.filter(words="塾").delete()
    changed = [line.replace("児童扶養手当", "児童手当") for line in LINES]
    assert load_synonyms(lines=[*changed, "塾 => 勉強"]) == Loaded(kept=3)
    assert Synonym.objects.get(words__startswith="母子手当").expands_to == "ほかの手当"
    assert not Synonym.objects.filter(words="塾").exists()


@pytest.mark.django_db
def test_the_command_tells_what_it_did(capsys):
    call_command("load_synonyms")
    assert "追加" in capsys.readouterr().out
    call_command("load_synonyms", verbosity=0)
    assert capsys.readouterr().out == ""


@pytest.mark.django_db
def test_a_synonym_works_as_soon_as_it_is_saved_and_no_longer_than_it_exists():
    assert meanings("むすめ") == {(("娘",),)}
    synonym = make_synonym("娘", "子供")
    assert (("子供",),) in meanings("娘")
    synonym.expands_to = "児童"
    synonym.save()
    assert (("児童",),) in meanings("娘")
    synonym.is_active = False
    synonym.save()
    assert meanings("娘") == {(("娘",),)}
    synonym.delete()
    assert meanings("娘") == {(("娘",),)}


@pytest.mark.django_db
def test_both_ways_finds_either_by_the_other():
    make_synonym("ハロワ、ハローワーク", direction=Direction.BOTH)
    assert (("ハロー", "ワーク"),) in meanings("ハロワ")
    assert (("ハロワ",),) in meanings("ハローワーク")


@pytest.mark.django_db
def test_one_way_does_not_lead_back():
    make_synonym("母子手当", "児童扶養手当")
    assert meanings("児童扶養手当") == {(("児童",),)}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"words": "、", "expands_to": "手当"}, "words"),
        ({"words": "母子手当", "expands_to": ""}, "expands_to"),
        ({"words": "がない", "expands_to": "手当"}, "words"),
        ({"words": "手当", "direction": Direction.BOTH}, "words"),
    ],
)
def test_entries_that_would_find_nothing_are_refused_with_a_reason(fields, field):
    with pytest.raises(ValidationError) as refused:
        Synonym(**fields).full_clean()
    assert field in refused.value.message_dict


def test_a_synonym_reads_as_what_it_does():
    assert str(Synonym(words="母子手当", expands_to="児童扶養手当")) == "母子手当 → 児童扶養手当"
    assert str(Synonym(words="病院代、医療費")) == "病院代、医療費"
