import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
import wagtail
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Site

from cms.demo.accounts import demo_sign_ins
from cms.demo.build import CONTENT
from cms.demo.progress import MigrationProgress
from cms.demo.server import serve
from cms.demo.sites import follow_address
from cms.settings.environment import VAR, env

INTERRUPTED = 130  # what a shell expects after Ctrl+C


class Command(BaseCommand):
    help = "Prepare the sample site where needed and serve it. HOST and PORT choose the address."

    def handle(self, **options: Any) -> None:
        host, port = env.str("HOST", default="127.0.0.1"), _port()
        try:
            self._prepare()
        except KeyboardInterrupt:
            self._tell("\n止めました。もう一度 make run を打つと、続きからはじめます。")
            sys.exit(INTERRUPTED)
        self._greet(host, port)
        connections.close_all()
        serve(host=host, port=port)

    def _prepare(self) -> None:
        VAR.mkdir(parents=True, exist_ok=True)
        self._migrate()
        self._once("seeded", _content_digest, self._seed)
        self._once("collected", _static_digest, self._collect)
        follow_address()

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        total = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if total:
            self._tell(f"データベースを準備しています（0/{total}）…")
            progress = MigrationProgress(total, self._tell)
            call_command("migrate", interactive=False, no_color=True, stdout=progress)

    def _tell(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()

    def _seed(self) -> None:
        self.stdout.write("見本サイトの中身を入れています …")
        call_command("seed_demo", stdout=self.stdout)

    def _collect(self) -> None:
        self.stdout.write("見た目のファイルを準備しています …")
        call_command("collectstatic", verbosity=0, interactive=False)

    def _once(self, name: str, state: Callable[[], str], act: Callable[[], object]) -> None:
        """Do ``act`` unless this very state was reached before; the mark is written last."""
        mark = VAR / name
        if mark.exists() and mark.read_text() == state():
            return
        act()
        mark.write_text(state())  # acting changed the state

    def _greet(self, host: str, port: int) -> None:
        address = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{port}"  # noqa: S104
        self.stdout.write(f"\n  サイト       {address}/\n  管理画面     {address}/admin/")
        for site in Site.objects.filter(is_default_site=False):
            self.stdout.write(f"  別のサイト   {site.root_url}/  （{site.site_name}）")
        sign_ins = demo_sign_ins()
        width = max(len(item.username) for item in sign_ins)
        for item in sign_ins:
            role = item.group or "管理者"
            self.stdout.write(
                f"  サインイン   {item.username:<{width}} {item.password}  （{role}）"
            )
        self.stdout.write("\n  止めるには Ctrl+C を押します。\n")
        self.stdout.flush()


def _port() -> int:
    text = os.environ.get("PORT", "8000")
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise CommandError(f"PORT は 1〜65535 の数字にしてください（今の値：{text}）。")
    return int(text)


def _content_digest() -> str:
    """Changes when the sample content or the database does."""
    digest = hashlib.sha256(str(sorted(settings.DATABASES["default"].items(), key=str)).encode())
    for path in sorted(CONTENT.rglob("*.json")):
        digest.update(path.read_bytes())
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM home_homepage")
        digest.update(b"filled" if cursor.fetchone()[0] else b"")
    return digest.hexdigest()


def _static_digest() -> str:
    digest = hashlib.sha256(f"{django.__version__} {wagtail.__version__}".encode())
    for finder in finders.get_finders():
        for name, storage in finder.list([]):
            changed = Path(storage.path(name)).stat()
            digest.update(f"{name} {changed.st_size} {changed.st_mtime_ns}".encode())
    return digest.hexdigest()
