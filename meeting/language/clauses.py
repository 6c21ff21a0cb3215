"""A line as the ear hears it: evened out at the same length, cut into clauses, quotations set apart."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

LONGEST: Final = 320
"""The most characters that are judged as one line."""
_ENDS: Final = "。！？!?；;\n"

MASKED: Final = "\ue000"
"""Stands for each character inside a quotation or a title, so that no cue is heard there."""

_SIMPLE: Final = (
    "們们個个這这對对沒没過过說说為为無无團团責责辦办員员經经現现時时間间實实際际認认識识問问題题別别"
    "總总從从來来該该誰谁還还讓让給给應应長长門门開开關关將将會会後后體体領领導导級级單单務务業业處处"
    "嚴严緊紧鬆松夠够點点歷历遺遗覺觉雖虽簽签審审幾几樣样種种東东車车見见貝贝錢钱錯错難难專专動动"
    "進进達达運运選选邊边記记訴诉評评話话請请談谈調调謝谢證证變变讚赞賬账貨货費费質质贊赞聽听職职"
    "聯联與与興兴舉举舊旧莊庄藝艺華华萬万葉叶著着號号補补規规視视親亲觀观計计設设許许註注詳详誠诚"
    "語语誤误課课諒谅論论貴贵買买資资賞赏賠赔賴赖跡迹輕轻較较載载農农遲迟適适鄉乡釋释鐘钟鎮镇"
    "陽阳隊队階阶隨随險险隱隐雙双離离電电響响頂顶項项順顺須须預预頭头頻频顆颗額额願愿類类顧顾風风"
    "飯饭養养館馆駐驻驗验體体髒脏鬧闹黨党齊齐龍龙"
    "決决況况減减準准極极歸归檢检報报廠厂廣广庫库廟庙張张強强彈弹當当錄录徑径復复惡恶愛爱慶庆憑凭"
    "懷怀態态慣惯懲惩戰战戶户拋抛掃扫採采換换揚扬損损擔担據据擴扩擺摆攔拦敗败敵敌數数斷断於于書书"
    "條条構构標标樓楼樹树橋桥機机權权歡欢歲岁氣气漢汉濟济潔洁溝沟滿满漲涨災灾熱热煙烟爭争犧牺狀状"
    "獎奖獨独獲获產产畢毕畫画異异療疗發发盡尽監监盤盘眾众矯矫碼码礦矿禮礼稅税穩稳窮穷競竞筆笔節节"
    "範范簡简籌筹糧粮紀纪約约紅红純纯紙纸紛纷細细終终組组結结絕绝統统綠绿維维網网線线練练縣县績绩"
    "織织續续羅罗義义習习聞闻聰聪聲声肅肃腦脑臨临艱艰蓋盖薦荐藍蓝藥药蘇苏虧亏衛卫術术衝冲裝装裡里"
    "裏里製制複复襲袭覽览觸触訂订討讨訊讯訓训託托訪访診诊詞词試试詢询誇夸諮咨諾诺謀谋講讲謹谨議议"
    "護护讀读豐丰財财貢贡貧贫販贩貪贪貫贯貼贴貿贸賀贺賓宾賣卖購购贈赠贏赢趕赶趙赵踐践躍跃軌轨軍军"
    "軟软輔辅輛辆輪轮輸输辭辞辯辩遠远遷迁邁迈鄒邹鄧邓鄭郑醫医針针鋼钢鋪铺錦锦鍛锻鏈链鐵铁閉闭閱阅"
    "闊阔陳陈陸陆雜杂雞鸡靈灵靜静韓韩頁页頓顿飛飞餘余駁驳騙骗驕骄驚惊魚鱼鮮鲜麗丽麥麦黃黄齡龄馬马"
    "孫孙楊杨吳吴劉刘龔龚譚谭賈贾擁拥嘗尝嗎吗啟启喪丧圍围園园圓圆圖图執执堅坚塊块壓压壞坏壯壮壽寿"
    "夢梦夥伙奪夺奮奋婦妇媽妈學学寧宁寫写寬宽寶宝尋寻屆届屬属層层嶺岭島岛幣币帳帐帶带幫帮幹干廁厕"
    "廳厅彙汇徹彻徵征恆恒慘惨憂忧憲宪懶懒懸悬戲戏撥拨攝摄敘叙曆历曉晓暫暂棄弃榮荣橫横檔档櫃柜欄栏"
    "歐欧毀毁沖冲涼凉淚泪淨净測测湊凑溫温滅灭潤润澤泽濃浓濕湿灑洒煩烦燈灯營营爐炉牽牵獄狱瑣琐環环"
    "畝亩確确礎础禍祸稱称積积築筑籃篮糾纠綜综緒绪編编緩缓縮缩繳缴繼继罰罚罷罢膽胆臉脸臺台蔣蒋蕭萧"
    "詐诈誌志諸诸謙谦贓赃踴踊違违遞递遼辽鄰邻鈔钞鉤钩銀银銷销鋒锋鎖锁鏡镜閒闲閘闸闖闯陰阴隻只頒颁"
    "頑顽顏颜顯显飼饲飽饱駕驾驅驱鬥斗麼么鹽盐"
)
_EVEN: Final = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
    | {code: code - 0xFEE0 + 32 for code in range(0xFF21, 0xFF3B)}
    | {ord(_SIMPLE[i]): ord(_SIMPLE[i + 1]) for i in range(0, len(_SIMPLE), 2)}
    | {ord("　"): ord(" "), ord("\t"): ord(" "), ord("、"): ord("、"), ord("﹑"): ord("、")}
    | {ord("。"): ord("。"), ord("｡"): ord("。"), ord("「"): ord("“"), ord("」"): ord("”")}
    | {ord("『"): ord("‘"), ord("』"): ord("’"), ord("„"): ord("“"), ord("〝"): ord("“"), ord("〞"): ord("”")}
)
_COMMON: Final = tuple((mark, chr(ord(mark) - 0xFEE0)) for mark in "，？：；！")
_RARE: Final = "〓"
"""Stands for a character beyond those that Chinese is commonly written in: picture signs, rare names."""
_UNEVEN: Final = re.compile(
    f"[{re.escape(''.join(chr(code) for code in _EVEN if _EVEN[code] != code))}\U00010000-\U0010ffff]"
)
"""What has to be evened out once the marks that every Chinese line holds have been."""
# The set comes first, since Python looks for one quickly and most characters are in none.
_BREAK: Final = re.compile(
    r"[,。!?;…—~\n\r\v\f\x1c-\x1e\x85\u2028\u2029:. ]"
    r"(?:(?<![:. ])|(?<=[:.])(?![0-9])|(?<=[^\x00-\xff] )(?= *[^\x00-\xff]))"
)
"""A character between two clauses: no colon or dot before a digit, no blank beside Latin letters."""
_CLOSES: Final = {"“": "”", "‘": "’", "《": "》", "〈": "〉", '"': '"'}


@dataclass(frozen=True, slots=True)
class Quotation:
    """The inside of a pair of marks: offsets without the marks, and the mark that opened it."""

    start: int
    end: int
    mark: str


class Clause(NamedTuple):
    """A stretch between two breaks, without the breaks."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """One recorded line prepared for listening; every string is as long as the original text."""

    plain: str
    """Evened out: half width, lower case, simplified, one kind of quotation mark."""
    heard: str
    """`plain` with the inside of quotations and titles masked."""
    quotations: tuple[Quotation, ...]
    clauses: tuple[Clause, ...]
    starts: tuple[int, ...]
    """Where each clause starts."""

    def clause_at(self, offset: int) -> int:
        """The index of the clause holding `offset`, or the nearest one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def end_of_clause_at(self, offset: int) -> int:
        """Where the clause holding `offset` ends, or the nearest one before it; -1 without clauses."""
        return self.clauses[self.clause_at(offset)].end if self.clauses else -1


def even(text: str) -> str:
    """`text` with full-width, traditional and capital forms evened out, code point for code point."""
    for mark, plain in _COMMON:
        text = text.replace(mark, plain)
    return _UNEVEN.sub(_evened, text)


def _evened(found: re.Match[str]) -> str:
    code = ord(found.group())
    return chr(_EVEN[code]) if code in _EVEN else _RARE


def listen(text: str, allowed: frozenset[str] = frozenset()) -> Line:
    """Prepare any text, in time linear in its length. Unpaired marks quote nothing.

    `allowed` phrases are masked like quotations.
    """
    plain = even(text)
    quotations = _quotations(plain)
    heard = _mask(plain, quotations)
    for phrase in sorted(filter(None, map(even, allowed)), key=len, reverse=True):
        heard = heard.replace(phrase, MASKED * len(phrase))
    clauses = _clauses(heard)
    return Line(plain, heard, quotations, clauses, tuple(clause.start for clause in clauses))


def passages(text: str) -> Iterator[tuple[int, str]]:
    """`text` in pieces of at most LONGEST characters, each with its offset, cut at the ends of sentences."""
    at = 0
    while len(text) - at > LONGEST:
        piece = text[at : at + LONGEST]
        cut = max(piece.rfind(mark) for mark in _ENDS) + 1 or max(piece.rfind(mark) for mark in ",，、 ") + 1
        yield at, piece[: cut or LONGEST]
        at += cut or LONGEST
    if at < len(text) or not text:
        yield at, text[at:]


def _quotations(plain: str) -> tuple[Quotation, ...]:
    found: list[Quotation] = []
    hopeless: set[str] = set()
    at = 0
    for match in re.finditer(r"[“‘《〈\"]", plain):
        mark = match.group()
        if match.start() < at or mark in hopeless:
            continue
        end = plain.find(_CLOSES[mark], match.end())
        if end < 0:
            hopeless.add(mark)
            continue
        found.append(Quotation(match.end(), end, mark))
        at = end + 1
    return tuple(found)


def _mask(plain: str, quotations: tuple[Quotation, ...]) -> str:
    if not quotations:
        return plain
    parts: list[str] = []
    at = 0
    for quotation in quotations:
        parts += [plain[at : quotation.start], MASKED * (quotation.end - quotation.start)]
        at = quotation.end
    parts.append(plain[at:])
    return "".join(parts)


def _clauses(heard: str) -> tuple[Clause, ...]:
    found: list[Clause] = []
    at = 0
    for piece in _BREAK.split(heard):
        bare = piece.strip()
        if bare:
            start = at + piece.index(bare)
            found.append(Clause(start, start + len(bare)))
        at += len(piece) + 1
    return tuple(found)
