"""The county's server as the command line names it; who is asked for a password."""

from __future__ import annotations

import sys
from getpass import getpass
from typing import TYPE_CHECKING

from locales import _

if TYPE_CHECKING:
    from store.county.server import Server


def server_at(url: str) -> Server:
    """The server that `url` names; Refused where it cannot be used as it stands."""
    from store.county.server import Server

    return Server(url, _ask)


def _ask(login: str) -> str:
    """The password, typed on a terminal; empty where there is none."""
    if not sys.stdin.isatty():
        return ""
    return getpass(_("Password of {login}: ").format(login=login))
