"""Marks that may not begin or end a line (GB/T 15834 5.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm
    from kit.word.profiles import Profile

RULES = {"PUN-11": "点号不在行首，前引号、前括号不在行末"}
_DEMAND = Demand(
    "PUN-11", "GB/T 15834 5.1", "规定", "点号不在行首，前引号、前括号不在行末",
    "请在段落的“中文版式”里选上“按中文习惯控制首尾字符”",
)  # fmt: skip


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:  # noqa: ARG001 - every group takes a profile
    """Yield paragraphs in which Word has been told to break lines anywhere."""
    for paragraph in document.paragraphs:
        if paragraph.breaks_freely and paragraph.is_sentence:
            yield _DEMAND.broken(at(document, paragraph), "关掉了行首行末的标点控制", "控制关闭")
