"""A personal PIN for signing, where the branch wants it: what is kept is a salted scrypt hash (RFC 7914).

The salt comes from outside, like the time: this room makes no randomness.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

from locales import _

from .refusal import Refused
from .roster import Member

SHORTEST: Final = 4
LONGEST: Final = 64
SALT: Final = 16
"""Bytes of salt."""
_COST: Final = (14, 8, 1)
"""log2 of N, r and p: 16 MiB and some 50 ms for each try."""


def pin_hash(pin: str, salt: bytes) -> str:
    """What is kept of a PIN: `scrypt:14:8:1:<salt>:<hash>` in hexadecimal; Refused where it is too short."""
    if not SHORTEST <= len(pin) <= LONGEST:
        raise Refused(_("A PIN has {least} to {most} characters.").format(least=SHORTEST, most=LONGEST))
    power, block, lanes = _COST
    return f"scrypt:{power}:{block}:{lanes}:{salt.hex()}:{_scrypt(pin, salt, *_COST).hex()}"


def is_pin(pin: str, kept: str) -> bool:
    """Is this the PIN behind the kept hash? False also for a hash that cannot be read."""
    try:
        name, power, block, lanes, salt, told = kept.split(":")
        found = _scrypt(pin, bytes.fromhex(salt), int(power), int(block), int(lanes))
        return name == "scrypt" and hmac.compare_digest(found, bytes.fromhex(told))
    except (ValueError, OverflowError, MemoryError):
        return False


def check_pin(member: Member, pin: str) -> None:
    """Refused unless `pin` is the member's."""
    if not is_pin(pin, member.pin):
        raise Refused(_("That is not the PIN of {name}.").format(name=member.name))


def _scrypt(pin: str, salt: bytes, power: int, block: int, lanes: int) -> bytes:
    memory = 256 * block * (1 << power)
    return hashlib.scrypt(
        pin.encode("utf-8", "surrogatepass"),
        salt=salt,
        n=1 << power,
        r=block,
        p=lanes,
        maxmem=memory,
        dklen=32,
    )
