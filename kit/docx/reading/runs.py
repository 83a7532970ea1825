"""Runs of a paragraph: insertions read, deletions and field codes left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.docx.markup import Element, qualified
from kit.docx.reading.form import EffectiveFonts, RunForm
from kit.docx.reading.measures import attribute, measure
from kit.docx.reading.styles import Stylesheet, effective_fonts, last

if TYPE_CHECKING:
    from collections.abc import Iterator


_SKIPPED = {qualified(f"w:{name}") for name in ("del", "moveFrom", "pPr", "rPr", "pict", "object", "drawing")}
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_SAID = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_SPECIAL = {qualified(f"w:{name}"): said for name, said in _SAID.items()}
_TEXT, _CODE, _CHARACTER = (qualified(f"w:{name}") for name in ("t", "instrText", "fldChar"))
_FIELD = qualified("w:fldSimple")


def run_elements(parent: Element) -> Iterator[tuple[Element, str]]:
    """Yield runs with the name of the simple field they stand in; text boxes are not entered.

    A page number that was never worked out has no run: its field stands for it.
    """
    for part in parent:
        if part.tag == qualified("w:r"):
            yield part, ""
        elif part.tag == _FIELD:
            name = _field_name(attribute(part, "instr") or "")
            runs = [(run, name) for run, _ in run_elements(part)]
            yield from runs or ([(part, name)] if name == "PAGE" else [])
        elif isinstance(part.tag, str) and part.tag not in _SKIPPED and part.tag != _COMPATIBLE:
            yield from run_elements(part)


def _field_name(code: str) -> str:
    return next(iter(code.split()), "").upper()


class _Fields:
    """Where one is in complex fields, from one run to the next."""

    def __init__(self) -> None:
        self.codes: list[str] = []
        self.in_code: list[bool] = []
        self.has_result: list[bool] = []
        self.said_in = ""  # name of the field that the last text belongs to

    def text(self, part: Element) -> str:
        """Return what a part of a run prints; a page number that was never worked out prints as 1."""
        if part.tag == _CHARACTER:
            return self._step(attribute(part, "fldCharType"))
        if part.tag == _CODE and self.codes:
            self.codes[-1] += part.text or ""
        elif part.tag == _TEXT and not any(self.in_code):
            return self._say(_shown(part))
        elif part.tag in _SPECIAL and attribute(part, "type") not in ("page", "column"):
            return self._say(_SPECIAL[part.tag])
        return ""

    def _say(self, text: str) -> str:
        self.said_in = _field_name(self.codes[-1]) if self.codes else ""
        self.has_result[-1:] = [True] if self.has_result else []
        return text

    def _step(self, kind: str | None) -> str:
        if kind == "begin":
            self.codes.append("")
            self.in_code.append(True)
            self.has_result.append(False)
        elif kind == "separate" and self.in_code:
            self.in_code[-1] = False
        elif kind == "end" and self.codes:
            return self._end()
        return ""

    def _end(self) -> str:
        code, had_result = self.codes[-1], self.has_result[-1]
        said = "" if had_result or _field_name(code) != "PAGE" else self._say("1")
        for stack in (self.codes, self.in_code, self.has_result):
            stack.pop()
        return said


def _shown(part: Element) -> str:
    text = part.text or ""
    is_preserved = part.get(qualified("xml:space")) == "preserve"
    return text if is_preserved else text.strip(" \t\r\n")  # as Word does


def run_texts(paragraph: Element) -> Iterator[tuple[Element, str, str]]:
    """Yield the runs that print something, with their text and the name of the field they belong to."""
    fields = _Fields()
    for element, simple in run_elements(paragraph):
        text = "1" if element.tag == _FIELD else "".join(fields.text(part) for part in element)
        if text:
            yield element, text, simple or fields.said_in


def read_runs(paragraph: Element, style_id: str | None, sheet: Stylesheet) -> Iterator[RunForm]:
    """Yield the runs that print something, with their effective form."""
    for element, text, field in run_texts(paragraph):
        yield _run(element, text, field, style_id, sheet)


def _run(element: Element, text: str, field: str, style_id: str | None, sheet: Stylesheet) -> RunForm:
    layers = sheet.run_layers(style_id, element)
    fonts, pushed = effective_fonts(layers, sheet.theme)
    return RunForm(
        text,
        EffectiveFonts(
            fonts.get("eastAsia", ""),
            fonts.get("ascii") or fonts.get("hAnsi", ""),
            fonts.get("hAnsi", ""),
            fonts.get("hint") == "eastAsia",
            pushed,
        ),
        measure(attribute(last(layers, "sz"), "val"), plain=1) or 20,
        measure(attribute(last(layers, "spacing"), "val")) or 0,
        sheet.is_bold(style_id, element),
        (attribute(last(layers, "color"), "val") or "auto").upper(),
        attribute(last(layers, "highlight"), "val") or "none",
        (attribute(last(layers, "shd"), "fill") or "auto").upper(),
        field,
    )
