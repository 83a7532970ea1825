"""What the three exports of 问卷星 have in common."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.opinions.importing.reading.items import item_of
from kit.opinions.importing.reading.purpose import ASKS_FOR_PERSON, ASKS_FOR_WORDS
from kit.opinions.importing.reading.survey import Dialect

if TYPE_CHECKING:
    from kit.opinions.importing.reading.table import RawTable

ROLES = {
    "序号": "serial",
    "答卷编号": "serial",
    "提交答卷时间": "time",
    "所用时间": "took",
    "来源": "",
    "来源详情": "detail",
    "来自ip": "ip",
    "总分": "",
    "用户id": "",
    "昵称": "",
    "自定义字段": "",
}
OWN = ("提交答卷时间", "所用时间", "来源详情", "来自ip")
LEAST_OWN = 2
CODE = re.compile(r"-?\d+(?:\.\d+)?")
DIALECT = Dialect(ROLES, separators=("┋",))


def signs_in(table: RawTable) -> list[str]:
    """Return the headings that only this site writes, if there are enough of them."""
    found = [label for label, said in zip(table.labels, table.plain_labels, strict=True) if said in OWN]
    return found if len(found) >= LEAST_OWN else []


def is_coded(table: RawTable) -> bool:
    """Return whether all closed questions are answered in numbers, as nobody writes options."""
    closed = []
    for at, (label, said) in enumerate(zip(table.labels, table.plain_labels, strict=True)):
        item = item_of(at, label)
        if (
            said not in ROLES
            and label
            and not ASKS_FOR_WORDS.search(item.stem)
            and not ASKS_FOR_PERSON.match(item.stem)
        ):
            closed.append(table.peek(at))
    answered = [column for column in closed if column]
    coded = [column for column in answered if all(map(CODE.fullmatch, column))]
    return bool(coded) and 2 * len(coded) > len(answered)


def is_scored(table: RawTable) -> bool:
    """Return whether 总分 is the sum of the numbers in every row looked at."""
    if "总分" not in table.plain_labels:
        return False
    total = table.plain_labels.index("总分")
    asked = [at for at, said in enumerate(table.plain_labels) if said not in ROLES]
    rows = [row for _, row in table.body[:200] if CODE.fullmatch(_text(row[total]))]
    return bool(rows) and all(
        abs(float(_text(row[total])) - sum(_score(_text(row[at])) for at in asked)) < 0.005  # noqa: PLR2004 - two decimals
        for row in rows
    )


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def _score(text: str) -> float:
    return max(float(text), 0.0) if CODE.fullmatch(text) else 0.0
