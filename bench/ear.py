"""The ear: one line of 300 characters, and getting ready, beside a bare compiled regular expression."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from meeting.language.detect import detect
from meeting.language.kinds import Context
from meeting.language.lexicon import Lexicon, shipped
from meeting.language.weights import learned

LINES = Path(__file__).parents[1] / "tests" / "data" / "ear"
LENGTH = 300
ROUNDS = 9
"""The quickest of so many runs counts for each line, the two sides in turn: what else the machine does is not
measured, and slows neither side alone."""

_LOAD = """
import sys
from time import perf_counter
from meeting.language.detect import detect
from meeting.language.kinds import Context
from meeting.language.lexicon import shipped
from meeting.language.weights import learned
start = perf_counter(); shipped(); learned(); print(perf_counter() - start)
start = perf_counter(); detect(sys.argv[1], Context.STATEMENT); print(perf_counter() - start)
"""


def main() -> None:
    """Print the figures."""
    shipped(), learned()
    lines = _lines()
    bare = re.compile(_alternation(shipped()))
    ear, expression = _times(
        (lambda line: detect(line, Context.STATEMENT), lambda line: list(bare.finditer(line))), lines
    )
    print(f"{len(lines)} lines of {LENGTH} characters")
    for name, at in (("p50", 0.5), ("p99", 0.99)):
        mine, theirs = _at(ear, at), _at(expression, at)
        print(f"{name}: ear {mine * 1e3:.2f} ms, every cue as one regular expression {theirs * 1e3:.2f} ms, "
              f"ratio {mine / theirs:.2f}")  # fmt: skip
    load, first = map(min, zip(*(_load(lines[0]) for _ in range(ROUNDS)), strict=True))
    start = perf_counter()
    re.purge()
    re.compile(_alternation(shipped()))
    compiled = perf_counter() - start
    print(f"getting ready: ear {load * 1e3:.1f} ms, compiling that expression {compiled * 1e3:.1f} ms, "
          f"ratio {load / compiled:.2f}")  # fmt: skip
    print(f"the first line of all: {first * 1e3:.1f} ms")


def _lines() -> list[str]:
    """Lines of exactly LENGTH characters, put together from labelled ones."""
    texts = [
        json.loads(line)["text"]
        for path in sorted(LINES.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    whole = "".join(texts)
    return [whole[at : at + LENGTH] for at in range(0, min(len(whole), 200 * LENGTH) - LENGTH, LENGTH)]


def _alternation(lexicon: Lexicon) -> str:
    cues = {cue for rule in lexicon.rules for cue in rule.cues if not set(cue) & set("<>…^$")}
    return "|".join(map(re.escape, sorted(cues, key=len, reverse=True)))


def _times(sides: Sequence[Callable[[str], object]], lines: Sequence[str]) -> list[list[float]]:
    """For each side, and each line, the quickest of ROUNDS runs, in seconds, sorted."""
    quickest = [[float("inf")] * len(lines) for _ in sides]
    for _ in range(ROUNDS):
        for at, line in enumerate(lines):
            for run, times in zip(sides, quickest, strict=True):
                start = perf_counter()
                run(line)
                times[at] = min(times[at], perf_counter() - start)
    return list(map(sorted, quickest))


def _at(times: Sequence[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))]


def _load(line: str) -> tuple[float, float]:
    """Getting ready and the very first line, in a program of its own, in seconds."""
    done = subprocess.run([sys.executable, "-c", _LOAD, line], capture_output=True, text=True, check=True)
    load, first = map(float, done.stdout.split())
    return load, first


if __name__ == "__main__":
    main()
