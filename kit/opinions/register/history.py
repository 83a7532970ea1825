"""The register as its entries make it: what was imported and not taken back since, in that order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from kit.opinions.register.store import ALL_COLUMNS, batches, frame_of, read_entry
from kit.text.privacy.names import people_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.model.campaign import Campaign


WITHDRAWN = "撤回"  # in the head of an entry that takes an import back: the file


@dataclass(frozen=True, eq=False)
class History:
    """Every opinion that was ever registered, with ALL_COLUMNS.

    rows: those that count. withdrawn: the others, each once, as it was registered last. withdrawals: how many
    entries took something back.
    """

    rows: pd.DataFrame
    withdrawn: pd.DataFrame
    withdrawals: int = 0

    @cached_property
    def gone(self) -> frozenset[str]:
        """Return the ids of the opinions that do not count."""
        return frozenset(self.withdrawn["意见ID"])

    @cached_property
    def givers(self) -> frozenset[str]:
        """Return everybody who gave an opinion: who is known by a withdrawn one is still known."""
        return people_named(self.rows["提出者姓名"]) | people_named(self.withdrawn["提出者姓名"])


def read_history(campaign: Campaign) -> History:
    """Return the register; raises WorkbookError if a file of it was changed by hand or is incomplete."""
    frames: list[tuple[int, pd.DataFrame]] = []
    gone: dict[str, int] = {}  # the last entry that took an opinion back
    withdrawals = 0
    for number, path in enumerate(batches(campaign)):
        head, rows = read_entry(path)
        if WITHDRAWN in head:
            withdrawals += 1
            gone |= {str(row[0]): number for row in rows}
        else:
            frames.append((number, frame_of(head, rows, ALL_COLUMNS)))
    if not gone:
        return History(_joined([frame for _, frame in frames]), _joined([]), withdrawals)
    taken = [frame["意见ID"].map(lambda id_, at=number: gone.get(id_, -1) > at) for number, frame in frames]
    counting = _joined([frame[~out] for (_, frame), out in zip(frames, taken, strict=True)])
    others = _joined([frame[out] for (_, frame), out in zip(frames, taken, strict=True)])
    others = others[~others["意见ID"].isin(set(counting["意见ID"]))].drop_duplicates("意见ID", keep="last")
    return History(counting, others.reset_index(drop=True), withdrawals)


def read_batches(campaign: Campaign) -> pd.DataFrame:
    """Return every opinion that counts, in the order of registration; raises WorkbookError."""
    return read_history(campaign).rows


def _joined(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    filled = [frame for frame in frames if len(frame)]
    if not filled:
        return pd.DataFrame(columns=list(ALL_COLUMNS), dtype=object)
    return pd.concat(filled, ignore_index=True)
