"""Numbers and addresses that lead to a person: phones, ID and card numbers, e-mails, plates, QQ, WeChat."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


MAIL, ID, CARD, PHONE, QQ, WECHAT, PLATE, PASSPORT = (
    *("邮箱", "证件号", "银行卡号", "电话", "QQ号", "微信号", "车牌号", "护照号"),
)
TextSpan = tuple[int, int, str]

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999, 6.1
CHECKS = "10X98765432"
PROVINCES = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")  # GB/T 2260
BIRTH = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
GAPS = re.compile(r"[ \-]")
NOT_A_PHONE = r"(?!\d|[.]\d|\s*(?:[万亿元吨件]|美元|平方|立方|公里|千瓦|人次|%))"
HAN_DIGITS = "零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖０-９"
DIGITS = dict(
    zip("零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "000123456789" + "1" + "123456789", strict=True)
)
SPOKEN = str.maketrans(DIGITS)  # one character for one


def has_check_digit(number: str) -> bool:
    """Return whether the last character of an 18-digit ID number is the one that the first 17 demand.

    >>> has_check_digit("11010519491231002X"), has_check_digit("110105194912310021")
    (True, False)
    """
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, number[:17], strict=True))
    return CHECKS[total % 11] == number[17].upper()


def has_card_digit(number: str) -> bool:
    """Return whether a bank card number passes the Luhn test.

    >>> has_card_digit("6222021234567894"), has_card_digit("6222021234567890")
    (True, False)
    """
    doubled = (int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(number)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0  # noqa: PLR2004 - digits of the sum


def _is_id(found: re.Match[str]) -> bool:
    """Return whether 18 digits are an ID number: region and birthday are right.

    The check digit is not demanded: a number with one digit mistyped still leads to its person, and no
    figure of an opinion has 18 digits with a region in front and a birthday in the middle.
    """
    number = GAPS.sub("", found[0])
    return bool(PROVINCES.fullmatch(number[:2]) and BIRTH.fullmatch(number[6:14]))


def _is_card(found: re.Match[str]) -> bool:
    number = GAPS.sub("", found[0])
    return number[0] in "3456" and has_card_digit(number)


def _always(found: re.Match[str]) -> bool:  # noqa: ARG001 - every test is called alike
    return True


PATTERNS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = (
    (
        MAIL,
        re.compile(
            r"[A-Za-z0-9][\w.%+\-]{0,63}\s?(?:@|[(\[]at[)\]])\s?[A-Za-z0-9\-]+(?:\s?\.\s?[A-Za-z0-9\-]+)+|"
            r"[A-Za-z0-9][\w.\-]{2,40}#[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.(?:com|cn|net|org)\b",
            re.ASCII | re.IGNORECASE,
        ),
        _always,
    ),
    (
        ID,
        re.compile(r"(?<![0-9])[1-9]\d{5}[ \-]?\d{8}[ \-]?\d{3}[0-9Xx](?![0-9A-Za-z])", re.ASCII),
        _is_id,
    ),
    (
        ID,
        re.compile(
            r"(?:身份证|证件|证号)[^0-9\n]{0,10}(?P<who>\d{15}|\d{17}[0-9Xx]|\d{6}[ *xX\-]\S{5,14})(?!\d)",
            re.ASCII,
        ),
        _always,
    ),
    (CARD, re.compile(r"(?<![0-9.])\d{4}(?:[ \-]?\d{4}){3}(?:[ \-]?\d{1,3})?(?![0-9])", re.ASCII), _is_card),
    (
        PASSPORT,
        re.compile(r"(?:护照|通行证)[^A-Za-z0-9\n]{0,6}(?P<who>[A-Za-z]{1,2}\d{7,9})(?![0-9])", re.ASCII),
        _always,
    ),
    (
        WECHAT,
        re.compile(
            r"(?:微信|薇信|加我?v|威信|wechat|weixin|(?<![a-z])[vw]x)(?:号码?|id)?[ :,=是为]{0,3}"
            r"(?P<who>[a-z][\w\-]{5,19}|1[3-9]\d{9})(?![\w@])",
            re.ASCII | re.IGNORECASE,
        ),
        _always,
    ),
    (
        QQ,
        re.compile(
            r"(?:(?<![a-z])q ?q|扣扣|企鹅号?)(?:群)?(?:号码?)?[ :,=是为]{0,3}(?P<who>[1-9]\d{4,11})(?!\d)",
            re.ASCII | re.IGNORECASE,
        ),
        _always,
    ),
    (
        PHONE,
        re.compile(
            rf"(?<![0-9.])(?:\+?0{{0,2}}86[ \-]?)?1[3-9]\d([ \-.]?)\d{{4}}\1\d{{4}}{NOT_A_PHONE}", re.ASCII
        ),
        _always,
    ),
    (
        PHONE,
        re.compile(
            r"(?<![0-9.])[(]?0\d{2,3}[)]?[ \-]{0,2}[2-9]\d{2,3}[ \-]?\d{4}"
            r"(?:[ ]?[\-转][ ]?\d{1,6})?(?![0-9.])",
            re.ASCII,
        ),
        _always,
    ),
    (
        PHONE,
        re.compile(
            r"(?:电话|手机|联系方式|联系号码|号码|致电|拨打|座机|传真|tel|phone|☎)[^0-9\n。；]{0,8}"
            r"(?P<who>[2-9]\d{2,3}[ \-]?\d{4})(?![0-9元万亿.])",
            re.ASCII | re.IGNORECASE,
        ),
        _always,
    ),
    (
        PHONE,
        re.compile(rf"(?<![{HAN_DIGITS}])[一幺][三四五六七八九][{HAN_DIGITS}]{{9}}(?![{HAN_DIGITS}])"),
        _always,
    ),
    (
        PLATE,
        re.compile(
            r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][ ]?"
            r"[A-HJ-NP-Za-hj-np-z][ ·•.\-]?"
            r"(?=[A-Za-z]{0,5}\d)[A-HJ-NP-Za-hj-np-z0-9]{4,5}[A-HJ-NP-Za-hj-np-z0-9挂学警港澳](?![A-Za-z0-9])"
        ),
        _always,
    ),
)
RUN = re.compile(
    r"(?<![\d.A-Za-z])[1-9](?:[ \-.·_/]{0,2}\d){10,19}(?:[ \-.·]{0,2}[Xx])?(?![\dA-Za-z])", re.ASCII
)
APART = re.compile(r"[ \-.·_/]+")
PHONE_GROUPS = {
    *((11,), (3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (4, 4, 3), (4, 3, 4), (5, 6), (3, 2, 3, 3), (1,) * 11),
}
OLD_BIRTH = re.compile(r"\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
AMOUNT = re.compile(NOT_A_PHONE[3:-1])
NOTATIONS = (
    RUN,
    re.compile(r"(?<!\d)1[3-9]\d[*＊xX]{4,5}\d{3,4}(?!\d)"),
    re.compile(r"(?<!\d)[1-6]\d{2,5}[*＊]{6,14}[\dXx]{1,4}(?![\dA-Za-z])"),
)
_STARRED = (PHONE, ID)


def _kind_of_run(run: str) -> str:
    """Return what a run of digits is, however they are grouped; "" where it is an ordinary number."""
    groups = tuple(map(len, APART.split(run)))
    number = APART.sub("", run)
    if len(number) == 11 and number[0] == "1" and number[1] in "3456789" and groups in PHONE_GROUPS:  # noqa: PLR2004 - GB of mobile numbers
        return PHONE
    if not PROVINCES.fullmatch(number[:2]):
        return ""
    if len(number) == 18 and BIRTH.fullmatch(number[6:14]):  # noqa: PLR2004 - GB 11643
        return ID
    old = len(number) == 15 and number.isdigit()  # noqa: PLR2004 - the same before 1999
    return ID if old and OLD_BIRTH.fullmatch(number[6:12]) else ""


def _notation_spans(spoken: str) -> Iterator[TextSpan]:
    """Yield phone and ID numbers in other notations: spelt in Chinese, grouped otherwise, partly starred."""
    for match in RUN.finditer(spoken):
        if (kind := _kind_of_run(match[0])) and not AMOUNT.match(spoken, match.end()):
            yield (*match.span(), kind)
    for kind, pattern in zip(_STARRED, NOTATIONS[1:], strict=True):
        for match in pattern.finditer(spoken):
            yield (*match.span(), kind)


WORTH_A_LOOK = re.compile(
    rf"@|#|[(\[]at|[Xx*＊]{{4}}|[{HAN_DIGITS}\d](?:[ \-.·_/]{{0,2}}[{HAN_DIGITS}\d]){{9}}|"
    r"\d[\d .\-()]{5,}\d|[A-Za-z][\w\-]{5,}|\d{5}|[A-Za-z][ ·•.\-]?[A-Za-z0-9]{5}",
    re.ASCII | re.IGNORECASE,
)


def number_spans(folded: str) -> Iterator[TextSpan]:
    """Yield where such numbers stand in a text with letters of normal width; spans may overlap."""
    if not WORTH_A_LOOK.search(folded):
        return
    for kind, pattern, holds in PATTERNS:
        for match in pattern.finditer(folded):
            if holds(match):
                yield (*match.span("who" if "who" in pattern.groupindex else 0), kind)
    yield from _notation_spans(folded.translate(SPOKEN))
