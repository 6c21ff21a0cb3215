"""What the detector is measured against: flagging nothing, and the guideline's own words looked for bare."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from meeting.language.kinds import Category, Finding
from tools.ear.lines import Labelled

TYPICAL: Final = {
    Category.COLLECTIVE: "我们 咱们 大家 班子 我局 局里 支部 上下 同志们 经研究 一致通过",
    Category.SELF_PRAISE: "显著成效 成效显著 一致好评 走在前列 圆满完成 任劳任怨 优异成绩 高度评价 "
    "充分肯定 锦旗 表扬 第一",
    Category.VAGUE: "有时候 有时 个别 一定程度 还不够 不够 有待 抓得不紧 不到位 某些 有些方面 差距 不足",
    Category.ATTITUDE_ONLY: "深刻认识 认识到 政治站位 高度重视 下一步 今后 认真学习 我将 决心 牢记",
    Category.BLAME: "由于 因为 人手 历史遗留 上面 催 他们 经办 下面 没落实 安排 主要是",
    Category.EVASIVE: "没什么可说 没什么 都挺好 一切正常 一切 记不清 "
    "不太了解 不了解 不清楚 一样 不好说 没问题",
    Category.SOFT: "很好 没意见 没有意见 身体 太拼 不错 再接再厉 希望 辛苦 佩服 学习的榜样 理解",
}
"""The guideline's typical shapes and what anybody would add at once."""


def nothing(line: Labelled) -> Sequence[Finding]:
    """Flag nothing."""
    return ()


def keywords(line: Labelled) -> Sequence[Finding]:
    """Flag each category one of whose words stands in the line, whatever is around it."""
    found = []
    for kind, words in TYPICAL.items():
        places = [(at, word) for word in words.split() if (at := line.text.find(word)) >= 0]
        if places and kind.context is line.context:
            at, word = min(places)
            found.append(Finding(kind, at, at + len(word), f"{kind}.keyword", "", ""))
    return found
