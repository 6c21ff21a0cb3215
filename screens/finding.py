"""Finding people by name or by pinyin: wmj finds 王美娟."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import product
from typing import Final

MOST_READINGS: Final = 64
"""How many combinations of polyphonic readings are tried for one name."""

_SURNAMES: Final = {
    "单": "shan", "仇": "qiu", "覃": "qin/tan", "曾": "zeng", "解": "xie", "区": "ou", "查": "zha",
    "尉": "yu/wei", "乐": "yue/le", "盖": "ge/gai", "任": "ren", "朴": "piao/pu", "翟": "zhai/di",
    "缪": "miao", "那": "na", "折": "she", "种": "chong", "员": "yun", "黑": "he", "燕": "yan",
    "应": "ying", "宁": "ning", "纪": "ji", "召": "shao", "长": "zhang", "万": "wan", "祭": "zhai",
    "葛": "ge", "隗": "wei/kui", "繁": "po", "秘": "bi", "都": "du", "石": "shi", "沈": "shen",
    "叶": "ye",
}  # fmt: skip
"""Surnames that are read otherwise than the character mostly is."""


@cache
def readings(name: str) -> frozenset[tuple[str, ...]]:
    """The ways to read `name`, a syllable each; surnames by their own readings."""
    # Loaded at the first search, not at start: it costs more than the first paint.
    from pypinyin import Style, pinyin

    options = [
        tuple(dict.fromkeys(found))
        for found in pinyin(name, style=Style.NORMAL, heteronym=True, errors=lambda rest: rest)
    ]
    if options:
        # As a surname a character has one reading, or those given above.
        options[0] = tuple(_SURNAMES.get(name[0], options[0][0]).split("/"))
    total = 1
    for place, option in enumerate(options):
        total *= len(option)
        if total > MOST_READINGS:
            options[place] = option[:1]
            total //= len(option)
    return frozenset(product(*options))


def initials(name: str) -> frozenset[str]:
    """The initials of `name`, one for each way to read it."""
    return frozenset("".join(syllable[:1] for syllable in reading).lower() for reading in readings(name))


def matches(query: str, name: str) -> bool:
    """Is `query` a part of the name, or does the name's pinyin or its initials begin with it?"""
    wanted = unicodedata.normalize("NFKC", query).strip().lower()
    if not wanted:
        return False
    if wanted in name.lower():
        return True
    if not wanted.isascii():
        return False
    return any(short.startswith(wanted) for short in initials(name)) or any(
        "".join(reading).lower().startswith(wanted) for reading in readings(name)
    )
