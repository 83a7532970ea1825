"""The recipients (主送机关) or the salutation under the title (GB/T 9704 7.3.2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, at
from kit.lint.reading.positions import first_of, has_room_above, left_of
from kit.lint.reading.shapes import is_open

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm, ParagraphForm
    from kit.word.profiles import Profile, Strength

RULES = {"MB-05": "主送机关编排于标题下空一行位置，居左顶格，末尾标全角冒号"}
_CLOSE = "紧挨着标题"
_FLUSH = 0.2  # of a character
_SALUTATION = re.compile(r"同志|各位|朋友|代表|委员们|先生|女士")
_RULE: Strength = "规定"
_HABIT: Strength = "实务"


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:  # noqa: ARG001 - every group takes a profile
    """Yield faults of the recipients; a salutation within a speech is laid out by the same habit."""
    for paragraph in document.of("主送")[:1]:
        is_salutation = bool(_SALUTATION.search(paragraph.text))
        name, strength = ("称谓", _HABIT) if is_salutation else ("主送机关", _RULE)
        for problem, expected, remedy, measured in _faults(document, paragraph):
            clause = "讲话稿排版惯例" if is_salutation else "GB/T 9704 7.3.2"
            can_be_fixed = problem != _CLOSE  # a blank line is a person's to put in
            demand = Demand("MB-05", clause, strength, expected, remedy, can_be_fixed)
            yield demand.broken(at(document, paragraph), f"{name}{problem}", measured)


def _faults(document: DocumentForm, paragraph: ParagraphForm) -> Iterator[tuple[str, str, str, str]]:
    text = paragraph.text.strip()
    first = first_of(paragraph)
    if abs(first) > _FLUSH or abs(left_of(paragraph)) > _FLUSH:
        yield "没有顶格", "居左顶格，回行也顶格", "请去掉缩进", f"{first:.1f}字"
    elif paragraph.align in ("center", "right", "end"):
        yield "没有居左", "居左顶格", "请左对齐", paragraph.align
    if not text.endswith(("：", ":")) and not is_open(text):
        yield "末尾没有冒号", "末尾标全角冒号", "请补上全角冒号", text[-1:]
    previous = document.paragraphs[paragraph.number - 2] if paragraph.number > 1 else None
    if previous is not None and previous.role == "标题" and not has_room_above(document, paragraph):
        yield _CLOSE, "标题下空一行", "请在标题下空一行", "没有空行"
