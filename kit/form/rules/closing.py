"""The end of the text: organ and date, the signer's stamp (GB/T 9704 7.3.5), the note under them (7.3.6)."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from kit.docx.reading.tables import cell_of, end_of, first_of, right_of, width_of
from kit.form.roles.elements import stamped
from kit.form.roles.joint import empty_lines_between
from kit.form.roles.shapes import is_open
from kit.form.rule import Rule, at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.docx.profiles.value import Profile, Value
    from kit.docx.reading.form import DocumentForm, ParagraphForm
    from kit.form.roles.elements import Stamped
    from kit.form.rule import FormFinding


MB_13 = Rule(
    "MB-13", "加盖印章：成文日期右空四字，署名在成文日期之上居中", "GB/T 9704 7.3.5.1", "一般",
    "请调整右缩进", person="印章本身要看实物",
)  # fmt: skip
MB_14 = Rule(
    "MB-14", "不盖章：署名右空二字，成文日期首字比署名首字右移二字", "GB/T 9704 7.3.5.2", "规定",
    "请调整右缩进",
)  # fmt: skip
MB_15 = Rule(
    "MB-15", "命令、议案的签名章在正文下空二行、右空四字，左空二字标职务，成文日期在其下空一行、右空四字",
    "GB/T 9704 7.3.5.3", "规定", "请调整", person="签名章本身要看实物",
)  # fmt: skip
MB_16 = Rule("MB-16", "成文日期用阿拉伯数字将年、月、日标全，不编虚位", "GB/T 9704 7.3.5.4", "规定")
MB_17 = Rule(
    "MB-17", "署名、成文日期与正文同处一面", "GB/T 9704 7.3.5.5", "可以", "请调整行距",
    sees=("form", "pages"),
)  # fmt: skip
MB_18 = Rule(
    "MB-18", "附注居左空二字加圆括号，编排在成文日期下一行", "GB/T 9704 7.3.6", "规定", fix=("place",)
)

_DATE = re.compile(r"(\d{4})年([1-9]|1[0-2])月([1-9]|[12]\d|3[01])日")
_NO_BODY = re.compile(r"此页无正文|本页无正文")
_SEVERAL = re.compile(r"[\s\u3000]{2,}|[\t\u3000]")  # between the names of several organs on one line
_TOLERANCE = 0.75  # of a character: half of one, and what fonts and gaps beside figures add
_DIGITS = (0.5, 0.57, 0.64)  # how wide a figure may be, in characters
_ALONE = (4.0, 2.0)
_NOTE_GAP = 1.5  # lines: GB/T 9704 asks for the next line, GB/T 33476.2 for the distance of a line


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of the sign-off, whoever signs, and of the note under it."""
    yield from _sign_off(document, profile)
    yield from _stamp(document, profile)


def _sign_off(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of the sign-off; whether the document will be sealed is not known, so both places fit."""
    is_stamped = stamped(document) is not None  # the place of a signer's stamp is another
    for paragraph in document.of("成文日期"):
        yield from _date(document, paragraph)
        yield from () if is_stamped else _place(document, paragraph)
        yield from () if is_stamped else _room_above(document, paragraph, profile)
    for paragraph in document.paragraphs:
        if _NO_BODY.search(paragraph.text):
            yield MB_17.broken(at(document, paragraph), "用了“此页无正文”", "此页无正文")
    for paragraph in document.of("附注"):
        yield from _note(document, paragraph, profile)


def _date(document: DocumentForm, paragraph: ParagraphForm) -> Iterator[FormFinding]:
    text = paragraph.text.strip()
    if is_open(text) or _is_day(text):
        return
    demand = MB_16.asking("用阿拉伯数字将年、月、日标全，不编虚位")
    yield demand.broken(at(document, paragraph), f"成文日期写成“{text}”", text)


def _is_day(text: str) -> bool:
    found = _DATE.fullmatch(text)
    try:
        return bool(found and date(int(found[1]), int(found[2]), int(found[3])))
    except ValueError:
        return False


def _place(document: DocumentForm, day: ParagraphForm) -> Iterator[FormFinding]:
    organs = _organs(document, day)
    if is_open(day.text) or any(is_open(one.text) for one in organs) or len(organs) > 1 or day.is_framed:
        return
    if organs and _SEVERAL.search(organs[0].text.strip()):
        return
    room = _room(document, day)
    if not room or _fits(organs, day, room):
        return
    end = end_of(day, room, width_of(day.text.strip()))
    measured = f"成文日期右空{end:.1f}字"
    if organs:
        organ_end = end_of(organs[0], room, width_of(organs[0].text.strip()))
        measured = f"署名右空{organ_end:.1f}字，{measured}"
        if abs(organ_end - 2) <= _TOLERANCE and abs(end - 4) > _TOLERANCE:
            yield MB_14.broken(at(document, day), "成文日期与署名的位置不合", measured)
            return
    yield MB_13.broken(at(document, day), "署名、成文日期的位置与盖章、不盖章都不合", measured)


def _room_above(document: DocumentForm, day: ParagraphForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield a name without a seal that does not stand an empty line under the text."""
    organs, room = _organs(document, day), _room(document, day)
    if len(organs) != 1 or not room or not _is_surely_unsealed(organs[0], day, room):
        return
    organ = organs[0]
    above = next((one for one in reversed(document.paragraphs[: organ.number - 1]) if one.text.strip()), None)
    if above is None or above.role not in ("正文", "附件说明"):
        return
    lines, value = empty_lines_between(document, above, organ, profile.pitch.twips), profile.unsealed_gap
    if lines is not None and abs(lines - value.number) > value.tolerance:
        demand = MB_14.asking("在正文（或附件说明）下空一行", "请改成空一行", by=value)
        yield demand.broken(at(document, organ), f"署名之上空了{lines:.1f}行", f"{lines:.1f}行")


def _is_surely_unsealed(organ: ParagraphForm, day: ParagraphForm, room: float) -> bool:
    """Return whether name and date stand as they do without a seal, and in no way as they do with one."""
    unsealed = False
    for digit in _DIGITS:
        width, name = width_of(day.text.strip(), digit), width_of(organ.text.strip(), digit)
        end, name_end = end_of(day, room, width), end_of(organ, room, name)
        if _is_sealed(end, width, name_end, name):
            return False
        unsealed = unsealed or _is_unsealed(end, width, name_end, name)
    return unsealed


def _organs(document: DocumentForm, day: ParagraphForm) -> list[ParagraphForm]:
    """Return the names above a date, empty lines between them passed over."""
    organs: list[ParagraphForm] = []
    for number in range(day.number - 1, 0, -1):
        before = document.paragraphs[number - 1]
        if before.role == "署名":
            organs.insert(0, before)
        elif before.text.strip():
            break
    return organs


def _room(document: DocumentForm, day: ParagraphForm) -> float:
    """Return the width of the text area in characters of the date."""
    sections = [one for one in document.sections if one.number == day.section]
    width = sections[0].text_width if sections else None
    return (width or 0) / cell_of(day)


def _fits(organs: list[ParagraphForm], day: ParagraphForm, room: float) -> bool:
    for digit in _DIGITS:
        width = width_of(day.text.strip(), digit)
        end = end_of(day, room, width)
        if not organs:
            if any(abs(end - wanted) <= _TOLERANCE for wanted in _ALONE):
                return True
            continue
        name = width_of(organs[0].text.strip(), digit)
        name_end = end_of(organs[0], room, name)
        if _is_sealed(end, width, name_end, name) or _is_unsealed(end, width, name_end, name):
            return True
    return False


def _is_sealed(end: float, width: float, name_end: float, name: float) -> bool:
    is_centred = abs((name_end + name / 2) - (end + width / 2)) <= _TOLERANCE
    wanted = max(4.0, 4 + (name - width) / 2 - 4) if name_end <= _TOLERANCE else 4.0
    return is_centred and abs(end - wanted) <= _TOLERANCE


def _is_unsealed(end: float, width: float, name_end: float, name: float) -> bool:
    starts = (name_end + name) - (end + width)
    anchored = end if width > name else name_end
    return abs(starts - 2) <= _TOLERANCE and abs(anchored - 2) <= _TOLERANCE


def _note(document: DocumentForm, paragraph: ParagraphForm, profile: Profile) -> Iterator[FormFinding]:
    text = paragraph.text.strip()
    if not (text.startswith("（") and text.endswith("）")):
        yield MB_18.broken(at(document, paragraph), "附注没有用全角圆括号", text[:1] + text[-1:])
    if abs(first_of(paragraph) - 2) > _TOLERANCE / 2:
        yield MB_18.broken(at(document, paragraph), "附注没有左空二字", f"左空{first_of(paragraph):.1f}字")
    days = [one for one in document.of("成文日期") if one.number < paragraph.number]
    lines = empty_lines_between(document, days[-1], paragraph, profile.pitch.twips) if days else None
    if lines is not None and lines > _NOTE_GAP:
        demand = MB_18.asking(MB_18.title, by_hand=True)
        yield demand.broken(at(document, paragraph), f"附注与成文日期之间空了{lines:.0f}行", f"{lines:.0f}行")


def _stamp(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of the signer's line and of the date under it."""
    signed = stamped(document)
    if signed is None or is_open(signed.line.text + signed.day.text):
        return
    for paragraph, value, expected, problem, measured in _stamp_faults(document, signed, profile):
        demand = MB_15.asking(expected, by=value)
        yield demand.broken(at(document, paragraph), problem, measured)


def _stamp_faults(
    document: DocumentForm, signed: Stamped, profile: Profile
) -> Iterator[tuple[ParagraphForm, Value, str, str, str]]:
    line, day = signed.line, signed.day
    body = next((one for one in reversed(document.paragraphs[: line.number - 1]) if one.text.strip()), None)
    for earlier, later, value, name in (
        (body, line, profile.stamp_gap, "签名章"),
        (line, day, profile.stamp_date_gap, "成文日期"),
    ):
        lines = empty_lines_between(document, earlier, later, profile.pitch.twips) if earlier else None
        if lines is not None and abs(lines - value.number) > value.tolerance:
            measured = f"{lines:.1f}行"
            yield later, value, f"{name}之上空{value.number:g}行", f"{name}之上空了{measured}", measured
    for paragraph, name in ((line, "签名章"), (day, "成文日期")):
        end, value = _stamp_end(document, paragraph), profile.stamp_end
        if end is not None and abs(end - value.number) > value.tolerance:
            yield paragraph, value, "右空四字", f"{name}右空{end:.1f}字", f"{end:.1f}字"
    gap, value = _blanks(signed.blanks), profile.stamp_post_gap
    if gap is not None and abs(gap - value.number) > value.tolerance:
        yield line, value, "签名章左空二字标职务", f"职务与签名章之间空了{gap:g}字", f"{gap:g}字"


def _stamp_end(document: DocumentForm, paragraph: ParagraphForm) -> float | None:
    """Return how far a line ends from the right edge; not known where a picture's width is in it."""
    if paragraph.is_framed:
        return None
    if paragraph.has_drawing:
        return right_of(paragraph) if paragraph.align in ("right", "end") else None
    width = next((one.text_width for one in document.sections if one.number == paragraph.section), None)
    if not width:
        return None
    return end_of(paragraph, width / cell_of(paragraph), width_of(paragraph.text.strip()))


def _blanks(blanks: str) -> float | None:
    """Return how many characters of blanks were typed; a tab leads anywhere."""
    if "\t" in blanks:
        return None
    return sum(1 if one == "\u3000" else 0.5 for one in blanks)
