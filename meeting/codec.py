"""Facts, events and commands to plain JSON values and back, by their type hints.

Written here because `meeting/` stands on nothing but the standard library, and because the seal needs one
exact form. Knows str, int, bool, date, datetime, StrEnum, tuples of one type, dataclasses and `X | None`.
"""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from locales import _

from .refusal import Refused

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """`value` as dicts, lists, strings, numbers, booleans and None; dates in ISO 8601."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: to_plain(getattr(value, name)) for name in _hints(type(value))}
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    return value


def from_plain(kind: type[T], data: Any, where: str = "") -> T:
    """Build a `kind` from plain values; Refused says which field (`where`) is wrong and how."""
    value: T = _build(kind, data, where)
    return value


def canonical(value: Any) -> bytes:
    """The one form of plain JSON that is hashed: keys sorted, no blanks, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {item.name: hints[item.name] for item in fields(kind)}


@cache
def _required(kind: type) -> frozenset[str]:
    return frozenset(
        item.name for item in fields(kind) if item.default is MISSING and item.default_factory is MISSING
    )


def _build(kind: Any, data: Any, where: str) -> Any:
    origin = get_origin(kind)
    if origin is types.UnionType:
        inner = next(choice for choice in get_args(kind) if choice is not type(None))
        return None if data is None else _build(inner, data, where)
    if origin is tuple:
        if not isinstance(data, list):
            raise _wrong(where, _("a list"))
        item = get_args(kind)[0]
        return tuple(_build(item, value, f"{where}[{index}]") for index, value in enumerate(data, start=1))
    if is_dataclass(kind):
        return _build_record(kind, data, where)
    return _build_scalar(kind, data, where)


def _build_record(kind: Any, data: Any, where: str) -> Any:
    if not isinstance(data, Mapping):
        raise _wrong(where, _("an object"))
    hints = _hints(kind)
    if unknown := sorted(set(data) - set(hints)):
        raise Refused(
            _("Unknown field {field}; known are: {known}.").format(
                field=_path(where, unknown[0]), known=", ".join(hints)
            )
        )
    if lacking := sorted(_required(kind) - set(data)):
        raise Refused(_("The field {field} is missing.").format(field=_path(where, lacking[0])))
    return kind(**{name: _build(hints[name], value, _path(where, name)) for name, value in data.items()})


def _build_scalar(kind: Any, data: Any, where: str) -> Any:
    try:
        if kind is datetime:
            moment = datetime.fromisoformat(data)
            if moment.tzinfo is None:
                raise _wrong(where, _("a time with its offset, such as 2026-05-24T09:00:00+08:00"))
            return moment
        if kind is date:
            return date.fromisoformat(data)
        if issubclass(kind, Enum):
            return kind(data)
    except (TypeError, ValueError):
        expected = (
            ", ".join(str(choice.value) for choice in kind)
            if issubclass(kind, Enum)
            else _("a date such as 2026-05-24")
        )
        raise _wrong(where, expected) from None
    if type(data) is not kind:
        raise _wrong(where, {str: _("text"), int: _("a whole number"), bool: _("true or false")}[kind])
    return data


def _path(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _wrong(where: str, expected: str) -> Refused:
    return Refused(_("The field {field} must be: {expected}.").format(field=where or "·", expected=expected))
