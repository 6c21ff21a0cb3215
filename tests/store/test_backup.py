"""A backup is one file; restored it is the archive, and nothing newer is touched."""

from __future__ import annotations

import json
import zipfile

import pytest

from meeting import commands as c
from meeting.refusal import Refused
from store.archive import Archive
from store.backup import back_up, is_encrypted, unpack_backup
from store.restoring import Fate, restore
from store.verify import Finding, Verifier

from .conftest import running


def fates(archive: Archive, path, passphrase: str = "") -> dict[str, Fate]:
    return {each.name: each.fate for each in restore(archive, unpack_backup(path, passphrase))}


@pytest.mark.parametrize("passphrase", ["", "石桥湾 2026"])
def test_an_archive_restored_from_its_backup_is_the_same_and_verifies(archive, chain, tmp_path, passphrase):
    path = tmp_path / "kept"
    assert back_up(archive, path, passphrase) == 6
    assert is_encrypted(path) == bool(passphrase)
    if not passphrase:
        assert path.stat().st_mode & 0o077 == 0 and zipfile.is_zipfile(path)
    again = Archive(tmp_path / "again")
    contents = unpack_backup(path, passphrase)
    assert {each.fate for each in restore(again, contents)} == {Fate.RESTORED}
    assert again.summaries() == archive.summaries() and again.branch() == archive.branch()
    found = [verdict.finding for verdict in Verifier(again).every()]
    assert found == [Finding.INTACT] * 4
    assert {each.fate for each in restore(again, contents)} == {Fate.SAME}


def test_a_running_meeting_is_backed_up_as_it_is_on_disk(archive, members, tmp_path):
    record = running(archive, members)
    record.do(c.Say(text="备份之前。"))
    record.keep_draft("半句")
    record.flush()
    back_up(archive, tmp_path / "kept")
    again = Archive(tmp_path / "again")
    fates(again, tmp_path / "kept")
    assert again.read(record.id) == record.state
    assert again.file(record.id).read_draft() == "半句"
    assert not list(again.folder.rglob("*.journal"))
    record.close()


def test_an_older_meeting_catches_up_and_a_newer_one_is_left(archive, members, tmp_path):
    record = running(archive, members)
    record.flush()
    back_up(archive, tmp_path / "early")
    record.do(c.Say(text="后来说的。"))
    record.close()
    back_up(archive, tmp_path / "late")
    name = f"meetings/{record.id}.json"
    assert fates(archive, tmp_path / "early")[name] is Fate.NEWER
    assert archive.read(record.id) == record.state
    other = Archive(tmp_path / "other")
    fates(other, tmp_path / "early")
    assert fates(other, tmp_path / "late")[name] is Fate.UPDATED
    assert other.read(record.id) == record.state
    with_own_words = other.open(record.id)
    with_own_words.do(c.Say(text="别处说的。"))
    with_own_words.close()
    record = archive.open(record.id)
    record.do(c.Say(text="这里说的。"))
    record.close()
    back_up(archive, tmp_path / "later")
    assert fates(other, tmp_path / "later")[name] is Fate.DIFFERS
    assert other.read(record.id) == with_own_words.state


def test_an_open_meeting_is_left_and_a_damaged_one_is_set_aside(archive, members, tmp_path):
    record = running(archive, members)
    record.flush()
    back_up(archive, tmp_path / "kept")
    name = f"meetings/{record.id}.json"
    assert fates(archive, tmp_path / "kept")[name] is Fate.OPEN
    record.close()
    record.file.path.write_bytes(b"not JSON")
    assert fates(archive, tmp_path / "kept")[name] is Fate.REPLACED
    assert archive.read(record.id) == record.state
    (aside,) = record.file.path.parent.glob("*.damaged-1")
    assert aside.read_bytes() == b"not JSON"


def test_a_damaged_meeting_is_backed_up_as_it_is(archive, members, tmp_path):
    record = running(archive, members)
    record.close()
    record.file.path.write_bytes(b"not JSON")
    back_up(archive, tmp_path / "kept")
    assert unpack_backup(tmp_path / "kept")[f"meetings/{record.id}.json"] == b"not JSON"


def test_a_wrong_passphrase_and_none_are_refused(archive, tmp_path):
    back_up(archive, tmp_path / "kept", "right")
    for passphrase, said in (("wrong", "passphrase is wrong"), ("", "encrypted")):
        with pytest.raises(Refused, match=said):
            unpack_backup(tmp_path / "kept", passphrase)


def test_no_file_is_overwritten(archive, tmp_path):
    (tmp_path / "kept").write_text("mine")
    with pytest.raises(Refused, match="there already"):
        back_up(archive, tmp_path / "kept")
    assert (tmp_path / "kept").read_text() == "mine"


@pytest.mark.parametrize("encrypted", [False, True])
def test_a_backup_damaged_at_any_place_restores_nothing(archive, sealed, tmp_path, encrypted):
    path, passphrase = tmp_path / "kept", "x" if encrypted else ""
    back_up(archive, path, passphrase)
    whole = path.read_bytes()
    # An age file takes a second to open, on purpose.
    places = [len(whole) // 2] if encrypted else range(30, len(whole), len(whole) // 60)
    for place in places:
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        try:
            assert unpack_backup(path, passphrase)
        except Refused:
            continue
        assert not encrypted, "every byte of an age file counts"


@pytest.mark.parametrize("name", ["../out.json", "/etc/x", "a\\b", "c:x"])
def test_a_name_that_leads_out_of_the_archive_is_refused(tmp_path, name):
    import hashlib

    path = tmp_path / "kept"
    with zipfile.ZipFile(path, "w") as packed:
        held = {"format": 1, "sha256": {name: hashlib.sha256(b"x").hexdigest()}}
        packed.writestr("manifest.json", json.dumps(held))
        packed.writestr(name, b"x")
    with pytest.raises(Refused, match="not a backup"):
        unpack_backup(path)
