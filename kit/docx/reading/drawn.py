"""Drawings of a paragraph that are a horizontal line, in DrawingML and in VML.

Horizontal lines that a document draws: borders of paragraphs, and lines of DrawingML and VML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kit.docx.markup import Element, qualified
from kit.docx.reading.form import PieceLocation, StrokeForm
from kit.docx.reading.measures import attribute, child, measure
from kit.docx.reading.paragraphs import paragraph_elements, read_paragraph
from kit.docx.reading.sections import furniture
from kit.docx.reading.styles import last
from kit.docx.reading.tables import cell_of, first_of, left_of, right_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kit.docx.reading.form import ParagraphForm, SectionForm
    from kit.docx.reading.styles import Stylesheet
    from kit.files.document import Document


_WORD = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}wsp"
_VML = "{urn:schemas-microsoft-com:vml}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_EMU_PER_TWIP, _EMU_PER_POINT = 635, 12700
_FLAT = 57  # twips: what is lower than a millimetre is a line
_LINES = {
    "sng": "single",
    "dbl": "double",
    "thickThin": "thickThin",
    "thinThick": "thinThick",
    "tri": "double",
}
_VML_LINES = {
    "single": "single", "thinThin": "double", "thickThin": "thickThin", "thinThick": "thinThick",
    "thickBetweenThin": "double",
}  # fmt: skip
_NAMED = {"red": "FF0000", "black": "000000"}


@dataclass(frozen=True)
class Drawn:
    """A drawing: a line with its place, or one that is perhaps no line (no lines)."""

    lines: str = ""
    colour: str = ""
    weight: float = 0.75  # points
    length: float | None = None  # twips
    left: float | None = None
    middle: float | None = None
    across: str = ""  # what left counts from: page, margin, centre of the page; nothing where not known
    down: str = ""


def drawn_in(paragraph: Element) -> Iterator[Drawn]:
    """Yield the drawings of a paragraph, the older copy of each left out."""
    for drawing in paragraph.iter(qualified("w:drawing"), qualified("w:pict"), qualified("w:object")):
        if not any(parent.tag == _FALLBACK for parent in drawing.iterancestors()):
            is_vml = drawing.tag != qualified("w:drawing")
            yield _vml(drawing) if is_vml else _drawing_ml(drawing)


def _drawing_ml(drawing: Element) -> Drawn:
    anchor = drawing.find(f"{_WORD}anchor")
    shapes = list(drawing.iter(_SHAPE))
    if anchor is None or len(shapes) != 1 or next(drawing.iter(qualified("w:p")), None) is not None:
        return Drawn()
    extent = anchor.find(f"{_WORD}extent")
    width, height = (_emu(None if extent is None else extent.get(name)) for name in ("cx", "cy"))
    line = next(shapes[0].iter(f"{_DRAWING}ln"), None)
    if width is None or height is None or height > _FLAT or line is None or _is_turned(shapes[0]):
        return Drawn()
    colour = line.find(f"{_DRAWING}solidFill/{_DRAWING}srgbClr")
    across, left = _offset(anchor.find(f"{_WORD}positionH"))
    down, top = _offset(anchor.find(f"{_WORD}positionV"))
    return Drawn(
        _LINES.get(line.get("cmpd") or "sng", ""),
        "" if colour is None else (colour.get("val") or "").upper(),
        (measure(line.get("w")) or 9525) / _EMU_PER_POINT,
        width,
        left,
        None if top is None else top + height / 2,
        across,
        down,
    )


def _is_turned(shape: Element) -> bool:
    """Return whether a shape is turned or mirrored: its thick line may be the lower one."""
    frame = next(shape.iter(f"{_DRAWING}xfrm"), None)
    return frame is not None and any(frame.get(name, "0") != "0" for name in ("rot", "flipH", "flipV"))


def _emu(text: str | None) -> float | None:
    number = measure(text)
    return None if number is None else number / _EMU_PER_TWIP


def _offset(position: Element | None) -> tuple[str, float | None]:
    """Return what an offset counts from, and the offset in twips."""
    if position is None:
        return "", None
    reference = position.get("relativeFrom") or ""
    known = {"topMargin": "page", "leftMargin": "page", "column": "margin"}.get(reference, reference)
    align = position.findtext(f"{_WORD}align")
    if align:
        return ("centre", 0) if align.strip() == "center" and reference == "page" else ("", None)
    return known, _emu(position.findtext(f"{_WORD}posOffset"))


def _vml(picture: Element) -> Drawn:
    shapes = [one for one in picture if one.tag in (f"{_VML}line", f"{_VML}shape")]
    others = [one for one in picture if one.tag not in (f"{_VML}line", f"{_VML}shape", f"{_VML}shapetype")]
    if (
        len(shapes) != 1
        or others
        or next(picture.iter(f"{_VML}textbox", f"{_VML}imagedata"), None) is not None
    ):
        return Drawn()
    shape = shapes[0]
    style = dict(_styles(shape.get("style") or ""))
    place = _line_place(shape) if shape.tag == f"{_VML}line" else _shape_place(style)
    if place is None or {"flip", "rotation"} & style.keys():
        return Drawn()
    left, middle, length = place
    stroke = shape.find(f"{_VML}stroke")
    across, down = (style.get(f"mso-position-{way}-relative", "") for way in ("horizontal", "vertical"))
    is_centred = style.get("mso-position-horizontal") == "center" and across == "page"
    return Drawn(
        _VML_LINES.get(("" if stroke is None else stroke.get("linestyle")) or "single", ""),
        _colour(shape.get("strokecolor") or "black"),
        (measure(shape.get("strokeweight")) or 15) / 20,
        length,
        left,
        middle,
        "centre" if is_centred else across,
        down if style.get("mso-position-vertical", "absolute") == "absolute" else "",
    )


def _styles(text: str) -> Iterator[tuple[str, str]]:
    for part in text.split(";"):
        name, colon, value = part.partition(":")
        if colon:
            yield name.strip().lower(), value.strip()


def _line_place(line: Element) -> tuple[float, float, float] | None:
    """Return left, height and length of a v:line that lies flat."""
    ends = [[_points(one) for one in (line.get(name) or "").split(",")] for name in ("from", "to")]
    if any(len(end) != 2 or None in end for end in ends):  # noqa: PLR2004 - x and y
        return None
    (x1, y1), (x2, y2) = ((end[0] or 0, end[1] or 0) for end in ends)
    if abs(y1 - y2) > _FLAT or x1 > x2:  # drawn backwards: its thick line may be the lower one
        return None
    return x1, (y1 + y2) / 2, x2 - x1


def _shape_place(style: Mapping[str, str]) -> tuple[float, float, float] | None:
    """Return left, height and length of a v:shape that is as flat as a line."""
    left, top, width, height = (
        _points(style.get(name, "0")) for name in ("margin-left", "margin-top", "width", "height")
    )
    if left is None or top is None or not width or height is None or height > _FLAT:
        return None
    return left, top + height / 2, width


def _points(text: str) -> float | None:
    """Return a length of VML in twips; a bare number counts points in these places."""
    return measure(text.strip(), plain=20)


def _colour(text: str) -> str:
    """Return a colour of VML as RRGGBB.

    >>> _colour("red"), _colour("#f00"), _colour("#C00000 [3204]")
    ('FF0000', 'FF0000', 'C00000')
    """
    name = re.split(r"\s", text.strip())[0].lower()
    digits = name.removeprefix("#")
    if re.fullmatch("[0-9a-f]{3}", digits):
        return "".join(2 * one for one in digits).upper()
    return digits.upper() if re.fullmatch("[0-9a-f]{6}", digits) else _NAMED.get(name, "")


_COMPOUND = re.compile(r"(thickThin|thinThick)\w+Gap$")


def read_strokes(
    document: Document,
    paragraphs: Sequence[ParagraphForm],
    sections: Sequence[SectionForm],
    sheet: Stylesheet,
) -> Iterator[StrokeForm]:
    """Yield the lines of the text, of its headers and of its footers."""
    yield from _of_body(document.body, paragraphs, sections, sheet)
    for where, roots in furniture(document).items() if sections else ():
        for root in roots:
            yield from _of_furniture(root, where, sections[0], sheet)


def _of_furniture(
    root: Element, where: PieceLocation, section: SectionForm, sheet: Stylesheet
) -> Iterator[StrokeForm]:
    """Yield the lines of a header or footer; a table in it may draw one."""
    if next(root.iter(qualified("w:tbl")), None) is not None:
        yield StrokeForm(where, 0, "", "", 0)
    for element in root.iterfind(qualified("w:p")):
        for stroke in _strokes(element, read_paragraph(element, sheet, 1), section, sheet, where):
            yield replace(stroke, paragraph=0)


def _of_body(
    body: Element, paragraphs: Sequence[ParagraphForm], sections: Sequence[SectionForm], sheet: Stylesheet
) -> Iterator[StrokeForm]:
    known = {section.number: section for section in sections}
    for (element, place), paragraph in zip(paragraph_elements(body), paragraphs, strict=True):
        section = known.get(paragraph.section)
        if section is not None and not place and (paragraph.rule or paragraph.has_drawing):
            yield from _strokes(element, paragraph, section, sheet, "body")


def _strokes(
    element: Element, paragraph: ParagraphForm, section: SectionForm, sheet: Stylesheet, where: PieceLocation
) -> Iterator[StrokeForm]:
    borders = last(sheet.paragraph_layers(child(element, "pPr")), "pBdr")
    for edge in (child(borders, "top"), child(borders, "bottom")):
        said = attribute(edge, "val")
        if said not in (None, "nil", "none"):
            yield _border(edge, said or "", paragraph, section, where)
    for drawn in drawn_in(element):
        yield _placed(
            drawn, section, StrokeForm(where, paragraph.number, drawn.colour, drawn.lines, drawn.weight)
        )


def _border(
    edge: Element | None, said: str, paragraph: ParagraphForm, section: SectionForm, where: PieceLocation
) -> StrokeForm:
    compound = _COMPOUND.match(said)
    lines = compound[1] if compound else "double" if said == "double" else "single"
    cell = cell_of(paragraph)
    is_framed = paragraph.is_framed or section.left is None or section.right is None or section.width is None
    inward = min(left_of(paragraph), first_of(paragraph))  # the border begins where a hanging line does
    left = (section.left or 0) + section.gutter + inward * cell
    right = (section.width or 0) - (section.right or 0) - right_of(paragraph) * cell
    return StrokeForm(
        where,
        paragraph.number,
        (attribute(edge, "color") or "auto").upper(),
        lines,
        (measure(attribute(edge, "sz")) or 0) / 8,
        None if is_framed else left,
        None if is_framed else right,
        is_border=True,
    )


def _placed(drawn: Drawn, section: SectionForm, stroke: StrokeForm) -> StrokeForm:
    """Return the stroke with its place on the sheet, as far as the drawing says it."""
    left = _from_edge(drawn.across, drawn.left, section.left)
    if drawn.across == "centre" and section.width is not None and drawn.length is not None:
        left = (section.width - drawn.length) / 2
    right = None if left is None or drawn.length is None else left + drawn.length
    return replace(stroke, left=left, right=right, middle=_from_edge(drawn.down, drawn.middle, section.top))


def _from_edge(reference: str, offset: float | None, margin: float | None) -> float | None:
    if offset is None:
        return None
    if reference == "margin":
        return None if margin is None else abs(margin) + offset
    return offset if reference == "page" else None
