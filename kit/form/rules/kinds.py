"""Orders (命令) and minutes (纪要): marks, numbers, distances, who was there (GB/T 9704 10.2, 10.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.docx.reading.form import commonest
from kit.docx.reading.tables import first_of, has_room_above, left_of
from kit.form.roles.joint import empty_lines_between, printed_after
from kit.form.roles.shapes import is_minutes, is_order
from kit.form.rule import Rule, at
from kit.text.width import display_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.docx.profiles.value import Profile
    from kit.docx.reading.form import DocumentForm, ParagraphForm
    from kit.form.rule import FormFinding


CM_01 = Rule(
    "CM-01", "命令（令）的标志由发文机关全称加“命令”或“令”组成，令号用“第×号”居中", "GB/T 9704 10.2", "规定"
)
CM_02 = Rule(
    "CM-02", "命令（令）的标志上边缘至版心上边缘20毫米", "GB/T 9704 10.2", "规定", "请改段前间距",
    sees=("pages",),
)  # fmt: skip
CM_03 = Rule(
    "CM-03", "命令（令）的标志之下空二行编排令号，令号之下空二行编排正文", "GB/T 9704 10.2", "规定",
    "请改成空二行", sees=("form", "pages"),
)  # fmt: skip
JY_01 = Rule(
    "JY-01", "纪要的标志由“×××××纪要”组成，上边缘至版心上边缘35毫米", "GB/T 9704 10.3", "可以",
    "可改用纪要的标志", sees=("form", "pages"),
)  # fmt: skip
JY_02 = Rule(
    "JY-02", "出席、请假、列席人员名单用黑体标题词、仿宋姓名，左空二字，用全角冒号", "GB/T 9704 10.3",
    "一般", "请改字体",
)  # fmt: skip
JY_03 = Rule(
    "JY-03", "出席人员名单在正文下空一行，依次为出席、请假、列席，回行与冒号后的首字对齐", "GB/T 9704 10.3",
    "可以", "可加一空行",
)  # fmt: skip

_ORDER_NUMBER = re.compile(r"第\s*([\d一二三四五六七八九十百]+)\s*号")
_LABEL = re.compile(r"(?:出\s*席|请\s*假|列\s*席)[：:]")
_KINDS = "出请列"
_TOLERANCE, _ALIGNED = 0.4, 0.6  # of a character


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of orders and of minutes; other documents have neither."""
    yield from _orders(document, profile)
    yield from _minutes(document, profile)


def _orders(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of orders, and numbers of orders on what is none."""
    marks = document.of("标志")
    for number in document.of("发文字号"):
        yield from _order_number(document, number, marks)
        if marks and is_order(document):
            yield from _gap(document, marks[-1], number, "令号", profile)
            body = printed_after(document, number)
            if body is not None and body.role == "正文":
                yield from _gap(document, number, body, "正文", profile)


def _gap(
    document: DocumentForm, earlier: ParagraphForm, later: ParagraphForm, name: str, profile: Profile
) -> Iterator[FormFinding]:
    value = profile.order_gap
    if later.number < earlier.number:
        return
    lines = empty_lines_between(document, earlier, later, profile.pitch.twips)
    if lines is not None and abs(lines - value.number) > value.tolerance:
        demand = CM_03.asking(f"空二行编排{name}", by=value)
        yield demand.broken(at(document, later), f"{name}之上空了{lines:.1f}行", f"{lines:.1f}行")


def _order_number(
    document: DocumentForm, number: ParagraphForm, marks: tuple[ParagraphForm, ...]
) -> Iterator[FormFinding]:
    is_one = is_order(document)
    found = _ORDER_NUMBER.fullmatch(number.text.strip())
    if is_one and (not found or not found[1].isdigit()):
        demand = CM_01.asking("令号用“第×号”，阿拉伯数字")
        yield demand.broken(at(document, number), f"令号写成“{number.text.strip()}”", number.text.strip())
    elif found and marks and not is_one:
        demand = CM_01.asking("“第8号”用于命令（令）")
        yield demand.broken(at(document, number), "不是命令却用了令号", number.text.strip())


def _minutes(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of minutes; other documents have no such lists."""
    title = "".join(paragraph.text.strip() for paragraph in document.of("标题"))
    if not is_minutes(document):
        return
    for mark in document.of("标志"):
        if title.endswith("纪要") and mark.text.strip().endswith("文件"):
            demand = JY_01.asking("标志为“×××××纪要”")
            yield demand.broken(at(document, mark), "纪要用了“文件”的标志", "文件")
    for paragraph in document.of("名单"):
        yield from _present(document, paragraph, profile)
        yield from _hanging(document, paragraph, profile)
    yield from _list(document, document.of("名单"))


def _present(document: DocumentForm, paragraph: ParagraphForm, profile: Profile) -> Iterator[FormFinding]:
    label = _LABEL.match(paragraph.text.strip())
    room = len(label[0]) if label else 0
    words: list[tuple[str, int]] = []
    names: list[tuple[str, int]] = []
    for run in paragraph.runs:
        (words if room > 0 else names).append((run.fonts.east_asia, run.wide))
        room -= len(run.text)
    for what, shown, face in (
        ("出席等标题词", commonest(words, ""), profile.faces["黑体"]),
        ("姓名", commonest(names, ""), profile.faces["仿宋"]),
    ):
        if shown and not face.covers(shown):
            demand = JY_02.asking(f"{what}用3号{face.declared}")
            yield demand.broken(at(document, paragraph), f"{what}用的是{shown}", shown)
    if abs(first_of(paragraph) - 2) > _TOLERANCE:
        demand = JY_02.asking("左空二字", "请改缩进")
        yield demand.broken(at(document, paragraph), "人员名单没有左空二字", f"{first_of(paragraph):.1f}字")


def _hanging(document: DocumentForm, paragraph: ParagraphForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield a list whose wrapped lines do not begin under the first name."""
    text = paragraph.text.strip()
    label = _LABEL.match(text)
    if label is None or first_of(paragraph) + display_width(text) <= profile.cells.number + 1:
        return
    wanted = first_of(paragraph) + display_width(label[0])
    if abs(left_of(paragraph) - wanted) > _ALIGNED:
        demand = JY_03.asking("回行时与冒号后的首字对齐", "可改悬挂缩进")
        measured = f"左空{left_of(paragraph):.1f}字"
        yield demand.broken(at(document, paragraph), "人员名单回行没有与冒号后的首字对齐", measured)


def _list(document: DocumentForm, present: Sequence[ParagraphForm]) -> Iterator[FormFinding]:
    """Yield a list that stands close under the body, or in another order."""
    if not present:
        return
    demand = JY_03.asking("正文下空一行")
    before = document.paragraphs[present[0].number - 2] if present[0].number > 1 else None
    if before and before.role == "正文" and not has_room_above(document, present[0]):
        yield demand.broken(at(document, present[0]), "人员名单紧挨着正文", "没有空行")
    kinds = [_KINDS.find(one.text.strip()[0]) for one in present]
    for earlier, later, paragraph in zip(kinds, kinds[1:], present[1:], strict=False):
        if later < earlier:
            demand = JY_03.asking("依次为出席、请假、列席", "可调换")
            name = paragraph.text.strip()[:2]
            yield demand.broken(at(document, paragraph), f"“{name}”排在后面", name)
