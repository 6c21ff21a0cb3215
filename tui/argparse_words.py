"""The words of the standard library's parser, in the language of the interface."""

from __future__ import annotations

import argparse
from typing import Any, Final

from locales import N_, _

WORDS: Final = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("unrecognized arguments: %s"),
    N_("the following arguments are required: %s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("expected at most one argument"),
    N_("expected %s argument"),
    N_("expected %s arguments"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
    N_("not allowed with argument %s"),
    N_("one of the arguments %s is required"),
)
"""What the parser may say, as it stands in the library (Python 3.11 to 3.13)."""


def _many(one: str, more: str, count: int) -> str:
    return _(one if count == 1 else more)


def speak_plainly() -> None:
    """Have the parser's own words looked up in our catalogue.

    It asks the system's locale by itself and has no setting for another language; where a later version of
    it knows these names no more, its words stay English.
    """
    words: dict[str, Any] = vars(argparse)
    if "_" in words and "ngettext" in words:
        words.update(_=_, ngettext=_many)
