"""The snapshot: a plain TinyDB JSON file that stock TinyDB opens, with a checksum of its own.

The checksum and the highest ids ever given out stand in one more table, `_journal`, which our storage
does not show. A file without it, as stock TinyDB or version 1 wrote it, is taken as it is.
"""

from __future__ import annotations

import json
from typing import Any, Final
from zlib import crc32

from .commits import dumps
from .damage import Altered, Damaged

Tables = dict[str, dict[str, dict[str, Any]]]
"""Table → document id (as text) → document."""
Ids = dict[str, int]
"""Table → the highest id ever given out, where it is higher than those still there."""

HIDDEN: Final = "_journal"


def pack(tables: Tables, highest: Ids) -> bytes:
    """The file's bytes for `tables`; `highest` holds the highest id ever given out in each."""
    body = dumps(tables)
    gone = {name: high for name, high in highest.items() if high and str(high) not in tables.get(name, ())}
    hidden = dumps({HIDDEN: {"1": {"crc": f"{crc32(body):08x}", "ids": gone}}})
    return hidden if not tables else body[:-1] + b"," + hidden[1:]


def unpack(data: bytes) -> tuple[Tables, Ids]:
    """The tables and ids in a snapshot's bytes; Damaged where they do not hold. No bytes are no tables."""
    if not data:
        return {}, {}
    try:
        tables = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Damaged("not JSON") from error
    if not _is_tables(tables):
        raise Damaged("no tables")
    hidden = tables.pop(HIDDEN, None)
    if hidden is None:
        return tables, {}
    known = hidden.get("1", {})
    if list(hidden) != ["1"] or set(known) != {"crc", "ids"} or not _is_ids(known["ids"]):
        raise Damaged("unknown checksum")
    if known["crc"] != f"{crc32(dumps(tables)):08x}":
        raise Altered("checksum", tables)
    return tables, known["ids"]


def _is_tables(data: Any) -> bool:
    return isinstance(data, dict) and all(
        isinstance(table, dict)
        and all(key.isdecimal() and isinstance(document, dict) for key, document in table.items())
        for table in data.values()
    )


def _is_ids(data: Any) -> bool:
    return isinstance(data, dict) and all(type(high) is int and high > 0 for high in data.values())
