"""Columns of opinions that only count, and what a person may say that a column is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.sheets.surveying.purposes import (
    LEAVE_OUT,
    MULTIPLE,
    NAME,
    NUMBER,
    OPEN,
    RANKING,
    SCALE,
    SINGLE,
    is_count,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from kit.model.fact import Place
    from kit.opinions.importing.reading.export import Inquiry


PURPOSES = (OPEN, SINGLE, MULTIPLE, SCALE, NUMBER, RANKING, LEAVE_OUT, NAME)
SHOWN = 3


def without_counts(opinions: pd.DataFrame, place: Place, inquiry: Inquiry) -> pd.DataFrame:
    """Return a sheet's opinions without the columns that only count; a finding says which they are."""
    said = {heading: rows["原文"].tolist() for heading, rows in opinions.groupby("来源列", sort=False)}
    counting = {heading: texts for heading, texts in said.items() if all(map(is_count, texts))}
    for heading, texts in counting.items():
        _note(str(heading), texts, place, inquiry)
    return opinions[~opinions["来源列"].isin(counting)] if counting else opinions


def _note(heading: str, texts: Sequence[str], place: Place, inquiry: Inquiry) -> None:
    cells = "、".join(list(dict.fromkeys(texts))[:SHOWN])
    more = f"等 {len(texts)} 格" if len(texts) > SHOWN else ""
    inquiry.note(
        "error",
        place,
        f"“{heading}”列全是数目或记号（{cells}{more}），不像意见，没有登记",
        f'原文在别的列，就加 --answer "{place}：原文列=列名" 再导入；就是这一列的，也写上它的列名',
        "opinions.only_numbers",
    )
