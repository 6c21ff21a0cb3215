"""A private PostgreSQL cluster, for tests and measurements: in a folder of its own, gone at the end."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import psycopg

USER: Final = "postgres"
"""The superuser, in the system and in the cluster."""


def programs() -> Path | None:
    """The folder of PostgreSQL's own programs, the newest version's; None where it is not installed."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(installed, key=lambda path: int(path.parts[-3].split(".")[0]), default=None)
    return newest.parent if newest else None


class Cluster:
    """A cluster with passwords, whose server can be stopped, killed and started again."""

    def __init__(self, bin: Path, **settings: object) -> None:
        """`settings` are PostgreSQL's own, beside those that a private cluster needs."""
        self.folder = Path(tempfile.mkdtemp(prefix="shaitai-pg-", dir="/tmp"))
        self._bin = bin
        self._data = self.folder / "data"
        # PostgreSQL refuses to run as root.
        self._as: list[str] = []
        if os.geteuid() == 0:
            shutil.chown(self.folder, USER, USER)
            user = [f"--reuid={USER}", f"--regid={USER}", "--clear-groups"]
            # It ends with us, however we end.
            self._as = ["setpriv", *user, "--pdeathsig=QUIT", "--"]
        self.passfile = self.folder / "pgpass"
        self.passfile.touch(0o600)
        first = self.folder / "first"
        first.write_text(self.password_of(USER))
        first.chmod(0o644)
        self._run(
            "initdb", "-D", self._data, "-U", USER, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
            "--auth=scram-sha-256", f"--pwfile={first}",
        )  # fmt: skip
        first.unlink()
        own: dict[str, object] = {
            # What a killed server has written, the system still has: only without power fsync is missed.
            "fsync": "off",
            "listen_addresses": "",
            "unix_socket_directories": self.folder,
            "wal_level": "minimal",
            "max_wal_senders": 0,
            "log_min_messages": "fatal",
        }
        with (self._data / "postgresql.conf").open("a") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in (own | settings).items())
        self._process: subprocess.Popen[bytes] | None = None

    def password_of(self, login: str) -> str:
        """The password of a login, new for one that is new; libpq finds it in the pgpass file."""
        for line in self.passfile.read_text().splitlines():
            if line.split(":")[3] == login:
                return line.split(":")[4]
        password = secrets.token_hex(8)
        with self.passfile.open("a") as file:
            file.write(f"*:*:*:{login}:{password}\n")
        return password

    def start(self) -> None:
        """Start the server and wait until it answers."""
        self._process = subprocess.Popen(
            [*self._as, self._bin / "postgres", "-D", self._data],
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / "log").open("ab"),
        )
        for _try in range(600):
            with suppress(psycopg.OperationalError):
                psycopg.connect(self.url(USER, "postgres")).close()
                return
            if self._process.poll() is not None:
                # After a kill its children may not all be gone yet.
                return self.start()
            time.sleep(0.05)
        raise TimeoutError((self.folder / "log").read_text()[-2000:])

    def kill(self) -> None:
        """SIGKILL, to the server and everything it has started: as if the power went."""
        pid = int((self._data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{pid}/task/{pid}/children")
        pids = [pid, *map(int, children.read_text().split())] if children.exists() else [pid]
        for each in pids:
            with suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
        assert self._process is not None
        self._process.wait()

    def close(self) -> None:
        """Stop the server and remove the folder."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, login: str, database: str) -> str:
        """The URL of a database for a login; without its password."""
        return f"postgresql://{login}@/{database}?host={self.folder}"

    def admin(self, database: str = "postgres") -> psycopg.Connection[Any]:
        """A connection as the server's superuser."""
        return psycopg.connect(self.url(USER, database), autocommit=True)

    def login(self, name: str) -> str:
        """Make a login with a password; its name."""
        assert re.fullmatch(r"\w+", name)
        with self.admin() as db:
            db.execute(f"CREATE ROLE {name} LOGIN PASSWORD '{self.password_of(name)}'".encode())
        return name

    def _run(self, program: str, *arguments: object) -> None:
        command = [*self._as, str(self._bin / program), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
