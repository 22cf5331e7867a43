"""Settings: what they read is documented, and production starts with its secrets or not at all."""

import os
import re
import subprocess
import sys

import pytest

from tests.architecture.sources import ROOT, modules

CHECK = "import django; django.setup(); from django.conf import settings; print(settings.DEBUG)"
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "only-for-this-test-0123456789abcdefghijklmnopqrstuvwxyz",
    "PORTAL_HOSTS": "portal.example",
    "EMAIL_URL": "smtp+tls://user:password@mail.example:587",
    "EMAIL_FROM": "portal@portal.example",
}
BUCKETS = {
    "S3_FILES": "true",
    "S3_ACCESS_KEY": "key",
    "S3_SECRET_KEY": "secret",
    "S3_PUBLIC_BUCKET": "public",
    "S3_PRIVATE_BUCKET": "private",
}


def documented() -> dict[str, str]:
    """Variable → whether it is needed, from the table."""
    text = (ROOT / "docs/environment.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([A-Z0-9_]+)` \| ([^|]+) \|", text, flags=re.MULTILINE)
    assert len(rows) == len(dict(rows)), "no variable stands twice"
    return {name: needed.strip() for name, needed in rows}


def read_by_code() -> set[str]:
    pattern = re.compile(
        r"\benv(?:\.[a-z_]+)?\(\s*[\"']([A-Z0-9_]+)"
        r"|os\.environ(?:\.get\(|\.setdefault\(|\[)\s*[\"']([A-Z0-9_]+)"
        r"|os\.getenv\(\s*[\"']([A-Z0-9_]+)"
    )
    found = {
        next(filter(None, groups)) for _name, text in modules() for groups in pattern.findall(text)
    }
    return found - {"DJANGO_SETTINGS_MODULE"}


def start(code: str = CHECK, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start Django in a process of its own with nothing but ``environment``."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_table_names_what_the_code_reads():
    assert read_by_code() == set(documented())


def test_production_starts_with_its_secrets(tmp_path):
    result = start(**PRODUCTION, PORTAL_VAR=str(tmp_path))
    assert result.returncode == 0, result.stderr[-2000:]
    assert result.stdout.strip() == "False"


@pytest.mark.parametrize(
    "missing", sorted(name for name, needed in documented().items() if needed == "production")
)
def test_production_refuses_to_start_without(missing, tmp_path):
    environment = {name: value for name, value in PRODUCTION.items() if name != missing}
    result = start(**environment, PORTAL_VAR=str(tmp_path))
    assert result.returncode != 0
    assert missing in result.stderr, "the message names what is missing"


@pytest.mark.parametrize(
    "missing", sorted(name for name, needed in documented().items() if needed == "with `S3_FILES`")
)
def test_buckets_need_their_keys(missing, tmp_path):
    environment = {**PRODUCTION, **BUCKETS}
    del environment[missing]
    result = start(**environment, PORTAL_VAR=str(tmp_path))
    assert result.returncode != 0
    assert missing in result.stderr


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ({"S3_PUBLIC_DOMAIN": "pictures.example"}, "https://pictures.example"),
        ({"S3_ENDPOINT": "https://store.example/s3"}, "https://store.example"),
        ({}, "https://public.s3.amazonaws.com"),
    ],
)
def test_pictures_in_a_bucket_may_be_shown(address, origin, tmp_path):
    """Visitors' browsers load pictures from the public bucket and from nowhere else."""
    code = "from cms.settings import production as p; print(*p.SECURE_CSP['img-src'][2:])"
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PORTAL_VAR": str(tmp_path), **PRODUCTION, **BUCKETS, **address},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stdout.strip() == origin, result.stderr[-2000:]


def test_the_demonstration_draws_a_key_of_its_own(tmp_path):
    settings = {"DJANGO_SETTINGS_MODULE": "cms.settings.demo", "PORTAL_VAR": str(tmp_path / "var")}
    assert start(**settings).returncode == 0
    key = tmp_path / "var" / "secret_key"
    first = key.read_text()
    assert len(first) >= 50
    assert key.stat().st_mode & 0o077 == 0, "nobody else reads it"
    assert start(**settings).returncode == 0
    assert key.read_text() == first


def test_an_interrupted_start_left_an_empty_key(tmp_path):
    (tmp_path / "secret_key").touch()
    settings = {"DJANGO_SETTINGS_MODULE": "cms.settings.demo", "PORTAL_VAR": str(tmp_path)}
    assert start(**settings).returncode == 0
    assert len((tmp_path / "secret_key").read_text()) >= 50


def test_the_demonstration_is_never_part_of_production(tmp_path):
    code = "from cms.settings import production as p; print('cms.demo' in p.INSTALLED_APPS)"
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PORTAL_VAR": str(tmp_path), **PRODUCTION},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stdout.strip() == "False", result.stderr[-2000:]


def test_no_error_of_production_is_mailed_with_what_was_posted(tmp_path):
    code = (
        "import django, logging; django.setup(); logger = logging.getLogger('django.request')\n"
        "while logger:\n"
        "    print(*(type(each).__name__ for each in logger.handlers))\n"
        "    logger = logger.parent"
    )
    environment = {**PRODUCTION, "PORTAL_ALERTS_TO": "alerts@example.jp"}
    result = start(code, **environment, PORTAL_VAR=str(tmp_path))
    assert result.stdout.split() == ["StreamHandler"], result.stderr[-2000:]
