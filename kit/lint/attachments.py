"""The attachments themselves: their heads and titles, and what the text says of them (GB/T 9704 7.3.7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, at, size_name
from kit.lint.reading.attached import (
    bare,
    number_of_label,
    number_of_note,
    title_in_note,
    title_under,
)
from kit.lint.reading.positions import first_of, has_room_above, starts_new_page
from kit.lint.reading.shapes import DETACHED, is_open

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm, ParagraphForm
    from kit.word.profiles import Profile

RULES = {
    "MB-19": "附件另面编排，“附件”和序号用3号黑体顶格，标题居中编排在第三行，与附件说明一致",
    "MB-21": "文中提到的附件都有，附件说明里的附件文中都提到",
}
_MENTIONED = re.compile(r"(?:见|详见|按照|参见|参照|（)附件\s*(\d{1,2})?(?!精神)")
_NUMBERED = re.compile(r"附件\d{1,2}(?:[、，和及与](?:附件)?\d{1,2}(?!\d))*")
_SEVERAL = re.compile(r"附件(?!\d)|附件\d{1,2}[-~～—–至到]")  # all of them, or a range
_TOLERANCE = 0.35  # of a character
_CLAUSE = "GB/T 9704 7.3.7"


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of the attachments' heads, and of references."""
    notes = document.of("附件说明")
    for paragraph in document.of("附件标识"):
        if not DETACHED.fullmatch(paragraph.text.strip()):  # judged apart
            yield from _label(document, paragraph, profile)
    yield from _agreement(document, notes)
    yield from _references(document, notes)


def _label(document: DocumentForm, paragraph: ParagraphForm, profile: Profile) -> Iterator[FormFinding]:
    own = (*_letters(paragraph, profile), *_place(document, paragraph))
    for faults, fixable in ((own, True), (_title(document, paragraph), False)):
        for is_wrong, problem, expected, measured in faults:
            if is_wrong:
                demand = Demand("MB-19", _CLAUSE, "规定", expected, "请改正", fixable)
                yield demand.broken(at(document, paragraph), problem, measured)


def _letters(paragraph: ParagraphForm, profile: Profile) -> Iterator[tuple[bool, str, str, str]]:
    face, shown, size = profile.faces["黑体"], paragraph.face, size_name(paragraph.size)
    is_other = paragraph.size != profile.body_size.half_points
    yield not face.covers(shown or face.declared), f"“附件”用的是{shown}", "3号黑体", shown
    yield is_other, f"“附件”用的是{size}字", "3号黑体", size
    yield paragraph.text.strip().endswith(("：", ":")), "“附件”后加了冒号", "“附件”后不加标点", "："


def _place(document: DocumentForm, paragraph: ParagraphForm) -> Iterator[tuple[bool, str, str, str]]:
    is_inward = abs(first_of(paragraph)) > _TOLERANCE or paragraph.align in ("center", "right", "end")
    measured = f"左空{first_of(paragraph):.1f}字"
    yield not starts_new_page(document, paragraph), "附件没有另起一面", "另面编排", "接着排"
    yield is_inward, "“附件”没有顶格", "顶格编排在版心左上角第一行", measured


def _title(document: DocumentForm, paragraph: ParagraphForm) -> Iterator[tuple[bool, str, str, str]]:
    """Yield faults of the title's place; a title that was not recognised is not judged."""
    lines = title_under(document, paragraph)
    if not lines:
        return
    is_close = not has_room_above(document, lines[0])
    aside = [one.align for one in lines if one.align != "center"]
    yield is_close, "附件标题紧挨着“附件”", "附件标题编排在版心第三行", "没有空行"
    yield bool(aside), "附件标题没有居中", "附件标题居中编排", "".join(aside[:1])


def _agreement(document: DocumentForm, notes: Sequence[ParagraphForm]) -> Iterator[FormFinding]:
    """Yield attachments that are not there, or whose number or title is not what the note says."""
    labels = document.of("附件标识")
    if not notes or not labels:
        return
    demand = Demand("MB-19", _CLAUSE, "规定", "序号、标题与附件说明一致", "请核对", fixable=False)
    yield from _missing(document, demand, notes, labels)
    for number, label in enumerate(labels, 1):
        shown = number_of_label(label)
        wanted = number if len(notes) > 1 else None
        if len(labels) == len(notes) and shown != wanted:
            yield demand.broken(at(document, label), "附件的序号与附件说明不一致", label.text.strip())
        note = _note_of(notes, shown if len(labels) != len(notes) else number)
        if note is not None:
            yield from _titles(document, demand, note, label)


def _note_of(notes: Sequence[ParagraphForm], number: int | None) -> ParagraphForm | None:
    return notes[number - 1] if number is not None and 0 < number <= len(notes) else None


def _missing(
    document: DocumentForm, demand: Demand, notes: Sequence[ParagraphForm], labels: Sequence[ParagraphForm]
) -> Iterator[FormFinding]:
    """Yield what the note names and nothing follows of, where some of the attachments do follow."""
    if len(labels) >= len(notes):
        return
    there = {number_of_label(label) for label in labels}
    lost = [number for note in notes if (number := number_of_note(note)) is not None and number not in there]
    said = f"，缺附件{'、'.join(map(str, lost))}" if lost and None not in there else ""
    problem = f"附件说明列了{len(notes)}个附件，后面附了{len(labels)}个{said}"
    yield demand.broken(at(document, labels[0]), problem, str(len(labels)), "warning")


def _titles(
    document: DocumentForm, demand: Demand, note: ParagraphForm, label: ParagraphForm
) -> Iterator[FormFinding]:
    title = "".join(one.text for one in title_under(document, label))
    if title and not is_open(title + note.text) and bare(title) != bare(title_in_note(note)):
        yield demand.broken(at(document, label), "附件的标题与附件说明不一致", title, "warning")


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
    yield from _unmentioned(document, notes)


def _unmentioned(document: DocumentForm, notes: Sequence[ParagraphForm]) -> Iterator[FormFinding]:
    """Yield attachments that the text passes over while it refers to others by their numbers."""
    text = _text(document)
    mentioned = {int(one) for found in _NUMBERED.findall(text) for one in re.findall(r"\d+", found)}
    named = {number_of_note(one) for one in notes}
    if not mentioned & named or _SEVERAL.search(text):
        return
    for note in notes:
        number, title = number_of_note(note), bare(title_in_note(note))
        if number is not None and number not in mentioned and title not in text:
            demand = Demand("MB-21", "公文用语惯例", "实务", "附件文中都提到", "可在文中提到", fixable=False)
            yield demand.broken(at(document, note), f"文中没有提到附件{number}", f"附件{number}")


def _text(document: DocumentForm) -> str:
    return bare("".join(one.text for one in document.of("正文", "一级", "二级", "三级", "四级")))
