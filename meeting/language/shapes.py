"""The shape of a clause: what may differ from one speaker to the next is put under one sign.

Another surname, number, date or department leaves the shape as it was, so that a judgement learned on one
branch's lines holds for another's.
"""

from __future__ import annotations

import re
from typing import Final

from meeting.language.clauses import MASKED

DATE: Final = "Ｔ"
NUMBER: Final = "０"
NAME: Final = "Ｎ"
OFFICE: Final = "Ｋ"
QUOTED: Final = "■"
"""Stands for a whole quotation or title."""

EDGE: Final = "\n"
"""Stands at both edges of a clause, and in none."""

SURNAMES: Final = (
    "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严魏陶姜谢邹潘葛范彭鲁韦马方任袁柳史唐薛雷贺倪汤罗毕郝安常于傅齐康伍余顾孟黄"
    "穆萧尹姚邵汪祁毛宋庞熊纪项董梁杜阮季贾江颜郭梅盛林钟徐邱骆高夏蔡田胡霍万柯卢莫房丁邓洪包石崔龚程邢裴陆荣翁段侯焦"
    "武刘龙叶黎白蒲乔翟谭姬申冉尚温庄晏柴阎连易廖耿文关欧聂苏殷丘曾涂"
)
"""Surnames that are heard after 老 and 小, and before 某."""

_COUNTED: Final = (
    "户件份张本笔家人名条袋箱瓶台辆棵亩米里吨斤克桌趟封页枚盒只"
    "头间套块面座处宗起桩卷册车票桶元角毛万天分个次年"
)
_OFFICES: Final = (
    "民政 财政 水利 国土 土地 林业 农业 农机 畜牧 司法 卫生 "
    "教育 交通 环保 城建 规划 统计 信访 社保 税务 市场 文化 供电"
)
"""What a department looks after, before 局, 所, 站, 办 or 科."""
# What any of them starts with is checked first: most characters start none.
_VARIES: Final = re.compile(
    rf"(?=[\d一二三四五六七八九十百千万零〇两几上下本这前昨今明去老小某{MASKED}{SURNAMES}"
    rf"{''.join({office[0] for office in _OFFICES.split()})}])(?:"
    r"(?P<date>(?:19|20)?\d\d年(?:[\d一二三四五六七八九十]+月)?"
    r"|[\d一二三四五六七八九十〇零]+月(?:份|底|初|中旬|上旬|下旬)?(?:[\d一二三四五六七八九十]+[日号]?)?"
    r"|[\d一二三四五六七八九十]+[日号](?![线楼])|[上下本这]个?(?:月|季度|学期|周)|[前昨今明去]年|[前昨今明]天)"
    r"|(?P<number>\d[\d.,]*|[一二两三四五六七八九十百千万零〇几]{2,}"
    rf"|[一二两三四五六七八九十百千几](?=[{_COUNTED}])(?!个人|家人|方面|些|点|样|定|致))"
    rf"|(?P<office>(?:{'|'.join(_OFFICES.split())})[局所站办科])"
    rf"|(?P<name>[{SURNAMES}]某+|某某?(?=[^些个种])|[老小][{SURNAMES}](?![^,。!?]?[的心]))|(?P<quoted>{MASKED}+))"
)
_SIGNS: Final = {"date": DATE, "number": NUMBER, "office": OFFICE, "name": NAME, "quoted": QUOTED}


def _sign(found: re.Match[str]) -> str:
    return _SIGNS[found.lastgroup or ""]


def leveled(text: str) -> str:
    """`text`, one clause or several, with dates, numbers, names and quotations each under one sign."""
    return _VARIES.sub(_sign, text)
