"""The date that a pledge names: 七月二十日前, 下月底前, 本周五, 十天内."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from .dates import DIGITS

_HAN: Final = "一二两三四五六七八九十半"
_DAY: Final = re.compile(
    r"(?:(?P<year>\d{4})年)?"
    r"(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])月"
    r"(?:(?P<end>底|末)|(?P<part>上旬|中旬|下旬)"
    r"|(?P<day>\d{1,2}|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]?)?"
)
_THIS_MONTH: Final = re.compile(rf"(?<![\d{_HAN}])(?:(?P<which>本|这个|当|下个?)月(?:底|末)?|月[底末])")
_YEAR_END: Final = re.compile(r"(?P<which>今|本|明|来)?年[底末]")
_WEEK: Final = re.compile(r"(?P<which>本|这|下)个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天末])?")
_NEAR: Final = re.compile(r"今天|今日|当天|明天|明日|后天")
_COUNT: Final = r"\d{1,3}|半|两|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_WITHIN: Final = re.compile(rf"(?P<count>{_COUNT})(?P<unit>个工作日|天|日|个?星期|周|个月|年)(?:之|以)?内")
_PARTS: Final = {"上旬": 10, "中旬": 20}


def _number(text: str) -> int:
    """The value of Arabic or Chinese digits up to 99."""
    if text.isdecimal():
        return int(text)
    tens, ten, units = text.rpartition("十")
    return (DIGITS.index(tens) if tens else 1) * 10 * bool(ten) + (DIGITS.index(units) if units else 0)


def due_in(text: str, today: date) -> date | None:
    """The date by which `text` promises something, the last one named; None where none is named.

    七月二十日前, 6月底前, 7月中旬, 月底前, 下个月, 年底前, 下周五, 明天, 十天内. A month without a year is
    the next such month, a month without a day its last day, a week without a day its Sunday.
    """
    found: list[tuple[int, date]] = []
    for match in _DAY.finditer(text):
        if (day := _day(match, today)) is not None:
            found.append((match.start(), day))
    found += _relative(text, today)
    coming = [(place, day) for place, day in found if day >= today]
    return max(coming)[1] if coming else None


def _relative(text: str, today: date) -> Iterator[tuple[int, date]]:
    """(place, date) of every date told from today."""
    for match in _THIS_MONTH.finditer(text):
        yield match.start(), _months_on(today, 1 if (match["which"] or "").startswith("下") else 0)
    for match in _YEAR_END.finditer(text):
        yield match.start(), date(today.year + (match["which"] in ("明", "来")), 12, 31)
    for match in _WEEK.finditer(text):
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=match["which"] == "下")
        yield match.start(), monday + timedelta(days="一二三四五六".find(match["day"] or "日") % 7)
    for match in _NEAR.finditer(text):
        yield match.start(), today + timedelta(days={"今": 0, "当": 0, "明": 1, "后": 2}[match[0][0]])
    for match in _WITHIN.finditer(text):
        yield match.start(), _after(match["count"], match["unit"], today)


def _after(count: str, unit: str, today: date) -> date:
    half = count == "半"
    number = 1 if half else _number(count.replace("两", "二"))
    if unit in ("个月", "年"):
        months = number * (12 if unit == "年" else 1)
        if half:
            return today + timedelta(days=15) if unit == "个月" else _same_day(today, 6)
        return _same_day(today, months)
    # Five working days are a week.
    days = {"天": 1, "日": 1, "个工作日": 7 / 5}.get(unit, 7)
    return today + timedelta(days=int(number * days + 0.5))


def _same_day(today: date, months: int) -> date:
    end = _months_on(today, months)
    return end.replace(day=min(today.day, end.day))


def _months_on(today: date, months: int) -> date:
    """The last day of the month so many months on."""
    years, month = divmod(today.month - 1 + months, 12)
    return _month_end(today.year + years, month + 1)


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
