"""How far a thing to be put right is, of which type and until when, in the words clerks write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.model.counting import Keep, Rows, is_told
from kit.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.model.campaign import Campaign
    from kit.model.table import Sheets


LONG, LONG_TERM, CLOSED, UNFINISHED, IMMEDIATE = "长期", "长期坚持", "已销号", "未完成", "立行立改"
LONG_WORDS = (
    "长期坚持",
    "长期整改",
    "长期抓",
    "持续",
    "持续推进",
    "持续整改",
    "持续坚持",
    "常态化",
    "常态化推进",
)
# a deadline that is no day: the item is of that type
DEADLINE_WORDS = dict.fromkeys(LONG_WORDS, LONG) | dict.fromkeys(
    ("即知即改", "立即整改", "立查立改", "边查边改", "即行即改"), IMMEDIATE
)
# what stands under 完成情况: an item that is not done may have been begun or not
STATE_WORDS = {
    word: state
    for state, words in {
        CLOSED: "销号 完成 已完成 办结 已办结 已整改 已解决 已落实 整改完成 已整改完成 已完成整改 完成整改 "
        "整改到位 已整改到位 已结案 已验收 已完成并销号 已验收销号 是 √",
        "待验收": "已完成待验收 待销号 已完成待销号",
        "整改中": "进行中 正在整改 正在进行 推进中 正在推进 办理中 正在办理 实施中 正在实施 落实中 正在落实 "
        "部分完成 基本完成 阶段性完成 已取得阶段性成效",
        "未启动": "未开始 未开展 尚未启动 尚未开始 尚未开展 未整改",
        UNFINISHED: "尚未完成 未办结 未销号 未解决 未落实 否 ×",
        LONG_TERM: " ".join((LONG, *LONG_WORDS[1:])),
    }.items()
    for word in words.split()
}


UNSTATED = Rows(
    "rectification.unstated",
    "没有写状态的项数",
    "项",
    "“状态”空着，不知道改到哪一步",
    "状态",
    (Keep("状态", test=lambda cell: cell is None),),
    zero=False,
)
UNSTATED_RULE = "rectification.unstated"


def check_states_are_told(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield one warning on each sheet in which some items say how far they are and others do not."""
    for table in sheets.of("rectification"):
        if is_told(table.frame, "状态"):
            blank = [int(row) for row, state in table.frame["状态"].items() if state is None]  # type: ignore[call-overload]
            if blank:
                rows = "、".join(map(str, blank))
                problem = f"第{rows}行空着，不知道改到哪一步；到期的有没写的，整改完成率就不算"
                remedy = "请写明状态；不算已销号，也不算没有完成"
                yield Finding(UNSTATED_RULE, "warning", table.place(blank[0], "状态"), problem, remedy)


RULES = (check_states_are_told,)


def is_long_term(type_: object, deadline: object, state: object = None) -> bool:
    """Return whether an item has no day on which it is due, whatever stands under 是否长期坚持."""
    return type_ == LONG_TERM or deadline == LONG or state == LONG_TERM


# as facts call them: rectification.<type>, rectification.<state>
TYPES = {"立行立改": "immediate", "限期整改": "limited", "长期坚持": "long_term"}
TYPE_BASES = {
    IMMEDIATE: "整改类型为“立行立改”，没有写类型的，完成时限写的是立行立改",
    LONG_TERM: "整改类型为“长期坚持”，或完成时限、完成情况是长期的",
}
STATES = {"未启动": "not_started", "整改中": "under_way", "待验收": "to_accept", "已销号": "closed",
          "退回": "returned", "重启": "reopened", UNFINISHED: "unfinished"}  # fmt: skip


def type_of(type_: object, deadline: object, state: object) -> object:
    """Return the type that an item counts under, also where its deadline says it; None where nothing does."""
    if is_long_term(type_, deadline, state):
        return LONG_TERM
    return IMMEDIATE if type_ is None and deadline == IMMEDIATE else type_
