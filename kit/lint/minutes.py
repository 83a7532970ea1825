"""Minutes (纪要): their mark and the list of those who were there (GB/T 9704 10.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, at
from kit.lint.reading.kinds import is_minutes
from kit.lint.reading.positions import first_of, has_room_above, left_of
from kit.lint.reading.records import commonest
from kit.word.layout.paragraphs import cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm, ParagraphForm
    from kit.word.profiles import Profile

RULES = {
    "JY-01": "纪要的标志由“×××××纪要”组成",
    "JY-02": "出席、请假、列席人员名单用黑体标题词、仿宋姓名，左空二字，用全角冒号",
    "JY-03": "出席人员名单在正文下空一行，依次为出席、请假、列席，回行与冒号后的首字对齐",
}
_LABEL = re.compile(r"(?:出\s*席|请\s*假|列\s*席)[：:]")
_CLAUSE = "GB/T 9704 10.3"
_KINDS = "出请列"
_TOLERANCE, _ALIGNED = 0.4, 0.6  # of a character


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of minutes; other documents have no such lists."""
    title = "".join(paragraph.text.strip() for paragraph in document.of("标题"))
    if not is_minutes(document):
        return
    for mark in document.of("标志"):
        if title.endswith("纪要") and mark.text.strip().endswith("文件"):
            demand = Demand("JY-01", _CLAUSE, "可以", "标志为“×××××纪要”", "可改用纪要的标志", fixable=False)
            yield demand.broken(at(document, mark), "纪要用了“文件”的标志", "文件")
    for paragraph in document.of("名单"):
        yield from _present(document, paragraph, profile)
        yield from _hanging(document, paragraph, profile)
    yield from _list(document, document.of("名单"))


def _present(document: DocumentForm, paragraph: ParagraphForm, profile: Profile) -> Iterator[FormFinding]:
    label = _LABEL.match(paragraph.text.strip())
    room = len(label[0]) if label else 0
    words: list[tuple[str, int]] = []
    names: list[tuple[str, int]] = []
    for run in paragraph.runs:
        (words if room > 0 else names).append((run.fonts.east_asia, run.wide))
        room -= len(run.text)
    for what, shown, face in (
        ("出席等标题词", commonest(words, ""), profile.faces["黑体"]),
        ("姓名", commonest(names, ""), profile.faces["仿宋"]),
    ):
        if shown and not face.covers(shown):
            demand = Demand("JY-02", _CLAUSE, "一般", f"{what}用3号{face.declared}", "请改字体")
            yield demand.broken(at(document, paragraph), f"{what}用的是{shown}", shown)
    if abs(first_of(paragraph) - 2) > _TOLERANCE:
        demand = Demand("JY-02", _CLAUSE, "一般", "左空二字", "请改缩进")
        yield demand.broken(at(document, paragraph), "人员名单没有左空二字", f"{first_of(paragraph):.1f}字")


def _hanging(document: DocumentForm, paragraph: ParagraphForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield a list whose wrapped lines do not begin under the first name."""
    text = paragraph.text.strip()
    label = _LABEL.match(text)
    if label is None or first_of(paragraph) + cells(text) <= profile.cells.number + 1:
        return
    wanted = first_of(paragraph) + cells(label[0])
    if abs(left_of(paragraph) - wanted) > _ALIGNED:
        demand = Demand("JY-03", _CLAUSE, "可以", "回行时与冒号后的首字对齐", "可改悬挂缩进")
        measured = f"左空{left_of(paragraph):.1f}字"
        yield demand.broken(at(document, paragraph), "人员名单回行没有与冒号后的首字对齐", measured)


def _list(document: DocumentForm, present: Sequence[ParagraphForm]) -> Iterator[FormFinding]:
    """Yield a list that stands close under the body, or in another order."""
    if not present:
        return
    demand = Demand("JY-03", _CLAUSE, "可以", "正文下空一行", "可加一空行")
    before = document.paragraphs[present[0].number - 2] if present[0].number > 1 else None
    if before and before.role == "正文" and not has_room_above(document, present[0]):
        yield demand.broken(at(document, present[0]), "人员名单紧挨着正文", "没有空行")
    kinds = [_KINDS.find(one.text.strip()[0]) for one in present]
    for earlier, later, paragraph in zip(kinds, kinds[1:], present[1:], strict=False):
        if later < earlier:
            demand = Demand("JY-03", _CLAUSE, "可以", "依次为出席、请假、列席", "可调换", fixable=False)
            name = paragraph.text.strip()[:2]
            yield demand.broken(at(document, paragraph), f"“{name}”排在后面", name)
