"""The mark of several issuers (联合行文): 文件 stands at the right of their names (GB/T 9704 7.2.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, at
from kit.lint.reading.joint import FILE, ORGAN, joint_mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.joint import JointMark
    from kit.lint.reading.records import DocumentForm, ParagraphForm
    from kit.word.profiles import Profile

RULES = {"HD-06": "联合行文的“文件”二字置于各机关名称右侧，上下居中"}
_CLAUSE = "GB/T 9704 7.2.4"
_SEVERAL = 2


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:  # noqa: ARG001 - every group takes a profile
    """Yield a 文件 that is not beside the middle of the names; which name comes first is meaning."""
    joint = joint_mark(document.paragraphs, document.tables)
    if joint is not None:
        yield from _table(document, joint)
    yield from _lines(document)


def _table(document: DocumentForm, joint: JointMark) -> Iterator[FormFinding]:
    place = at(document, document.paragraphs[joint.file.paragraphs[0] - 1])
    if joint.file.column <= joint.column:
        demand = Demand("HD-06", _CLAUSE, "一般", "“文件”置于机关名称右侧", "请移到右侧", fixable=False)
        yield demand.broken(place, "“文件”不在机关名称右侧", "不在右侧")
    elif not _is_centred(joint):
        demand = Demand("HD-06", _CLAUSE, "一般", "“文件”上下居中", "请设为垂直居中", fixable=False)
        yield demand.broken(place, "“文件”没有对着各机关名称的中间", "不居中")


def _is_centred(joint: JointMark) -> bool:
    """Return whether the middle of the cell's text is that of the names, a row being as high as another."""
    cell, rows = joint.file, joint.first_row + joint.last_row
    if cell.first_row + cell.last_row != rows:
        return False
    is_one_of_several = cell.first_row == cell.last_row and joint.first_row < joint.last_row
    return is_one_of_several or cell.stands == "center"


def _lines(document: DocumentForm) -> Iterator[FormFinding]:
    """Yield a 文件 that stands on a line of its own under several names."""
    marks = [one for one in document.of("标志") if not (one.is_framed or one.is_boxed or one.is_in_table)]
    names = [one for one in marks if _is_name(one)]
    if len(names) < _SEVERAL or "".join(marks[-1].text.split()) != FILE:
        return
    demand = Demand("HD-06", _CLAUSE, "一般", "“文件”置于机关名称右侧", "请移到右侧", fixable=False)
    yield demand.broken(at(document, marks[-1]), "“文件”排在机关名称下面", "在下面")


def _is_name(paragraph: ParagraphForm) -> bool:
    return bool(ORGAN.fullmatch("".join(paragraph.text.split())))
