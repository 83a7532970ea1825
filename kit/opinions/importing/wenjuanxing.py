"""问卷星 by the text of the options (按选项文本): ┋ between choices, 〖〗 behind them.

问卷星 by the number of the options (按选项序号): 1 2 3, a 0/1 column an option, -3 skipped, -2 blank.

问卷星 by score (按分数): each answer is the score of its option, 总分 their sum.

What the three exports of 问卷星 have in common.

Tallies of exports that hold numbers instead of options.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kit.opinions.importing.reading.purpose import ASKS_FOR_PERSON, ASKS_FOR_WORDS, item_of
from kit.opinions.importing.reading.shape import Shape
from kit.opinions.importing.reading.survey import Dialect, read_survey

if TYPE_CHECKING:
    from kit.model.campaign import Campaign
    from kit.opinions.importing.reading.export import SheetReading
    from kit.opinions.importing.reading.inquiry import Inquiry
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


def claim_text(table: RawTable) -> str | None:
    """Return why this is such an export: the site's own headings, answers in words."""
    signs = signs_in(table)
    return f"有“{'”“'.join(signs)}”列，答案是选项文字" if signs and not is_coded(table) else None


def read_as_text(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> SheetReading:
    """Return the tallies and opinions."""
    return read_survey(table, DIALECT, campaign, inquiry)


TEXT_SHAPE = Shape("wenjuanxing_text", "问卷星（按选项文本）", 10, claim_text, read_as_text)


def named_options(part: SheetReading, table: RawTable, inquiry: Inquiry, form: str) -> SheetReading:
    """Return the part with its options named by number; form: how a number is shown, such as 选项{}."""
    tallies = part.tallies.copy()
    numbers = tallies["选项"].str.fullmatch(r"\d+(?:\.\d+)?").fillna(value=False).astype(bool)
    if numbers.any():
        inquiry.note(
            "info",
            table.place(),
            "选择题导出的是数字，统计里照“" + form.format("1") + "”这样写，没有换成文字",
            "要文字，请从网站按“选项文本”再导出一份",
            "opinions.coded_options",
        )
    tallies.loc[numbers, "选项"] = [form.format(number) for number in tallies.loc[numbers, "选项"]]
    return replace(part, tallies=tallies)


def claim_number(table: RawTable) -> str | None:
    """Return why this is such an export: the site's own headings, numbers that do not add up to 总分."""
    signs = signs_in(table)
    if not signs or not is_coded(table) or is_scored(table):
        return None
    return f"有“{'”“'.join(signs)}”列，答案是选项序号"


def read_as_numbers(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> SheetReading:
    """Return the tallies, their options named by number, and the opinions."""
    return named_options(read_survey(table, DIALECT, campaign, inquiry), table, inquiry, "选项{}")


NUMBER_SHAPE = Shape("wenjuanxing_number", "问卷星（按选项序号）", 11, claim_number, read_as_numbers)


def claim_score(table: RawTable) -> str | None:
    """Return why this is such an export: answers in numbers, and 总分 is their sum in every row."""
    if not signs_in(table) or not is_coded(table) or not is_scored(table):
        return None
    return "有问卷星的列，答案是数字，“总分”正好是各题之和"


def read_score(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> SheetReading:
    """Return the tallies, their options named by score, and the opinions."""
    return named_options(read_survey(table, DIALECT, campaign, inquiry), table, inquiry, "{}分")


SCORE_SHAPE = Shape("wenjuanxing_score", "问卷星（按分数）", 10, claim_score, read_score)


SHAPES = (
    TEXT_SHAPE,
    NUMBER_SHAPE,
    SCORE_SHAPE,
)
