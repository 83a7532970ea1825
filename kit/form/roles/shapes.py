"""What the parts of an official document look like in words.

The particular formats (GB/T 9704 10), each known by what only it has.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kit.docx.reading.form import DocumentForm, Role


NUMERAL = "一二三四五六七八九十百"
_NUMBER = r"[〔\[【（(［〖]\s*\d{4}\s*[〕\]】）)］〗]\s*第?\s*\d+\s*号"
SERIAL = re.compile(rf"\S{{1,15}}{_NUMBER}(?:\s*签发人[：:].*)?|第\s*[\d{NUMERAL}]+\s*号", re.DOTALL)
DATE = re.compile(
    r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*[日号]"
    rf"|[〇○零{NUMERAL}]{{4}}年[{NUMERAL}]+月[{NUMERAL}]+日|[\[【]日期[\]】]"
)
BARE_DATE = re.compile(r"\d{4}[./-]\d{1,2}[./-]\d{1,2}")
ATTACHED = re.compile(r"附件[：:]")
ATTACHMENT = re.compile(r"附\s*件\s*\d{0,2}[：:]?(?:（[^）]{1,8}）)?")
DETACHED = re.compile(rf"(\S{{1,15}}{_NUMBER})\s*附\s*件\s*\d{{0,2}}[：:]?")
LISTED = re.compile(r"\d{1,2}[.．、](?!\d(?!\d{3}年))")  # the name may begin with a year
NOTE = re.compile(r"（.+）|\(.+\)", re.DOTALL)
LEVELS: dict[Role, re.Pattern[str]] = {
    "一级": re.compile(rf"[{NUMERAL}]+、"),
    "二级": re.compile(rf"[（(][{NUMERAL}]+[）)]"),
    "三级": re.compile(r"\d{1,2}[.．](?!\d(?!\d{3}年))"),  # not 3.5米, not 2026.04.20, but 1.2026年打算
    "四级": re.compile(r"[（(]\d{1,2}[）)]"),
}
IMPRINT = re.compile(r"(?:抄送|抄报|印发)[：:]|[^。]{2,30}\d{4}年\d{1,2}月\d{1,2}日\s*印发$")
INTRODUCING = re.compile(
    r"下列|如下|以下|现将|决定[：:]|\d日"
)  # what follows is a list or the text, no organ
TYPED_RULE = re.compile(r"[━─—―_＿－-]{10,}")  # a line made of characters
TABLE_NOTE = re.compile(r"(?:注|备注|说明|资料来源|数据来源)[：:]")
ADDRESSEE_IN_IMPRINT = re.compile(r"主送[：:]")
MARK = re.compile(r".{2,40}(?:文件|命令|令|纪要)")
ORDER = re.compile(r"(?:命|(?<!司))令$")
COPY = re.compile(r"\d{3,8}")
SECRECY = re.compile(r"(?:绝密|机密|秘密)(?:\s*[★*☆].*)?")
URGENCY = re.compile(r"(?:特急|加急|特提|平急|紧急|急件)")
SIGNER = re.compile(r"签发人\s*[：:]")
OPEN_TAG = re.compile(r"(?:\{%.*?%\}\s*)+", re.DOTALL)
OPEN = re.compile(r"\{\{|\{%|【待补|\[[^\]\d][^\]]{0,12}\]|[×X]{2,}|[×Xx]+年")
FORMAL = re.compile(r"(?:通知|通报|决定|决议|命令|令|公报|公告|通告|请示|批复|议案)$")
GENRES = (
    "决议", "决定", "命令", "令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复",
    "议案", "函", "纪要",
)  # fmt: skip
TITLE = re.compile(rf"[^，。；：]*关于[^。；：]+的(?:{'|'.join(GENRES)})")
_BLACK = frozenset({"AUTO", "000000", "WINDOWTEXT", ""})
_HEX = 6


def is_open(text: str) -> bool:
    """Return whether a text has a place that is still to be filled: {{ … }}, 【待补…】, [单位], ××.

    >>> is_open("[发文单位]"), is_open("20××年×月×日"), is_open("市财政局")
    (True, True, False)
    """
    return bool(OPEN.search(text))


def is_reddish(colour: str) -> bool:
    """Return whether an RRGGBB colour is what offices call red.

    >>> is_reddish("FF0000"), is_reddish("C00000"), is_reddish("auto")
    (True, True, False)
    """
    if len(colour) != _HEX or not re.fullmatch(r"[0-9A-Fa-f]{6}", colour):
        return False
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return red >= 0xC0 and green <= 0x50 and blue <= 0x50  # noqa: PLR2004 - D12 of the rules: what is accepted as red


def is_black(colour: str) -> bool:
    """Return whether a colour prints black."""
    return colour.upper() in _BLACK


_PROPOSAL = re.compile(r"议案$")


def is_letter(document: DocumentForm) -> bool:
    """Return whether a document has the letter format: a number at the right, before the title, no signer."""
    numbers, titles = document.of("发文字号"), document.of("标题")
    if not numbers or not titles or numbers[0].number > titles[0].number:
        return False
    number = numbers[0]
    return number.align in ("right", "end") and not SIGNER.search(number.text) and not document.of("签发人")


def has_letter_head(document: DocumentForm) -> bool:
    """Return whether a letter has a letter's mark: one with 文件 may head a document that is none."""
    marks = document.of("标志")
    return is_letter(document) and bool(marks) and not any("文件" in mark.text for mark in marks)


def is_order(document: DocumentForm) -> bool:
    """Return whether a document is an order: its mark ends with 命令 or 令."""
    return any(ORDER.search(mark.text.strip()) for mark in document.of("标志"))


def has_minutes_mark(document: DocumentForm) -> bool:
    """Return whether a document has the format of minutes: its mark ends with 纪要."""
    return any(mark.text.strip().endswith("纪要") for mark in document.of("标志"))


def is_minutes(document: DocumentForm) -> bool:
    """Return whether a document is minutes by its mark or its title, in whatever format."""
    title = "".join(paragraph.text.strip() for paragraph in document.of("标题"))
    return title.endswith("纪要") or has_minutes_mark(document)


def may_be_stamped(document: DocumentForm) -> bool:
    """Return whether the signer's stamp stands under a document: orders and proposals have one."""
    title = "".join(paragraph.text.strip() for paragraph in document.of("标题"))
    return is_order(document) or bool(ORDER.search(title) or _PROPOSAL.search(title))
