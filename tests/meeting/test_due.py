"""The date that a pledge names, as people say it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.due import due_in

TODAY = date(2026, 5, 24)
"""A Sunday."""


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("七月二十日前补发到位", date(2026, 7, 20)),
        ("6月底前公示", date(2026, 6, 30)),
        ("7月中旬复查", date(2026, 7, 20)),
        ("四月里补齐", date(2027, 4, 30)),
        ("2027年1月5日前", date(2027, 1, 5)),
        ("月底前补齐三户照片", date(2026, 5, 31)),
        ("本月底收齐", date(2026, 5, 31)),
        ("下个月公示", date(2026, 6, 30)),
        ("年底前建好台账", date(2026, 12, 31)),
        ("明年底前", date(2027, 12, 31)),
        ("本周内退回", date(2026, 5, 24)),
        ("下周五前贴榜", date(2026, 5, 29)),
        ("明天就办", date(2026, 5, 25)),
        ("三天内退回", date(2026, 5, 27)),
        ("三五天内退回", date(2026, 5, 29)),
        ("十五日内答复", date(2026, 6, 8)),
        ("10个工作日内", date(2026, 6, 7)),
        ("两个月内整改完", date(2026, 7, 24)),
        ("半个月内", date(2026, 6, 8)),
        ("五月底前退，六月底前公示", date(2026, 6, 30)),
        ("尽快补齐", None),
        ("二月三十日前", None),
    ],
)
def test_the_date_is_found_as_people_say_it(said, day):
    assert due_in(said, TODAY) == day


@given(
    st.text(
        st.sampled_from(
            "半两一二三四五六七八九十百0123456789个月年周天日内底末前本下上旬工作星期礼拜今明后当"
        ),
        max_size=14,
    )
)
def test_whatever_is_said_a_date_is_never_past(said):
    found = due_in(said, TODAY)
    assert found is None or found >= TODAY
