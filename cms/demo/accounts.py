"""Sign-ins of the demonstration: made once, with passwords of this installation's own."""

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from cms.areas.models import Area
from cms.settings.environment import VAR

WORDS = [
    "asahi",
    "kawa",
    "yama",
    "umi",
    "sora",
    "hoshi",
    "kaze",
    "mori",
    "hana",
    "tori",
    "ame",
    "yuki",
    "tsuki",
    "nami",
    "ishi",
    "kusa",
    "momiji",
    "sakura",
    "take",
    "matsu",
    "ume",
    "kiku",
    "hagi",
    "fuji",
    "suzu",
    "kane",
    "fune",
    "hashi",
    "machi",
    "mura",
]


@dataclass(frozen=True)
class SignIn:
    """One demonstration account; ``group`` is a role of the portal, empty for the superuser."""

    username: str
    group: str
    password: str


ACCOUNTS = {
    "admin": "",
    "editor": "編集者",
    "approver": "承認者",
    "approver-2": "承認者",  # nobody approves the own change, and one may ask the other
    "tokyo-editor": "編集者（東京都）",
    "tokyo-approver": "承認者（東京都）",
    "publicity": "広報",
    "hachioji": "職員",
    "hachioji-check": "事実確認者",
    "machida": "職員",
}
# 全国地方公共団体コード of the municipality whose staff the person is.
MUNICIPALITIES = {"hachioji": "132012", "hachioji-check": "132012", "machida": "132098"}


def sign_ins_file() -> Path:
    return VAR / "demo_sign_ins.json"


def demo_sign_ins() -> list[SignIn]:
    """The sign-ins of this installation; passwords are drawn on the first call and kept (0600).

    What a newer version added is drawn when it is missing; the others stay.
    """
    path = sign_ins_file()
    kept = [SignIn(**item) for item in json.loads(path.read_text())] if path.exists() else []
    missing = ACCOUNTS.keys() - {item.username for item in kept}
    if missing:
        new = [name for name in ACCOUNTS if name in missing]
        drawn = [*kept, *(SignIn(name, ACCOUNTS[name], _passphrase()) for name in new)]
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")  # interrupted now, the next start draws again
        unfinished.touch(mode=0o600)
        unfinished.write_text(json.dumps([asdict(item) for item in drawn], ensure_ascii=False))
        unfinished.replace(path)
    return [SignIn(**item) for item in json.loads(path.read_text())]


def _passphrase() -> str:
    return "-".join(secrets.choice(WORDS) for _ in range(4)) + f"-{secrets.randbelow(90) + 10}"


@transaction.atomic
def create_demo_accounts() -> None:
    """Create what is missing; an account that exists keeps the password it has."""
    for item in demo_sign_ins():
        defaults = {"is_superuser": not item.group, "is_staff": not item.group}
        user, created = get_user_model().objects.get_or_create(
            username=item.username, defaults=defaults
        )
        if created:
            user.set_password(item.password)
            user.email = f"{item.username}@portal.example"
            code = MUNICIPALITIES.get(item.username)
            user.municipality = Area.objects.filter(code6=code).first() if code else None
            user.save()
        if item.group:
            user.groups.add(Group.objects.get(name=item.group))
