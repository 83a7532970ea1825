"""What kind of text a document is, where another layout than that of 公文 goes with it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kit.word.profiles import PROFILES

if TYPE_CHECKING:
    from kit.lint.reading.records import DocumentForm
    from kit.word.profiles import Profile

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
