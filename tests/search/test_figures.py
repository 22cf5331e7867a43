"""The figures that bench/search_quality.py prints."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.distractors import distractors
from bench.search_quality import Answer, figures

ROOT = Path(__file__).resolve().parents[2]


def answer(found, relevant, milliseconds=1.0):
    return Answer("家賃", found, relevant, milliseconds)


def test_a_perfect_ranking_has_the_full_gain():
    assert answer(["a", "b", "x"], {"a": 2, "b": 1}).ndcg == pytest.approx(1)


def test_the_better_page_belongs_first():
    # (2**1-1)/log2(2) + (2**2-1)/log2(3) against (2**2-1)/log2(2) + (2**1-1)/log2(3)
    assert answer(["b", "a"], {"a": 2, "b": 1}).ndcg == pytest.approx(0.7967, abs=1e-4)


def test_nothing_found_gains_nothing():
    nothing = answer([], {"a": 2})
    assert (nothing.ndcg, nothing.reciprocal_rank, nothing.recall(5)) == (0, 0, 0)
    assert not nothing.hit(10)


def test_recall_asks_for_no_more_than_fits():
    relevant = {f"page-{number}": 1 for number in range(10)}
    assert answer(list(relevant)[:5], relevant).recall(5) == 1


def test_figures_are_means_and_percentiles():
    found = [answer(["a"], {"a": 1}, 1.0), answer(["x", "a"], {"a": 1}, 3.0)]
    result = figures(found)
    assert result["MRR@10"] == pytest.approx(0.75)
    assert result["Hit@1"] == pytest.approx(0.5)
    assert result["zero-result rate"] == 0
    assert result["ms/query p95"] == 3.0


def test_distractors_are_the_same_every_time():
    assert list(distractors(20)) == list(distractors(20))
    assert len({each["id"] for each in distractors(50)}) == 50


def test_the_benchmark_starts_with_every_room_there_is():
    """In a process of its own: settings cannot be changed in a running one."""
    program = "import django; django.setup()"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "bench.settings"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
