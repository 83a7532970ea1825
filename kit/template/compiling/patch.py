"""A part of a template as Jinja source: blanks stand outside the runs, each value is put in its own runs.

docxtpl joins the tags that Word has split and lifts {%p %} and {%tr %} out of their paragraph and row. What
stands around a blank is known now, so the runs are split here, once: `共{{ 份数 }}份` becomes a run, a blank
that prints its own run (and, for a fact, the mark around it), and a run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from kit.template.compiling.scan import HELD, TAG

if TYPE_CHECKING:
    from collections.abc import Iterator


_RUN = re.compile(r"<w:r(?:\s[^>]*)?>(?:(?!<w:r[\s>]|</w:r>).)*</w:r>", re.DOTALL)  # with no run inside
_OPENING = re.compile(r"<w:r(?:\s[^>]*)?>(<w:rPr/>|<w:rPr>.*?</w:rPr>)?", re.DOTALL)
_TEXT = re.compile(r"<w:t(?:\s[^>]*)?>(.*?)</w:t>", re.DOTALL)
_INDENT = re.compile(rf'<w:ind((?:\s[^>]*)?)\skit="{HELD}([^"]+)"((?:\s[^>]*)?)/>')
_DRAWING = re.compile(r'(<wp:docPr\s[^>]*?\bid=")\d+(")')
_RIGHT = re.compile(r'\sw:(?:right|rightChars|end|endChars)="[^"]*"')
_INKED = re.compile(r"(\)\|_(?:put|text)\(\d+)\) \}\}$")
_LOOPED = re.compile(r'\{%\s*(?P<word>for|endfor)\b|<w:bookmarkStart\s[^>]*?w:id="(?P<id>[^"]*)"')
_BOOKMARK = re.compile(r'<w:bookmark(?:Start|End)\s[^>]*?w:id="([^"]*)"[^>]*/>')
_SPACES = re.compile(r"\s+")
NEWLINE = "{#\n#}"  # every tag on a line of its own, so that Jinja's line numbers name the tag


@dataclass
class PatchContext:
    """What the parts of one template share while they are patched: run properties, blanks in order."""

    properties: list[str] = field(default_factory=list)  # w:rPr, each once
    unhandled: list[int] = field(default_factory=list)  # tags outside a run's text: numbers
    tags: int = 0

    def number(self, properties: str) -> int:
        """Return the number of these run properties."""
        if properties not in self.properties:
            self.properties.append(properties)
        return self.properties.index(properties)


def patched(root: etree._Element, sheet: PatchContext) -> str:
    """Return a tidied part as Jinja source; tags are counted on in the sheet."""
    from docxtpl import DocxTemplate  # noqa: PLC0415 - loads python-docx; only compiling needs it

    xml = DocxTemplate("").patch_xml(etree.tostring(root, encoding="unicode"))
    source = _RUN.sub(lambda match: _split(match[0], sheet), xml)
    source = without_repeated_bookmarks(_numbered(source, sheet))
    return _DRAWING.sub(r"\1{{ 0|_serial }}\2", _INDENT.sub(_indent, source))


def text_source(root: etree._Element, sheet: PatchContext) -> str:
    """Return a part of properties as Jinja source: text only, no marks."""
    xml = etree.tostring(root, encoding="unicode")
    blanks = TAG.sub(lambda tag: tag[0] if tag["blank"] is None else _blank(tag[0], "_text(0)"), xml)
    return _numbered(blanks, sheet)


def _split(run: str, sheet: PatchContext) -> str:
    """Return one run as runs, blanks and block tags side by side."""
    if not TAG.search(run):
        return run
    opening = _OPENING.match(run)
    properties = opening[1] or "" if opening else ""
    number = sheet.number(properties)
    body = run[opening.end() if opening else 0 : -len("</w:r>")]
    return "".join(_pieces(body, properties, number))


def _pieces(body: str, properties: str, number: int) -> Iterator[str]:
    position = 0
    for text in _TEXT.finditer(body):
        yield _wrapped(body[position : text.start()], properties)
        position = text.end()
        start = 0
        for tag in TAG.finditer(text[1]):
            yield _run(text[1][start : tag.start()], properties)
            yield _blank(tag[0], f"_put({number})") if tag["blank"] is not None else tag[0]
            start = tag.end()
        yield _run(text[1][start:], properties)
    yield _wrapped(body[position:], properties)


def _wrapped(content: str, properties: str) -> str:
    return f"<w:r>{properties}{content}</w:r>" if content else ""


def _run(text: str, properties: str) -> str:
    return _wrapped(f'<w:t xml:space="preserve">{text}</w:t>' if text else "", properties)


def _blank(tag: str, filter_call: str) -> str:
    return f"{{{{ ({tag[2:-2].strip()})|{filter_call} }}}}"


def _numbered(source: str, sheet: PatchContext) -> str:
    """Return the source with each tag on its own line and its number in its blank.

    A blank that stands outside a run's text cannot be printed; its number is noted.
    """

    def number(match: re.Match[str]) -> str:
        sheet.tags += 1
        if match["comment"] is not None:
            return NEWLINE
        tag, inked = _INKED.subn(rf"\1, {sheet.tags}) }}}}", _SPACES.sub(" ", match[0]))
        if match["blank"] is not None and not inked:
            sheet.unhandled.append(sheet.tags)
        return NEWLINE + tag

    return TAG.sub(number, source)


def without_repeated_bookmarks(source: str) -> str:
    """Return the source without the template's own bookmarks inside loops: a name may stand only once."""
    depth, repeated = 0, set()
    for token in _LOOPED.finditer(source):
        depth += {"for": 1, "endfor": -1}.get(token["word"] or "", 0)
        if token["id"] and depth:
            repeated.add(token["id"])
    return _BOOKMARK.sub(lambda match: "" if match[1] in repeated else match[0], source)


def _indent(match: re.Match[str]) -> str:
    """Return w:ind that takes its right indent from the context, else stays what it was.

    w:rightChars counts before w:right, even from the style; nothing of it may remain.
    """
    others, name = match[1] + match[3], match[2]
    kept = f"<w:ind{others}/>" if others.strip() else ""
    given = f'<w:ind{_RIGHT.sub("", others)} w:right="{{{{ {name}|_twips }}}}" w:rightChars="0"/>'
    return f"{{% if {name} is defined %}}{given}{{% else %}}{kept}{{% endif %}}"
