"""Document number and signer (GB/T 9704 7.2.5, 7.2.6)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.docx.reading.form import commonest
from kit.docx.reading.tables import first_of
from kit.form.roles.shapes import SERIAL, SIGNER, is_open
from kit.form.rule import Rule, at, size_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.docx.profiles.value import Profile
    from kit.docx.reading.form import DocumentForm, ParagraphForm
    from kit.form.rule import FormFinding


HD_07 = Rule(
    "HD-07", "发文字号在发文机关标志下空二行，3号仿宋，居中；年份用全称和六角括号，顺序号不编虚位、不加“第”",
    "GB/T 9704 7.2.5", "规定", also=("一般",), fix=("size", "place"), sees=("form", "pages"),
)  # fmt: skip
HD_08 = Rule(
    "HD-08", "上行文的发文字号居左空一字，与最后一个签发人同一行", "GB/T 9704 7.2.5", "规定",
    "请左对齐，左空一字",
)  # fmt: skip
HD_09 = Rule(
    "HD-09", "“签发人：”用3号仿宋，姓名用3号楷体，居右空一字", "GB/T 9704 7.2.6", "规定",
    sees=("form", "pages"),
)  # fmt: skip

_NUMBER = re.compile(r"[^\s〔〕]{1,10}〔\d{4}〕[1-9]\d*号")
_ORDER = re.compile(r"第\S+号")  # of an order (令): judged with orders
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
        demand = HD_07.asking(expected, by_hand=True)
        yield demand.broken(place, f"发文字号写成“{number}”", number)
    if paragraph.size != profile.body_size.half_points:
        measured = size_name(paragraph.size)
        demand = HD_07.asking("3号字", "请改成3号", strength="一般")
        yield demand.broken(place, f"发文字号用的是{measured}字", measured)
    face = profile.faces["仿宋"]
    if paragraph.face and not signer and not face.covers(paragraph.face):
        demand = HD_07.asking("3号仿宋", f"请改成{face.declared}", clause="GB/T 9704 5.2.2", strength="一般")
        yield demand.broken(place, f"发文字号用的是{paragraph.face}", paragraph.face)
    if signer or document.of("签发人"):
        yield from _upward(document, paragraph)
    elif paragraph.align not in ("center", "right", "end"):
        demand = HD_07.asking("居中排布", "请居中，不要用空格凑")
        yield demand.broken(place, "发文字号没有居中", paragraph.align)


def _upward(document: DocumentForm, paragraph: ParagraphForm) -> Iterator[FormFinding]:
    if paragraph.align not in ("both", "left", "start") or abs(first_of(paragraph) - 1) > _TOLERANCE:
        demand = HD_08.asking("居左空一字，与最后一个签发人同行")
        yield demand.broken(at(document, paragraph), "有签发人的发文字号不在左空一字的位置", paragraph.align)


def _signer(
    document: DocumentForm, paragraph: ParagraphForm, start: int, profile: Profile
) -> Iterator[FormFinding]:
    place = at(document, paragraph)
    if paragraph.text[start:].lstrip("签发人 ").startswith(":"):
        demand = HD_09.asking("“签发人”后标全角冒号", "请改成全角冒号")
        yield demand.broken(place, "“签发人”后的冒号是半角的", ":")
    if paragraph.role == "签发人" and _stands_alone(document, paragraph):
        demand = HD_08.asking("与发文字号同一行", "请排成一行", clause="GB/T 9704 7.2.6")
        yield demand.broken(place, "签发人没有与发文字号排在同一行", "另起一行")
    if paragraph.role == "签发人" and paragraph.size != profile.body_size.half_points:
        demand, measured = HD_09.asking("3号字", "请改成3号"), size_name(paragraph.size)
        yield demand.broken(place, f"签发人用的是{measured}字", measured)
    label, name = _faces(paragraph, start)
    for what, shown, face in (("“签发人：”", label, "仿宋"), ("签发人姓名", name, "楷体")):
        if shown and not profile.faces["仿宋" if face == "仿宋" else "楷体"].covers(shown):
            demand = HD_09.asking(f"{what}用3号{face}", f"请把{what}改成{face}")
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
