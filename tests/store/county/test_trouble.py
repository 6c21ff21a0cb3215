"""What goes wrong on the way to the county: one sentence each, on the command line, and nothing half done."""

from __future__ import annotations

import os
import socket
import threading
from contextlib import suppress

import psycopg
import pytest

from exports.masking import MASK
from exports.persons import third_persons
from meeting import commands as c
from store.county.schema import migrations
from tests.store.conftest import running
from tools.private_postgres import USER
from tui.cli import main
from tui.verbs.replaying import hold
from tui.verbs.script import read_script

from .test_push import BRANCH


@pytest.fixture
def shaitai(archive, capsys):
    """Run a verb on the archive: (exit code, what it said, what it complained of)."""

    def run(*words):
        capsys.readouterr()
        code = main(["--archive", str(archive.folder), "--lang", "en", *map(str, words)])
        out, err = capsys.readouterr()
        assert err.count("\n") <= 1 and "Traceback" not in err
        return code, out, err

    return run


def test_the_archive_is_begun_once_and_then_there(shaitai, empty):
    assert shaitai("county", "init", empty.url(USER))[:2] == (0, "The county archive is begun, version 2.\n")
    assert "there already" in shaitai("county", "init", empty.url(USER))[1]


def test_a_meeting_is_sent_verified_and_seen_by_months(shaitai, county, chain):
    login = county.branch(BRANCH)
    county.branch("柳树屯支部")
    code, out, _err = shaitai("county", "push", county.url(login))
    assert code == 0 and out.count("Sent: ") == 4 and "The county has 4" in out
    assert shaitai("county", "check", county.url(login))[1] == "4 records intact, 0 altered.\n"
    code, out, _err = shaitai("--archive", county.url(login), "verify")
    assert (code, out) == (0, "4 records intact, 0 altered.\n")
    reader = county.url(county.reader())
    code, out, _err = shaitai("county", "view", reader, "--since", chain[0][:7], "--until", chain[-1][:7])
    rows = dict(line.split("\t", 1) for line in out.splitlines())
    assert rows[BRANCH].startswith("signed")
    assert set(rows["柳树屯支部"].split("\t")) == {"nothing signed"}


def test_the_view_is_written_as_a_table(shaitai, county, chain, tmp_path):
    shaitai("county", "push", county.url(county.branch(BRANCH)))
    path = tmp_path / "view.csv"
    code, out, _err = shaitai(
        "county", "view", county.url(county.reader()), "--since", chain[0][:7], "--csv", path
    )
    assert (code, out) == (0, f"{path}\n")
    head, first, *_rest = path.read_text("utf-8-sig").splitlines()
    assert head.startswith("Branch,Month,Standing,Meetings")
    assert first.startswith(f"{BRANCH},{chain[0][:7]},signed,1,0,")


def test_list_show_search_and_export_read_the_county(shaitai, county, chain, tmp_path):
    shaitai("county", "push", county.url(county.branch(BRANCH)))
    url = county.url(county.reader())
    code, out, _err = shaitai("--archive", url, "list")
    assert code == 0 and [line.split("\t")[0] for line in out.splitlines()] == [
        f"{id}@{BRANCH}" for id in reversed(chain)
    ]
    code, shown, _err = shaitai("--archive", url, "show", "last")
    assert code == 0 and shown == shaitai("show", "last")[1]
    code, out, _err = shaitai("--archive", url, "search", "九百元")
    assert code == 0 and len(out.splitlines()) == len(shaitai("search", "九百元")[1].splitlines()) > 0
    code, _out, _err = shaitai("--archive", url, "export", "last", "-o", tmp_path / "x.md")
    assert code == 0 and (tmp_path / "x.md").read_text("utf-8")


def test_a_members_months_and_the_coverage_are_told_of_a_branch_of_the_county(shaitai, county, chain):
    shaitai("county", "push", county.url(county.branch(BRANCH)))
    url, year = county.url(county.reader()), chain[0][:4]
    for words in (("member", "栗长河"), ("coverage", year)):
        code, told, _err = shaitai("--archive", url, *words)
        assert code == 0 and told == shaitai(*words, "--branch", BRANCH)[1]
        assert told == shaitai("--archive", url, *words, "--branch", BRANCH)[1]


@pytest.mark.parametrize("verb", [["roster", "export"], ["backup", "x"], ["doctor"], ["county", "push", "x"]])
def test_what_writes_an_archive_needs_a_folder(shaitai, county, verb):
    code, _out, err = shaitai("--archive", county.url(USER), *verb)
    assert code == 2 and err


def test_nothing_unsealed_leaves(shaitai, archive, members, county):
    running(archive, members).close()
    login = county.branch(BRANCH)
    code, out, _err = shaitai("county", "push", county.url(login))
    assert code == 0 and "0 sent" in out
    with county.admin() as db:
        assert db.execute("SELECT count(*) FROM county.records").fetchone() == (0,)


def test_another_branchs_meetings_are_not_sent(shaitai, county, sealed):
    code, out, _err = shaitai("county", "push", county.url(county.branch("柳树屯支部")))
    assert code == 0 and f"Not sent: 1 meetings of {BRANCH}" in out


def test_a_wrong_url(shaitai, county, empty):
    code, _out, err = shaitai("county", "check", "postgresql:///county?host=/nowhere")
    assert code == 2 and "cannot be reached" in err
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
        code, _out, err = shaitai("county", "check", f"postgresql://clerk@127.0.0.1:{port}/county")
    assert code == 2 and "cannot be reached" in err
    code, _out, err = shaitai("county", "check", county.cluster.url(USER, "no_such_database"))
    assert code == 2 and "no_such_database" in err


def test_a_wrong_password_and_none(shaitai, county, monkeypatch):
    login = county.branch(BRANCH)
    monkeypatch.setenv("PGPASSWORD", "not-the-word")
    code, _out, err = shaitai("county", "push", county.url(login))
    assert code == 2 and f"does not let {login} in" in err and "not-the-word" not in err
    monkeypatch.delenv("PGPASSWORD")
    monkeypatch.setenv("PGPASSFILE", os.devnull)
    code, _out, err = shaitai("county", "push", county.url(login))
    assert code == 2 and "asks for a password" in err


def test_a_password_that_is_typed(shaitai, county, monkeypatch, sealed):
    login = county.branch(BRANCH)
    monkeypatch.setenv("PGPASSFILE", os.devnull)
    typed = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    password = county.cluster.password_of(login)
    monkeypatch.setattr("tui.county.getpass", lambda prompt: typed.append(prompt) or password)
    code, out, _err = shaitai("county", "push", county.url(login))
    assert code == 0 and "1 sent." in out and typed == [f"Password of {login}: "]


def test_a_database_without_a_county(shaitai, empty, sealed):
    code, _out, err = shaitai("county", "push", empty.url(USER))
    assert code == 2 and "no county archive in that database" in err


@pytest.mark.parametrize(("change", "said"), [(-1, "older version"), (1, "newer version")])
def test_an_older_and_a_newer_schema(shaitai, county, sealed, change, said):
    login = county.branch(BRANCH)
    with county.admin() as db:
        if change < 0:
            db.execute("DELETE FROM county.versions WHERE version = %s", (len(migrations()),))
        else:
            db.execute("INSERT INTO county.versions VALUES (%s)", (len(migrations()) + 1,))
    for words in (("county", "push", county.url(login)), ("--archive", county.url(login), "list")):
        code, _out, err = shaitai(*words)
        assert code == 2 and said in err
    if change > 0:
        assert said in shaitai("county", "init", county.url(USER))[2]
    with county.admin() as db:
        assert db.execute("SELECT count(*) FROM county.records").fetchone() == (0,)


def test_a_record_that_does_not_verify_stops_all_before_the_first_is_sent(shaitai, archive, county, chain):
    path = archive.named(chain[2]).path
    path.write_bytes(path.read_bytes().replace("九百元".encode(), "一百元".encode(), 1))
    code, _out, err = shaitai("county", "push", county.url(county.branch(BRANCH)))
    assert code == 2 and "Nothing was sent" in err
    with county.admin() as db:
        assert db.execute("SELECT count(*) FROM county.records").fetchone() == (0,)


ALTERED = [
    (
        "UPDATE county.records SET record = replaced, content = encode(sha256(replaced), 'hex') FROM (SELECT"
        " convert_to(replace(convert_from(record, 'UTF8'), '九百元', '一百元'), 'UTF8') AS replaced,"
        " meeting AS which FROM county.records) AS new WHERE meeting = which AND meeting = %s",
        "is not what was sealed",
    ),
    ("UPDATE county.records SET digest = repeat('0', 64) WHERE meeting = %s", "is not what was sealed"),
    ("UPDATE county.lines SET text = '无' WHERE meeting = %s", "listed and searched"),
    ("UPDATE county.meetings SET missing = 0, gaps = 99 WHERE meeting = %s", "listed and searched"),
    ("DELETE FROM county.pledges WHERE meeting = %s", "listed and searched"),
    ("UPDATE county.parts SET spoke = NOT spoke WHERE meeting = %s", "listed and searched"),
]


def test_an_altered_row_is_found(shaitai, county, chain):
    login = county.branch(BRANCH)
    shaitai("county", "push", county.url(login))
    for statement, said in ALTERED:
        with county.admin() as db:
            db.autocommit = False
            assert db.execute(statement, (chain[1],)).rowcount > 0
            db.commit()
        code, out, _err = shaitai("county", "check", county.url(login))
        assert code == 1 and said in out and chain[1] in out, statement
        assert shaitai("--archive", county.url(login), "verify")[0] == 1
        with county.admin() as db:
            for table in ("lines", "pledges", "parts", "meetings", "records"):
                db.execute(f"DELETE FROM county.{table} WHERE meeting = %s", (chain[1],))
        assert "missing or altered" in shaitai("county", "check", county.url(login))[1]
        assert "1 sent." in shaitai("county", "push", county.url(login))[1]
        assert shaitai("county", "check", county.url(login))[0] == 0


def test_the_county_has_another_record_of_a_meeting(shaitai, archive, county, sealed, tmp_path):
    login = county.branch(BRANCH)
    before = archive.named(sealed).path.read_bytes()
    line = archive.read(sealed).lines[0].number
    archive.amend(sealed, c.Amend(line=line, text="一", reason="记录有误"))
    assert shaitai("county", "push", county.url(login))[0] == 0
    # Brought back from a backup and amended otherwise.
    archive.named(sealed).path.write_bytes(before)
    (archive.folder / "seals.json").unlink()
    archive.amend(sealed, c.Amend(line=line, text="二", reason="记录有误"))
    code, _out, err = shaitai("county", "push", county.url(login))
    assert code == 2 and "The county has another record" in err
    assert shaitai("county", "check", county.url(login))[:2] == (0, "1 records intact, 0 altered.\n")


class Fuse(threading.Thread):
    """A way to the server that breaks off when so many bytes have gone through it."""

    def __init__(self, target: str, most: int) -> None:
        super().__init__(daemon=True)
        self._target, self._left = target, most
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.start()

    def run(self) -> None:
        near, _who = self._listener.accept()
        far = socket.socket(socket.AF_UNIX)
        far.connect(self._target)
        back = threading.Thread(target=self._pass, args=(far, near), daemon=True)
        back.start()
        self._pass(near, far, counted=True)
        self._listener.close()

    def _pass(self, source: socket.socket, target: socket.socket, counted: bool = False) -> None:
        with suppress(OSError):
            while data := source.recv(4096):
                if counted:
                    self._left -= len(data)
                    if self._left < 0:
                        break
                target.sendall(data)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


def test_the_line_breaks_off_anywhere_and_the_next_push_goes_on(shaitai, county, chain):
    login = county.branch(BRANCH)
    size = whole = 0
    for most in range(1_000, 400_000, 9_000):
        fuse = Fuse(f"{county.cluster.folder}/.s.PGSQL.5432", most)
        url = f"postgresql://{login}@127.0.0.1:{fuse.port}/{county.database}?sslmode=disable"
        code, _out, err = shaitai("county", "push", url)
        with psycopg.connect(county.url(login)) as db:
            records = db.execute("SELECT count(*) FROM county.records").fetchone()[0]
            listed = db.execute("SELECT count(*) FROM county.meetings").fetchone()[0]
        assert records == listed >= size, "whole or not at all, and never less than before"
        size = records
        if code == 0:
            whole += 1
            break
        assert code == 2 and ("broke off" in err or "cannot be reached" in err)
    assert whole and size == len(chain)
    assert shaitai("county", "check", county.url(login))[0] == 0


def test_where_the_rule_says_so_third_persons_are_masked_at_the_county(shaitai, archive, county, script):
    id = hold(read_script(script.read_text("utf-8")), archive)
    branch = archive.read(id).called.branch
    names = [candidate.name for candidate in third_persons(archive.read(id))]
    url = county.url(county.branch(branch, masked=True))
    code, out, _err = shaitai("county", "push", url)
    assert code == 0 and "1 sent, masked." in out
    assert shaitai("county", "check", url)[0] == 0
    _code, shown, _err = shaitai("--archive", url, "show", "last")
    assert MASK in shown and not any(name in shown for name in names)
    with county.admin() as db:
        (record,) = db.execute("SELECT convert_from(record, 'UTF8') FROM county.records").fetchone()
        lines = db.execute("SELECT string_agg(text || folded, '') FROM county.lines").fetchone()[0]
    assert not any(name in record or name in lines for name in names)
    assert "0 sent" in shaitai("county", "push", url)[1]


def test_what_was_sent_masked_stays_masked_in_its_later_versions(shaitai, archive, county, sealed):
    url = county.url(county.branch(BRANCH))
    assert "1 sent, masked." in shaitai("county", "push", url, "--masked", "--mask", "会计处")[1]
    line = next(line for line in archive.read(sealed).lines if "会计处" in line.text)
    archive.amend(sealed, c.Amend(line=line.number, text="票在尹大国处。", reason="记录有误"))
    # Whoever calls it without masking, or with other names.
    assert "1 sent, masked." in shaitai("county", "push", url, "--mask", "尹大国")[1]
    assert shaitai("county", "check", url)[0] == 0
    _code, shown, _err = shaitai("--archive", url, "show", "last")
    assert "会计处" not in shown and "尹大国" not in shown and f"票在{MASK}处" in shown


def test_what_is_searched_is_made_anew_from_the_records(shaitai, archive, county, chain):
    login = county.branch(BRANCH)
    shaitai("county", "push", county.url(login))
    line = archive.read(chain[1]).lines[0].number
    archive.amend(chain[1], c.Amend(line=line, text="应为二百元", reason="记录有误"))
    shaitai("county", "push", county.url(login))
    with county.admin() as db:
        for table in ("lines", "pledges", "parts", "meetings"):
            db.execute(f"DELETE FROM county.{table} WHERE meeting <> %s", (chain[0],))
    assert shaitai("county", "check", county.url(login))[0] == 1
    assert shaitai("county", "rebuild", county.url(login))[0] == 2, "a branch may not"
    assert shaitai("county", "rebuild", county.url(USER))[0] == 0
    assert shaitai("county", "check", county.url(login))[0] == 0


def test_whoever_runs_the_archive_need_not_be_the_superuser(shaitai, empty, sealed):
    keeper, login = empty.cluster.login("keeper"), empty.cluster.login("clerk")
    with empty.admin() as db:
        db.execute("ALTER ROLE keeper CREATEROLE")
        db.execute(f"GRANT CREATE ON DATABASE {empty.database} TO keeper")
    assert shaitai("county", "init", empty.url(keeper))[0] == 0
    with psycopg.connect(empty.url(keeper)) as db:
        db.execute("CALL county.admit_branch(%s, %s)", (BRANCH, login))
    assert "1 sent" in shaitai("county", "push", empty.url(login))[1]
    assert shaitai("county", "check", empty.url(keeper))[:2] == (0, "1 records intact, 0 altered.\n")
    assert shaitai("county", "rebuild", empty.url(keeper))[0] == 0
