"""Templates drawn in a test, and what a reader finds in the documents that are filled from them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import docx
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree

from kit.model.draft import Draft
from kit.model.fact import Fact
from kit.template.fill import Filled, fill
from kit.template.template import compile_template

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def drawn(path: Path, *body: Any, header: str = "", footer: str = "", style: str | None = None) -> Path:
    """Write a template: a text is a paragraph, a list of texts its runs, a list of lists a table."""
    document = docx.Document()
    for block in body:
        if isinstance(block, list) and isinstance(block[0], list):
            _table(document, block)
        else:
            paragraph = document.add_paragraph(style=style)
            for number, run in enumerate(block if isinstance(block, list) else [block]):
                paragraph.add_run(run).font.size = Pt(16 + number)
    document.sections[0].header.paragraphs[0].text = header
    document.sections[0].footer.paragraphs[0].text = footer
    document.save(str(path))
    return path


def _table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), max(map(len, rows)))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=False):
            cell.text = text


def restyled(path: Path, name: str, indent: dict[str, str] | None = None) -> Path:
    """Give every paragraph of a template a new style of that name, with an indent of its own."""
    document = docx.Document(str(path))
    style = document.styles.add_style("X1", 1)
    style.element.find(qn("w:name")).set(qn("w:val"), name)
    for paragraph in document.paragraphs:
        paragraph.style = style
        if indent:
            ind = paragraph._p.get_or_add_pPr().get_or_add_ind()
            for key, value in indent.items():
                ind.set(qn(f"w:{key}"), value)
    document.save(str(path))
    return path


def with_parts(path: Path, *changes: Callable[[dict[str, bytes]], Any]) -> Path:
    """Change the parts of a .docx by hand."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for change in changes:
        change(parts)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def replaced(part: str, old: str, new: str) -> Callable[[dict[str, bytes]], Any]:
    """Return a change of one part; what it replaces must be there."""

    def change(parts: dict[str, bytes]) -> None:
        assert old.encode() in parts[part]
        parts[part] = parts[part].replace(old.encode(), new.encode())

    return change


def fact(
    text: str = "38", value: Any = 38, name: str = "收回", fact_id: str = "forms.returned", unit: str = "份"
) -> Fact:
    """Return a fact."""
    return Fact(fact_id, name, value, text, unit)


def filled(path: Path, title: str = "", /, **context: Any) -> Filled:
    """Fill a template that is compiled for this once."""
    return fill(compile_template(path), Draft("试验", "试验件", path.name, context, title))


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a filled document."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def xml_of(data: bytes, part: str = "word/document.xml") -> str:
    """Return one part as text."""
    return parts_of(data)[part].decode()


def lines_of(data: bytes, part: str = "word/document.xml") -> list[str]:
    """Return the text of every paragraph; a break reads as a newline, a tab as a tab."""
    root = etree.fromstring(parts_of(data)[part])
    return [_text(paragraph) for paragraph in root.iter(f"{{{W}}}p")]


def _text(paragraph: Any) -> str:
    said = {f"{{{W}}}br": "\n", f"{{{W}}}tab": "\t"}
    runs = (each for run in paragraph.iter(f"{{{W}}}r") for each in run)
    return "".join(each.text or "" if each.tag == f"{{{W}}}t" else said.get(each.tag, "") for each in runs)
