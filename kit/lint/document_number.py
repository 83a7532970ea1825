"""Document number and signer (GB/T 9704 7.2.5, 7.2.6)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, at, size_name
from kit.lint.reading.positions import first_of
from kit.lint.reading.records import commonest
from kit.lint.reading.shapes import SERIAL, SIGNER, is_open

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm, ParagraphForm
    from kit.word.profiles import Profile

RULES = {
    "HD-07": "发文字号用3号仿宋，居中；年份用全称和六角括号，顺序号不编虚位、不加“第”",
    "HD-08": "上行文的发文字号居左空一字，与签发人同一行",
    "HD-09": "“签发人：”用3号仿宋，姓名用3号楷体",
}
_NUMBER = re.compile(r"[^\s〔〕]{1,10}〔\d{4}〕[1-9]\d*号")
_ORDER = re.compile(r"第\S+号")  # of an order (令): judged with orders
_CLAUSE = "GB/T 9704 7.2.5"
_TOLERANCE = 0.5  # of a character


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of the document's own number and of the signer's line."""
    for paragraph in document.of("发文字号"):
        yield from _number(document, paragraph, profile)
    for paragraph in document.of("发文字号", "签发人"):
        if found := SIGNER.search(paragraph.text):
            yield from _signer(document, paragraph, found.start(), profile)


def _number(document: DocumentForm, paragraph: ParagraphForm, profile: Profile) -> Iterator[FormFinding]:
    place = at(document, paragraph)
    signer = SIGNER.search(paragraph.text)
    text = paragraph.text[: signer.start()] if signer else paragraph.text
    text = (
        text.strip().partition("\t")[0] if document.of("签发人") else text
    )  # the last signer's name may follow
    number = text.strip()
    if not _NUMBER.fullmatch(number) and not _ORDER.fullmatch(number) and not is_open(number):
        expected = "如“×发〔2026〕8号”：六角括号、年份四位、顺序号不编虚位、不加“第”"
        demand = Demand("HD-07", _CLAUSE, "规定", expected, "请改正", fixable=False)
        yield demand.broken(place, f"发文字号写成“{number}”", number)
    if paragraph.size != profile.body_size.half_points:
        measured = size_name(paragraph.size)
        demand = Demand("HD-07", _CLAUSE, "一般", "3号字", "请改成3号")
        yield demand.broken(place, f"发文字号用的是{measured}字", measured)
    face = profile.faces["仿宋"]
    if paragraph.face and not signer and not face.covers(paragraph.face):
        demand = Demand("HD-07", "GB/T 9704 5.2.2", "一般", "3号仿宋", f"请改成{face.declared}")
        yield demand.broken(place, f"发文字号用的是{paragraph.face}", paragraph.face)
    if signer or document.of("签发人"):
        yield from _upward(document, paragraph)
    elif paragraph.align not in ("center", "right", "end"):
        demand = Demand("HD-07", _CLAUSE, "规定", "居中排布", "请居中，不要用空格凑")
        yield demand.broken(place, "发文字号没有居中", paragraph.align)


def _upward(document: DocumentForm, paragraph: ParagraphForm) -> Iterator[FormFinding]:
    if paragraph.align not in ("both", "left", "start") or abs(first_of(paragraph) - 1) > _TOLERANCE:
        demand = Demand("HD-08", _CLAUSE, "规定", "居左空一字，与最后一个签发人同行", "请左对齐，左空一字")
        yield demand.broken(at(document, paragraph), "有签发人的发文字号不在左空一字的位置", paragraph.align)


def _signer(
    document: DocumentForm, paragraph: ParagraphForm, start: int, profile: Profile
) -> Iterator[FormFinding]:
    place, clause = at(document, paragraph), "GB/T 9704 7.2.6"
    if paragraph.text[start:].lstrip("签发人 ").startswith(":"):
        demand = Demand("HD-09", clause, "规定", "“签发人”后标全角冒号", "请改成全角冒号", fixable=False)
        yield demand.broken(place, "“签发人”后的冒号是半角的", ":")
    if paragraph.role == "签发人" and _stands_alone(document, paragraph):
        demand = Demand("HD-08", clause, "规定", "与发文字号同一行", "请排成一行", fixable=False)
        yield demand.broken(place, "签发人没有与发文字号排在同一行", "另起一行")
    if paragraph.role == "签发人" and paragraph.size != profile.body_size.half_points:
        demand, measured = Demand("HD-09", clause, "规定", "3号字", "请改成3号"), size_name(paragraph.size)
        yield demand.broken(place, f"签发人用的是{measured}字", measured)
    label, name = _faces(paragraph, start)
    for what, shown, face in (("“签发人：”", label, "仿宋"), ("签发人姓名", name, "楷体")):
        if shown and not profile.faces["仿宋" if face == "仿宋" else "楷体"].covers(shown):
            demand = Demand("HD-09", clause, "规定", f"{what}用3号{face}", f"请把{what}改成{face}")
            yield demand.broken(place, f"{what}用的是{shown}", shown)


def _stands_alone(document: DocumentForm, signer: ParagraphForm) -> bool:
    """Return whether a signer's line holds no number for sure, and the number's line no name."""
    loose = [one for one in document.of("发文字号") if SERIAL.fullmatch(one.text.strip())]
    return bool(loose) and not any(one.is_framed or one.is_boxed for one in (signer, *loose))


def _faces(paragraph: ParagraphForm, start: int) -> tuple[str, str]:
    """Return the fonts of 签发人： and of the name behind it."""
    colon = next((at for at in range(start, len(paragraph.text)) if paragraph.text[at] in "：:"), start)
    label: list[tuple[str, int]] = []
    name: list[tuple[str, int]] = []
    at = 0
    for run in paragraph.runs:
        for character in run.text:
            if at >= start and "\u3400" <= character <= "\u9fff":
                (label if at <= colon else name).append((run.fonts.east_asia, 1))
            at += 1
    return commonest(label, ""), commonest(name, "")
