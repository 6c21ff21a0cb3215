"""A real PostgreSQL for the tests of the county: started once, a new database for each test."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from types import SimpleNamespace

import pytest

from screens.county import CountyScreen
from store.archive import Archive
from store.county.push import push
from store.county.reading import CountyMeetings
from store.county.schema import bring_up
from store.county.server import Server
from tools.private_postgres import USER, Cluster, programs
from tui.app import ShaitaiApp

from .test_push import BRANCH, unmasked

NUMBERS = count()


@pytest.fixture(scope="session")
def cluster():
    """The private cluster; libpq finds the passwords of its logins by itself."""
    bin = programs()
    if bin is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    cluster = Cluster(bin, max_connections=90)
    patch = pytest.MonkeyPatch()
    patch.setenv("PGPASSFILE", str(cluster.passfile))
    for name in ("PGPASSWORD", "PGHOST", "PGSERVICE", "PGUSER", "PGDATABASE"):
        patch.delenv(name, raising=False)
    try:
        cluster.start()
        yield cluster
    finally:
        patch.undo()
        cluster.close()


class County(SimpleNamespace):
    """A county archive of one test."""

    cluster: Cluster
    database: str

    def url(self, login: str) -> str:
        """The URL for a login."""
        return self.cluster.url(login, self.database)

    def server(self, login: str) -> Server:
        """The county as a login sees it."""
        return Server(self.url(login))

    def admin(self):
        """A connection as the server's superuser."""
        return self.cluster.admin(self.database)

    def branch(self, name: str, *, masked: bool = False) -> str:
        """Admit a branch; its login."""
        login = self.cluster.login(f"branch_{next(NUMBERS)}")
        with self.admin() as db:
            db.execute("CALL county.admit_branch(%s, %s, %s)", (name, login, masked))
        return login

    def reader(self, *branches: str) -> str:
        """Admit a reader of these branches, or of all where none is named; its login."""
        login = self.cluster.login(f"reader_{next(NUMBERS)}")
        with self.admin() as db:
            if branches:
                db.execute("CALL county.admit_reader(%s, VARIADIC %s)", (login, [*branches]))
            else:
                db.execute(f"GRANT shaitai_county TO {login}")
        return login


@pytest.fixture
def empty(cluster) -> County:
    """A database without a county archive."""
    name = f"county_{next(NUMBERS)}"
    with cluster.admin() as db:
        db.execute(f"CREATE DATABASE {name}")
    return County(cluster=cluster, database=name)


@pytest.fixture
def county(empty) -> County:
    """A county archive that nobody has sent anything to."""
    with Server(empty.url(USER)).connected() as db:
        bring_up(db)
    return empty


@pytest.fixture
def far(county, archive, chain, tmp_path):
    """The program in July 2026 on a county with two branches: one sent four meetings, the other nothing."""
    push(archive, county.server(county.branch(BRANCH)), unmasked)
    county.branch("柳树屯支部")
    server = county.server(county.reader())
    meetings = CountyMeetings(server)

    def opening(hall):
        hall.past, hall.read_only = meetings, True
        return CountyScreen(hall, "db/county", meetings.view)

    now = datetime(2026, 7, 20, 9, tzinfo=UTC)
    yield ShaitaiApp(Archive(tmp_path / "own"), tmp_path, clock=lambda: now, opening=opening)
    meetings.close()
