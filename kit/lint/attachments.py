"""Attachments: the note after the body, the attachments themselves, and what the text says of them."""

from __future__ import annotations

import re
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, at, size_name
from kit.lint.reading.positions import first_of, has_room_above, starts_new_page
from kit.lint.reading.shapes import is_open

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm, ParagraphForm
    from kit.word.profiles import Profile

RULES = {
    "MB-12": "附件说明在正文下空一行，左空二字，名称后不加标点；有多个附件的用阿拉伯数字编号",
    "MB-19": "附件另面编排，“附件”和序号用3号黑体顶格，与附件说明一致",
    "MB-21": "文中提到的附件都有，附件说明里有",
}
_NOTE = re.compile(r"(?:附件[：:])?\s*(?:(\d{1,2})[.．、]\s*)?(.*)", re.DOTALL)
_LABEL = re.compile(r"附\s*件\s*(\d{0,2})")
_MENTIONED = re.compile(r"(?:见|详见|按照|参见|参照|（)附件\s*(\d{1,2})?(?!精神)")
_TOLERANCE = 0.35  # of a character
_FIRST, _NEXT = 2, 5  # characters in: 附件：1.名称 and 2.名称
_CLAUSE = "GB/T 9704 7.3.4"


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of the attachment note, of the attachments' heads, and of references."""
    notes = document.of("附件说明")
    yield from _notes(document, notes)
    for paragraph in document.of("附件标识"):
        yield from _label(document, paragraph, profile)
    yield from _agreement(document, notes)
    yield from _references(document, notes)


def _notes(document: DocumentForm, notes: Sequence[ParagraphForm]) -> Iterator[FormFinding]:
    for number, paragraph in enumerate(notes, 1):
        for problem, expected, measured in _note_faults(document, paragraph, number, len(notes)):
            demand = Demand("MB-12", _CLAUSE, "规定", expected, "请改正", fixable=False)
            yield demand.broken(at(document, paragraph), problem, measured)


def _note_faults(
    document: DocumentForm, paragraph: ParagraphForm, number: int, count: int
) -> Iterator[tuple[str, str, str]]:
    text = paragraph.text.strip()
    said = _NOTE.fullmatch(text)
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


def _label(document: DocumentForm, paragraph: ParagraphForm, profile: Profile) -> Iterator[FormFinding]:
    face, shown = profile.faces["黑体"], paragraph.face
    faults = [
        (not starts_new_page(document, paragraph), "附件没有另起一面", "另面编排", "接着排"),
        (not face.covers(shown or face.declared), f"“附件”用的是{shown}", "3号黑体", shown),
        (
            paragraph.size != profile.body_size.half_points,
            f"“附件”用的是{size_name(paragraph.size)}字",
            "3号黑体",
            size_name(paragraph.size),
        ),
        (
            abs(first_of(paragraph)) > _TOLERANCE or paragraph.align in ("center", "right", "end"),
            "“附件”没有顶格",
            "顶格编排在版心左上角第一行",
            f"左空{first_of(paragraph):.1f}字",
        ),
        (paragraph.text.strip().endswith(("：", ":")), "“附件”后加了冒号", "“附件”后不加标点", "："),
    ]
    for is_wrong, problem, expected, measured in faults:
        if is_wrong:
            demand = Demand("MB-19", "GB/T 9704 7.3.7", "规定", expected, "请改正")
            yield demand.broken(at(document, paragraph), problem, measured)


def _agreement(document: DocumentForm, notes: Sequence[ParagraphForm]) -> Iterator[FormFinding]:
    """Yield attachments whose number or title is not what the note says."""
    labels = document.of("附件标识")
    if not notes or not labels:
        return
    demand = Demand("MB-19", "GB/T 9704 7.3.7", "规定", "序号、标题与附件说明一致", "请核对", fixable=False)
    if len(labels) != len(notes):
        problem = f"附件说明列了{len(notes)}个附件，后面附了{len(labels)}个"
        yield demand.broken(at(document, labels[0]), problem, str(len(labels)), "warning")
        return
    for number, (note, label) in enumerate(zip(notes, labels, strict=True), 1):
        found = _LABEL.match(label.text.strip())
        wanted = str(number) if len(notes) > 1 else ""
        if found and found[1] != wanted:
            yield demand.broken(at(document, label), "附件的序号与附件说明不一致", found[0])
        yield from _titles(document, demand, note, label)


def _titles(
    document: DocumentForm, demand: Demand, note: ParagraphForm, label: ParagraphForm
) -> Iterator[FormFinding]:
    said = _NOTE.fullmatch(note.text.strip())
    after = dropwhile(lambda one: one.role == "空", document.paragraphs[label.number :])
    title = "".join(one.text for one in takewhile(lambda one: one.role == "附件标题", after))
    if said and title and not is_open(title + note.text) and _bare(title) != _bare(said[2]):
        yield demand.broken(at(document, label), "附件的标题与附件说明不一致", title, "warning")


def _bare(title: str) -> str:
    return re.sub(r"[\s《》。]", "", title)


def _references(document: DocumentForm, notes: Sequence[ParagraphForm]) -> Iterator[FormFinding]:
    count = max(len(notes), len(document.of("附件标识")))
    for paragraph in document.of("正文"):
        for found in _MENTIONED.finditer(paragraph.text):
            if paragraph.text[: found.start()].count("《") > paragraph.text[: found.start()].count("》"):
                continue
            if int(found[1] or 1) > count:
                demand = Demand(
                    "MB-21", "公文用语惯例", "实务", "文中提到的附件都有", "请补上或改正编号",
                    fixable=False
                )  # fmt: skip
                yield demand.broken(at(document, paragraph), "文中提到的附件没有", found[0].strip("（"))
