"""Dates in Chinese: finding the one a pledge names, and writing dates, times and durations."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime
from typing import Final

_DIGITS: Final = "〇一二三四五六七八九"
_DAY: Final = re.compile(
    r"(?:(?P<year>\d{4})年)?"
    r"(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])月"
    r"(?:(?P<end>底|末)|(?P<part>上旬|中旬|下旬)"
    r"|(?P<day>\d{1,2}|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]?)?"
)
_THIS_MONTH: Final = re.compile(r"(?P<which>本|这个|当|下个?)月(?:底|末)?")
_PARTS: Final = {"上旬": 10, "中旬": 20}


def numeral(number: int) -> str:
    """`number` (1 to 999) in Chinese, as headings count: 一, 十, 二十一, 一百零三."""
    if number >= 100:
        rest = number % 100
        joint = "" if rest == 0 else ("零" + numeral(rest) if rest < 10 else _tens(rest, "一"))
        return _DIGITS[number // 100] + "百" + joint
    return _tens(number, "")


def _tens(number: int, one: str) -> str:
    if number < 10:
        return _DIGITS[number]
    tens, units = divmod(number, 10)
    return (one if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[units] if units else "")


def _number(text: str) -> int:
    """The value of Arabic or Chinese digits up to 99."""
    if text.isdecimal():
        return int(text)
    tens, ten, units = text.rpartition("十")
    return (_DIGITS.index(tens) if tens else 1) * 10 * bool(ten) + (_DIGITS.index(units) if units else 0)


def due_in(text: str, today: date) -> date | None:
    """The date by which `text` promises something, the last one named; None where none is named.

    七月二十日前, 6月底前, 7月中旬, 本月底, 下个月. A month without a year is the next such month, a month
    without a day its last day.
    """
    found: list[tuple[int, date]] = []
    for match in _DAY.finditer(text):
        if (day := _day(match, today)) is not None:
            found.append((match.start(), day))
    for match in _THIS_MONTH.finditer(text):
        ahead = 1 if match["which"].startswith("下") else 0
        month = today.month + ahead
        found.append((match.start(), _month_end(today.year + (month > 12), (month - 1) % 12 + 1)))
    coming = [(place, day) for place, day in found if day >= today]
    return max(coming)[1] if coming else None


def _day(match: re.Match[str], today: date) -> date | None:
    month = _number(match["month"])
    if not 1 <= month <= 12:
        return None
    year = int(match["year"]) if match["year"] else today.year + (month < today.month)
    last = _month_end(year, month)
    if match["day"]:
        day = _number(match["day"])
        return last.replace(day=day) if 1 <= day <= last.day else None
    return last.replace(day=_PARTS.get(match["part"], last.day))


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def written_day(day: date, language: str) -> str:
    """2026年5月24日, or 24 May 2026."""
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {day:%B} {day.year}"


def written_clock(moment: datetime) -> str:
    """9:05"""
    return f"{moment.hour}:{moment.minute:02}"


def written_duration(seconds: int, language: str) -> str:
    """8分20秒, or 8 min 20 s; never 08:20, which reads as a time of day."""
    minutes, rest = divmod(seconds, 60)
    if language == "zh":
        return (f"{minutes}分" if minutes else "") + (f"{rest}秒" if rest or not minutes else "钟")
    return f"{minutes} min {rest} s"
