"""问卷星: one site, three exports: by the text of the options, by their numbers, by their scores.

By text (按选项文本): ┋ between choices, 〖〗 behind them. By number (按选项序号): 1 2 3, a 0/1 column an
option, -3 skipped, -2 blank. By score (按分数): each answer is the score of its option, 总分 their sum.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kit.opinions.importing.reading.site import Site
from kit.opinions.importing.reading.survey import Dialect
from kit.opinions.importing.reading.table import Shape
from kit.sheets.surveying.items import item_of
from kit.sheets.surveying.words import ASKS_FOR_PERSON, ASKS_FOR_WORDS

if TYPE_CHECKING:
    from kit.model.campaign import Campaign
    from kit.opinions.importing.reading.export import Inquiry, SheetReading
    from kit.opinions.importing.reading.table import RawTable


SITE = Site(
    "wenjuanxing",
    "问卷星",
    10,
    Dialect(
        {
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
        },
        separators=("┋",),
    ),
    own=("提交答卷时间", "所用时间", "来源详情", "来自ip"),
)
CODE = re.compile(r"-?\d+(?:\.\d+)?")
TEXT, NUMBER, SCORE = "选项文字", "选项序号", "分数"


@dataclass(frozen=True)
class Coding:
    """How the answers of one of the site's exports are written."""

    id: str
    name: str  # Chinese
    rank: int
    answers: str
    why: str  # {}: the site's own headings that were found
    option: str = "{}"  # how an option is shown that is only a number

    @property
    def shape(self) -> Shape:
        """Return the export as a shape."""
        return Shape(self.id, self.name, self.rank, self.claim, self.read)

    def claim(self, table: RawTable) -> str | None:
        """Return why a table is this export: the site's own headings, and answers written like this."""
        signs = SITE.signs_in(table)
        return self.why.format(signs) if signs and answers_in(table) == self.answers else None

    def read(self, table: RawTable, campaign: Campaign, inquiry: Inquiry) -> SheetReading:
        """Return the tallies, numbered options named by their number, and the opinions."""
        part = SITE.read(table, campaign, inquiry)
        return part if self.answers == TEXT else named_options(part, table, inquiry, self.option)


CODINGS = (
    Coding("wenjuanxing_text", "问卷星（按选项文本）", 10, TEXT, "{}，答案是选项文字"),
    Coding("wenjuanxing_number", "问卷星（按选项序号）", 11, NUMBER, "{}，答案是选项序号", "选项{}"),
    Coding(
        "wenjuanxing_score",
        "问卷星（按分数）",
        10,
        SCORE,
        "有问卷星的列，答案是数字，“总分”正好是各题之和",
        "{}分",
    ),
)


def answers_in(table: RawTable) -> str:
    """Return how the closed questions of the site's export are answered."""
    if not is_coded(table):
        return TEXT
    return SCORE if is_scored(table) else NUMBER


def is_coded(table: RawTable) -> bool:
    """Return whether all closed questions are answered in numbers, as nobody writes options."""
    closed = []
    for at, (label, plain) in enumerate(zip(table.labels, table.plain_labels, strict=True)):
        item = item_of(at, label)
        if (
            plain not in SITE.dialect.roles
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
    asked = [at for at, plain in enumerate(table.plain_labels) if plain not in SITE.dialect.roles]
    rows = [row for _, row in table.body[:200] if CODE.fullmatch(_text(row[total]))]
    return bool(rows) and all(
        abs(float(_text(row[total])) - sum(_score(_text(row[at])) for at in asked)) < 0.005  # noqa: PLR2004 - two decimals
        for row in rows
    )


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def _score(text: str) -> float:
    return max(float(text), 0.0) if CODE.fullmatch(text) else 0.0


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


SHAPES = tuple(coding.shape for coding in CODINGS)
