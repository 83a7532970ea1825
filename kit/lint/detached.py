"""An attachment in a file of its own begins with the document's number (GB/T 9704 7.3.7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, at
from kit.lint.reading.positions import first_of
from kit.lint.reading.shapes import DETACHED, is_open

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm, ParagraphForm
    from kit.word.profiles import Profile

RULES = {"MB-20": "不能与正文一起装订的附件，左上角第一行顶格编排发文字号，后标“附件”和序号"}
_RIGHT = re.compile(r"[^\s〔〕]{1,10}〔\d{4}〕[1-9]\d*号[ \u3000]*附件(?:[1-9]\d*)?")
_FLUSH = 0.35  # of a character


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:  # noqa: ARG001 - every group takes a profile
    """Yield faults of a first line that is the document's number with 附件 behind it."""
    first = next((one for one in document.paragraphs if one.text.strip()), None)
    if first is None or first.is_boxed or not DETACHED.fullmatch(first.text.strip()):
        return
    for problem, expected, measured in _faults(first):
        demand = Demand("MB-20", "GB/T 9704 7.3.7", "规定", expected, "请改正")
        yield demand.broken(at(document, first), problem, measured)


def _faults(first: ParagraphForm) -> Iterator[tuple[str, str, str]]:
    text = first.text.strip()
    if not _RIGHT.fullmatch(text) and not is_open(text):
        yield f"附件的首行写成“{text}”", "如“某发〔2026〕8号附件1”，序号不编虚位，后面不加标点", text
    if first.align in ("center", "right", "end") or abs(first_of(first)) > _FLUSH:
        yield "附件的首行没有顶格", "居左顶格", first.align
    if first.number > 1:
        yield "附件的发文字号不在第一行", "编排在左上角第一行", f"第{first.number}行"
