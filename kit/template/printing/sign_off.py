"""The last text of a filled document stays with its sign-off (GB/T 9704 7.3.5.5).

Which paragraph that is shows only when loops have run and conditions are decided.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


ORGAN, BETWEEN = "署名", ("空行", "附件说明")
_STYLE = re.compile(rb'<w:p(?: [^>]*)?><w:pPr><w:pStyle w:val="([^"]*)"/>(<w:keepNext(?: w:val="0")?/>)?')
_CLOSING = b"</w:p>"


@dataclass(frozen=True)
class SignOffStyles:
    """The ids of the styles of the organ's name, and of what stands between it and the text."""

    organ: frozenset[bytes]
    between: frozenset[bytes]


def sign_off_styles(styles: Mapping[str, str]) -> SignOffStyles | None:
    """Return the styles of a sign-off, or None where a document has none; styles: style id → its name."""
    organ, between = (
        frozenset(key.encode() for key, name in styles.items() if name in names)
        for names in ((ORGAN,), (ORGAN, *BETWEEN))
    )
    return SignOffStyles(organ, between) if organ else None


def kept_with_sign_off(body: bytes, styles: SignOffStyles) -> bytes:
    """Return a printed body in which the paragraph above the sign-off stays with what is below it."""
    end = _first(body, styles.organ)
    while body.endswith(_CLOSING, 0, end):  # else a table, or the beginning
        start = _opening(body, end)
        found = _STYLE.match(body, start)
        if found is None:
            return body
        place = found.end() - len(found[2] or b"")
        body = b"%b<w:keepNext/>%b" % (body[:place], body[found.end() :])
        if found[1] not in styles.between:
            return body
        end = start
    return body


def _first(body: bytes, organs: frozenset[bytes]) -> int:
    """Return where the first paragraph of these styles begins, 0 if there is none.

    The style is looked for as bytes: this runs for every document, and reading each paragraph shows.
    """
    named = (body.find(b'<w:pPr><w:pStyle w:val="%b"/>' % organ) for organ in organs)
    found = min((place for place in named if place >= 0), default=0)
    return _opening(body, found) if found else 0


def _opening(body: bytes, end: int) -> int:
    plain = body.rfind(b"<w:p>", 0, end)
    return max(plain, body.rfind(b"<w:p ", max(plain, 0), end))  # never back beyond the plain one
