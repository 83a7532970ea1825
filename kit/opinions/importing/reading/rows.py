"""Opinions from columns: who says nothing is left out, every row keeps its cell.

What headings, titles and file names say plainly: channel, target, category.
"""

from __future__ import annotations

import re
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from kit.opinions.importing.reading.export import opinion_frame
from kit.sheets.surveying.verbatim import EMPTY, SKIPPED
from kit.text.no_opinion import holds_no_opinion, is_only_praise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from kit.opinions.importing.reading.table import RawTable


SILENT = SKIPPED | EMPTY | {""}
KEY_BYTES = 9
SHORT = 24  # longer answers are not looked up again


def is_opinion(text: str) -> bool:
    """Return whether an answer says something (opinions.md 3.3, 1)."""
    if text in SILENT:
        return False
    return not (_says_nothing(text) if len(text) <= SHORT else holds_no_opinion(text))


@cache
def _says_nothing(text: str) -> bool:
    return holds_no_opinion(text)


def source_row_hash(*parts: str) -> str:
    """Return a short hash of what identifies a source row; nothing if the last part is nothing.

    >>> len(source_row_hash("问题", "2020-4-6 9:5:1")), source_row_hash("问题", "")
    (18, '')
    """
    return (
        blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=KEY_BYTES).hexdigest()
        if parts[-1]
        else ""
    )


def opinions_from(
    table: RawTable,
    heading: str,
    values: Sequence[str],
    columns: Mapping[str, Sequence[object] | str],
    rows: Sequence[int],
    *,
    praise: bool = False,
) -> pd.DataFrame:
    """Return a frame of the values that are opinions; praise: those that only praise among them.

    columns: what else is known, by heading: one value for all, or one a row. A column 键 identifies the
    source row; the question is added to it.
    """
    chosen = [
        number
        for number, value in enumerate(values)
        if is_opinion(value) or (praise and is_only_praise(value))
    ]
    filled: dict[str, Sequence[object]] = {
        name: [known] * len(chosen) if isinstance(known, str) else [known[number] for number in chosen]
        for name, known in columns.items()
    }
    if "键" in filled:
        filled["键"] = [source_row_hash(heading, str(key)) for key in filled["键"]]
    filled |= {
        "原文": [values[number] for number in chosen],
        "来源行": [rows[number] for number in chosen],
        "来源列": [heading] * len(chosen),
        "来源文件": [table.grid.file] * len(chosen),
        "来源表": [table.grid.sheet] * len(chosen),
    }
    return opinion_frame(filled, len(chosen))


CHANNELS = (
    ("民主生活会", r"民主生活会"),
    ("座谈会", r"座谈|恳谈|会议记录|会议纪要|会议纪录"),
    ("走访", r"走访|下访|调研记录"),
    ("留言板", r"留言"),
    ("意见箱", r"意见箱"),
    ("热线", r"热线|来电"),
    ("谈心", r"谈心"),
    ("上级转来", r"转来|转办|交办"),
    ("征求意见表", r"征求意见表|征求意见汇总|意见征求表|意见征集表|意见表"),
    ("网络", r"问卷|网上征求|网络征求"),
)
TARGETS = (
    ("班子成员", r"班子成员|个人意见|成员个人"),
    ("班子", r"领导班子|班子(?!成员)"),
    ("专委会", r"专委会|专门委员会|专委"),
    ("机关", r"机关"),
    ("全市工作", r"全市"),
    ("活动本身", r"活动本身|本次活动|这次活动"),
)
CATEGORY = re.compile(
    r"^(?:提出者类别|提出人类别|意见人类别|人员类别|身份类别|您的身份(?:是|类别)?|您属于|您是)$"
)


def channel_named(*said: str) -> tuple[str, str]:
    """Return the channel that the first of the texts names, and that text; both empty if none does.

    >>> channel_named("委员座谈会记录.docx")
    ('座谈会', '委员座谈会记录.docx')
    """
    for text in said:
        for channel, pattern in CHANNELS:
            if re.search(pattern, text):
                return channel, text
    return "", ""


def target_named(text: str) -> str:
    """Return whom a text is about, only if it names exactly one.

    >>> target_named("您对领导班子的意见"), target_named("对班子和机关的意见")
    ('班子', '')
    """
    found = [target for target, pattern in TARGETS if re.search(pattern, text)]
    return found[0] if len(found) == 1 else ""
