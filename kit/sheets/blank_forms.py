"""Blank forms (空白表): questions, grades and lines to sign on, and nothing that anybody filled in.

A blank form is no form that came back, and holds neither answers nor opinions.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from kit.sheets.body import NOTE
from kit.sheets.grid import is_blank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.sheets.grid import Grid, RawCell


TO_FILL = re.compile(r"[_\-—…\s.。:：/、，,()（）\[\]【】□○☐〇年月日时分至个份条第]*")
ENDS_OPEN = re.compile(r"[:：][_\-—…\s.。/、()（）□○☐年月日时分至]*$")
SENTENCE = re.compile(r"[。！；;!]|[，,].*[，,]")
KNOWN = re.compile(
    r"姓名|单位|部门|工作单位|所在单位|职务|职称|性别|年龄|民族|学历|政治面貌|联系电话|电话|联系方式|身份|类别|签名|签字|地址|"
    r"(?:填表|填写|征求|评价|培训)?(?:日期|时间|人)|(?:其他|您的|你的|对.{0,12}的)?(?:具体)?(?:意见|建议|问题|评价)(?:[和与及、或]?(?:意见|建议|问题))?"
)
OF_OPINIONS = re.compile(r"意见|建议|问题|诉求|反映|说|写|什么|哪|怎")
LONGEST_LABEL, LONGEST_ROW_LABEL, MOST_HEADINGS = 30, 15, 3
Said = list[tuple[int, str]]


def is_blank_form(grid: Grid) -> bool:
    """Return whether a sheet is a form that nobody filled in."""
    rows = [said for row in grid.rows if (said := _said(row))]
    if grid.width <= 1 or len(rows) <= 1:
        return False
    first = min(said[0][0] for said in rows)
    wide = [said for said in rows if len(said) > 1 and not _is_numbered_line(said, first)]
    if not all(_is_heading(said) or _is_line_of_form(said, grid.width) for said in wide):
        return False
    headings = [said for said in wide if _is_heading(said)]
    if len(headings) > MOST_HEADINGS:
        return False
    start = rows.index(headings[-1]) + 1 if headings else 0
    narrow = [said for said in rows[start:] if said not in wide]
    if not headings:
        return _is_form(rows, narrow, wide)
    filled = {at for said in narrow for at, _ in said}
    named = {at: text for said in headings for at, text in said}
    if not narrow or not set(named) - filled or any(OF_OPINIONS.search(named.get(at, "")) for at in filled):
        return False
    return all(_is_row_label(said, first) for said in narrow)


def _said(row: Sequence[RawCell]) -> Said:
    """Return the cells that say something, with their columns; dotted lines and boxes say nothing."""
    plain = [
        (at, unicodedata.normalize("NFKC", str(cell)).strip())
        for at, cell in enumerate(row)
        if not is_blank(cell)
    ]
    return [(at, text) for at, text in plain if not TO_FILL.fullmatch(text)]


def _is_heading(said: Said) -> bool:
    """Return whether the cells of a row are headings side by side: short, no number, no sentence."""
    beside = all(right == left + 1 for (left, _), (right, _) in pairwise(said))
    return beside and all(_is_label(text) for _, text in said)


def _is_label(text: str) -> bool:
    return len(text) <= LONGEST_LABEL and not SENTENCE.search(text) and not text[:1].isdigit()


def _is_line_of_form(said: Said, width: int) -> bool:
    """Return whether every cell of a row is followed by room to write in, as 姓名 ＿ 单位 ＿."""
    ends = [at for at, _ in said[1:]] + [width + 1]
    room = all(end - at > 1 or ENDS_OPEN.search(text) for (at, text), end in zip(said, ends, strict=True))
    return room and all(_is_known(text) for _, text in said)


def _is_known(text: str) -> bool:
    return bool(ENDS_OPEN.search(text) or KNOWN.fullmatch(text))


def _is_numbered_line(said: Said, first: int) -> bool:
    """Return whether a row is a running number and what it stands for."""
    (at, number), *rest = said
    return at == first and number.rstrip(".0、)").isdigit() and len(rest) == 1 and _is_short(rest[0][1])


def _is_short(text: str) -> bool:
    return len(text) <= LONGEST_ROW_LABEL and not SENTENCE.search(text)


def _is_row_label(said: Said, first: int) -> bool:
    """Return whether a row below the headings only says what would be filled in, or closes the form."""
    at, text = said[-1]
    if NOTE.match("".join(text.split())) or ENDS_OPEN.search(text):
        return True
    return at - first <= len(said) - 1 and _is_short(text)


def _is_form(rows: Sequence[Said], narrow: Sequence[Said], wide: Sequence[Said]) -> bool:
    """Return whether the rows are the questions of a form one below the other, its title on top."""
    title = rows[0] if rows[0] in narrow and not _is_known(rows[0][0][1]) else None
    asked = [said for said in narrow if said is not title]
    known = [said for said in asked if len(said) == 1 and _is_known(said[0][1])]
    others = [said for said in asked if said not in known]
    return all(NOTE.match("".join(said[0][1].split())) for said in others) and len(known) + len(wide) > 1
