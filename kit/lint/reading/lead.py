"""What stands before the body: the head of the first page, the title, the note under it, the recipients."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.lint.reading.shapes import (
    COPY,
    DATE,
    INTRODUCING,
    MARK,
    NOTE,
    ORDER,
    SECRECY,
    SERIAL,
    SIGNER,
    TITLE,
    URGENCY,
    is_black,
    is_reddish,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.lint.reading.records import ParagraphForm, Role

_TITLE, _RECIPIENTS = 60, 200
_LEAD = 15  # paragraphs that may stand before the body
MARK_SIZE = 44  # half points; the mark is larger than the title, or red
_LEVELS = ("一级", "二级", "三级", "四级")


def lead_roles(paragraphs: Sequence[ParagraphForm], roles: dict[int, Role]) -> Iterator[tuple[int, Role]]:
    """Yield the roles of what stands before the body."""
    lead = list(_before_body(paragraphs, roles))
    titles = _titles(lead, roles)
    for paragraph in titles:
        yield paragraph.number, "标题"
    last = titles[-1].number if titles else _end_of_head(lead, roles)
    for paragraph in lead:
        if paragraph in titles or roles[paragraph.number] != "正文":
            continue
        if role := _role_in_lead(paragraph, last):
            yield paragraph.number, role


def _end_of_head(lead: Sequence[ParagraphForm], roles: dict[int, Role]) -> int:
    """Return where the head ends though no title follows, as in an order: at its number."""
    return max((one.number for one in lead if roles[one.number] == "发文字号"), default=0)


def _role_in_lead(paragraph: ParagraphForm, last_title: int) -> Role | None:
    if paragraph.number < last_title:
        return role_in_head(paragraph) or "版头"
    if not last_title and ORDER.search(paragraph.text.strip()) and _is_mark(paragraph):
        return "标志"  # an order may have no title
    if SIGNER.match(paragraph.text.strip()):
        return "签发人"
    if _is_address(paragraph):
        return "主送"
    return "题注" if paragraph.align == "center" or _is_short_note(paragraph) else None


def role_in_head(paragraph: ParagraphForm) -> Role | None:
    """Return what a line at the head of the first page is by its words and its look."""
    text = "".join(paragraph.text.split())
    patterns: tuple[tuple[Role, bool], ...] = (
        ("份号", bool(COPY.fullmatch(text))),
        ("密级", bool(SECRECY.fullmatch(text))),
        ("紧急程度", bool(URGENCY.fullmatch(text))),
        ("签发人", bool(SIGNER.match(text))),
        ("标志", _is_mark(paragraph)),
    )
    return next((role for role, fits in patterns if fits), None)


def _is_mark(paragraph: ParagraphForm) -> bool:
    text = "".join(paragraph.text.split())
    is_red = any(is_reddish(run.colour) for run in paragraph.runs if run.text.strip())
    is_large = paragraph.size >= MARK_SIZE
    return is_large and (is_red or bool(MARK.fullmatch(text))) and not SERIAL.fullmatch(text)


def _before_body(paragraphs: Sequence[ParagraphForm], roles: dict[int, Role]) -> Iterator[ParagraphForm]:
    """Yield paragraphs until the first sentence, heading or salutation, that one included."""
    for paragraph in paragraphs[:_LEAD]:
        role, text = roles[paragraph.number], paragraph.text.strip()
        if role in (*_LEVELS, "附件说明", "附件标识"):
            return
        is_address = _is_address(paragraph) and not SIGNER.match(text)
        if role == "正文" and not is_address and ("。" in text or len(text) > _TITLE):
            return
        yield paragraph
        if role == "主送" or (role == "正文" and is_address):
            return


def _is_address(paragraph: ParagraphForm) -> bool:
    text = paragraph.text.strip()
    is_sentence = "。" in text or INTRODUCING.search(text)
    return text.endswith(("：", ":")) and len(text) <= _RECIPIENTS and not is_sentence


def _is_short_note(paragraph: ParagraphForm) -> bool:
    text = paragraph.text.strip()
    return bool(NOTE.fullmatch(text) or DATE.fullmatch(text))


def _titles(lead: Sequence[ParagraphForm], roles: dict[int, Role]) -> list[ParagraphForm]:
    """Return the lines of the title: styled so, or the largest centred ones, one after another."""
    styled = [one for one in lead if roles[one.number] == "标题" or one.style.lower() == "title"]
    if styled:
        return styled
    likely = [one for one in lead if roles[one.number] == "正文" and _may_be_title(one)]
    if not likely:
        return [one for one in lead if roles[one.number] == "正文" and TITLE.fullmatch(one.text.strip())][:1]
    largest = max(one.size for one in likely)
    chosen = [one for one in likely if one.size == largest]
    return chosen[: _neighbours(chosen)]


def _may_be_title(paragraph: ParagraphForm) -> bool:
    text = paragraph.text.strip()
    is_red = any(not is_black(run.colour) for run in paragraph.runs)
    fits = len(text) <= _TITLE and "。" not in text and not text.endswith(("：", ":"))
    is_mark = text.endswith("文件") and _is_mark(paragraph)
    return (
        paragraph.align == "center" and fits and not is_red and not is_mark and not _is_short_note(paragraph)
    )


def _neighbours(chosen: Sequence[ParagraphForm]) -> int:
    count = 1
    while count < len(chosen) and chosen[count].number == chosen[count - 1].number + 1:
        count += 1
    return count
