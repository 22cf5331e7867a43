"""What is refused, before a review and in it: the reason, what to do, and nothing is lost."""

import pytest

from cms.assets.rights.services import record_rights
from home.models import StandardPage
from tests.builders import OWN_WORK, make_image, make_standard_page
from tests.quality.builders import body, picture_block
from tests.reading import page_of, words
from tests.workflow.builders import acts, address, fresh, posted, submit, turn_of

pytestmark = pytest.mark.django_db
UNCLEAR = "画像「公園」：権利が"


@pytest.fixture
def picture():
    return make_image("公園")


@pytest.fixture
def about(roles, editor, picture):
    """A public page whose draft, by the editor, shows the picture."""
    page = make_standard_page(roles)
    page.save_revision().publish()
    page = fresh(page)
    page.title, page.body = "新しい題", body(picture_block(picture))
    page.save_revision(user=editor)
    return StandardPage.objects.get(pk=page.pk)


def main_words(response):
    return words(page_of(response).main)


def take_rights(picture):
    record_rights(file=picture, **{**OWN_WORK, "for_web": False})


def test_a_refused_approval_leaves_the_step_open(client, about, picture, editor, approver):
    """Rights may end while a review goes on: the last step says so and still waits."""
    step = submit(about, editor)
    take_rights(picture)
    client.force_login(approver)
    shown = client.post(address(step), posted(step, action="approve", comment="よい文です。"))
    main = page_of(shown).main
    assert "画像「公園」" in words(main)
    assert "この確認は終わりました" not in words(main)
    assert main.find("button", value="reject")
    assert words(main.find("textarea", attrs={"name": "comment"})) == "よい文です。"
    assert len(main.find_all("input", checked=True)) == len(posted(step)["ticked"])
    client.post(address(step), {"action": "reject", "comment": "画像を替えてください。"})
    assert acts(about)[-1] == "rejected"
    assert turn_of(about).pk == step.pk
