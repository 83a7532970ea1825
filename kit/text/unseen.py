"""Characters that no eye sees and that change what it reads: shown by their number instead.

Control and escape characters (Unicode Cc but for tab and line feed), marks that turn the direction of writing
(UAX 9), and signs without width (Cf): with them a name on the screen can say another thing than it is.
"""

import re

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)


def visible(text: str, *, one_line: bool = False) -> str:
    r"""Return a text with every unseen character as its number; one_line: line feeds and tabs, too.

    >>> visible("甲\u202egpj.exe"), visible("\x1b[31m红"), visible("甲\n乙", one_line=True)
    ('甲⟨U+202E⟩gpj.exe', '⟨U+001B⟩[31m红', '甲⟨U+000A⟩乙')
    """
    if text.isascii() and text.isprintable():
        return text
    shown = UNSEEN.sub(_number, text)
    return re.sub("[\t\n]", _number, shown) if one_line else shown


def escaped_json(text: str) -> str:
    r"""Return JSON with every unseen character escaped, which its readers take for the same.

    >>> escaped_json('{"a": "甲\u202e"}')
    '{"a": "甲\\u202e"}'
    """
    return UNSEEN.sub(lambda found: "".join(f"\\u{unit:04x}" for unit in _units(found[0])), text)


def _number(found: re.Match[str]) -> str:
    return f"⟨U+{ord(found[0]):04X}⟩"


def _units(character: str) -> list[int]:
    """Return the UTF-16 units of a character, as JSON escapes them."""
    data = character.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]
