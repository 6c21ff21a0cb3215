"""`shaitai web`: the program in a browser on this machine, for whoever has the key and nobody else."""

from __future__ import annotations

import asyncio
import html.parser
import os
import re
import select
import signal
import subprocess
import sys
from argparse import Namespace
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from aiohttp import ClientSession, CookieJar, WSServerHandshakeError, web

from meeting.refusal import Refused
from tui.cli import main
from tui.terminal import need_terminal
from tui.verbs.browsing import command
from tui.web.guard import Guard
from tui.web.server import LocalServer, bound

ROOT = Path(__file__).parents[2]
OPTIONS = Namespace(theme=None, ascii=False)
linux = pytest.mark.skipif("sys.platform != 'linux'", reason="signals, /proc and pidfd")


@asynccontextmanager
async def served(folder: Path) -> AsyncIterator[Guard]:
    """The real server on a free port."""
    with bound(0) as listener:
        guard = Guard(listener.getsockname()[1])
        server = LocalServer(command(folder, OPTIONS), guard)
        runner = web.AppRunner(await server.application(), access_log=None, shutdown_timeout=10)
        await runner.setup()
        await web.SockSite(runner, listener).start()
        try:
            yield guard
        finally:
            await runner.cleanup()


@pytest.fixture
async def guard(archive, monkeypatch):
    """The guard of a server that runs on the made-up branch's archive."""
    monkeypatch.chdir(ROOT)
    async with served(archive.folder) as guard:
        yield guard


@pytest.fixture
async def stranger():
    """A browser that was given no key."""
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as browser:
        yield browser


@pytest.fixture
async def browser(guard, stranger):
    """A browser that has opened the printed address."""
    assert (await stranger.get(guard.url)).status == 200
    return stranger


def place(guard: Guard, path: str = "") -> str:
    return f"http://{guard.host}{guard.path}{path}"


# Who is let in


PATHS = ("", "ws", "static/js/textual.js", "static/", "download/x", "nothing")


@pytest.mark.parametrize("path", PATHS)
async def test_whoever_has_no_key_gets_one_sentence(guard, stranger, path):
    for address in (place(guard, path), place(guard, path) + "?key=guessed", f"http://{guard.host}/{path}"):
        answer = await stranger.get(address)
        assert answer.status == 403
        assert (await answer.text()).count("\n") == 1
        assert not answer.cookies


async def test_a_wrong_cookie_is_no_key(guard, stranger):
    name = f"shaitai-{guard.host.split(':')[1]}"
    for value in ("", "x", guard.key[:-1], "密"):
        answer = await stranger.get(place(guard), headers={"Cookie": f"{name}={value}"})
        assert answer.status == 403


async def test_bytes_that_are_no_text_are_no_key(guard):
    port = guard.host.split(":")[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", int(port))
    head = f"GET {guard.path} HTTP/1.1\r\nHost: {guard.host}\r\nConnection: close\r\nCookie: shaitai-{port}="
    writer.write(head.encode() + b"\xff\xfe\r\n\r\n")
    assert (await reader.readline()).split()[1] in (b"400", b"403")
    writer.close()


async def test_the_printed_address_lets_in_and_leaves_no_key_in_the_address_bar(guard, stranger):
    answer = await stranger.get(guard.url)
    assert answer.status == 200 and guard.key not in await answer.text()
    (cookie,) = answer.cookies.values()
    assert cookie["httponly"] and cookie["samesite"] == "Strict" and cookie["path"] == guard.path
    assert (await stranger.get(place(guard))).status == 200
    assert (await stranger.get(place(guard, "nothing"))).status == 404


async def test_a_name_bent_to_this_machine_is_refused(guard, browser):
    port = guard.host.split(":")[1]
    for host in (f"evil.example:{port}", f"localhost:{port}", "127.0.0.1", f"127.0.0.1:{port}.evil.example"):
        assert (await browser.get(place(guard), headers={"Host": host})).status == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:1", "null"])
async def test_a_page_of_somebody_else_opens_no_window(guard, browser, origin):
    with pytest.raises(WSServerHandshakeError) as refusal:
        await browser.ws_connect(place(guard, "ws"), origin=origin)
    assert refusal.value.status == 403


async def test_no_cookie_no_window(guard, stranger):
    with pytest.raises(WSServerHandshakeError) as refusal:
        await stranger.ws_connect(place(guard, "ws"))
    assert refusal.value.status == 403


def test_only_the_loopback_listens():
    with bound(0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"


# The page


class Addresses(html.parser.HTMLParser):
    """What a page loads or links to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name in ("href", "src", "action") and value]


async def test_the_page_names_no_other_machine_and_all_it_loads_is_there(guard, browser):
    page = await (await browser.get(place(guard))).text()
    assert set(re.findall(r"(?:https?|wss?)://([^/\"' ]+)", page)) == {guard.host}
    assert "//" not in re.sub(r"(?:http|ws)://127\.0\.0\.1:\d+", "", page)
    addresses = Addresses()
    addresses.feed(page)
    addresses.found += re.findall(r'url\("([^"]+)"\)', page)
    loaded = [urljoin(place(guard), each) for each in addresses.found if not each.startswith("data:")]
    assert len(loaded) >= 4
    for address in loaded:
        assert urlsplit(address).netloc == guard.host
        assert (await browser.get(address)).status == 200


async def test_the_browser_is_told_to_fetch_from_nowhere_else(guard, browser):
    answer = await browser.get(place(guard))
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert "*" not in policy and "http:" not in policy and "unsafe-eval" not in policy
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"


async def test_what_the_script_of_the_library_looks_for_is_on_the_page(guard, browser):
    page = await (await browser.get(place(guard))).text()
    script = await (await browser.get(place(guard, "static/js/textual.js"))).text()
    for ours, theirs in (
        ('class="textual-terminal"', ".textual-terminal"),
        ("data-session-websocket-url=", "dataset.sessionWebsocketUrl"),
        ("data-font-size=", "dataset.fontSize"),
        ('id="start"', "#start"),
        ("-first-byte", '"-first-byte"'),
        ("-closed", '"-closed"'),
    ):
        assert ours in page and theirs in script
    # Nothing is known of what else the script asks for, but it names no machine at all.
    assert not re.findall(r"(?:https?|wss?)://[\w.]+", script)


# The program in it


async def sees(window, *words: str) -> None:
    """Read what the program draws until all `words` were drawn."""
    drawn = ""
    async with asyncio.timeout(30):
        while not all(word in drawn for word in words):
            message = await window.receive()
            assert isinstance(message.data, bytes | str), message
            if isinstance(message.data, bytes):
                drawn += message.data.decode()


async def test_the_program_starts_and_takes_keys(guard, browser):
    address = place(guard, "ws?width=90&height=30")
    async with browser.ws_connect(address, origin=f"http://{guard.host}") as window:
        await sees(window, "New meeting", "石桥湾支部")
        await window.send_json(["stdin", "2"])
        await sees(window, "There are no meetings yet.")


async def test_a_window_that_closes_puts_the_meeting_away(archive, guard, browser):
    address = place(guard, "ws?width=90&height=30")
    async with browser.ws_connect(address) as window:
        await sees(window, "New meeting")
        await window.send_json(["stdin", "1"])
        await sees(window, "Prepare a meeting")
    async with browser.ws_connect(address) as window:
        await sees(window, "Go on preparing")


async def test_the_end_of_the_server_puts_the_meeting_away(archive, monkeypatch, stranger):
    monkeypatch.chdir(ROOT)
    async with served(archive.folder) as guard:
        await stranger.get(guard.url)
        window = await stranger.ws_connect(place(guard, "ws?width=90&height=30"))
        await sees(window, "New meeting")
        await window.send_json(["stdin", "1"])
        await sees(window, "Prepare a meeting")
    (meeting,) = archive.ids()
    archive.open(meeting).close()


# The command line


@linux
def test_the_command_prints_the_address_and_ends_on_ctrl_c(tmp_path):
    started = [sys.executable, "-m", "tui", "--lang", "en", "--archive", str(tmp_path / "a"), "web"]
    quiet = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    process = subprocess.Popen(started, cwd=ROOT, env=quiet, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    line = process.stdout.readline().decode()
    assert re.search(r"http://127\.0\.0\.1:\d+/[\w-]+/\?key=[\w-]{43}$", line.strip())
    assert "Ctrl+C" in process.stdout.readline().decode()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 0 and (out, err) == (b"", b"")


@linux
async def test_a_killed_server_leaves_no_program_behind(tmp_path, stranger):
    started = [sys.executable, "-m", "tui", "--lang", "en", "--archive", str(tmp_path / "a"), "web"]
    quiet = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    process = subprocess.Popen(started, cwd=ROOT, env=quiet, stdout=subprocess.PIPE)
    assert process.stdout is not None
    url = re.search(r"http\S+", process.stdout.readline().decode())
    assert url is not None
    await stranger.get(url[0])
    window = await stranger.ws_connect(url[0].split("?")[0] + "ws")
    await sees(window, "First start")
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    handles = [os.pidfd_open(int(child)) for child in children]
    assert handles
    process.kill()
    process.communicate()
    for handle in handles:
        assert select.select([handle], [], [], 30)[0], "the program runs on"
        os.close(handle)


def test_a_port_that_is_taken_is_said(tmp_path, capsys):
    with bound(0) as listener:
        listener.listen()
        port = str(listener.getsockname()[1])
        assert main(["--lang", "en", "--archive", str(tmp_path / "a"), "web", "--port", port]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and f"Port {port} cannot be used" in told
    for port in ("-1", "70000", "x"):
        assert main(["--lang", "en", "--archive", str(tmp_path / "a"), "web", "--port", port]) == 2
        assert capsys.readouterr().err.count("\n") == 1


def test_without_the_library_one_sentence_says_how_to_add_it(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    monkeypatch.delitem(sys.modules, "tui.web.server")
    assert main(["--lang", "en", "--archive", str(tmp_path / "a"), "web"]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and "pip install shaitai[web]" in told
    assert not (tmp_path / "a").exists()


def test_only_the_library_s_driver_is_let_through_without_a_terminal(monkeypatch):
    monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.web_driver:WebDriver")
    need_terminal()
    for driver in ("", "textual.drivers.headless_driver:HeadlessDriver", "web"):
        monkeypatch.setenv("TEXTUAL_DRIVER", driver)
        with pytest.raises(Refused):
            need_terminal()
