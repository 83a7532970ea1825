"""What a survey is called: by the title above its table, else by its file or sheet, without a site's mark."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from kit.sheets.grid import is_blank

if TYPE_CHECKING:
    from kit.sheets.grid import Grid


SHORTEST = 4  # characters of a title
LONGEST = 40
SITE_MARKS = re.compile(
    r"^(?:\d{5,}[_\-]+)?(?:按(?:选项)?(?:文本|序号|分数)[_\-]+)?|(?:[_\-]+\d+)+$|[_\-]\d{8,}$|[（(]\d+[)）]$"
)
VERSION = re.compile(r"[（(](?:最终版?|定稿|终稿|修改版?|新|汇总)[)）]$")
COUNTED = re.compile(r"(?:情况)?(?:统计|汇总)+(?:表|结果)?$|(?:数据)?录入表?$|(?:数据)?导出$|原始数据$|结果$")
PLAIN = re.compile(r"sheet\d*|工作表\d*|表\d*|数据|table\d*|结果|result\d*", re.IGNORECASE)


def survey_name(grid: Grid, heading: int) -> str:
    """Return the name of the survey on a sheet; heading: its heading's row, counted from 0.

    Of a workbook's several sheets the sheet's own name tells more than the file's.
    """
    titles = [
        cell.strip()
        for row in grid.rows[:heading]
        if sum(not is_blank(cell) for cell in row) == 1
        for cell in row
        if isinstance(cell, str) and SHORTEST <= len(cell.strip()) <= LONGEST and "：" not in cell
    ]
    if titles:
        return bare_name(titles[0])
    file = bare_name(PurePath(grid.file).stem)
    return file if PLAIN.fullmatch(grid.sheet) or not grid.sheet else bare_name(grid.sheet)


def bare_name(text: str) -> str:
    """Return a name without what a site writes round it, and what says that it was counted.

    >>> bare_name("233847561_按文本_石桥县征求意见问卷_86_86"), bare_name("职工群众满意度测评统计")
    ('石桥县征求意见问卷', '职工群众满意度测评')
    """
    said = VERSION.sub("", SITE_MARKS.sub("", text.strip()))
    return COUNTED.sub("", said) or said or text.strip()
