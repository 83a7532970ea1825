"""The paragraphs whose words are judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.lint.wording.slip import Passage

if TYPE_CHECKING:
    from kit.lint.reading.records import DocumentForm

_JUDGED_ELSEWHERE = frozenset({"空", "发文字号", "成文日期", "版记", "份号", "密级", "紧急程度"})


def passages_of(document: DocumentForm) -> tuple[Passage, ...]:
    """Return the paragraphs of running words; numbers, dates and the imprint have rules of their own."""
    return tuple(
        Passage(one.text, one.number, one.role == "正文" and one.is_sentence, one.role == "标题")
        for one in document.paragraphs
        if one.role not in _JUDGED_ELSEWHERE
    )
