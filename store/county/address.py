"""Where the county's server is: a URL without a password, and TLS on every way that leaves the machine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final

from locales import _
from meeting.refusal import Refused

SCHEMES: Final = ("postgresql://", "postgres://")
STRICT: Final = "verify-full"
"""What is asked of TLS where the URL does not say: the right certificate, and of the right host."""

_SAFE: Final = frozenset({"require", "verify-ca", STRICT})
_SECRET: Final = ("password", "sslpassword")


def is_county(text: str) -> bool:
    """Does `text` name a county archive, not a folder?"""
    return text.startswith(SCHEMES)


def address(url: str, environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """What libpq is to be told for `url`; Refused for a password in it, or less than TLS to another machine.

    The sentences never repeat the URL: a mistyped one may hold a password anywhere.
    """
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    if not is_county(url):
        raise Refused(_("A county archive is named like postgresql://LOGIN@SERVER/DATABASE."))
    try:
        given = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    except (ProgrammingError, UnicodeError) as error:
        raise Refused(
            _("That URL cannot be read: a county archive is named like postgresql://LOGIN@SERVER/DATABASE.")
        ) from error
    if any(name in given for name in _SECRET):
        raise Refused(
            _(
                "A password does not belong into the URL, where others can read it: "
                "leave it out and type it when asked, or keep it in PGPASSWORD or a pgpass file."
            )
        )
    if not _stays_here(given, environment):
        mode = given.setdefault("sslmode", environment.get("PGSSLMODE", STRICT))
        if mode not in _SAFE:
            told = _("Without TLS anyone on the way could read along: say sslmode=verify-full, not {mode}.")
            raise Refused(told.format(mode=mode))
        given["gssencmode"] = "disable"
    return given


def _stays_here(given: Mapping[str, str], environment: Mapping[str, str]) -> bool:
    """Does the way to the server never leave this machine? What a service file says is not looked into."""
    if given.get("service") or environment.get("PGSERVICE"):
        return False
    # An address is where libpq goes, whatever the host is called.
    ways = given.get("hostaddr") or environment.get("PGHOSTADDR") or given.get("host")
    return all(map(_is_here, (ways or environment.get("PGHOST", "")).split(",")))


def _is_here(host: str) -> bool:
    if not host or host.startswith(("/", "@")) or host == "localhost":
        return True
    from ipaddress import ip_address

    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
