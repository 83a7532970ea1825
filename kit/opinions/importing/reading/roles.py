"""The parts that columns play in a table of opinions, by heading and by what stands under it.

One row is one opinion (意见): its description (详细描述), with the problem (问题) as its title and what is
asked for (诉求) behind it. The office's own reply (答复、处理情况、办理结果) never is one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kit.opinions.importing.reading.contents import (
    CHOICE,
    NAME,
    NOTHING,
    NUMBER,
    WORDS,
    ColumnContents,
)
from kit.opinions.importing.reading.records import TEXT, USER, mapped
from kit.sheets.headings import IGNORED, normalised_heading, without_closing_bracket
from kit.sheets.surveying.items import NUMBERED
from kit.sheets.surveying.words import ASKS_FOR_WORDS

if TYPE_CHECKING:
    from kit.opinions.importing.reading.records import Mapped
    from kit.opinions.importing.reading.table import RawTable


CHANNEL, TITLE = "来源渠道", "主题"
PROBLEM, DESCRIPTION, REQUEST, REPLY, PLACE_OF = "问题", "描述", "诉求", "答复", "地点"
HEADINGS = {
    DESCRIPTION: (
        *(
            "详细描述",
            "问题描述",
            "描述",
            "具体描述",
            "情况描述",
            "现象描述",
            "详细内容",
            "问题详情",
            "具体内容",
            "详情",
        ),
        *(
            "详细情况",
            "具体情况",
            "情况说明",
            "问题说明",
            "问题内容",
            "具体问题",
            "具体表现",
            "问题表现",
            "问题情况",
        ),
        *("问题具体描述", "问题详细描述", "反映情况", "情况反映", "诉求描述", "诉求详情", "事项描述"),
    ),
    PROBLEM: (
        *(
            "问题",
            "存在问题",
            "存在的问题",
            "反映问题",
            "反映的问题",
            "主要问题",
            "突出问题",
            "问题名称",
            "问题标题",
        ),
        *(
            "问题摘要",
            "问题概述",
            "问题简述",
            "问题事项",
            "问题反映",
            "问题要点",
            "事项",
            "反映事项",
            "诉求事项",
        ),
        *("事由", "意见标题", "标题", "主题", "题目"),
    ),
    REQUEST: (
        *(
            "诉求",
            "群众诉求",
            "主要诉求",
            "请求",
            "期望",
            "希望",
            "建议",
            "意见建议",
            "意见和建议",
            "意见及建议",
            "意见",
        ),
        *("改进建议", "工作建议", "对策建议", "诉求建议", "希望解决的问题", "要求"),
    ),
    PLACE_OF: (
        *(
            "地点",
            "位置",
            "问题位置",
            "所在位置",
            "发生地点",
            "地址",
            "区域",
            "点位",
            "所在小区",
            "小区",
            "社区",
            "楼栋",
        ),
    ),
}
ROLES = {normalised_heading(name): role for role, names in HEADINGS.items() for name in names}
ENDINGS = (
    (re.compile(r"(?:描述|详情)$"), DESCRIPTION),
    (re.compile(r"(?:反映的?(?:事项|问题)|存在的?(?:问题|不足))$"), PROBLEM),
    (re.compile(r"(?:诉求|请求|期望|整改建议|改进建议|处理建议)$"), REQUEST),
)
REPLIED = re.compile(
    r"答复|回复|回应|办理|处理|采纳|整改(?!建议)|措施|批示|批复|审核|审批|拟办|领导意见|反馈|落实|解决(?!的问题)|办结|处置|回访|结果|"
    r"进展|完成|销号|备注"
)
OF_A_PLAN = re.compile(
    r"整改(?:措施|时限|目标|期限|责任)|完成时限|整改完成|销号|责任领导|牵头领导|达到的目标"
)  # of an office's own list
SERIAL = re.compile(r"序号|编号|^id$|^no\.?$")
OF_ROSTER = re.compile(
    r"姓名|证件|身份证|电话|手机|联系方式|职务|职称|性别|年龄|出生|民族|学历|政治面貌|工号|籍贯|入党|签名|签到|值班|带班|班次"
)
# what a heading must say, beyond “内容” and “说明”, to ask for opinions
ASKS_FOR_OPINIONS = re.compile(
    r"意见|建议|诉求|反映|心声|看法|感受|想法|留言|期待|希望|不足|问题|发言|投诉|原文|想说|您|你|什么|哪|怎么|如何|[?？]|"
    r"comment|suggest|feedback|opinion",
    re.IGNORECASE,
)
NEVER_BARRED = frozenset({NUMBER, NOTHING, WORDS, CHOICE})


@dataclass(frozen=True)
class ColumnRoles:
    """Which column plays which part; `parts` are the columns whose words make one opinion, in order."""

    columns: Mapped = field(default_factory=dict)
    parts: tuple[int, ...] = ()
    title: int | None = None
    replies: tuple[int, ...] = ()


def contents_of(table: RawTable, column: int) -> ColumnContents:
    """Return what stands in a column, over the whole of it."""
    return ColumnContents(table.columns[column])


def settled(table: RawTable, columns: Mapped) -> Mapped:
    """Return the parts of the columns after a look at their cells.

    Names under 来源 say who, not through which channel; a column of times, phones, codes or statuses is no
    column of opinions, whatever its heading. Bare numbers are named where they are read.
    """
    found = dict(columns)
    if CHANNEL in found and contents_of(table, found[CHANNEL]).kind == NAME:
        found.setdefault(USER, found.pop(CHANNEL))
    if TEXT in found and is_barred(table, found[TEXT]):
        del found[TEXT]
    return found


def is_barred(table: RawTable, column: int) -> bool:
    """Return whether a column under a heading for opinions holds none: times, names, phones, statuses."""
    return contents_of(table, column).kind not in NEVER_BARRED


def role_of(label: str) -> str:
    """Return the part that a heading names, "" where it names none.

    >>> [role_of(label) for label in ("详细描述", "存在的问题", "诉求（建议）", "办理结果", "3、存在的问题")]
    ['描述', '问题', '诉求', '答复', '']
    """
    if NUMBERED.match(label):
        return ""
    plain = without_closing_bracket(label)
    known = ROLES.get(normalised_heading(label)) or ROLES.get(plain)
    if known or REPLIED.search(label):
        return known or REPLY
    return next((role for pattern, role in ENDINGS if pattern.search(plain)), "")


def issue_roles(table: RawTable) -> ColumnRoles | None:
    """Return the parts of a list of problems, one a row; None for a table that is none.

    Such a list names problem or description, and something of the people it came from or of the answer they
    got. With measures and time limits it is the office's own plan; a row with several questions is a form.
    """
    if not table.body or is_plan(table) or _is_survey(table):
        return None
    roles: dict[str, list[int]] = {}
    for at, label in enumerate(table.labels):
        roles.setdefault(role_of(label), []).append(at)
    own = mapped(table.labels)
    if not {PROBLEM, DESCRIPTION} & set(roles):
        return None
    if TEXT in own and not role_of(table.labels[own[TEXT]]):
        roles.setdefault(DESCRIPTION, []).append(own[TEXT])
    spoken = {role: [at for at in roles.get(role, ()) if _has_words(table, at)] for role in SPOKEN_ROLES}
    told = [role for role in SPOKEN_ROLES if spoken[role]]
    if told in ([], [REQUEST]) or is_roster(table):
        return None
    said = [table.labels[spoken[role][0]] for role in told]
    strict = [label for label in said if ASKS_FOR_OPINIONS.search(label)]
    beside = {REPLY, PLACE_OF} & set(roles) or {USER, CHANNEL, "提出者类别"} & set(own)
    enough = bool(strict) and (len(told) > 1 or bool(beside))
    if not enough and not (len(told) > 1 and asks_for_opinions(table, said[0])):
        return None
    return _composed(table, spoken, roles, own)


SPOKEN_ROLES = (PROBLEM, DESCRIPTION, REQUEST)


def _has_words(table: RawTable, column: int) -> bool:
    return contents_of(table, column).kind in {WORDS, CHOICE}


def _composed(
    table: RawTable, spoken: dict[str, list[int]], roles: dict[str, list[int]], own: Mapped
) -> ColumnRoles:
    text = spoken[DESCRIPTION][:1] or spoken[REQUEST][:1] or spoken[PROBLEM][:1]
    title = next((at for at in spoken[PROBLEM] if at not in text), None)
    more = [at for at in spoken[REQUEST] if at not in text]
    used = {*text, *more, title, *roles.get(REPLY, ())}
    columns = {name: at for name, at in own.items() if name not in {TEXT, TITLE} and at not in used}
    found = settled(table, columns) | {TEXT: text[0]}
    if title is not None:
        found[TITLE] = title
    return ColumnRoles(found, (*text, *more), title, tuple(roles.get(REPLY, ())))


def _is_survey(table: RawTable) -> bool:
    """Return whether a row is a form with several questions: numbered as one, or dated to the minute."""
    plain = set(table.plain_labels)
    return bool(plain & {"表号", "份号", "提交时间", "填写时间", "填表时间", "提交答卷时间", "答题时间"})


def asks_for_opinions(table: RawTable, label: str) -> bool:
    """Return whether a heading, or else what stands above and beside it, speaks of opinions."""
    if ASKS_FOR_OPINIONS.search(label):
        return True
    said = (table.above, table.grid.sheet, table.grid.file.rpartition(".")[0])
    own = mapped(table.labels)
    givers = {name for name in (USER, "提出者类别") if name in own and not _is_of_anybody(table, own[name])}
    beside = {"意见ID", CHANNEL, "指向", "指向人", "赞成", "反对"} & set(own) | givers
    return bool(beside) or any(
        re.search(r"意见|建议|留言|诉求|座谈|问题|来信|来访|走访", text) for text in said
    )


def _is_of_anybody(table: RawTable, column: int) -> bool:
    """Return whether a heading names people as any list does: 姓名, 身份."""
    return table.plain_labels[column] in {"姓名", "名字", "身份", "人员类别"}


def is_plan(table: RawTable) -> bool:
    """Return whether a sheet is what the office means to do: measures, time limits, who answers for them."""
    return any(OF_A_PLAN.search(label) for label in table.labels)


def is_roster(table: RawTable) -> bool:
    """Return whether a sheet lists people: their names with what is known of them, and nothing they said."""
    personal = [label for label in table.labels if label and OF_ROSTER.search(label)]
    asks = (ASKS_FOR_OPINIONS, ASKS_FOR_WORDS)
    asking = [label for label in table.labels if all(pattern.search(label) for pattern in asks)]
    return len(personal) > 1 and not asking


STATED_COUNT = re.compile(r"条数|频次|次数|人数|人次|票数|件数|提及|占比|比例|百分比")


def stated_counts(table: RawTable, columns: Mapped) -> str:
    """Return the heading of a column that counts how often each opinion was given; "" where none does."""
    used = set(columns.values())
    for at, label in enumerate(table.labels):
        if at not in used and STATED_COUNT.search(label) and contents_of(table, at).kind == NUMBER:
            return label
    return ""


def is_serial(label: str) -> bool:
    """Return whether a heading only numbers the rows."""
    return normalised_heading(label) in IGNORED or bool(SERIAL.search(normalised_heading(label)))
