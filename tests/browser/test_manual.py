"""Every task of the editors' manual can be done as its page says it."""

from collections.abc import Iterator

import pytest

from tests.demonstration import ROOT, running_demo
from tests.manual.desk import Desk
from tests.manual.tasks import TASKS
from tests.manual.test_pages import PICTURE

MANUAL = ROOT / "docs" / "editors"


@pytest.fixture(scope="module")
def desk(browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A demonstration of its own: the tasks change what other tests look at."""
    with running_demo(tmp_path_factory.mktemp("manual")) as demo:
        yield Desk(browser, demo, tmp_path_factory.mktemp("pictures"))


@pytest.mark.parametrize("name", TASKS)
def test_the_task_is_done_as_the_manual_says(desk: Desk, name: str):
    pictures, pressed = desk.do(TASKS[name])
    words = (MANUAL / f"{name}.md").read_text(encoding="utf-8")
    shown = {picture.removesuffix(".webp") for _alt, picture in PICTURE.findall(words)}
    assert shown == set(pictures)
    assert [each for each in pressed if each not in words] == []
