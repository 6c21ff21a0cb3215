"""Verifying: one byte or one field of a sealed record altered is always found; so is a broken chain."""

from __future__ import annotations

import copy
import json
import random
import shutil
from typing import Any

import pytest

from meeting import commands as c
from meeting.minutes import minutes
from meeting.rows import FORMAT
from meeting.state import MeetingState, Stage
from store.archive import Archive
from store.catalogue import Catalogue
from store.meeting_file import packed
from store.snapshot import pack, unpack
from store.verify import Finding, Verifier

from .conftest import SMALL, steps_of_small


def finding(archive: Archive, id: str) -> Finding:
    return Verifier(archive).meeting(archive.named(id)).finding


def findings(archive: Archive) -> dict[str, Finding]:
    return {verdict.meeting: verdict.finding for verdict in Verifier(archive).every()}


def test_a_sealed_record_is_intact(archive, sealed):
    assert finding(archive, sealed) is Finding.INTACT
    assert archive.read(sealed).seal.digest in Verifier(archive).meeting(archive.named(sealed)).told


def test_a_turned_bit_at_every_byte_of_a_sealed_file_is_found(archive, sealed):
    path = archive.named(sealed).path
    whole, rows = path.read_bytes(), archive.named(sealed).rows()
    chance = random.Random(20260320)
    verifier = Verifier(archive)
    for place in range(len(whole)):
        data = bytearray(whole)
        data[place] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        found = verifier.meeting(archive.named(sealed)).finding
        assert found is not Finding.INTACT or archive.named(sealed).rows() == rows, f"byte {place}"
        assert found is not Finding.UNSEALED, f"byte {place}"


def places(value: Any, path: tuple = ()) -> list[tuple]:
    """The way to every scalar in plain JSON."""
    if isinstance(value, dict):
        return [place for key, item in value.items() for place in places(item, (*path, key))]
    if isinstance(value, list):
        return [place for key, item in enumerate(value) for place in places(item, (*path, key))]
    return [path]


def altered(value: Any, chance: random.Random) -> Any:
    """Something else of the same type, where there is one."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + chance.choice([-1, 1, 100])
    if isinstance(value, str) and value:
        at = chance.randrange(len(value))
        return value[:at] + chance.choice("甲乙0129abc") + value[at + chance.randrange(2) :]
    return "一" if value in ("", None) else None


def test_1000_random_alterations_of_one_field_are_all_found(archive, sealed):
    """The file's own checksum is made right each time, as somebody who knows the program would."""
    path = archive.named(sealed).path
    whole, original = path.read_bytes(), unpack(path.read_bytes())[0]
    ways = places(original)
    chance = random.Random(1000)
    verifier = Verifier(archive)
    tried = 0
    while tried < 1000:
        tables = copy.deepcopy(original)
        *way, last = chance.choice(ways)
        holder: Any = tables
        for key in way:
            holder = holder[key]
        new = altered(holder[last], chance)
        if new == holder[last]:
            continue
        holder[last] = new
        path.write_bytes(pack(tables, {}))
        assert verifier.meeting(archive.named(sealed)).finding is not Finding.INTACT, (way, last, new)
        tried += 1
    path.write_bytes(whole)
    assert verifier.meeting(archive.named(sealed)).finding is Finding.INTACT


@pytest.mark.parametrize("what", ["added", "removed", "swapped", "after", "field"])
def test_rows_added_removed_or_swapped_are_found(archive, sealed, what):
    file = archive.named(sealed)
    rows = file.rows()
    if what == "added":
        rows.insert(5, {**rows[5]})
    elif what == "removed":
        del rows[5]
    elif what == "swapped":
        rows[5], rows[6] = rows[6], rows[5]
    elif what == "after":
        rows.append({**rows[3]})
    else:
        rows[5] = {**rows[5], "more": 1}
    rows = [{**row, "id": number} for number, row in enumerate(rows, start=1)]
    file.path.write_bytes(packed(file.id, rows))
    assert finding(archive, sealed) is Finding.ALTERED


def test_a_seal_taken_off_is_found(archive, sealed):
    file = archive.named(sealed)
    file.path.write_bytes(packed(file.id, file.rows()[:-1]))
    assert archive.read(sealed).stage is Stage.ADJOURNED
    assert finding(archive, sealed) is Finding.ALTERED


def test_the_chain_is_whole(archive, chain):
    assert findings(archive) == dict.fromkeys(reversed(chain), Finding.INTACT)
    seals = [archive.read(id).seal for id in chain]
    assert [seal.previous for seal in seals] == ["", *(seal.digest for seal in seals[:-1])]


@pytest.mark.parametrize("place", range(4))
def test_a_meeting_removed_from_the_chain_is_found(archive, chain, place):
    archive.named(chain[place]).path.unlink()
    found = findings(archive)
    assert found[chain[place]] is Finding.ALTERED
    if place < 3:
        assert found[chain[place + 1]] is Finding.ALTERED


def test_a_swapped_file_is_found(archive, chain):
    first, second = (archive.named(id).path for id in chain[1:3])
    aside = first.with_suffix(".aside")
    first.rename(aside)
    second.rename(first)
    aside.rename(second)
    assert {findings(archive)[id] for id in chain[1:3]} == {Finding.UNREADABLE}


def test_a_record_altered_in_the_middle_of_the_chain_is_found_from_the_next_one_too(archive, chain):
    file = archive.named(chain[1])
    rows = json.loads(json.dumps(file.rows()).replace("\\u4e5d\\u767e", "\\u4e5d\\u5343"))
    file.path.write_bytes(packed(file.id, rows))
    found = findings(archive)
    assert [found[id] for id in chain] == [Finding.INTACT, Finding.ALTERED, Finding.ALTERED, Finding.INTACT]


def test_without_the_ledger_every_record_still_verifies_and_the_next_seal_finds_its_place(archive, chain):
    (archive.folder / "seals.json").unlink()
    assert set(findings(archive).values()) == {Finding.INTACT}
    assert archive.last_seal("石桥湾支部") == archive.read(chain[-1]).seal.digest
    assert [entry.meeting for entry in archive.ledger.entries()] == chain


def test_branches_have_chains_of_their_own(archive, chain):
    assert archive.last_seal("另一个支部") == ""


def amended(archive: Archive, id: str, text: str = "三月我签批支出三笔，共一千元。") -> None:
    record = archive.open(id)
    line = record.state.lines[0].number
    record.do(c.Amend(line=line, text=text, reason="数字记错"))
    archive.note_seals(record)
    record.close()


def test_an_amendment_is_sealed_anew_and_the_original_stays(archive, sealed):
    before = archive.read(sealed)
    amended(archive, sealed)
    amended(archive, sealed, "三月我签批支出四笔，共一千元。")
    after = archive.read(sealed)
    assert after.lines == before.lines and after.stage is Stage.SEALED
    first, second = after.amendments
    assert (first.number, first.was, first.reason) == (1, before.lines[0].text, "数字记错")
    assert (second.number, second.was) == (2, first.text) and first.by == "宓小满"
    assert [seal.previous for seal in after.seals[1:]] == [seal.digest for seal in after.seals[:-1]]
    assert finding(archive, sealed) is Finding.INTACT
    assert archive.sealed(sealed, before.seal.digest).amendments == ()
    assert minutes(archive.sealed(sealed, before.seal.digest)).blocks == minutes(before).blocks


def test_an_altered_amendment_is_found_and_the_chain_goes_on_from_either_seal(archive, sealed):
    amended(archive, sealed)
    second = steps_of_small(30)
    from tui.verbs.replaying import hold

    later = hold(second, archive)
    assert archive.read(later).seal.previous == archive.read(sealed).seal.digest
    amended(archive, sealed, "又改一次。")
    assert set(findings(archive).values()) == {Finding.INTACT}
    file = archive.named(sealed)
    rows = json.loads(json.dumps(file.rows(), ensure_ascii=False).replace("共一千元", "共一万元"))
    file.path.write_bytes(packed(file.id, rows))
    assert finding(archive, sealed) is Finding.ALTERED


def test_a_record_sealed_by_version_1_verifies_as_it_was_sealed(tmp_path):
    folder = tmp_path / "old"
    shutil.copytree(SMALL.parent / "formats" / "1", folder)
    archive = Archive(folder)
    (id,) = archive.ids()
    before = archive.named(id).path.read_bytes()
    assert FORMAT > 1 and finding(archive, id) is Finding.INTACT
    assert archive.named(id).path.read_bytes() == before
    assert next(line.text for line in archive.read(id).lines) == "三月我签批支出两笔，共九百元。"
    assert archive.branch().members[0].name == "栗长河"
    amended(archive, id)
    assert finding(archive, id) is Finding.INTACT and len(archive.read(id).seals) == 2
    data = json.loads(before)
    data["events"]["9"]["at"] = data["events"]["9"]["at"].replace("09", "10", 1)
    archive.named(id).path.write_text(json.dumps(data), "utf-8")
    assert finding(archive, id) is Finding.ALTERED


def told(state: MeetingState) -> list[tuple]:
    """What was said and done, without the numbers, which count the flags of that day's ear too."""
    lines = [(line.kind, line.text, line.by, line.at, line.corrections) for line in state.lines]
    return [*lines, *((turn.member, turn.stretches, turn.ended) for turn in state.turns)]


def test_every_past_version_has_its_fixture_and_reads_like_today(tmp_path):
    kept = sorted(int(path.name) for path in (SMALL.parent / "formats").iterdir())
    assert kept == list(range(1, FORMAT)), "a version that is past needs a fixture"
    today = Archive(tmp_path / "today")
    from tui.verbs.replaying import hold

    hold(steps_of_small(), today)
    for version in kept:
        folder = tmp_path / str(version)
        shutil.copytree(SMALL.parent / "formats" / str(version), folder)
        old, new = Archive(folder).read("last"), today.read("last")
        assert told(old) == told(new) and (old.marks, old.head) == (new.marks, new.head)
        assert Catalogue(folder).catch_up()
