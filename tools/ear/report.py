"""`make ear`: how well the ear hears, on lines it has not learned from.

Each judged file is left out in turn: the weights are learned from the other four and our own lines, and the
thresholds are chosen on those four, each scored by weights that had seen neither it nor the file left out.
Then the detector runs on the file left out as it is shipped. The strict figures go one step further: cues of
the lexicon that occur in no other file but those left out are struck out, as if nobody had thought of them.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from meeting.language.detect import detect
from meeting.language.kinds import Category, Finding, Loudness
from tools.ear.baselines import keywords, nothing
from tools.ear.folds import FILES, learned, lexicon
from tools.ear.lines import JUDGED, Labelled
from tools.ear.score import Count, Hearing, Score, score


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(prog="make ear", description=__doc__)
    parser.add_argument(
        "--strict", action="store_true", help="strike out cues known from the file left out only"
    )
    parser.add_argument("--brief", action="store_true", help="leave out the list of misses and false alarms")
    options = parser.parse_args()
    judged = [line for name in JUDGED for line in FILES[name]]
    _categories("Flag nothing", score(judged, nothing))
    _categories("Bare keywords", score(judged, keywords))
    every = Score()
    for loudness in (Loudness.QUIET, Loudness.KEEN, Loudness.NORMAL):
        every = Score()
        print(f"\nThe ear, {loudness}{', strict' if options.strict else ''}: each file left out in turn")
        print(_HEAD)
        for held in JUDGED:
            hear = _hearing(held, loudness, options.strict)
            _row(held, score(FILES[held], hear))
            score(FILES[held], hear, every)
    _categories("The ear, normal, the files left out together", every)
    if not options.brief:
        print("\nEvery miss and false alarm", *every.errors, sep="\n")


def _hearing(held: str, loudness: Loudness, strict: bool) -> Hearing:
    gone = frozenset({held})
    listening = lexicon(gone, strict)
    weights = learned(gone, strict)
    loud = dict.fromkeys(Category, loudness)

    def hear(line: Labelled) -> Sequence[Finding]:
        return detect(line.text, line.context, listening, loudness=loud, weights=weights)

    return hear


_HEAD = f"{'':24}{'clean':>7}{'precision':>11}{'recall':>9}{'F1':>8}{'false alarms':>14}{'overlap':>10}"


def _row(name: str, told: Score) -> None:
    count = told.all
    print(
        f"{name:24}{told.clean:>7}{count.precision:>11.3f}{count.recall:>9.3f}{count.f1:>8.3f}"
        f"{told.false_alarms:>14.3f}{told.overlap:>10.3f}"
    )


def _categories(name: str, told: Score) -> None:
    print(f"\n{name}")
    print(f"{'':24}{'raised':>7}{'precision':>11}{'recall':>9}{'F1':>8}")
    for kind, count in [*told.by_category.items(), ("together", told.all)]:
        _count(kind, count)
    print(f"false alarms on clean lines {told.false_alarms:.3f}, overlap of the words {told.overlap:.3f}")


def _count(name: str, count: Count) -> None:
    raised = count.right + count.wrong
    print(f"{name:24}{raised:>7}{count.precision:>11.3f}{count.recall:>9.3f}{count.f1:>8.3f}")


if __name__ == "__main__":
    main()
