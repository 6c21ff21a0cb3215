"""Counting what is concrete in a line: dates, sums, counts, persons, documents and acts of one's own.

Facts are counted, never weighed: they clear `vague` and `attitude_only` (ruling 2), and at the end of a
turn they are shown as they stand.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from meeting.language.clauses import Line

# What any of them can start with is checked first: most characters start none.
_NUMBER: Final = r"(?:\d[\d,.]*|[一二两三四五六七八九十百千万零〇半几]+)"
_DATE: Final = re.compile(
    r"(?=[\d一二三四五六七八九十〇零正腊月年上下本这前昨今明去当第次周清端中国春元开入夏秋冬])(?:"
    r"(?:19|20)\d\d年?|[\d一二三四五六七八九十〇零]+(?:月份?|[日号](?![线楼]))|正月|腊月|月[初中底末]|年[初底末]前|"
    r"[上下本这]个?(?:月|季度|学期|周)|[前昨今明去]年|[前昨今明]天|当[天晚日]|第[二三四五]天|次日|周[一二三四五六日]|"
    r"[一二三四]季度|清明|端午|中秋|国庆|春节|元旦|开春|入冬|[春夏秋冬]天)"
)
_NO_AMOUNTS: Final = r"""
一(?P<each>[^一])一?(?P=each) 一[户人事村岗案车班]一[策档册码表议责评]
第一(?:时间|线|位的) 第一名书记 一年到头 一天到晚 一天比一天 三天两头 半天
十分(?![钟之\d]) 万分(?!之) 百分百 百分之百 成千上万 千千万万 千头万绪 万一
(?<![\d一二两三四五六七八九十几数])千万(?![元块斤亩吨户人])
一口气 一口咬定 一把手 一把抓 一条心 一条龙 一面(?![墙旗镜]) 一方面 两方面 一个劲 一个样 一头雾水 一头扎
一家人 一家之言 一度(?!电) 一块儿 一块(?=[去来干办商]) 一盘棋 一张嘴 一笔带过 一笔勾销 一号工程 一票否决
一分为二 一分耕耘 两面人 两面派 两头受 四个(?:意识|自信) 两个(?:维护|确立|责任|务必) 三个代表
"""
"""Number words that count nothing: one by one, at once, very, all day long, names of doctrines."""
_NO_NUMBER: Final = (
    rf"(?=[\d一二两三四五六七八九十百千万零〇半几第成])(?:(?P<none>{'|'.join(_NO_AMOUNTS.split())})|"
)
_SUM: Final = re.compile(
    _NO_NUMBER + _NUMBER + r"(?:多|来|余)?(?:元|块|万|千|百|角|毛|分钱|%|亿)|百分之" + _NUMBER + ")"
)
_COUNT: Final = re.compile(
    _NO_NUMBER + _NUMBER + r"(?:多|来|余)?"
    r"[户件份张本笔家人名个条袋箱瓶台辆棵亩米里吨斤克两桌趟封页枚盒只头口间套块面栋座处宗起桩卷册车度"
    r"票桶筐副支把层楼号公平小分天周](?!点儿|些|样|方面|切|定|致))"
)
_PERSON: Final = re.compile(
    r"(?=[老小某表堂连妹姐姨舅岳丈妻侄外爱儿女媳战同亲邻]|.[某大奶婶嫂寡])(?:"
    r"[老小][赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严魏陶姜谢邹潘葛范彭鲁韦马方任袁柳史唐薛雷贺倪汤罗毕郝安常"
    r"于傅齐康伍余顾孟黄穆萧尹姚邵汪祁毛宋庞熊纪项董梁杜阮季贾江颜郭梅盛林钟徐邱骆高夏蔡田胡霍万柯卢莫房丁邓洪包石崔龚程邢"
    r"裴陆荣翁段侯焦全班秋仲伊宫宁栾厉祖武刘景龙叶黎白蒲卓池乔阴翟谭姬申冉尚温庄晏柴阎连易廖居耿文关欧聂苏殷丘曾涂]"
    r"|[\u4e00-\u9fff]某|某[某甲乙]|[\u4e00-\u9fff](?:大爷|大娘|大妈|奶奶|婶|嫂|寡妇)"
    r"|(?:表|堂|连|妹|姐|姨|舅|岳|丈|妻|侄|外甥|小舅|老婆|爱人|儿子|女儿|媳妇|战友|同学|亲家|老乡|邻居)[\u4e00-\u9fff]?)"
)
_DOCUMENT: Final = re.compile(
    r"《|合同|协议|发票|收据|收条|借条|欠条|白条|条子|单据|凭证|批条|签单|申请|报告|登记[簿表本册]|台账|账本|流水|公函|笔录|名单|名册|图纸|底册|"
    r"档案|案卷|附件|批文|许可证|执照|决定书|告知单|通知单|退件单|审批[单表]|验收单|报销单|委托书|公章|印章|钥匙|截图|回执|存根|公示"
)
_ACT: Final = re.compile(
    r"(?=[签批盖退罚量拨垫驳拒扣删改涂挪借领顶写拍赔撤没审初复验核办立上补回反弃赞保点作做经我归由打顶收代倒])(?:"
    r"[签批盖退罚量拨垫驳拒扣删改涂挪借领顶写拍赔撤](?:了|过|的|在|给|成|回|掉|出|下|字|章)|没[签批收拿盖报去查核看问退拨接答应]|"
    r"拒[了签绝收]|退[回还件了]|签[字批名发]|审批|审核|初审|复核|验收|核[销减准定]|办结|立案|上[交缴]|补[发缴签录]|回避|反对|弃权|赞成|"
    r"保留意见|点[的了]?头|拍[的了]?板|作主|做主|经手|经办|我[定管收]的|归我|由我|由本人|打回|顶住|扣下|没收|收[了下过条]|代签|倒[签填])"
)
ME: Final = r"我(?![们局所科股站院校行厂队镇村乡县市单公部处室委司庭组支社])|本人"
"""The speaker: neither 我们 nor 我局."""
_ME: Final = rf"(?:{ME}|(?<![们])自己)"
_OWN_PART: Final = re.compile(
    r"(?=[我本自签批定量盖写提执拍带摇点动说出记责持由归是])(?:"
    + _ME
    + r"[^,。!?;]{0,8}(?:签|批|投|提[出议的]|反对|赞成|主张|起草|拟|定的|量|盖|写|拍板|负责|主持|同意|"
    r"不同意|没同意|弃权|回避|出去|经手|执笔|举手|说了不|建议|坚持|点[头将]|做主|录|填|拿|核|管|封|抽|开[的了]|收)|"
    r"[签批定量盖写提执拍带摇点动说出记责持][^,。!?;]{0,4}[人的]?是(?:我|本人)|(?:由|归)(?:我|本人)|是"
    + _ME
    + r")"
)


_KINDS: Final = {
    "date": _DATE,
    "sum": _SUM,
    "count": _COUNT,
    "person": _PERSON,
    "document": _DOCUMENT,
    "act": _ACT,
}


class Fact(NamedTuple):
    """Something concrete: its kind (date, sum, count, person, document, act) and where it stands."""

    kind: str
    start: int
    end: int


def facts(line: Line) -> tuple[Fact, ...]:
    """The facts of `line` kind by kind, quotations left out."""
    return tuple(
        Fact(kind, *found.span())
        for kind, pattern in _KINDS.items()
        for found in pattern.finditer(line.heard)
        if found.lastgroup != "none"
    )


def own_part(clause: str) -> bool:
    """Is an act, vote, signature, proposal, objection or recusal of the speaker's stated? (ruling 5)"""
    named = "我" in clause or "本人" in clause or "自己" in clause
    return named and _OWN_PART.search(clause) is not None
