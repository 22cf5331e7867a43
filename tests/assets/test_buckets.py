"""Files in buckets, on a real S3 server that the run starts itself."""

import json
from urllib.error import HTTPError
from urllib.request import urlopen

import boto3
import pytest
from botocore.client import BaseClient
from django.core.files.storage import storages
from wagtail.tasks import delete_file_from_storage_task

from cms.assets.choices import Access
from cms.assets.models import PortalImage
from cms.settings.buckets import bucket_storages
from tests import s3
from tests.builders import MP4_START, make_admin, make_document, make_image, make_media

pytestmark = [
    pytest.mark.service,
    pytest.mark.django_db,
    pytest.mark.skipif(not s3.is_installed(), reason="Ceph's radosgw is not installed"),
]
PRIVATE, PUBLIC = "portal-private", "portal-public"
FILM = MP4_START + bytes(range(256)) * 4096  # a megabyte
READABLE_BY_ALL = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": "*",
            "Action": ["s3:GetObject"],
            "Resource": [f"arn:aws:s3:::{PUBLIC}/*"],
        }
    ],
}


def client_of(store: s3.Store, secret: str) -> BaseClient:
    options = bucket_storages(
        access_key=store.access_key, secret_key=secret, private_bucket="", public_bucket=""
    )["default"]["OPTIONS"]
    return boto3.client(
        "s3",
        endpoint_url=store.endpoint,
        aws_access_key_id=store.access_key,
        aws_secret_access_key=secret,
        region_name="us-east-1",
        config=options["client_config"],
    )


@pytest.fixture(scope="module")
def store():
    """One server for the module, with the two buckets of docs/operations.md."""
    with s3.server() as store:
        client = client_of(store, store.secret_key)
        for bucket in (PRIVATE, PUBLIC):
            client.create_bucket(Bucket=bucket)
        client.put_bucket_policy(Bucket=PUBLIC, Policy=json.dumps(READABLE_BY_ALL))
        yield store


@pytest.fixture(autouse=True)
def in_buckets(store, settings):
    buckets = bucket_storages(
        endpoint=store.endpoint,
        access_key=store.access_key,
        secret_key=store.secret_key,
        private_bucket=PRIVATE,
        public_bucket=PUBLIC,
    )
    settings.STORAGES = {**settings.STORAGES, **buckets}
    yield
    storages["default"].bucket.objects.delete()
    storages["public"].bucket.objects.delete()


def names(alias: str) -> set[str]:
    return {item.key for item in storages[alias].bucket.objects.all()}


def refused(address: str) -> bool:
    try:
        urlopen(address, timeout=10).close()
    except HTTPError as error:
        return error.code in (403, 404)
    return False


def test_a_private_file_is_sent_by_our_view_whole_and_in_part(client, site):
    client.force_login(make_admin())
    media = make_media(content=FILM, access=Access.STAFF)
    whole = client.get(media.url)
    assert b"".join(whole.streaming_content) == FILM
    part = client.get(media.url, headers={"Range": "bytes=1000-1999"})
    assert part.status_code == 206
    assert b"".join(part.streaming_content) == FILM[1000:2000]
    assert "no-store" in part["Cache-Control"]


def test_nobody_else_reads_the_private_bucket(store, client, site):
    document = make_document(name="通知（写し）.pdf", access=Access.STAFF)
    assert names("default") == {document.file.name}
    assert names("public") == set()
    key = {"Bucket": PRIVATE, "Key": document.file.name}
    guess = client_of(store, "not-the-secret").generate_presigned_url("get_object", Params=key)
    signed = client_of(store, store.secret_key).generate_presigned_url("get_object", Params=key)
    assert not refused(signed), "the address is right: only the signature of a guess is not"
    assert refused(guess)
    assert refused(signed.partition("?")[0])
    assert refused(f"{store.endpoint}/{PRIVATE}")
    assert store.endpoint not in document.url
    assert client.get(document.url).status_code == 302


def test_renditions_of_public_pictures_are_read_by_everybody_for_ever(site):
    rendition = make_image().get_rendition("width-20")
    with urlopen(rendition.url, timeout=10) as answer:
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Type"] == "image/jpeg"


def test_renditions_of_private_pictures_never_reach_the_public_bucket(client, site):
    rendition = make_image(access=Access.STAFF).get_rendition("width-20")
    assert names("public") == set()
    assert client.get(rendition.url).status_code == 302
    client.force_login(make_admin())
    assert client.get(rendition.url).status_code == 200


def test_a_picture_that_becomes_private_leaves_the_public_bucket(
    site, django_capture_on_commit_callbacks
):
    picture = make_image()
    address = picture.get_rendition("width-20").url
    with django_capture_on_commit_callbacks(execute=True):
        picture.access = Access.STAFF
        picture.save()
    assert refused(address)


def test_a_file_of_the_same_name_replaces_no_other(site):
    first, second = make_image(name="photo.jpg"), make_image(name="photo.jpg")
    assert first.file.name != second.file.name
    assert names("default") == {first.file.name, second.file.name}


def test_no_key_is_written_into_the_queue_of_tasks(store):
    field = PortalImage._meta.get_field("file")
    path, arguments, keywords = field.storage.deconstruct()
    assert store.secret_key not in f"{path}{arguments}{keywords}"
    delete_file_from_storage_task.enqueue((path, arguments, keywords), "nothing.jpg")


def test_a_file_that_was_lost_is_a_404(client, site):
    document = make_document()
    storages["default"].delete(document.file.name)
    assert client.get(document.url).status_code == 404
