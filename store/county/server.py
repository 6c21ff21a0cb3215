"""The county's server: connections to it, and what goes wrong with them in one sentence each."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from locales import _
from meeting.refusal import Refused

from .address import address

if TYPE_CHECKING:
    from psycopg import Connection, Error

PATIENCE: Final = 10
"""Seconds to wait for a server that does not answer, where the URL does not say."""

Ask = Callable[[str], str]
"""(login) → its password"""


def nobody(_login: str) -> str:
    """Where nobody can be asked for a password."""
    return ""


class Gone(Refused):
    """The server cannot be reached, or no longer."""


class Server:
    """One county archive, as one login sees it."""

    def __init__(self, url: str, ask: Ask = nobody) -> None:
        """`ask` is for the password, once, where neither the environment nor a file has it."""
        need_driver()
        self._given = address(url)
        self._ask = ask
        self._password = ""

    @property
    def where(self) -> str:
        """The server and its database, for people."""
        host = self._given.get("host") or self._given.get("hostaddr") or "localhost"
        return f"{host}/{self._given.get('dbname', '')}".rstrip("/")

    @contextmanager
    def connected(self, *, read_only: bool = False) -> Iterator[Connection[Any]]:
        """A connection, closed at the end; each statement stands for itself unless put in a transaction.

        Whatever the server does not do is Refused: Gone where it is not there.
        """
        from psycopg import Error

        db = self.connect(read_only=read_only)
        try:
            with db:
                yield db
        except Error as error:
            raise self.refusal(error) from error

    def connect(self, *, read_only: bool = False) -> Connection[Any]:
        """A connection to be closed by the caller."""
        from psycopg import OperationalError

        try:
            db = self._connect()
        except OperationalError as error:
            if not self._password and error.pgconn is not None and error.pgconn.needs_password:
                self._password = self._ask(self._login(error))
                if not self._password:
                    raise Refused(_unasked()) from error
            elif not _not_let_in(error):
                raise self._unreachable(error) from error
            # A server that is just ending turns logins away too: what counts is what it says the second time.
            db = self._connect_again()
        db.read_only = read_only or None
        return db

    def refusal(self, error: Error) -> Refused:
        """One sentence for what the server said; nothing of the data is in it."""
        from psycopg import errors

        state = error.sqlstate or ""
        if isinstance(error, errors.InsufficientPrivilege):
            return Refused(_("This login may not do that at {server}.").format(server=self.where))
        if isinstance(error, errors.OperationalError | errors.InterfaceError) and (
            not state or state[:2] in ("08", "57")
        ):
            told = _("The connection to {server} broke off: what had arrived stays; begin again later.")
            return Gone(told.format(server=self.where))
        said = error.diag.message_primary or type(error).__name__
        return Refused(_("{server} refused: {said}.").format(server=self.where, said=said))

    def _connect(self) -> Connection[Any]:
        import psycopg

        given: dict[str, Any] = {"connect_timeout": PATIENCE, "application_name": "shaitai", **self._given}
        if self._password:
            given["password"] = self._password
        # Statements are planned for what is asked: one plan for rare and common words serves neither.
        return psycopg.connect("", autocommit=True, prepare_threshold=None, **given)

    def _connect_again(self) -> Connection[Any]:
        from psycopg import OperationalError

        try:
            return self._connect()
        except OperationalError as error:
            if not _not_let_in(error):
                raise self._unreachable(error) from error
            self._password = ""
            told = _("{server} does not let {login} in: the login or its password is wrong ({said}).")
            given = {"server": self.where, "login": self._login(error), "said": _reason(str(error))}
            raise Refused(told.format(**given)) from error

    def _login(self, error: Error) -> str:
        return error.pgconn.user.decode("utf-8", "replace") if error.pgconn else ""

    def _unreachable(self, error: Error) -> Gone:
        told = _("{server} cannot be reached: {said}")
        return Gone(told.format(server=self.where, said=_reason(str(error))))


def _not_let_in(error: Error) -> bool:
    """Has the server turned the login away?

    libpq tells why only in words, in the server's language; that a password was given is a fact, and that
    the server has spoken shows in the two blanks behind its severity.
    """
    return bool(error.pgconn and error.pgconn.used_password and ":  " in _reason(str(error)))


def _unasked() -> str:
    return _("The server asks for a password: type it in a terminal, or keep it in PGPASSWORD.")


def need_driver() -> None:
    """Refused where the extra `county` is not installed."""
    try:
        import psycopg  # noqa: F401  (only to see whether it is there)
    except ImportError as error:
        raise Refused(
            _("The county archive needs one more package: install it with `pip install shaitai[county]`.")
        ) from error
    # What it would warn of on a broken line is said by us, once.
    logging.getLogger("psycopg").addHandler(logging.NullHandler())


def _reason(said: str) -> str:
    """Why it failed in the end, without the way there and the advice that libpq puts around it."""
    return said.rpartition(" failed: ")[2].strip().partition("\n")[0]
