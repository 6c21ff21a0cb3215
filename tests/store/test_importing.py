"""Bringing in another archive's meetings: verified, nothing overwritten, nothing half done."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from datetime import date

import pytest

import store.importing
from meeting import commands as c
from meeting.refusal import Refused
from meeting.state import Outcome
from store.archive import STAGING, Archive
from store.backup import back_up, unpack_backup
from store.branch import Branch
from store.catalogue import go_on
from store.importing import Imported, bring_in
from store.lock import WriterLock
from store.restoring import Fate
from store.sources import Packed, source_at
from store.verify import Finding, Verifier
from tests.store.conftest import running, steps_of_small
from tests.store.test_from_past import closed
from tui.verbs.replaying import hold


@pytest.fixture
def other(archive, chain):
    """The archive of another machine: four sealed meetings, chained."""
    return archive


@pytest.fixture
def here(tmp_path):
    """An empty archive."""
    return Archive(tmp_path / "here")


def fates(told: list[Imported]) -> dict[str, str]:
    return {each.meeting: each.fate.value for each in told}


def everything(folder) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def import_from(here, path, progress=go_on):
    return bring_in(here, source_at(path), progress)


@pytest.mark.parametrize("kind", ["folder", "stick", "backup"])
def test_sealed_meetings_come_in_verified_with_their_seals_and_roster(other, here, chain, tmp_path, kind):
    path = other.folder
    if kind == "stick":
        path = tmp_path / "stick"
        shutil.copytree(other.folder, path / "晒台")
        (path / "照片").mkdir()
    elif kind == "backup":
        path = tmp_path / "b.zip"
        back_up(other, path)
    before = everything(path) if path.is_dir() else path.read_bytes()
    assert fates(import_from(here, path)) == dict.fromkeys(chain, "imported")
    assert (everything(path) if path.is_dir() else path.read_bytes()) == before
    assert here.ids() == sorted(chain, reverse=True)
    assert [verdict.finding for verdict in Verifier(here).every()] == [Finding.INTACT] * 4
    assert [entry.meeting for entry in here.ledger.entries()] == chain
    assert here.branch().name == "石桥湾支部" and here.branch().members == other.branch().members
    assert not (here.folder / STAGING).exists()
    assert len(here.summaries()) == 4


def test_importing_again_changes_nothing(other, here, chain):
    import_from(here, other.folder)
    before = everything(here.folder)
    assert fates(import_from(here, other.folder)) == dict.fromkeys(chain, "same")
    assert {name: data for name, data in everything(here.folder).items() if "lock" not in name} == {
        name: data for name, data in before.items() if "lock" not in name
    }


def test_what_is_not_sealed_is_left_behind_and_named(other, here, members):
    record = running(other, members)
    record.flush()
    unsigned = closed(other, members)
    told = {each.meeting: each for each in import_from(here, other.folder)}
    for id in (record.id, unsigned):
        assert told[id].fate is Fate.LEFT and "not sealed" in told[id].why
    record.close()
    assert len(here.ids()) == 4


def test_a_meeting_of_the_same_id_and_other_content_is_reported_and_stays(other, here, chain):
    import_from(here, other.folder)
    here.amend(chain[0], c.Amend(line=here.read(chain[0]).lines[0].number, text="这里改的", reason="记错"))
    other.amend(chain[0], c.Amend(line=other.read(chain[0]).lines[0].number, text="那里改的", reason="记错"))
    before = here.named(chain[0]).rows()
    told = fates(import_from(here, other.folder))
    assert told[chain[0]] == "differs" and here.named(chain[0]).rows() == before


def test_what_was_followed_up_there_is_brought_up_to_date_here(other, here, chain):
    import_from(here, other.folder)
    pledge = other.read(chain[1]).follow_ups[0].number
    other.amend(chain[1], c.FollowUpLater(follow_up=pledge, outcome=Outcome.DONE, note="已公示"))
    assert fates(import_from(here, other.folder))[chain[1]] == "updated"
    assert here.named(chain[1]).rows() == other.named(chain[1]).rows()
    assert [verdict.finding for verdict in Verifier(here).every()] == [Finding.INTACT] * 4
    assert fates(bring_in(other, source_at(here.folder), go_on))[chain[1]] == "same"
    assert fates(import_from(other, here.folder)) == dict.fromkeys(chain, "same")


def test_what_is_newer_here_stays(other, here, chain):
    import_from(here, other.folder)
    here.amend(chain[1], c.Amend(line=here.read(chain[1]).lines[0].number, text="更正", reason="记错"))
    assert fates(import_from(here, other.folder))[chain[1]] == "newer"


def test_one_open_in_another_window_is_left_as_it_is(other, here, chain):
    import_from(here, other.folder)
    other.amend(chain[1], c.Amend(line=other.read(chain[1]).lines[0].number, text="更正", reason="记错"))
    lock = WriterLock(here.named(chain[1]).path)
    assert fates(import_from(here, other.folder))[chain[1]] == "open"
    lock.release()


def altered(archive, id: str) -> None:
    """Change a word of a sealed meeting and write the file as the program would."""
    file = archive.named(id)
    rows = json.loads(json.dumps(file.rows()).replace("\\u516c\\u793a", "\\u516c\\u5e03"))
    file.path.unlink()
    file.create(rows)


def test_an_altered_meeting_is_left_behind_and_so_is_what_is_chained_to_it(other, here, chain):
    altered(other, chain[1])
    told = {each.meeting: each for each in import_from(here, other.folder)}
    assert fates(told.values())[chain[0]] == "imported" and here.ids() == [chain[0]]
    assert "ALTERED" in told[chain[1]].why
    assert told[chain[2]].fate is told[chain[3]].fate is Fate.LEFT and told[chain[3]].why


def test_a_part_of_a_chain_comes_in_where_what_is_before_it_is_here(other, here, chain, tmp_path):
    import_from(here, other.folder)
    later = tmp_path / "later"
    shutil.copytree(other.folder, later)
    for id in chain[:2]:
        (later / "meetings" / f"{id}.json").unlink()
    for id in chain[2:]:
        here.named(id).path.unlink()
    told = fates(import_from(here, later))
    assert told == {chain[2]: "imported", chain[3]: "imported"}


def test_a_meeting_that_was_sealed_there_and_is_missing_is_named(other, here, chain):
    other.named(chain[3]).path.unlink()
    told = {each.meeting: each for each in import_from(here, other.folder)}
    assert told[chain[3]].fate is Fate.LEFT and "missing" in told[chain[3]].why


@pytest.mark.parametrize("damage", [b"", b"{", b'{"meeting": {}}'])
def test_what_cannot_be_read_is_left_behind_with_the_reason(other, here, chain, damage):
    other.named(chain[3]).path.write_bytes(damage)
    (other.folder / "seals.json").unlink()
    (other.folder / "branch.json").write_bytes(b"{")
    told = {each.meeting: each for each in import_from(here, other.folder)}
    assert told[chain[3]].fate is Fate.LEFT and "cannot be read" in told[chain[3]].why
    assert len(here.ids()) == 3 and here.branch().name == ""


@pytest.mark.parametrize("stop", [0, 1, 3, 4, 6, 7])
def test_cancelled_at_any_step_nothing_has_changed(other, here, stop):
    here.keep_branch(Branch(name="云岭支部"))
    before = everything(here.folder)
    assert import_from(here, other.folder, lambda done, _all: done < stop) is None
    assert {n: d for n, d in everything(here.folder).items() if n != "importing.lock"} == before


@pytest.mark.parametrize("place", range(4))
def test_killed_while_moving_what_is_here_is_whole_and_importing_again_brings_the_rest(
    other, here, chain, place, monkeypatch
):
    moved, really = [], os.rename

    def rename(old, new):
        if len(moved) == place:
            raise KeyboardInterrupt
        moved.append(new)
        really(old, new)

    with monkeypatch.context() as patch:
        patch.setattr(store.importing.os, "rename", rename)
        with pytest.raises(KeyboardInterrupt):
            import_from(here, other.folder)
    assert sorted(here.ids()) == chain[:place] and not (here.folder / STAGING).exists()
    assert all(verdict.finding is Finding.INTACT for verdict in Verifier(here).every())
    told = fates(import_from(here, other.folder))
    assert list(told.values()) == ["same"] * place + ["imported"] * (4 - place)
    assert [entry.meeting for entry in here.ledger.entries()] == chain


def test_what_a_kill_left_in_the_staging_folder_is_cleared_away(other, here):
    (here.folder / STAGING / "meetings").mkdir(parents=True)
    (here.folder / STAGING / "meetings" / "2020-01-01-0000.json").write_bytes(b"{")
    assert len(import_from(here, other.folder)) == 4
    assert not (here.folder / STAGING).exists()


def test_two_windows_do_not_import_at_once(other, here):
    def again(done, _all):
        with pytest.raises(Refused, match="Another window"):
            import_from(here, other.folder)
        return False

    assert import_from(here, other.folder, again) is None


def test_rosters_of_other_branches_come_without_pins_and_known_ones_stay(other, here, members):
    other.choose_branch(Branch(number=2, name="云岭支部", members=(replace(members[0], pin="x"),)))
    here.keep_branch(Branch(name="石桥湾支部", members=members[:1]))
    import_from(here, other.folder)
    first, second = here.branches()
    assert first.members == members[:1] and second.name == "云岭支部" and second.members[0].pin == ""


def test_a_backup_says_what_it_holds(other, tmp_path, chain):
    back_up(other, tmp_path / "b.zip")
    source = Packed(unpack_backup(tmp_path / "b.zip"))
    assert source.ids() == chain and len(source.noted()) == 4
    assert source.branches() == other.branches()
    with pytest.raises(Refused):
        source.rows("2020-01-01-0000")
    assert Packed({}).ids() == [] and Packed({}).noted() == [] and Packed({}).branches() == ()


def test_where_there_is_no_archive_or_several_it_is_said(tmp_path, other):
    (tmp_path / "stick").mkdir()
    with pytest.raises(Refused, match="no archive"):
        source_at(tmp_path / "stick")
    for name in ("甲", "乙"):
        shutil.copytree(other.folder, tmp_path / "stick" / name)
    with pytest.raises(Refused, match="Several archives"):
        source_at(tmp_path / "stick")
    with pytest.raises(Refused, match="cannot be read"):
        source_at(tmp_path / "nowhere")


def test_a_backup_made_meanwhile_holds_nothing_that_is_only_staged(other, here, tmp_path):
    def look(done, total):
        if done == total - 1:
            back_up(here, tmp_path / "b.zip")
        return True

    import_from(here, other.folder, look)
    assert not any(STAGING in name for name in unpack_backup(tmp_path / "b.zip"))


def test_a_chain_of_two_branches_and_a_clock_in_the_wrong_year_comes_in(archive, here, members):
    hold(steps_of_small(), archive)
    hold(steps_of_small(-20_000), archive)
    told = import_from(here, archive.folder)
    assert [each.fate for each in told] == [Fate.IMPORTED] * 2
    assert here.summaries()[0].head.day > date(2000, 1, 1)
