"""Attachments: the note under the body (GB/T 9704 7.3.4), their heads and titles, references (7.3.7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.docx.reading.tables import first_of, has_room_above, left_of, starts_new_page
from kit.form.roles.elements import (
    NOTE,
    number_of_label,
    number_of_note,
    title_in_note,
    title_under,
    title_without_marks,
)
from kit.form.roles.shapes import DETACHED, is_open
from kit.form.rule import Rule, at, size_name
from kit.text.width import display_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.docx.profiles.value import Profile
    from kit.docx.reading.form import DocumentForm, ParagraphForm
    from kit.form.rule import FormFinding


MB_12 = Rule(
    "MB-12",
    "附件说明在正文下空一行，左空二字，名称后不加标点，附件都列入；多个附件用阿拉伯数字编号，回行对齐",
    "GB/T 9704 7.3.4", "规定",
)  # fmt: skip
MB_19 = Rule(
    "MB-19", "附件另面编排，“附件”和序号用3号黑体顶格，标题居中编排在第三行，与附件说明一致",
    "GB/T 9704 7.3.7", "规定", fix=("face", "size", "place", "new page"),
)  # fmt: skip
MB_20 = Rule(
    "MB-20", "不能与正文一起装订的附件，左上角第一行顶格编排发文字号，后标“附件”和序号", "GB/T 9704 7.3.7",
    "规定", person="没有这一行的文件，看不出是另装的附件",
)  # fmt: skip
MB_21 = Rule(
    "MB-21", "文中提到的附件都有，附件说明里的附件文中都提到", "公文用语惯例", "实务", "请补上或改正编号"
)

_NOTE_TOLERANCE, _ALIGNED = 0.35, 0.6  # of a character
_FIRST_IN, _NEXT_IN = 2, 5  # characters in: 附件：1.名称 and 2.名称
_MENTIONED = re.compile(r"(?:见|详见|按照|参见|参照|（)附件\s*(\d{1,2})?(?!精神)")
_NUMBERED = re.compile(r"附件\d{1,2}(?:[、，和及与](?:附件)?\d{1,2}(?!\d))*")
_SEVERAL = re.compile(r"附件(?!\d)|附件\d{1,2}[-~～—–至到]")  # all of them, or a range
_TOLERANCE = 0.35  # of a character
_FIRST_LINE = re.compile(r"[^\s〔〕]{1,10}〔\d{4}〕[1-9]\d*号[ \u3000]*附件(?:[1-9]\d*)?")


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of the note, of the attachments themselves, and of one that is bound apart."""
    yield from _note(document, profile)
    yield from _attached(document, profile)
    yield from _detached(document)


def _note(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of the note, and attachments that it leaves out."""
    notes = document.of("附件说明")
    for number, paragraph in enumerate(notes, 1):
        faults = (*_note_faults(document, paragraph, number, len(notes)), *_wrapping(paragraph, profile))
        for problem, expected, measured in faults:
            demand = MB_12.asking(expected)
            yield demand.broken(at(document, paragraph), problem, measured)
    yield from _left_out(document, notes)


def _note_faults(
    document: DocumentForm, paragraph: ParagraphForm, number: int, count: int
) -> Iterator[tuple[str, str, str]]:
    text = paragraph.text.strip()
    said = NOTE.fullmatch(text)
    wanted = _FIRST_IN if number == 1 else _NEXT_IN
    if abs(first_of(paragraph) - wanted) > _NOTE_TOLERANCE:
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
    if said is None or "\n" in text or first_of(paragraph) + display_width(text) <= profile.cells.number + 1:
        return
    wanted = first_of(paragraph) + display_width(text[: said.start(2)])
    if abs(left_of(paragraph) - wanted) > _ALIGNED:
        expected = "附件名称较长需回行时，与上一行附件名称的首字对齐"
        yield "附件名称回行没有对齐", expected, f"左空{left_of(paragraph):.1f}字"


def _left_out(document: DocumentForm, notes: Sequence[ParagraphForm]) -> Iterator[FormFinding]:
    """Yield attachments that the note does not name; a file of attachments alone has no note."""
    days = document.of("成文日期")
    labels = [one for one in document.of("附件标识") if days and one.number > days[0].number]
    if not labels or not document.of("正文") or document.of("正文")[0].number > labels[0].number:
        return
    demand = MB_12.asking("附件都列入附件说明", "请补上")
    if not notes:
        yield demand.broken(at(document, labels[0]), "后面有附件，正文下没有附件说明", "没有", "warning")
        return
    named = {number_of_note(one) for one in notes}
    more = [label for label in labels if number_of_label(label) not in named]
    for label in more if len(labels) > len(notes) else ():
        name = label.text.strip()
        yield demand.broken(at(document, label), f"“{name}”没有列入附件说明", name, "warning")


def _attached(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of the attachments' heads, and of references."""
    notes = document.of("附件说明")
    for paragraph in document.of("附件标识"):
        if not DETACHED.fullmatch(paragraph.text.strip()):  # judged apart
            yield from _label(document, paragraph, profile)
    yield from _agreement(document, notes)
    yield from _references(document, notes)


def _label(document: DocumentForm, paragraph: ParagraphForm, profile: Profile) -> Iterator[FormFinding]:
    own = (*_letters(paragraph, profile), *_place(document, paragraph))
    for faults, by_hand in ((own, False), (_title(document, paragraph), True)):
        for is_wrong, problem, expected, measured in faults:
            if is_wrong:
                demand = MB_19.asking(expected, by_hand=by_hand)
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
    demand = MB_19.asking("序号、标题与附件说明一致", "请核对", by_hand=True)
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
    document: DocumentForm, demand: Rule, notes: Sequence[ParagraphForm], labels: Sequence[ParagraphForm]
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
    document: DocumentForm, demand: Rule, note: ParagraphForm, label: ParagraphForm
) -> Iterator[FormFinding]:
    title = "".join(one.text for one in title_under(document, label))
    if (
        title
        and not is_open(title + note.text)
        and title_without_marks(title) != title_without_marks(title_in_note(note))
    ):
        yield demand.broken(at(document, label), "附件的标题与附件说明不一致", title, "warning")


def _references(document: DocumentForm, notes: Sequence[ParagraphForm]) -> Iterator[FormFinding]:
    count = max(len(notes), len(document.of("附件标识")))
    for paragraph in document.of("正文"):
        for found in _MENTIONED.finditer(paragraph.text):
            if paragraph.text[: found.start()].count("《") > paragraph.text[: found.start()].count("》"):
                continue
            if int(found[1] or 1) > count:
                demand = MB_21.asking("文中提到的附件都有")
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
        number, title = number_of_note(note), title_without_marks(title_in_note(note))
        if number is not None and number not in mentioned and title not in text:
            demand = MB_21.asking("附件文中都提到", "可在文中提到")
            yield demand.broken(at(document, note), f"文中没有提到附件{number}", f"附件{number}")


def _text(document: DocumentForm) -> str:
    return title_without_marks(
        "".join(one.text for one in document.of("正文", "一级", "二级", "三级", "四级"))
    )


def _detached(document: DocumentForm) -> Iterator[FormFinding]:
    """Yield faults of a first line that is the document's number with 附件 behind it."""
    first = next((one for one in document.paragraphs if one.text.strip()), None)
    if first is None or first.is_boxed or not DETACHED.fullmatch(first.text.strip()):
        return
    for problem, expected, measured in _detached_faults(first):
        demand = MB_20.asking(expected)
        yield demand.broken(at(document, first), problem, measured)


def _detached_faults(first: ParagraphForm) -> Iterator[tuple[str, str, str]]:
    text = first.text.strip()
    if not _FIRST_LINE.fullmatch(text) and not is_open(text):
        yield f"附件的首行写成“{text}”", "如“某发〔2026〕8号附件1”，序号不编虚位，后面不加标点", text
    if first.align in ("center", "right", "end") or abs(first_of(first)) > _TOLERANCE:
        yield "附件的首行没有顶格", "居左顶格", first.align
    if first.number > 1:
        yield "附件的发文字号不在第一行", "编排在左上角第一行", f"第{first.number}行"
