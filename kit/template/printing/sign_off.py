"""The last text of a filled document stays with its sign-off: which paragraph that is shows only now.

Loops have run and conditions are decided; the rule is that of the typesetter (kit.docx.writing.keeping).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.docx.writing.keeping import BETWEEN, ORGAN, LineAbove, kept_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


_STYLE = re.compile(rb'<w:p(?: [^>]*)?><w:pPr><w:pStyle w:val="([^"]*)"/>(<w:keepNext(?: w:val="0")?/>)?')
_CLOSING = b"</w:p>"
SignOffStyles = dict[bytes, str]  # id → name, of the organ's style and of what stands between it and the text


def sign_off_styles(styles: Mapping[str, str]) -> SignOffStyles | None:
    """Return the styles of a sign-off, or None where a document has none; styles: style id → its name."""
    named = {key.encode(): name for key, name in styles.items() if name in BETWEEN}
    return named if ORGAN in named.values() else None


def keep_with_sign_off(body: bytes, styles: SignOffStyles) -> bytes:
    """Return a printed body in which the paragraph above the sign-off stays with what is below it."""
    kept = body
    for line in kept_lines(_above(body, styles)):  # upwards: what is put in moves nothing that is to come
        found = _STYLE.match(body, line.at)
        if found is not None:
            place = found.end() - len(found[2] or b"")
            kept = b"%b<w:keepNext/>%b" % (kept[:place], kept[found.end() :])
    return kept


def _above(body: bytes, styles: SignOffStyles) -> Iterator[LineAbove]:
    """Yield the paragraphs above the organ's name, up to a table or one that names no style."""
    end = _first(body, [key for key, name in styles.items() if name == ORGAN])
    while body.endswith(_CLOSING, 0, end):  # else a table, or the beginning
        end = _opening(body, end)
        found = _STYLE.match(body, end)
        if found is None:
            return
        yield LineAbove(end, styles.get(found[1], ""))


def _first(body: bytes, organs: list[bytes]) -> int:
    """Return where the first paragraph of these styles begins, 0 if there is none.

    The style is looked for as bytes: this runs for every document, and reading each paragraph shows.
    """
    named = (body.find(b'<w:pPr><w:pStyle w:val="%b"/>' % organ) for organ in organs)
    found = min((place for place in named if place >= 0), default=0)
    return _opening(body, found) if found else 0


def _opening(body: bytes, end: int) -> int:
    plain = body.rfind(b"<w:p>", 0, end)
    return max(plain, body.rfind(b"<w:p ", max(plain, 0), end))  # never back beyond the plain one
