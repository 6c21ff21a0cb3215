"""Whatever keys are pressed, in whatever order: no screen breaks, and every sealed record stays as it was."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest
from textual.worker import WorkerCancelled

from store.archive import Archive
from store.verify import Finding, Verifier
from tests.store.conftest import running, steps_of_small
from tui.app import ShaitaiApp
from tui.verbs.replaying import hold

KEYS = (
    *(f"f{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12)),
    *("enter",) * 6,
    *("escape",) * 3,
    *("down", "up", "left", "right", "pagedown", "pageup", "tab", "home", "end", "backspace", "space"),
    *"123456789lchw王",
    *(f"ctrl+{letter}" for letter in "bdelnprsyz"),
)
STEPS = 70


@pytest.fixture(params=("empty", "held", "running", "damaged"))
def any_archive(request, archive, members) -> Archive:
    """A fresh archive, one with sealed meetings, one with a running meeting, one with damaged files."""
    if request.param != "empty":
        for month in range(2):
            hold(steps_of_small(30 * month), archive)
    if request.param == "running":
        running(archive, members).close()
    if request.param == "damaged":
        (archive.folder / "branch.json").write_text("{", "utf-8")
        path = archive.named(archive.ids()[0]).path
        path.write_bytes(path.read_bytes()[:300])
    return archive


def verdicts(archive: Archive) -> dict[str, Finding]:
    """What verifying each meeting comes to."""
    verifier = Verifier(archive)
    return {id: verifier.meeting(archive.named(id)).finding for id in archive.ids()}


@pytest.mark.parametrize("seed", (1, 2))
async def test_no_order_of_keys_breaks_a_screen_or_a_seal(any_archive, tmp_path, monkeypatch, seed):
    chance = random.Random(seed)
    before = verdicts(any_archive)
    app = ShaitaiApp(any_archive, tmp_path)
    # Leaving is tried elsewhere; here it would end the walk.
    monkeypatch.setattr(app, "exit", lambda *_args, **_named: None)
    async with app.run_test(size=chance.choice([(60, 18), (80, 24), (120, 36)])) as pilot:
        for _step in range(STEPS):
            await pilot.press(chance.choice(KEYS))
            if chance.random() < 0.5:
                await pilot.pause()
        with suppress(WorkerCancelled):
            await app.workers.wait_for_complete()
    after = verdicts(any_archive)
    assert {id for id in before if before[id] is Finding.INTACT} <= {
        id for id in after if after[id] is Finding.INTACT
    }
