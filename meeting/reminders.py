"""What the chair may say about a flag. The source's own words for 我们 (S21): the reason is identity."""

from __future__ import annotations

from typing import Final

from locales import N_, words

_WORDS: Final = {
    "collective": N_(
        "Comrade {name}, please do not say “we”: you are speaking here as an ordinary Party member."
    ),
    "self_praise": N_("Comrade {name}, please speak of duties and powers rather than of merits."),
    "vague": N_("Comrade {name}, please be concrete: which matter, when, how much, through whose hands?"),
    "attitude_only": N_(
        "Comrade {name}, please speak of the powers you used rather than of what you learned."
    ),
    "blame": N_("Comrade {name}, please speak of your own responsibility first."),
    "evasive": N_("Comrade {name}, please answer the question that was asked."),
    "soft": N_("Comrade {name}, please ask or criticise: name one matter."),
}

_DOUBLE = "欧阳司马上官诸葛尉迟皇甫令狐夏侯东方慕容司徒公孙长孙宇文南宫端木百里呼延申屠太史"
_DOUBLE_SURNAMES: Final = frozenset(_DOUBLE[place : place + 2] for place in range(0, len(_DOUBLE), 2))


def reminder(category: str, name: str, language: str) -> str:
    """The words offered for a flag of this category on the words of `name`, in the record's language."""
    said = _WORDS.get(category, _WORDS["vague"])
    return words(language)(said).format(name=given_name(name))


def given_name(name: str) -> str:
    """How a comrade is addressed (德平同志, S22): the given name of two characters, else the full name."""
    given = name[2:] if name[:2] in _DOUBLE_SURNAMES else name[1:]
    return given if len(given) == 2 and len(name) <= 4 and "·" not in name else name
