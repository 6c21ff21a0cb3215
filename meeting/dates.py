"""Writing numbers, dates, times and durations as a record does."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

DIGITS: Final = "〇一二三四五六七八九"


def numeral(number: int) -> str:
    """`number` (1 to 999) in Chinese, as headings count: 一, 十, 二十一, 一百零三."""
    if number >= 100:
        rest = number % 100
        joint = "" if rest == 0 else ("零" + numeral(rest) if rest < 10 else _tens(rest, "一"))
        return DIGITS[number // 100] + "百" + joint
    return _tens(number, "")


def _tens(number: int, one: str) -> str:
    if number < 10:
        return DIGITS[number]
    tens, units = divmod(number, 10)
    return (one if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[units] if units else "")


def written_day(day: date, language: str) -> str:
    """2026年5月24日, or 24 May 2026."""
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {day:%B} {day.year}"


def written_month(day: date, language: str) -> str:
    """2026年5月, or May 2026."""
    return f"{day.year}年{day.month}月" if language == "zh" else f"{day:%B} {day.year}"


def written_clock(moment: datetime) -> str:
    """9:05"""
    return f"{moment.hour}:{moment.minute:02}"


def written_duration(seconds: int, language: str) -> str:
    """8分20秒, or 8 min 20 s; never 08:20, which reads as a time of day."""
    minutes, rest = divmod(seconds, 60)
    if language == "zh":
        return (f"{minutes}分" if minutes else "") + (f"{rest}秒" if rest or not minutes else "钟")
    return f"{minutes} min {rest} s"
