"""The columns that a survey site writes itself (序号, 提交时间, IP …) and those that name a person.

A heading says what such a column may be, its cells whether it is: without the cells it is a question.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.sheets.headings import normalised_heading
from kit.sheets.surveying.items import NUMBERED
from kit.sheets.surveying.words import ASKS_FOR_PERSON

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


AUTOMATIC = re.compile(r"[（(](?:自动|auto)[)）]$")  # 提交时间（自动）
LOOKED_AT = 200  # filled cells of a column
FITTING = 0.8  # share of them that a role must fit
LEAST_RUN = 3  # cells that count on from one another
NAMES: Mapping[str, tuple[str, ...]] = {
    "serial": (
        *("序号", "答题序号", "编号", "答卷编号", "表号", "份号", "id", "问卷编号", "提交序号", "responseid"),
    ),
    "time": (
        *(
            "提交答卷时间",
            "提交时间",
            "完成时间",
            "结束答题时间",
            "填写时间",
            "填表时间",
            "答题时间",
            "提交日期",
        ),
        *(
            "timestamp",
            "时间戳记",
            "时间戳",
            "時間戳記",
            "completiontime",
            "填写日期",
            "填表日期",
            "submittedat",
            "submitdate",
        ),
    ),
    "start": ("开始时间", "开始答题时间", "starttime", "startdate"),
    "took": ("所用时间", "答题时长", "用时", "填写时长", "答题用时", "duration", "timespent"),
    "ip": ("来自ip", "ip", "ip地址", "答题者ip", "填写者ip", "ipaddress"),
    "place": ("ip省份", "ip城市", "填写地区", "地理位置国家和地区", "地理位置省", "地理位置市", "来源详情"),
    "source": (
        "来源",
        "数据来源",
        "答题来源",
        "提交来源",
        "填写设备",
        "操作系统",
        "浏览器",
        "语言",
        "language",
    ),
    "score": ("总分", "得分", "分数", "score", "totalpoints", "quizfeedback"),
    "status": (
        "答题状态",
        "答卷状态",
        "完成状态",
        "完成情况",
        "是否完成",
        "完成度",
        "状态",
        "status",
        "finished",
        "progress",
    ),
    "user": (
        *(
            "用户id",
            "昵称",
            "微信昵称",
            "微信openid",
            "用户标识",
            "用户类型",
            "用户名",
            "username",
            "提交人",
            "提交者",
        ),
        *("自定义字段", "扩展属性", "修改时间", "更新时间", "上次修改时间", "lastmodifiedtime"),
        *("电子邮件", "电子邮件地址", "email", "emailaddress", "openid", "unionid", "respondentid"),
    ),
}
ROLES = {name: role for role, names in NAMES.items() for name in names}
TIMED = frozenset({"time", "start", "took", "ip"})  # what only a site writes about an answer sheet
MOMENT = re.compile(r"\d{2,4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,4}.*?\d{1,2}\s*[:：时点]\s*\d{1,2}.*")
DAY = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?.*|\d{1,2}/\d{1,2}/(?:\d{4}|\d{2}(?=\s)).*"
)
SCORED_BEFORE = re.compile(r"(?:points|feedback|得分|分数|分值|反馈)\s*[-–—:：]\s*(.+)", re.IGNORECASE)
SCORED_BEHIND = re.compile(
    r"(.+?)\s*[（(\[_\-–—:：]\s*(?:得分|分数|分值|选项分|score|points)\s*[）)\]]?", re.IGNORECASE
)
TOOK = re.compile(
    r"(?:\d+\s*(?:小?时|h))?\s*(?:\d+\s*(?:分钟?|m(?:in)?))?\s*(?:\d+(?:\.\d+)?\s*(?:秒钟?|s))?"
)
CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
IP = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}.*|[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){3,}.*")
STATUS = re.compile(
    r"(?:已|未|没有|部分)?(?:答|填写?|提交)?完成?(?:答题|填写)?|进行中|中途退出|未提交|已提交|部分(?:提交|作答|答题)|"
    r"complete[d]?|incomplete|partial|in ?progress|true|false|\d{1,3}%?",
    re.IGNORECASE,
)
NUMERIC = re.compile(r"-?\d+(?:\.\d+)?")
PRIVATE = re.compile(r"1[3-9]\d{9}|\d{17}[\dXx]|\d{3,4}-?\d{7,8}|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def _took(text: str) -> bool:
    return bool(text and TOOK.fullmatch(text)) or bool(CLOCK.fullmatch(text) or NUMERIC.fullmatch(text))


FITS: Mapping[str, Callable[[str], object]] = {
    "time": lambda text: MOMENT.fullmatch(text) or DAY.fullmatch(text),
    "start": lambda text: MOMENT.fullmatch(text) or DAY.fullmatch(text),
    "took": _took,
    "ip": IP.fullmatch,
    "score": NUMERIC.fullmatch,
    "status": STATUS.fullmatch,
}


def own_columns(
    labels: Sequence[str], columns: Sequence[Sequence[str]], stated: Mapping[str, str] | None = None
) -> dict[int, str]:
    """Return what the columns that are no question tell, by column: a role of NAMES, or person.

    stated: headings that the site's own record names, with their roles: believed without the cells.
    """
    found: dict[int, str] = {}
    samples = [_sample(column) for column in columns]
    for at, (label, cells) in enumerate(zip(labels, samples, strict=True)):
        plain = AUTOMATIC.sub("", normalised_heading(label))
        if stated is not None and plain in stated:
            found[at] = stated[plain]
        elif role := _role(label, plain, cells):
            found[at] = role
    found |= _scores(labels, columns, found)
    if not TIMED & set(found.values()) and stated is None:
        found = {at: role for at, role in found.items() if role not in {"source", "place", "user", "status"}}
    return found


def _scores(
    labels: Sequence[str], columns: Sequence[Sequence[str]], known: Mapping[int, str]
) -> dict[int, str]:
    """Return the columns that hold the points of another's answers: called so, and one number an answer."""
    places = {label: at for at, label in enumerate(labels) if label}
    found: dict[int, str] = {}
    for label, at in places.items():
        match = SCORED_BEFORE.fullmatch(label) or SCORED_BEHIND.fullmatch(label)
        of = places.get(match[1].strip()) if match and at not in known else None
        if of is None or of == at:
            continue
        pairs = {(one, other) for one, other in zip(columns[of], columns[at], strict=True) if other}
        if not pairs or (
            all(NUMERIC.fullmatch(other) for _, other in pairs)
            and len(pairs) == len({one for one, _ in pairs})
        ):
            found[at] = "score"
    return found


def _sample(column: Iterable[str]) -> list[str]:
    found = []
    for text in column:
        if text.strip():
            found.append(text.strip())
            if len(found) == LOOKED_AT:
                break
    return found


def _role(label: str, plain: str, cells: Sequence[str]) -> str:
    """Return what a column tells by its heading and its cells, or by its cells alone."""
    named = ROLES.get(plain, "")
    if named == "serial":
        return named if len(set(cells)) == len(cells) else ""
    if named == "status" and NUMBERED.match(label):
        return ""  # asked of people
    if named:
        return named if not cells or named not in FITS or fits(cells, FITS[named]) else ""
    if ASKS_FOR_PERSON.match(label) or fits(cells, PRIVATE.fullmatch):
        return "person"
    if NUMBERED.match(label) or not cells:
        return ""
    return next((role for role, told in BY_CELLS.items() if told(cells)), "")


def fits(cells: Sequence[str], test: Callable[[str], object]) -> bool:
    """Return whether nearly all cells pass a test."""
    return bool(cells) and sum(1 for text in cells if test(text)) >= FITTING * len(cells)


def _counts_on(cells: Sequence[str]) -> bool:
    """Return whether the cells are 1, 2, 3 and so on from the first: nobody answers like that."""
    numbers = [int(text) for text in cells if text.isdecimal()]
    return len(numbers) >= LEAST_RUN and numbers == list(range(1, len(cells) + 1))


BY_CELLS: Mapping[str, Callable[[Sequence[str]], bool]] = {
    "time": lambda cells: fits(cells, MOMENT.fullmatch),
    "ip": lambda cells: fits(cells, IP.fullmatch),
    "took": lambda cells: fits(cells, lambda text: TOOK.fullmatch(text) and not NUMERIC.fullmatch(text)),
    "serial": _counts_on,
}


def repeated_sheets(columns: Sequence[Sequence[object]], roles: Mapping[int, str]) -> dict[int, int]:
    """Return which rows are an earlier one exported again, and which one.

    All but the running number must be equal, and a time of day must stand there to say that it is the same
    answer sheet; without a time the number itself must be equal. Alike answers alone are two people's.
    """
    serials = [at for at, role in roles.items() if role == "serial"]
    times = [columns[at] for at, role in roles.items() if role in {"time", "start"}]
    timed = [at for at in range(len(columns)) if at not in serials]
    first: dict[tuple[object, ...], int] = {}
    repeats: dict[int, int] = {}
    for row in range(len(columns[0]) if columns else 0):
        if any(_is_moment(column[row]) for column in times):
            key = ("time", *(columns[at][row] for at in timed))
        elif any(columns[at][row] not in ("", None) for at in serials):
            key = ("number", *(column[row] for column in columns))
        else:
            continue
        if key in first:
            repeats[row] = first[key]
        else:
            first[key] = row
    return repeats


def _is_moment(cell: object) -> bool:
    """Return whether a cell names a time of day; midnight is how a mere day is kept."""
    text = "" if cell is None else str(cell).strip()
    return bool(MOMENT.fullmatch(text)) and not text.endswith(" 00:00:00")
