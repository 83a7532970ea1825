"""What kind of text a document is, where another layout than that of 公文 goes with it.

The paragraphs whose words are judged.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kit.docx.profiles import PROFILES
from kit.form.wording.slip import Paragraph

if TYPE_CHECKING:
    from kit.docx.profiles.value import Profile
    from kit.docx.reading.form import DocumentForm


_SPEECH = re.compile(r"(?:讲话|致辞|发言|主持词|开幕词|闭幕词)(?:稿|提纲)?(?:（[^）]*）)?$")


def fitting(document: DocumentForm) -> Profile:
    """Return the profile a document is judged by where nobody said one: A, for a speech that of speeches.

    A speech (讲话稿) is told by its title, and by having no document number; in type as large as a reading
    copy's it is one.
    """
    title = "".join(paragraph.text.strip() for paragraph in document.of("标题"))
    if not _SPEECH.search(title) or document.of("发文字号", "标志"):
        return PROFILES["A"]
    sizes = Counter(one.size for one in document.of("正文") if one.is_sentence)
    usual = max(sizes, key=lambda size: (sizes[size], size), default=0)
    podium = PROFILES["speech.podium"]
    return podium if usual >= podium.body_size.half_points else PROFILES["speech.print"]


_JUDGED_ELSEWHERE = frozenset({"空", "发文字号", "成文日期", "版记", "份号", "密级", "紧急程度"})


def passages_of(document: DocumentForm) -> tuple[Paragraph, ...]:
    """Return the paragraphs of running words; numbers, dates and the imprint have rules of their own."""
    return tuple(
        Paragraph(one.text, one.number, one.role == "正文" and one.is_sentence, one.role == "标题")
        for one in document.paragraphs
        if one.role not in _JUDGED_ELSEWHERE
    )
