"""Sources whose rows have no number of their own: is a file a longer copy of one registered before."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kit.nouns.place import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from kit.opinions.importing.reading.inquiry import Inquiry

OVERLAP = (
    0.8  # share of an older source's texts found again: below, two sources only have some texts in common
)
FEWEST = 3
SAME, OTHER = "是", "不是"


def same_source(
    registered: pd.DataFrame,
    incoming: pd.DataFrame,
    sha256: str,
    sources: Mapping[str, Mapping[str, object]],
    inquiry: Inquiry,
) -> str | None:
    """Return the file name under which a sheet's rows are known, or its own; None while a person must say.

    incoming: the rows of one sheet of one file, at least one. Only rows without a key are looked at.
    """
    file, sheet = incoming["来源文件"].iloc[0], incoming["来源表"].iloc[0]
    if incoming["键"].all() or not len(registered):
        return str(file)
    old = registered[(registered["键"] == "") & (registered["来源文件"] != file)]
    if not len(old) or len(registered[(registered["来源文件"] == file) & (registered["来源表"] == sheet)]):
        return str(file)
    copies = sorted(name for name, said in sources.items() if said.get("sha256") == sha256 and name != file)
    if copies:
        inquiry.note("info", Place(file, sheet or None), f"和登记过的 {copies[0]} 是同一个文件", "不用改")
        return copies[0]
    return _asked(old, incoming, str(file), inquiry)


def _asked(old: pd.DataFrame, incoming: pd.DataFrame, file: str, inquiry: Inquiry) -> str | None:
    said = Counter(incoming["原文"])
    place = Place(file, incoming["来源表"].iloc[0] or None)
    for name, rows in old.groupby("来源文件", sort=True):
        again = sum((Counter(rows["原文"]) & said).values())
        if again >= FEWEST and again >= OVERLAP * len(rows):
            problem = f"{name} 已登记 {len(rows)} 条，其中 {again} 条这里一字不差。这份是不是它的续报"
            answer = inquiry.ask("续报", place, problem, SAME, (SAME, OTHER), "这张表")
            return None if answer is None else str(name) if answer == SAME else file
    return file
