"""The attachment note (附件说明) under the body (GB/T 9704 7.3.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, at
from kit.lint.reading.attached import NOTE, number_of_label, number_of_note
from kit.lint.reading.positions import first_of, has_room_above, left_of
from kit.lint.reading.shapes import is_open
from kit.word.layout.paragraphs import cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm, ParagraphForm
    from kit.word.profiles import Profile

RULES = {"MB-12": "附件说明在正文下空一行，左空二字，名称后不加标点；有多个附件的用阿拉伯数字编号，回行对齐"}
_TOLERANCE, _ALIGNED = 0.35, 0.6  # of a character
_FIRST, _NEXT = 2, 5  # characters in: 附件：1.名称 and 2.名称
_CLAUSE = "GB/T 9704 7.3.4"


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of the note, and attachments that it leaves out."""
    notes = document.of("附件说明")
    for number, paragraph in enumerate(notes, 1):
        faults = (*_faults(document, paragraph, number, len(notes)), *_wrapping(paragraph, profile))
        for problem, expected, measured in faults:
            demand = Demand("MB-12", _CLAUSE, "规定", expected, "请改正", fixable=False)
            yield demand.broken(at(document, paragraph), problem, measured)
    yield from _left_out(document, notes)


def _faults(
    document: DocumentForm, paragraph: ParagraphForm, number: int, count: int
) -> Iterator[tuple[str, str, str]]:
    text = paragraph.text.strip()
    said = NOTE.fullmatch(text)
    wanted = _FIRST if number == 1 else _NEXT
    if abs(first_of(paragraph) - wanted) > _TOLERANCE:
        expected = "左空二字编排“附件”二字" if number == 1 else "各附件名称的首字对齐"
        yield "附件说明的位置不对", expected, f"左空{first_of(paragraph):.1f}字"
    if text.endswith(("。", "；", "，", ";", ".")):
        yield "附件名称后加了标点", "附件名称后不加标点符号", text[-1]
    if number == 1 and not has_room_above(document, paragraph):
        yield "附件说明紧挨着正文", "正文下空一行", "没有空行"
    if said and not is_open(text):
        shown = said[1] or ""
        if count == 1 and shown:
            yield "只有一个附件却编了号", "单个附件不编号", shown
        elif count > 1 and shown != str(number):
            yield "附件的编号不连续", "用阿拉伯数字连续编号", shown


def _wrapping(paragraph: ParagraphForm, profile: Profile) -> Iterator[tuple[str, str, str]]:
    """Yield a name whose second line does not begin under its first character."""
    text = paragraph.text.strip()
    said = NOTE.fullmatch(text)
    if said is None or "\n" in text or first_of(paragraph) + cells(text) <= profile.cells.number + 1:
        return
    wanted = first_of(paragraph) + cells(text[: said.start(2)])
    if abs(left_of(paragraph) - wanted) > _ALIGNED:
        expected = "附件名称较长需回行时，与上一行附件名称的首字对齐"
        yield "附件名称回行没有对齐", expected, f"左空{left_of(paragraph):.1f}字"


def _left_out(document: DocumentForm, notes: Sequence[ParagraphForm]) -> Iterator[FormFinding]:
    """Yield attachments that the note does not name; a file of attachments alone has no note."""
    days = document.of("成文日期")
    labels = [one for one in document.of("附件标识") if days and one.number > days[0].number]
    if not labels or not document.of("正文") or document.of("正文")[0].number > labels[0].number:
        return
    demand = Demand("MB-12", _CLAUSE, "规定", "附件都列入附件说明", "请补上", fixable=False)
    if not notes:
        yield demand.broken(at(document, labels[0]), "后面有附件，正文下没有附件说明", "没有", "warning")
        return
    named = {number_of_note(one) for one in notes}
    more = [label for label in labels if number_of_label(label) not in named]
    for label in more if len(labels) > len(notes) else ():
        name = label.text.strip()
        yield demand.broken(at(document, label), f"“{name}”没有列入附件说明", name, "warning")
