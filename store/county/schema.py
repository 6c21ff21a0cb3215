"""The county's schema: numbered SQL files, run once each, and the number of the last one in the database.

Tables, roles and policies are SQL and nothing else, and no one goes back: a tool for migrations would bring
two more packages to say the same.
"""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from locales import _
from meeting.refusal import Refused

if TYPE_CHECKING:
    from psycopg import Connection

ROLES: Final = ("shaitai_owner", "shaitai_branch", "shaitai_reader", "shaitai_county")
"""Who owns the tables; a branch's login; a reader of some branches; a reader of all."""
ENCODING: Final = "UTF8"

_ALONE: Final = 0x53686169
"""The number of the lock under which one program at a time brings the schema up to date."""


def migrations() -> list[str]:
    """The SQL of every version, from 1 on."""
    folder = resources.files(__package__).joinpath("sql")
    files = sorted((file for file in folder.iterdir() if file.name[:3].isdigit()), key=lambda file: file.name)
    return [file.read_text("utf-8") for file in files]


def version_of(db: Connection[Any]) -> int:
    """The schema's version in the database; 0 for none. Refused where the login is not admitted to it."""
    from psycopg import errors

    try:
        row = db.execute("SELECT max(version) FROM county.versions").fetchone()
    except (errors.UndefinedTable, errors.InvalidSchemaName):
        return 0
    except errors.InsufficientPrivilege as error:
        told = _("This login is not admitted to the county archive: ask whoever runs the server.")
        raise Refused(told) from error
    return int(row[0] or 0) if row else 0


def need_version(db: Connection[Any]) -> None:
    """Refused unless the database has today's schema."""
    here, today = version_of(db), len(migrations())
    if not here:
        told = _("There is no county archive in that database: whoever runs it begins with `county init`.")
        raise Refused(told)
    if here < today:
        told = _("The county archive is of an older version: whoever runs it calls `county init` once more.")
        raise Refused(told)
    if here > today:
        raise Refused(_("The county archive was made by a newer version of the program: please update."))


def bring_up(db: Connection[Any]) -> tuple[int, int]:
    """Make the schema, or bring it up to date, all of it or nothing: (version before, version now).

    For a login that may create roles and schemas. Refused for a database that is newer or cannot hold the
    records.
    """
    encoding = db.execute("SHOW server_encoding").fetchone()
    if encoding != (ENCODING,):
        raise Refused(_("The database must be made with the encoding UTF8."))
    with db.transaction():
        db.execute("SELECT pg_advisory_xact_lock(%s)", (_ALONE,))
        before = _begun(db)
        files = migrations()
        if before > len(files):
            raise Refused(_("The county archive was made by a newer version of the program: please update."))
        db.execute("SET LOCAL ROLE shaitai_owner")
        for number, script in enumerate(files[before:], start=before + 1):
            db.execute(script)
            db.execute("INSERT INTO county.versions VALUES (%s)", (number,))
    return before, len(files)


def _begun(db: Connection[Any]) -> int:
    """The version in the database, whose roles and schema are there from now on."""
    from psycopg import sql

    known = {
        name for (name,) in db.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY (%s)", ([*ROLES],))
    }
    for role in ROLES:
        if role not in known:
            db.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(role)))
    # Whoever begins the archive looks after it.
    db.execute("GRANT shaitai_owner TO CURRENT_USER")
    found = db.execute("SELECT to_regclass('county.versions') IS NOT NULL").fetchone()
    if found == (True,):
        return version_of(db)
    db.execute("CREATE SCHEMA IF NOT EXISTS county AUTHORIZATION shaitai_owner")
    db.execute("SET LOCAL ROLE shaitai_owner")
    db.execute(
        "CREATE TABLE county.versions (version integer PRIMARY KEY, since timestamptz NOT NULL DEFAULT now())"
    )
    db.execute("RESET ROLE")
    return 0
