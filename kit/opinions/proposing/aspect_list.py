"""The office's own list of aspects (意见分类表) in up to three levels, as offices write it.

Columns of levels, with merged or blank cells below a name; names indented by columns or by spaces; codes
(01, 0101, 010101) beside names; or whole paths (城乡建设/道路/路灯) in one column.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from unicodedata import normalize

from kit.model.campaign import FILE, Aspect, SecondAspect, ThirdAspect
from kit.model.fact import Place
from kit.model.finding import CampaignError, KitError
from kit.model.settings import read_settings
from kit.opinions.proposing.aspects import BETWEEN
from kit.sheets.opening import read_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kit.model.campaign import Campaign
    from kit.sheets.grid import Grid


LEVELS = 3
_SOUGHT = 6  # rows from the top among which the headings are
_LEVEL = re.compile(r"[一二三1-3]级|[大中小]类|第[一二三1-3]级")
_NAME = re.compile(r"名称|类别|分类|方面|类目|项目|内容")
_CODE, _WORDS = re.compile(r"编码|代码|编号"), re.compile(r"关键词|关键字")
_IS_CODE = re.compile(r"\d+(?:[.．-]\d+)*[.．]?")
_BETWEEN = re.compile(r"\s*(?:[/／\\\\>＞→|｜·]|--?>?|[–—]+)\s*")
_SPLIT = re.compile(r"[、，,;；\s]+")
_RUNNING = re.compile(r"序号|行号|No\\.?", re.IGNORECASE)


@dataclass
class _Node:
    """One name of the list while it is read."""

    code: str = ""
    keywords: tuple[str, ...] = ()
    below: dict[str, _Node] = field(default_factory=dict)


@dataclass(frozen=True)
class _Columns:
    """Where names, codes and keywords stand, and in which row the list begins."""

    names: tuple[int, ...]
    code: int | None
    words: int | None
    first: int


def with_aspect_list(campaign: Campaign) -> Campaign:
    """Return the campaign with the aspects of its list ([opinions] list), or as it is where it names none.

    Raises CampaignError where the file is not there, holds no names, or has more than three levels, and
    where campaign.toml names aspects too.
    """
    if not campaign.opinions.list:
        return campaign
    if campaign.aspects:
        problem = "又写了 [opinions] 的 list，又写了 [[aspects]]，不知道用哪一份"
        raise CampaignError("campaign.toml「opinions」", problem, "请只留一份")
    return campaign.model_copy(update={"aspects": read_aspects(campaign.folder / campaign.opinions.list)})


def list_path(folder: Path) -> Path | None:
    """Return where a campaign's list of aspects lies, or None where it names none or it is not there."""
    with suppress(KitError, FileNotFoundError):
        said = read_settings(folder / FILE).get("opinions", {})
        name = said.get("list") if isinstance(said, dict) else None
        if isinstance(name, str) and name and (folder / name).is_file():
            return folder / name
    return None


def read_aspects(path: Path) -> tuple[Aspect, ...]:
    """Return the aspects of a list, in its order; raises CampaignError, WorkbookError."""
    if not path.is_file():
        raise CampaignError(
            path.name, "没有这个文件", "请把意见分类表放进活动文件夹，或改 [opinions] 的 list"
        )
    for grid in read_workbook(path, path.name).grids:
        root = _Node()
        for names, code, words in _paths(grid):
            _put(root, names, code, words)
        if root.below:
            return tuple(_aspect(name, node) for name, node in root.below.items())
    remedy = "一级、二级、三级各一列，或一列写“城乡建设/道路/路灯”"
    raise CampaignError(path.name, "没有读到意见的分类", remedy)


def _put(root: _Node, names: Sequence[str], code: str, words: tuple[str, ...]) -> None:
    node = root
    for name in names:
        node = node.below.setdefault(name, _Node())
    node.code, node.keywords = node.code or code, node.keywords or words


def _aspect(name: str, node: _Node) -> Aspect:
    second = tuple(
        SecondAspect(
            name=lower,
            keywords=found.keywords,
            code=found.code,
            below=tuple(
                ThirdAspect(name=third, keywords=last.keywords, code=last.code)
                for third, last in found.below.items()
            ),
        )
        for lower, found in node.below.items()
    )
    return Aspect(name=name, keywords=node.keywords, code=node.code, below=second)


def _paths(grid: Grid) -> Iterator[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    """Yield the names from the first level down, the code and the keywords of each row of a list."""
    rows = [["" if cell is None else _text(cell) for cell in row] for row in grid.rows]
    columns = _columns(rows)
    body = [(at, row) for at, row in enumerate(rows) if at >= columns.first and any(map(str.strip, row))]
    one = columns.names[0] if len(columns.names) == 1 else None
    cells = [row[one] for _, row in body if row[one].strip()] if one is not None else []
    codes = _digits([row[columns.code] for _, row in body]) if columns.code is not None else []
    indents = sorted({_indent(cell) for cell in cells})
    path: tuple[str, ...] = ()
    for at, row in body:
        code = _clean(row[columns.code]) if columns.code is not None else ""
        if one is not None and _are_paths(cells):
            path = tuple(filter(None, map(_clean, _BETWEEN.split(row[one].strip()))))
        elif one is not None and len(codes) > 1 and code:
            path = (*path[: codes.index(_length(code))], _clean(row[one]))
        elif one is not None and row[one].strip():
            path = (*path[: indents.index(_indent(row[one]))], _clean(row[one]))
        else:
            for level, column in enumerate(columns.names):
                path = (*path[:level], _clean(row[column])) if row[column].strip() else path
        if len(path) > LEVELS:
            place = Place(grid.file, grid.sheet, grid.first_row + at)
            raise CampaignError(place, f"分了 {len(path)} 级，最多三级", "请并成三级")
        words = (
            tuple(filter(None, _SPLIT.split(row[columns.words].strip()))) if columns.words is not None else ()
        )
        if path:
            yield path, code, words


def _columns(rows: Sequence[Sequence[str]]) -> _Columns:
    """Return where things stand: by the headings, else by what the cells hold."""
    for at, row in enumerate(rows[:_SOUGHT]):
        cells = [_clean(cell) for cell in row]
        levels = tuple(
            column for column, cell in enumerate(cells) if _LEVEL.search(cell) and not _CODE.search(cell)
        )
        plain = tuple(
            column
            for column, cell in enumerate(cells)
            if _NAME.search(cell) and not (_CODE.search(cell) or _WORDS.search(cell))
        )
        code = next((column for column, cell in enumerate(cells) if _CODE.search(cell)), None)
        if len([cell for cell in cells if cell]) > 1 or len(cells) == 1:
            words = next((column for column, cell in enumerate(cells) if _WORDS.search(cell)), None)
            if levels or (plain and (code is not None or words is not None or _is_heading(cells, plain))):
                return _Columns(levels or plain[:1], code, words, at + 1)
    return _by_cells(rows)


def _is_heading(cells: Sequence[str], plain: Sequence[int]) -> bool:
    return (
        len(plain) == 1
        and (len(cells) == 1 or any(_RUNNING.fullmatch(cell) for cell in cells))
        and (cells[plain[0]].endswith(("名称", "分类", "类别", "方面", "类目")))
    )


def _by_cells(rows: Sequence[Sequence[str]]) -> _Columns:
    width = max(map(len, rows), default=0)
    filled = [[row[column].strip() for row in rows if row[column].strip()] for column in range(width)]
    numbers = [column for column, cells in enumerate(filled) if cells and all(map(_IS_CODE.fullmatch, cells))]
    code = next((column for column in numbers if len(_digits(filled[column])) > 1), None)
    names = tuple(column for column, cells in enumerate(filled) if cells and column not in numbers)
    first = next((at for at, row in enumerate(rows) if sum(bool(cell.strip()) for cell in row) > 1), 0)
    is_title = code is not None and first == 1
    return _Columns(names[:1] if code is not None else names, code, None, first if is_title else 0)


def _are_paths(cells: Sequence[str]) -> bool:
    """Return whether most cells hold several names of a path."""
    return sum(len(_BETWEEN.split(cell.strip())) > 1 for cell in cells) * 2 > len(cells)


def _digits(codes: Sequence[str]) -> list[int]:
    return sorted({_length(_clean(code)) for code in codes if code.strip()})


def _length(code: str) -> int:
    """Return how deep a code stands: how many parts it has, or how many digits."""
    parts = [part for part in re.split(r"[.．-]", code) if part]
    return len(parts) * 100 if len(parts) > 1 else len(code.rstrip(".．"))


def _indent(cell: str) -> int:
    """Return how far a name is indented, a full-width space counting two."""
    spaces = cell[: len(cell) - len(cell.lstrip())]
    return sum(2 if space == "\u3000" else 4 if space == "\t" else 1 for space in spaces)


def _text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _clean(cell: str) -> str:
    """Return a name in one form; the mark between levels cannot stand within one."""
    return "".join(normalize("NFKC", cell).split()).replace(BETWEEN, "-")
