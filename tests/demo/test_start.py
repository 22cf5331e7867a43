"""`make run`: the address, the sign-ins and the marks that make the second start quick."""

import io
import json
import os
import signal
import subprocess
import sys

import pytest
from django.core.management.base import CommandError

from cms.demo import accounts
from cms.demo.accounts import ACCOUNTS, demo_sign_ins
from cms.demo.management.commands import start_demo
from cms.demo.progress import MigrationProgress
from cms.demo.server import DemoServer
from cms.settings.environment import ROOT


@pytest.fixture
def var(tmp_path, monkeypatch):
    """A folder of its own in place of var/."""
    monkeypatch.setattr(accounts, "VAR", tmp_path)
    monkeypatch.setattr(start_demo, "VAR", tmp_path)
    return tmp_path


def test_sign_ins_are_drawn_once_and_nobody_else_reads_them(var):
    first = demo_sign_ins()
    assert demo_sign_ins() == first
    assert {item.username: item.group for item in first} == ACCOUNTS
    assert (var / "demo_sign_ins.json").stat().st_mode & 0o777 == 0o600
    assert len({item.password for item in first}) == len(first)


def test_every_installation_draws_its_own(var):
    first = demo_sign_ins()
    (var / "demo_sign_ins.json").unlink()
    assert not {item.password for item in demo_sign_ins()} & {item.password for item in first}


def test_passwords_pass_the_rules_of_the_portal(var):
    from django.contrib.auth.password_validation import validate_password

    for item in demo_sign_ins():
        validate_password(item.password)


def test_a_start_that_was_interrupted_while_drawing_draws_again(var):
    (var / "demo_sign_ins.part").write_text('[{"username": "adm')
    assert len(demo_sign_ins()) == len(ACCOUNTS)
    assert json.loads((var / "demo_sign_ins.json").read_text())


@pytest.mark.parametrize("text", ["80a", "", "0", "65536", "-1", "８０８０ ", "8000; rm"])
def test_a_port_that_is_none_is_refused_with_words(monkeypatch, text):
    monkeypatch.setenv("PORT", text)
    with pytest.raises(CommandError) as refused:
        start_demo._port()
    assert "1〜65535" in str(refused.value)
    assert text in str(refused.value)


@pytest.mark.parametrize(("text", "port"), [("1", 1), ("8000", 8000), ("65535", 65535)])
def test_a_port_is_taken(monkeypatch, text, port):
    monkeypatch.setenv("PORT", text)
    assert start_demo._port() == port


def test_the_usual_port(monkeypatch):
    monkeypatch.delenv("PORT", raising=False)
    assert start_demo._port() == 8000


def test_a_step_is_marked_only_after_it_succeeded(var):
    command = start_demo.Command()

    def fail() -> None:
        raise RuntimeError("interrupted")

    with pytest.raises(RuntimeError):
        command._once("seeded", lambda: "state", fail)
    assert not (var / "seeded").exists()
    done: list[str] = []
    command._once("seeded", lambda: "state", lambda: done.append("again"))
    assert done == ["again"]


def test_a_step_that_reached_its_state_is_not_repeated(var):
    """Seeding changes the very state it is judged by: the second start must not seed again."""
    rows: list[str] = []

    def state() -> str:
        return f"{len(rows) > 0}"

    for _start in range(3):
        start_demo.Command()._once("seeded", state, lambda: rows.append("row"))
    assert rows == ["row"]


def test_a_changed_state_is_reached_again(var):
    done: list[str] = []
    for state in ("first", "first", "second"):
        start_demo.Command()._once("collected", lambda state=state: state, lambda: done.append(""))
    assert len(done) == 2


@pytest.mark.django_db
def test_the_state_of_the_content_notices_an_emptied_database(site):
    filled = start_demo._content_digest()
    site.root_page.delete()
    assert start_demo._content_digest() != filled


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8123"),
        ("0.0.0.0", "http://127.0.0.1:8123"),
        ("portal.example", "http://portal.example:8123"),
    ],
)
def test_the_greeting_names_addresses_and_sign_ins(var, host, address):
    text = io.StringIO()
    start_demo.Command(stdout=text)._greet(host, 8123)
    assert f"{address}/\n" in text.getvalue()
    assert f"{address}/admin/" in text.getvalue()
    for item in demo_sign_ins():
        assert item.password in text.getvalue()


def test_the_server_listens_where_it_was_told():
    assert DemoServer(host="127.0.0.1", port=8123).cfg.address == [("127.0.0.1", 8123)]
    assert DemoServer(host="::1", port=8123).cfg.address == [("::1", 8123)]
    server = DemoServer(host="127.0.0.1", port=8123)
    assert server.cfg.accesslog is None, "no log of what visitors look at"
    assert server.cfg.workers == 2
    assert server.cfg.limit_request_line == 0, "the portal itself answers long addresses"


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        ("Invalid request from ip=203.0.113.7: Invalid HTTP request line: '/?q=秘密'", ()),
        ("Error handling request %s %s", ("GET", "/search/?q=秘密")),
    ],
)
def test_the_server_logs_nothing_a_visitor_sent(caplog, message, arguments):
    server = DemoServer(host="127.0.0.1", port=8123)
    log = server.cfg.logger_class(server.cfg)
    log.error_log.addHandler(caplog.handler)
    try:
        log.warning(message, *arguments)
    finally:
        log.error_log.removeHandler(caplog.handler)
    assert "request" in caplog.text
    assert not any(word in caplog.text for word in ("秘密", "203.0.113.7"))


def test_a_long_migration_tells_how_far_it_is():
    told: list[str] = []
    progress = MigrationProgress(2, told.append, pause=0)
    for text in ("Running migrations:\n", "  Applying auth.0001...", " OK\n", "  Applying b.1..."):
        progress.write(text)
    assert [line[-6:] for line in told] == ["（1/2）…", "（2/2）…"]


def test_a_quick_migration_tells_only_its_end():
    told: list[str] = []
    progress = MigrationProgress(3, told.append, pause=60)
    for _step in range(3):
        progress.write("  Applying auth.0001...")
    assert len(told) == 1


def test_ctrl_c_while_the_site_is_prepared_says_what_to_do_next(tmp_path):
    """No traceback: who tries the portal for the first time must not think that it is broken."""
    surroundings = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "PORTAL_VAR": str(tmp_path / "var"),
        "DJANGO_SETTINGS_MODULE": "cms.settings.demo",
    }
    start = subprocess.Popen(
        [sys.executable, "manage.py", "start_demo"],
        cwd=ROOT,
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # A run in the background ignores Ctrl+C, and so would its children: a terminal does not.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    first = start.stdout.readline()
    start.send_signal(signal.SIGINT)
    said, _nothing = start.communicate(timeout=60)
    assert "データベースを準備しています" in first
    assert "Traceback" not in said
    assert "make run" in said.splitlines()[-1]
    assert start.returncode == start_demo.INTERRUPTED
