"""Who gets which file: every address of every kind of file, asked by every kind of reader."""

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, Permission
from django.core.management import call_command
from wagtail.models import Collection, CollectionViewRestriction

from cms.accounts.services import apply_roles
from cms.assets.choices import Access
from cms.assets.models import PortalDocument, PortalImage, PortalMedia, PortalRendition
from cms.records.choices import Action
from cms.records.models import AccessRecord
from tests.builders import (
    make_admin,
    make_area,
    make_document,
    make_group,
    make_image,
    make_media,
    make_standard_page,
    make_track,
    make_user,
)
from tests.reading import page_of

pytestmark = pytest.mark.django_db
STAFF = {"access": Access.STAFF}


def make_staff(username: str = "staff", **fields):
    user = make_user(username, **fields)
    user.user_permissions.add(Permission.objects.get(codename="read_staff_library"))
    return user


def make_editor():
    apply_roles()
    user = make_user("editor")
    make_group("編集者", user)
    return user


def make_translator():
    apply_roles()
    user = make_user("translator")
    make_group("翻訳者", user)
    return user


READERS = {
    "staff": make_staff,
    "staff of another town": lambda: make_staff("other", municipality=make_area()),
    "editor": make_editor,
    "superuser": make_admin,
}
OUTSIDERS = {
    "somebody with an account": make_user,
    "a translator": make_translator,
    "staff whose account was closed": lambda: make_staff("gone", is_active=False),
}


@pytest.fixture
def staff_files(site) -> dict[str, str]:
    """One private file of each kind, by its address."""
    media = make_media(**STAFF)
    return {
        "document": make_document(name="通知（写し）.pdf", **STAFF).url,
        "video": media.url,
        "captions": make_track(media).url,
        "picture": make_image(**STAFF).get_rendition("width-20").url,
    }


def file_addresses() -> list[str]:
    """Every address somebody might try for what is stored, by name and by number."""
    renditions = PortalRendition.objects.all()
    files = [*PortalDocument.objects.all(), *PortalImage.objects.all(), *PortalMedia.objects.all()]
    names = [item.file.name for item in (*files, *renditions)]
    addresses = [f"/{folder}/{name}" for name in names for folder in ("media", "private", "static")]
    for item in files:
        addresses += [
            f"/documents/{item.pk}/{item.filename}",
            f"/files/public/documents/{item.pk}/0/{item.filename}",
            f"/files/public/media/{item.pk}/0/{item.filename}",
            f"/files/staff/documents/{item.pk}/0/{item.filename}",
            f"/files/staff/media/{item.pk}/0/{item.filename}",
            f"/admin/documents/edit/{item.pk}/",
            f"/admin/media/edit/{item.pk}/",
            f"/admin/images/{item.pk}/",
            f"/admin/images/{item.pk}/preview/original/",
            f"/admin/images/{item.pk}/generate_url/original/",
        ]
    return [*addresses, *(item.url for item in renditions), *(item.url for item in files[:1])]


@pytest.mark.parametrize("reader", READERS)
def test_readers_who_may_get_every_kind_of_file(client, staff_files, reader):
    client.force_login(READERS[reader]())
    for what, address in staff_files.items():
        response = client.get(address)
        assert response.status_code == 200, what
        assert len(b"".join(response.streaming_content)) == int(response["Content-Length"])
        assert "private" in response["Cache-Control"], what
        assert "no-store" in response["Cache-Control"], what
        assert response["X-Content-Type-Options"] == "nosniff", what


@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_outsiders_get_the_answer_of_a_file_that_never_was(client, staff_files, outsider):
    client.force_login(OUTSIDERS[outsider]())
    for what, address in staff_files.items():
        assert client.get(address).status_code in (302, 404), what


def test_a_visitor_reaches_nothing_by_any_address(client, site, staff_files):
    addresses = file_addresses()
    assert len(addresses) > 30
    for address in [*addresses, *staff_files.values()]:
        response = client.get(address)
        assert response.status_code in (302, 404), address
        assert response.status_code == 404 or "?next=" in response.url, address


@pytest.mark.parametrize("kind", ["documents", "media", "tracks"])
def test_a_guess_tells_nothing(client, staff_files, kind):
    """The same answer for a number that is taken and for one that is not."""
    for area in ("public", "staff"):
        answers = set()
        for number in (1, make_document(**STAFF).pk, make_media(**STAFF).pk, 999_999_999):
            response = client.get(f"/files/{area}/{kind}/{number}/0/form.pdf")
            answers.add((response.status_code, response.headers.get("Location", "")[:14]))
        assert len(answers) == 1, area


def test_the_sign_in_leads_back_to_the_file(client, staff_files):
    response = client.get(staff_files["document"])
    assert response.url.startswith("/sign-in/?next=/files/staff/documents/")


def test_private_files_lie_where_no_web_server_looks(staff_files):
    for item in (*PortalDocument.objects.all(), *PortalImage.objects.all()):
        assert not Path(item.file.path).is_relative_to(settings.MEDIA_ROOT)
    rendition = PortalRendition.objects.get()
    assert not Path(rendition.file.path).is_relative_to(settings.MEDIA_ROOT)
    assert not list(Path(settings.MEDIA_ROOT).rglob(Path(rendition.file.name).name))


def test_opening_a_private_file_is_recorded_once(client, staff_files):
    user = make_staff()
    client.force_login(user)
    client.get(staff_files["video"], headers={"Range": "bytes=0-99"})
    client.get(staff_files["video"], headers={"Range": "bytes=100-199"})
    client.head(staff_files["video"])
    record = AccessRecord.objects.get(action=Action.DOWNLOADED)
    assert (record.actor, record.kind) == (user, "assets.portalmedia")
    assert record.address == "127.0.0.1"


def test_a_refused_reader_is_recorded(client, staff_files):
    client.force_login(make_user())
    client.get(staff_files["document"])
    assert AccessRecord.objects.get().action == Action.DENIED


def test_what_everybody_may_read_is_not_recorded(client, site):
    client.get(make_document().url)
    assert not AccessRecord.objects.exists()


def test_a_picture_that_becomes_private_loses_its_public_renditions(
    client, site, django_capture_on_commit_callbacks
):
    picture = make_image()
    public = picture.get_rendition("width-20")
    path = Path(public.file.path)
    assert client.get(public.url).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        picture.access = Access.STAFF
        picture.save()
    assert not path.exists()
    assert client.get(public.url).status_code == 404
    private = PortalImage.objects.get().get_rendition("width-20")
    assert private.url.startswith("/files/staff/")
    assert client.get(private.url).status_code == 302


def test_a_picture_that_becomes_public_gets_public_renditions(
    client, site, django_capture_on_commit_callbacks
):
    picture = make_image(**STAFF)
    private = picture.get_rendition("width-20")
    with django_capture_on_commit_callbacks(execute=True):
        picture.access = Access.PUBLIC
        picture.save()
    assert not Path(private.file.path).exists()
    public = PortalImage.objects.get().get_rendition("width-20")
    assert public.url.startswith("/media/")
    assert client.get(public.url).status_code == 200


def test_a_closed_collection_closes_its_pictures(client, site, django_capture_on_commit_callbacks):
    collection = Collection.objects.get(depth=1).add_child(name="内部")
    below = collection.add_child(name="内部の中")
    picture = make_image(collection=below)
    public = picture.get_rendition("width-20")
    with django_capture_on_commit_callbacks(execute=True):
        restriction = CollectionViewRestriction.objects.create(
            collection=collection, restriction_type=CollectionViewRestriction.LOGIN
        )
    assert client.get(public.url).status_code == 404
    picture = PortalImage.objects.get()
    assert client.get(picture.get_rendition("width-20").url).status_code == 302
    with django_capture_on_commit_callbacks(execute=True):
        restriction.delete()
    assert client.get(PortalImage.objects.get().get_rendition("width-20").url).status_code == 200


def test_a_document_that_becomes_private_is_gone_for_visitors(client, site):
    document = make_document()
    before = document.url
    assert client.get(before).status_code == 200
    document.access = Access.STAFF
    document.save()
    assert client.get(before).status_code == 404
    client.force_login(make_staff())
    assert client.get(before).url == document.url


def test_lists_hold_only_what_the_reader_may_open(site):
    public, private = make_document(), make_document(**STAFF)
    collection = Collection.objects.get(depth=1).add_child(name="内部")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    closed = make_document(collection=collection)
    for reader, files in (
        (AnonymousUser(), {public}),
        (make_user(), {public, closed}),
        (make_staff(), {public, private, closed}),
        (make_editor(), {public, private, closed}),
    ):
        assert set(PortalDocument.objects.visible_to(reader)) == files
        for file in (public, private, closed):
            assert file.is_open_to(reader) == (file in files)


@pytest.mark.parametrize("reader", [None, "staff"])
def test_a_public_page_does_not_tell_of_private_files(client, site, reader):
    document, picture = make_document(title="内部の通知", **STAFF), make_image(**STAFF)
    page = make_standard_page(
        site,
        body=[
            ("document", {"document": document, "label": ""}),
            ("image", {"image": picture, "alternative": "内部の図", "caption": ""}),
        ],
    )
    if reader:
        client.force_login(make_staff())
    text = page_of(client.get(page.url)).main.decode()
    assert ("内部の通知" in text) is bool(reader)
    assert ("内部の図" in text) is bool(reader)


def test_many_pictures_moved_into_a_closed_collection_are_closed(
    client, site, django_capture_on_commit_callbacks
):
    closed = Collection.objects.get(depth=1).add_child(name="内部")
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type=CollectionViewRestriction.LOGIN
    )
    picture = make_image()
    address = picture.get_rendition("width-20").url
    client.force_login(make_admin())
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            f"/admin/bulk/assets/portalimage/add_to_collection/?id={picture.pk}",
            {"collection": closed.pk},
        )
    client.logout()
    assert PortalImage.objects.get().collection == closed
    assert client.get(address).status_code == 404


def test_a_collection_moved_below_a_closed_one_is_closed(
    client, site, django_capture_on_commit_callbacks
):
    root = Collection.objects.get(depth=1)
    closed, moved = root.add_child(name="内部"), root.add_child(name="写真")
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type=CollectionViewRestriction.LOGIN
    )
    address = make_image(collection=moved).get_rendition("width-20").url
    client.force_login(make_admin())
    with django_capture_on_commit_callbacks(execute=True):
        fields = {"name": "写真", "parent": closed.pk}
        client.post(f"/admin/collections/{moved.pk}/", fields)
    client.logout()
    assert Collection.objects.get(pk=moved.pk).depth == 3
    assert client.get(address).status_code == 404


def test_what_slipped_through_is_found_by_night(site, django_capture_on_commit_callbacks):
    picture = make_image()
    picture.get_rendition("width-20")
    PortalImage.objects.update(access=Access.STAFF)
    answer = io.StringIO()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("check_renditions", stdout=answer)
    assert answer.getvalue() == "1 removed\n"
    assert not PortalRendition.objects.exists()


def test_editors_open_the_original_and_nobody_else_does(client, site):
    address = make_image().file.url
    assert client.get(address).status_code == 302
    client.force_login(make_staff())
    assert client.get(address).status_code == 404
    client.force_login(make_editor())
    response = client.get(address)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
