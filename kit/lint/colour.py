"""Colour of the text (GB/T 9704 5.2.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, within
from kit.lint.reading.records import HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm, RunForm
    from kit.word.profiles import Profile

RULES = {"PG-08": "文字颜色为黑色，没有底色"}
_BLACK = frozenset({"AUTO", "000000", "WINDOWTEXT"})
_NO_SHADE = frozenset({"AUTO", "FFFFFF", "NONE", ""})
_DEMAND = Demand("PG-08", "GB/T 9704 5.2.4", "规定", "文字用黑色（另有规定的除外）", "请把颜色和底色去掉")


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:  # noqa: ARG001 - every group takes a profile
    """Yield a finding for each paragraph with coloured or shaded text; only the head may be red."""
    for paragraph in document.paragraphs:
        if paragraph.role in HEAD:
            continue
        spans: dict[str, tuple[int, int]] = {}
        start = len(paragraph.label)
        for run in paragraph.runs:
            for fault in _faults(run) if run.text.strip() else ():
                first, end = spans.get(fault, (start, start))
                spans[fault] = (first, start + len(run.text) if end == start else end)
            start += len(run.text)
        for fault, span in sorted(spans.items()):
            yield _DEMAND.broken(within(document, paragraph, span), f"文字{fault}", fault)


def _faults(run: RunForm) -> Iterator[str]:
    if run.colour not in _BLACK:
        yield f"用了颜色 {run.colour}"
    if run.highlight != "none":
        yield "加了突出显示"
    if run.shade not in _NO_SHADE:
        yield "加了底纹"
