"""The signer's stamp under orders and proposals (GB/T 9704 7.3.5.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, at
from kit.lint.reading.gaps import lines_between
from kit.lint.reading.positions import cell_of, end_of, right_of, width_of
from kit.lint.reading.shapes import is_open
from kit.lint.reading.stamped import stamped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm, ParagraphForm
    from kit.lint.reading.stamped import Stamped
    from kit.word.profiles import Profile, Value

RULES = {
    "MB-15": "命令、议案的签名章在正文下空二行、右空四字，左空二字标职务，成文日期在其下空一行、右空四字"
}


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of the signer's line and of the date under it."""
    signed = stamped(document)
    if signed is None or is_open(signed.line.text + signed.day.text):
        return
    for paragraph, value, expected, problem, measured in _faults(document, signed, profile):
        demand = Demand("MB-15", value.clause, value.strength, expected, "请调整")
        yield demand.broken(at(document, paragraph), problem, measured)


def _faults(
    document: DocumentForm, signed: Stamped, profile: Profile
) -> Iterator[tuple[ParagraphForm, Value, str, str, str]]:
    line, day = signed.line, signed.day
    body = next((one for one in reversed(document.paragraphs[: line.number - 1]) if one.text.strip()), None)
    for earlier, later, value, name in (
        (body, line, profile.stamp_gap, "签名章"),
        (line, day, profile.stamp_date_gap, "成文日期"),
    ):
        lines = lines_between(document, earlier, later, profile.pitch.twips) if earlier else None
        if lines is not None and abs(lines - value.number) > value.tolerance:
            measured = f"{lines:.1f}行"
            yield later, value, f"{name}之上空{value.number:g}行", f"{name}之上空了{measured}", measured
    for paragraph, name in ((line, "签名章"), (day, "成文日期")):
        end, value = _end(document, paragraph), profile.stamp_end
        if end is not None and abs(end - value.number) > value.tolerance:
            yield paragraph, value, "右空四字", f"{name}右空{end:.1f}字", f"{end:.1f}字"
    gap, value = _blanks(signed.blanks), profile.stamp_post_gap
    if gap is not None and abs(gap - value.number) > value.tolerance:
        yield line, value, "签名章左空二字标职务", f"职务与签名章之间空了{gap:g}字", f"{gap:g}字"


def _end(document: DocumentForm, paragraph: ParagraphForm) -> float | None:
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
