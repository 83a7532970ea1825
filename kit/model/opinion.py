"""An opinion (意见) as it was given, and the columns of the register (意见登记簿) that holds all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kit.model.fact import Place
from kit.model.reticent import reticent

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

HEADINGS = (
    *("意见ID", "来源渠道", "来源记录ID", "登记日", "原文", "指向", "指向人", "提出者类别"),
    *("份号", "会议ID", "方面", "来源文件", "来源表", "来源行", "来源列"),
)
EXTRAS = ("主题", "来源分类", "赞成", "反对")  # what a web board tells besides; sorting and heat use it
NUMBERS = ("来源行", "赞成", "反对")  # whole numbers; every other column is text, "" where nothing is known
PRIVATE = ("提出者姓名", "键", "份键")  # only in the restricted file


@reticent("id")
@dataclass(frozen=True)
class Opinion:
    """One raw opinion; who gave it is not part of it."""

    id: str
    verbatim: str  # 原文, never altered
    channel: str  # 来源渠道
    target: str  # 指向, "" where the source does not say
    when: date | None  # 登记日
    source: Place
    sheet_key: str  # 份号 of the answer sheet it stands on, "" where there is none


def opinions_of(register: pd.DataFrame) -> Iterator[Opinion]:
    """Yield the rows of a register frame as records, in its order."""
    names = ("意见ID", "原文", "来源渠道", "指向", "登记日", "来源文件", "来源表", "来源行", "来源列", "份号")
    for id_, text, channel, target, day, file, sheet, row, column, key in zip(
        *(register[name] for name in names), strict=True
    ):
        source = Place(file, sheet or None, int(row) or None, column or None)
        when = date.fromisoformat(day) if day else None
        yield Opinion(id_, text, channel, target, when, source, key)
