"""The live room in a three-hour meeting of 5,000 lines, beside empty Textual programs, in one run.

Prints ratios: key press to the first byte that the terminal gets (beside an empty program with a TextArea),
and the processor time of the idle room with its clock running (beside an empty program with a 1 Hz timer).
`python -m bench.live [PRESSES] [SECONDS]`; POSIX only.
"""

from __future__ import annotations

import os
import pty
import select
import signal
import statistics
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import Label, TextArea

LINES = 5_000
HOURS = 3
QUIET = 0.04
"""Seconds without output after which a program has painted what it had to paint."""
SETTLING = 5.0
"""Seconds that a program gets to start."""
KEYS = "五月我签批支出两笔共九百元"


class Empty(App[None]):
    """An empty program with a TextArea."""

    def compose(self) -> ComposeResult:
        yield TextArea()


class Ticking(App[None]):
    """An empty program that paints a number once a second."""

    def compose(self) -> ComposeResult:
        yield Label("0")

    def on_mount(self) -> None:
        self.seconds = 0
        self.set_interval(1.0, self.tick)

    def tick(self) -> None:
        self.seconds += 1
        self.query_one(Label).update(str(self.seconds))


def make_meeting(folder: Path) -> None:
    """A meeting of three hours and 5,000 lines, its last turn still running."""
    from meeting import commands as c
    from meeting.roster import Member, PartyRole
    from store.archive import Archive

    members = tuple(
        Member(id=f"m{number}", name=f"贾{chr(0x4E00 + number)}", role=PartyRole.MEMBER)
        for number in range(30)
    )
    now = datetime.now().astimezone()
    began = now - timedelta(hours=HOURS)
    record = Archive(folder).new_meeting(now.date())
    record.do(
        c.Prepare(branch="石桥湾支部", members=members, day=now.date(), chair="贾一", recorder="贾二"), began
    )
    record.do(c.Open(), began)
    for number in range(LINES):
        at = began + timedelta(hours=HOURS) * number / LINES
        if number % (LINES // 20) == 0:
            record.do(c.Next(), at)
        record.do(c.Say(text=f"第{number}件：五月我签批支出一笔，票据齐全，共{number}元。"), at)
    record.close()


def show_room(folder: Path) -> None:
    """The live room on that meeting."""
    from meeting.language.ear import ear
    from screens.base import Hall
    from screens.live import LiveScreen
    from store.archive import Archive
    from store.settings import Settings
    from tui.app import run

    archive = Archive(folder)

    def opening(hall: Hall) -> LiveScreen:
        hall.record = archive.open("last", ear=ear())
        return LiveScreen(hall)

    run(archive, Settings(), opening=opening)


class Program:
    """One of the programs in a terminal of its own."""

    def __init__(self, *arguments: str) -> None:
        self.pid, self.terminal = pty.fork()
        if not self.pid:
            os.environ.update(TEXTUAL_DISABLE_KITTY_KEY="1", TERM="xterm-256color", COLUMNS="80", LINES="24")
            os.execv(sys.executable, [sys.executable, "-m", "bench.live", *arguments])
        end = time.monotonic() + SETTLING
        while (left := end - time.monotonic()) > 0:
            if select.select([self.terminal], [], [], left)[0]:
                os.read(self.terminal, 65536)

    def drain(self, wait: float = QUIET) -> None:
        """Read until nothing has come for `wait` seconds."""
        while select.select([self.terminal], [], [], wait)[0]:
            os.read(self.terminal, 65536)

    def press(self, key: str) -> float:
        """Seconds from a key to the first byte of what it paints."""
        self.drain()
        before = time.perf_counter()
        os.write(self.terminal, key.encode())
        select.select([self.terminal], [], [], 5)
        return time.perf_counter() - before

    def processor(self) -> float:
        """Processor seconds used so far."""
        told = Path(f"/proc/{self.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")

    def end(self) -> None:
        """End it."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def presses(folder: Path, count: int) -> None:
    """Press keys in both programs by turns and say how they compare."""
    programs = {"room": Program("room", str(folder)), "empty": Program("empty")}
    found: dict[str, list[float]] = {name: [] for name in programs}
    for number in range(count + 10):
        for name, program in programs.items():
            # Every line is emptied before it is long, as a recorded one is.
            key = "\x15" if number % 40 == 39 else KEYS[number % len(KEYS)]
            took = program.press(key)
            if number >= 10 and key != "\x15":
                found[name].append(took)
    for program in programs.values():
        program.end()
    for label, share in (("p50", 0.50), ("p95", 0.95)):
        cut = {
            name: statistics.quantiles(times, n=100)[round(share * 100) - 1] for name, times in found.items()
        }
        print(
            f"key press to first byte, {label}: {cut['room'] / cut['empty']:.2f} x an empty TextArea "
            f"({cut['room'] * 1000:.1f} ms : {cut['empty'] * 1000:.1f} ms), goal 1.5"
        )


def idle(folder: Path, seconds: float) -> None:
    """Let both programs idle side by side and say how their processor time compares."""
    programs = {"room": Program("room", str(folder)), "ticking": Program("ticking")}
    before = {name: program.processor() for name, program in programs.items()}
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        ready = select.select([program.terminal for program in programs.values()], [], [], left)[0]
        for terminal in ready:
            os.read(terminal, 65536)
    used = {name: program.processor() - before[name] for name, program in programs.items()}
    for program in programs.values():
        program.end()
    print(
        f"idle processor time over {seconds:.0f} s: {used['room'] / max(used['ticking'], 0.01):.2f} x "
        f"an empty program with a 1 Hz timer ({used['room']:.2f} s : {used['ticking']:.2f} s)"
    )


def main(arguments: list[str]) -> None:
    """Measure, or be one of the programs that are measured."""
    match arguments:
        case ["room", folder]:
            show_room(Path(folder))
        case ["empty"]:
            Empty().run()
        case ["ticking"]:
            Ticking().run()
        case _:
            with tempfile.TemporaryDirectory() as folder:
                make_meeting(Path(folder))
                presses(Path(folder), int(arguments[0]) if arguments else 300)
                idle(Path(folder), float(arguments[1]) if len(arguments) > 1 else 30)


if __name__ == "__main__":
    main(sys.argv[1:])
