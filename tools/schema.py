"""The JSON Schema of the exported record, kept in step with the code.

python -m tools.schema          write docs/record.schema.json
python -m tools.schema check    exit 1 where it is out of step
"""

from __future__ import annotations

import json
import sys
import types
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any, Final, get_args, get_origin, get_type_hints

from exports.full import FORMAT, SCHEMA
from meeting import state as s
from meeting.attendance import Attendance, Observer
from meeting.kinds import Kind
from meeting.roster import Member
from meeting.timing import Timing
from meeting.topics import Checklist, Mark
from meeting.version import Version

TARGET: Final = Path("docs/record.schema.json")
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_SCALARS: Final[dict[Any, dict[str, Any]]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
}


def schema() -> dict[str, Any]:
    """The whole schema. New fields may come within a format, so that none is forbidden."""
    mark = {"member": str, "topic": str, "mark": Mark}
    properties: dict[str, Any] = {
        "schema": {"const": SCHEMA},
        "format": {"const": FORMAT},
        "meeting": of(str),
        "stage": of(s.Stage),
        "version": of(Version),
        "head": of(s.Head),
        "opened": of(datetime | None),
        "adjourned": of(datetime | None),
        "members": _list(_without(of(Member), "pin")),
        "order": of(tuple[str, ...]),
        "attendance": {"type": "object", "additionalProperties": of(Attendance)},
        "observers": of(tuple[Observer, ...]),
        "checklist": of(Checklist),
        "marks": _list(_object({name: of(kind) for name, kind in mark.items()})),
        "turns": _list(_with(of(Timing), number=of(int), out_of_rank=of(str))),
        "lines": _list(_lines()),
        "carried": of(tuple[s.FollowUp, ...]),
        "pledges": of(tuple[s.FollowUp, ...]),
        "passages": of(tuple[s.Passage, ...]),
        "left_open": {"type": "object", "additionalProperties": of(str)},
        "scripts": of(tuple[s.Script, ...]),
        "signatures": of(tuple[s.Signed, ...]),
        "amendments": of(tuple[s.Amendment, ...]),
        "followed_up": of(tuple[s.Followed, ...]),
        "seals": of(tuple[s.Seal, ...]),
    }
    return {"$schema": _DIALECT, "title": f"{SCHEMA} {FORMAT}", **_object(properties)}


def of(kind: Any) -> dict[str, Any]:
    """The schema of what `meeting.codec.to_plain` makes of a `kind`."""
    if isinstance(kind, types.UnionType):
        return {
            "anyOf": [of(choice) for choice in get_args(kind) if choice is not type(None)]
            + [{"type": "null"}]
        }
    if get_origin(kind) is tuple:
        return _list(of(get_args(kind)[0]))
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return _object({item.name: of(hints[item.name]) for item in fields(kind)})
    if issubclass(kind, Enum):
        return {"enum": [choice.value for choice in kind]}
    return _SCALARS[kind]


def _lines() -> dict[str, Any]:
    """Lines as they leave the house: desk notes do not."""
    told = of(s.Line)
    kinds = [kind.value for kind in Kind if kind is not Kind.NOTE]
    return {**told, "properties": {**told["properties"], "kind": {"enum": kinds}}}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _without(told: dict[str, Any], name: str) -> dict[str, Any]:
    return _object({key: value for key, value in told["properties"].items() if key != name})


def _with(told: dict[str, Any], **more: dict[str, Any]) -> dict[str, Any]:
    return _object({**told["properties"], **more})


def text() -> str:
    """The schema as its file holds it."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def main(arguments: list[str]) -> int:
    """Write the file, or say whether it is out of step."""
    if arguments == ["check"]:
        if not TARGET.exists() or TARGET.read_text("utf-8") != text():
            print(f"{TARGET} is out of step: run `make words`", file=sys.stderr)
            return 1
        return 0
    TARGET.write_text(text(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
