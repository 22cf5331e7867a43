"""The checks that teach our conventions: each finds a deliberate mistake, none finds ours."""

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.test import override_settings
from django.test.utils import isolate_apps
from wagtail import blocks, hooks
from wagtail.models import Page, get_page_models
from wagtail.models.pages import PAGE_MODEL_CLASSES

from cms.core import checks
from home.models import NewsPage


def ids(messages) -> list[str]:
    return [message.id for message in messages]


def test_our_own_code_passes():
    ours = [item for item in run_checks() if item.id and item.id.startswith("portal.")]
    assert ours == []


@pytest.fixture
def wrong_page_type():
    """A page type of ours that inherits from Wagtail's Page and says nothing about itself."""
    with isolate_apps("home", "wagtail"):

        class WrongPage(Page):
            __module__ = "home.wrong"
            template = "home/nowhere.html"

            class Meta:
                app_label = "home"

        assert WrongPage in get_page_models()
        yield WrongPage
    PAGE_MODEL_CLASSES.remove(WrongPage)


def test_a_page_type_without_manners_is_told_each_of_them_once(wrong_page_type):
    found = [item for item in checks.check_page_types(None) if "WrongPage" in item.msg]
    assert sorted(ids(found)) == ["portal.E001", "portal.E002", "portal.E003"]
    assert all("docs/conventions.md" in item.hint for item in found)


@pytest.fixture
def wrong_block():
    """A block without icon, label, preview and description in the body of the news."""

    class WrongBlock(blocks.CharBlock):
        pass

    children = NewsPage._meta.get_field("body").stream_block.child_blocks
    block = WrongBlock()
    block.set_name("wrong")
    children["wrong"] = block
    yield block
    del children["wrong"]


def test_a_block_without_manners_is_told_each_of_them_once(wrong_block):
    found = [item for item in checks.check_blocks(None) if "WrongBlock" in item.msg]
    assert sorted(ids(found)) == ["portal.E010", "portal.E011", "portal.E012"]


def test_a_hook_that_answers_before_the_restriction_is_found():
    def serve_early(page, request, args, kwargs):
        return None

    serve_early.__module__ = "measures.wagtail_hooks"
    with hooks.register_temporarily("before_serve_page", serve_early):
        found = checks.check_serving_hooks(None)
    assert ids(found) == ["portal.E020"]
    assert "measures.wagtail_hooks.serve_early" in found[0].msg
    assert checks.check_serving_hooks(None) == []


def without_public() -> dict:
    return {name: value for name, value in settings.STORAGES.items() if name != "public"}


def inside_the_web_root() -> dict:
    folder = {"location": f"{settings.MEDIA_ROOT}/private"}
    backend = "django.core.files.storage.FileSystemStorage"
    return {**settings.STORAGES, "default": {"BACKEND": backend, "OPTIONS": folder}}


def the_public_one() -> dict:
    return {**settings.STORAGES, "default": settings.STORAGES["public"]}


def the_public_bucket() -> dict:
    backend = "storages.backends.s3.S3Storage"
    bucket = {"bucket_name": "files", "file_overwrite": False}
    public = {"BACKEND": backend, "OPTIONS": {**bucket, "querystring_auth": False}}
    return {
        **settings.STORAGES,
        "default": {"BACKEND": backend, "OPTIONS": bucket},
        "public": public,
    }


PLACES = [without_public, inside_the_web_root, the_public_one, the_public_bucket]


@pytest.mark.parametrize("storages", PLACES)
def test_private_files_without_a_place_of_their_own_are_found(storages):
    with override_settings(STORAGES=storages()):
        assert ids(checks.check_private_storage(None)) == ["portal.E021"]


def test_a_private_storage_of_its_own_passes():
    assert checks.check_private_storage(None) == []
