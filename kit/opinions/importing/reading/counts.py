"""Cells that count or tick instead of saying something: 3, ４条, 八条, 92.5分, √."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from kit.nouns.place import Place
    from kit.opinions.importing.reading.inquiry import Inquiry

COUNTED = re.compile(
    r"[约近共]?(?:[-+]?\d+(?:[.,]\d+)*|[〇零一二三四五六七八九十百千两几]+)\s*"
    r"(?:余|多|来)?(?:条|份|个|件|项|人|次|人次|件次|家|户|名|场|篇|分|元|%|‰)?(?:左右|以上)?[。.]?"
)
TICK = re.compile(r"[√✓✔×✗✘○●☑☒]+|[有是否对]")
SHOWN = 3


def is_count(text: str) -> bool:
    """Return whether a cell is a bare number or a tick, which nobody gave as an opinion.

    >>> [is_count(text) for text in ("3", "４条", "约十二份", "√", "路灯3盏不亮", "3楼没有灯", "有")]
    [True, True, True, True, False, False, True]
    """
    said = unicodedata.normalize("NFKC", text).strip()
    return bool(COUNTED.fullmatch(said) or TICK.fullmatch(said))


def without_counts(opinions: pd.DataFrame, place: Place, inquiry: Inquiry) -> pd.DataFrame:
    """Return a sheet's opinions without the columns that only count; a finding says which they are."""
    said = {heading: rows["原文"].tolist() for heading, rows in opinions.groupby("来源列", sort=False)}
    counting = {heading: texts for heading, texts in said.items() if all(map(is_count, texts))}
    for heading, texts in counting.items():
        _note(str(heading), texts, place, inquiry)
    return opinions[~opinions["来源列"].isin(counting)] if counting else opinions


def _note(heading: str, texts: Sequence[str], place: Place, inquiry: Inquiry) -> None:
    shown = "、".join(list(dict.fromkeys(texts))[:SHOWN])
    more = f"等 {len(texts)} 格" if len(texts) > SHOWN else ""
    inquiry.note(
        "error",
        place,
        f"“{heading}”列全是数目或记号（{shown}{more}），不像意见，没有登记",
        f'原文在别的列，就加 --answer "{place}：原文列=列名" 再导入；就是这一列的，也写上它的列名',
        "opinions.only_numbers",
    )
