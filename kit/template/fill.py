"""Filling a template: one render, the proof, one zip."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from xml.parsers.expat import ExpatError

from kit.model.fact import Place
from kit.model.finding import Finding
from kit.template.compiling.grammar import TITLE
from kit.template.faults import fault, refused
from kit.template.marks import PREFIX, Mark, marks_xml
from kit.template.printing.ink import FORBIDDEN, REPLACEMENT, Ink, PrintedPiece
from kit.template.printing.plain import NotPlainError, materialise, render_fault, undefined_uses, value_fault
from kit.template.printing.proof import SEPARATOR, lost, part_text
from kit.template.printing.sandbox import page
from kit.template.printing.sign_off import keep_with_sign_off

if TYPE_CHECKING:
    from kit.model.draft import Draft
    from kit.template.template import Template


_EMPTY_CELLS = (b"</w:tcPr></w:tc>", b"<w:tcPr/></w:tc>", b"<w:tc></w:tc>")  # Word refuses them


@dataclass(frozen=True, eq=False)
class Filled:
    """A document: its bytes, the marks of its facts in printed order, what a person should know."""

    data: bytes
    ink: Ink
    findings: tuple[Finding, ...] = ()

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """Return the facts that were printed, in printed order."""
        return tuple(
            Mark(
                f"{PREFIX}{number}",
                fact.id,
                fact.text,
                None,
                fact.unit,
                self.ink.palette.properties[run],
            )
            for number, (fact, run) in enumerate(self.ink.marks, 1)
        )


def fill(template: Template, draft: Draft) -> Filled:
    """Return the document of a draft.

    Raises TemplateError naming every blank that cannot be filled, with the nearest known names.
    """
    context = _context(template, draft)
    ink = Ink(template.palette)
    xml, frames = zip(*_render(template, context, ink), strict=True)
    marks = marks_xml(template.marks_front, ink.marks)
    _prove(template, "".join(frames).split(SEPARATOR), marks, ink)
    body = b"".join(xml)
    if template.has_hollow_cells:
        for cell in _EMPTY_CELLS:
            body = body.replace(cell, cell.replace(b"</w:tc>", b"<w:p/></w:tc>"))
    if template.sign_off:
        body = keep_with_sign_off(body, template.sign_off)
    parts = zip(template.printed, body.split(SEPARATOR.encode()), strict=True)
    data = template.envelope.around((*parts, (template.marks, marks.encode())))
    return Filled(data, ink, _dirty(draft, ink) if ink.dirty else ())


def _context(template: Template, draft: Draft) -> dict[str, Any]:
    try:
        context = materialise(draft.context)
    except NotPlainError as error:
        kind = type(error.value).__name__
        raise refused(
            template.name,
            [
                fault(
                    "value",
                    Place(f"模板 {template.name}"),
                    f"“{error.path}”是 {kind}，模板里只能放文字、整数、日期、事实、连句和它们的列表",
                    "请先把它算成事实或文字，再放进模板",
                )
            ],
        ) from None
    if not template.needs <= context.keys():
        raise refused(template.name, undefined_uses(template, context))
    context[TITLE] = draft.title
    return context


def _render(template: Template, context: dict[str, Any], ink: Ink) -> list[PrintedPiece]:
    """Return all printed parts, in pieces: the stretches of the template and the values between them.

    Raises TemplateError for whatever a template can do wrong with these values.
    """
    try:
        printed = template.jinja.root_render_func(page(template.environment, context, ink))
        pieces = [template.stretches[each] if isinstance(each, str) else each for each in printed]
    except Exception as error:  # noqa: BLE001 - a template may fail in any way; its place is what helps
        found = undefined_uses(template, context)
        raise refused(template.name, found or [render_fault(template, error)]) from None
    if ink.faults:
        found = undefined_uses(template, context)
        raise refused(template.name, [*found, *(value_fault(template, *each) for each in ink.faults)])
    return pieces


def _prove(template: Template, parts: list[str], marks: str, ink: Ink) -> None:
    """Prove that every part is well-formed and that everything that was said stands in them.

    Raises TemplateError.
    """
    place = Place(f"模板 {template.name}")
    try:
        text = "".join([part_text(part) for part in parts])
        part_text(marks)
    except ExpatError as error:
        problem = f"按这些数据填出来的文档不完整（{error}）"
        raise refused(template.name, [fault("broken", place, problem, "请核对模板里成对的标签")]) from None
    if (words := lost(ink.said, text)) is not None:
        problem = f"“{words[:30]}”没有印进文档"
        raise refused(template.name, [fault("lost", place, problem, "请核对模板里的标签")])


def _dirty(draft: Draft, ink: Ink) -> tuple[Finding, ...]:
    """Return a finding for each text with characters that no document can hold."""
    return tuple(
        Finding(
            rule="word.character",
            level="warning",
            place=Place(f"{draft.name}.docx"),
            problem=f"“{FORBIDDEN.sub(REPLACEMENT, text)[:40]}”里有不能写进文档的控制字符（{_codes(text)}）",
            remedy=f"已经用 {REPLACEMENT} 顶替，请在来源的表里把它删掉",
        )
        for text in dict.fromkeys(ink.dirty)
    )


def _codes(text: str) -> str:
    return "、".join(f"U+{ord(character):04X}" for character in dict.fromkeys(FORBIDDEN.findall(text)))
