"""Who may see and do what, tried by SQL and not by way of our program."""

from __future__ import annotations

from itertools import product

import psycopg
import pytest
from psycopg import errors

from meeting.refusal import Refused
from store.county.push import push
from store.county.schema import need_version

from .test_push import BRANCH, unmasked

OTHER = "柳树屯支部"
TABLES = ("records", "meetings", "lines", "pledges", "parts")


@pytest.fixture
def two(county, archive, sealed):
    """A county with one branch's meeting, and another branch's login."""
    login = county.branch(BRANCH)
    push(archive, county.server(login), unmasked)
    return county, login, county.branch(OTHER)


def counts(county, login):
    with psycopg.connect(county.url(login)) as db:
        return [db.execute(f"SELECT count(*) FROM county.{table}").fetchone()[0] for table in TABLES]


def test_a_branch_reads_its_own_and_no_other(two):
    county, own, other = two
    assert all(counts(county, own))
    assert counts(county, other) == [0] * len(TABLES)
    with psycopg.connect(county.url(other)) as db:
        assert db.execute("SELECT branch FROM county.branches").fetchall() == [(OTHER,)]
        assert db.execute("SELECT branch FROM county.access").fetchall() == [(OTHER,)]
        assert db.execute("SELECT * FROM county.lines WHERE grams @> '{26143}'").fetchall() == []


def test_a_branch_changes_and_deletes_nothing_not_even_its_own(two):
    county, own, other = two
    for login, table in product((own, other), (*TABLES, "branches", "access", "versions")):
        column = "version" if table == "versions" else "branch"
        with psycopg.connect(county.url(login), autocommit=True) as db:
            for deed in ("DELETE FROM county.{}", "UPDATE county.{} SET {} = {}", "TRUNCATE county.{}"):
                with pytest.raises(errors.InsufficientPrivilege):
                    db.execute(deed.format(table, column, column))
    assert all(counts(county, own))


def test_a_branch_adds_nothing_in_anothers_name(two):
    county, _own, other = two
    with psycopg.connect(county.url(other)) as db, pytest.raises(errors.InsufficientPrivilege):
        db.execute(
            "INSERT INTO county.records (branch, meeting, seals, digest, content, masked, record)"
            " VALUES (%s, '2026-01-01-0000', 1, repeat('0', 64), encode(sha256(''), 'hex'), false, '')",
            (BRANCH,),
        )


def test_nothing_is_added_to_what_is_listed_of_a_record_once_it_is_there(two):
    county, own, _other = two
    for table, values in (
        ("lines", "'{meeting}', 9999, 1, '2026-01-01', 1, '栗长河', 'statement', '', 'x', 'x', '{{}}'"),
        ("pledges", "'{meeting}', 1, 9999, false, '栗长河', '{{}}'"),
    ):
        with psycopg.connect(county.url(own)) as db:
            meeting = db.execute("SELECT meeting FROM county.records").fetchone()[0]
            with pytest.raises(errors.InsufficientPrivilege):
                db.execute(
                    f"INSERT INTO county.{table} VALUES ('{BRANCH}', {values.format(meeting=meeting)})"
                )


def test_nobody_says_who_sent_a_record_and_when_but_the_server(two):
    county, own, _other = two
    for column, value in (("pushed_by", "'x'"), ("pushed_at", "now()")):
        with psycopg.connect(county.url(own)) as db, pytest.raises(errors.InsufficientPrivilege):
            db.execute(
                "INSERT INTO county.records (branch, meeting, seals, digest, content, masked, record,"
                f" {column}) VALUES (%s, '2026-01-01-0000', 1, repeat('0', 64), '', false, '', {value})",
                (BRANCH,),
            )


def test_a_branch_whose_rule_is_masking_sends_nothing_unmasked(county, archive, sealed):
    login = county.branch(BRANCH, masked=True)
    with psycopg.connect(county.url(login)) as db, pytest.raises(errors.InsufficientPrivilege):
        db.execute(
            "INSERT INTO county.records (branch, meeting, seals, digest, content, masked, record)"
            " VALUES (%s, '2026-01-01-0000', 1, repeat('0', 64), encode(sha256(''), 'hex'), false, '')",
            (BRANCH,),
        )


def test_a_reader_reads_what_it_is_granted(two):
    county, _own, _other = two
    assert all(counts(county, county.reader(BRANCH)))
    assert counts(county, county.reader(OTHER)) == [0] * len(TABLES)
    assert all(counts(county, county.reader()))


def test_readers_add_nothing(two, archive):
    county, _own, _other = two
    for login in (county.reader(BRANCH), county.reader()):
        with psycopg.connect(county.url(login)) as db, pytest.raises(errors.InsufficientPrivilege):
            db.execute("INSERT INTO county.lines DEFAULT VALUES")
        with pytest.raises(Refused, match="may send no branch's meetings"):
            push(archive, county.server(login), unmasked)


def test_no_login_lets_another_one_in_or_takes_a_role(two):
    county, own, _other = two
    for name in (own, county.reader(BRANCH), county.reader()):
        refuses_all(county, name)


def refuses_all(county, name):
    for deed in (
        f"CALL county.admit_branch('{OTHER}', '{name}')",
        f"CALL county.admit_reader('{name}', '{OTHER}')",
        "SET ROLE shaitai_owner",
        f"INSERT INTO county.access VALUES ('{OTHER}', '{name}', 'push')",
        "ALTER TABLE county.records DISABLE ROW LEVEL SECURITY",
        "CREATE TABLE county.own (x int)",
    ):
        with psycopg.connect(county.url(name)) as db, pytest.raises(errors.InsufficientPrivilege):
            db.execute(deed)


def test_a_login_that_is_not_admitted_is_told_so(county):
    stranger = county.cluster.login("stranger")
    with pytest.raises(Refused, match="not admitted"), county.server(stranger).connected() as db:
        need_version(db)


def test_even_the_owner_of_the_tables_is_under_the_policies(county):
    with county.admin() as db:
        rows = db.execute(
            "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class"
            " WHERE relnamespace = 'county'::regnamespace AND relkind = 'r' AND relname <> 'versions'"
        ).fetchall()
    assert {name for name, *_rest in rows} == {*TABLES, "branches", "access"}
    assert all(enabled and forced for _name, enabled, forced in rows)


def test_no_function_runs_with_the_owners_rights(county):
    with county.admin() as db:
        rows = db.execute(
            "SELECT proname, prosecdef, proconfig FROM pg_proc WHERE pronamespace = 'county'::regnamespace"
        ).fetchall()
    assert rows
    assert all(not definer and "search_path=pg_catalog, pg_temp" in config for _name, definer, config in rows)
