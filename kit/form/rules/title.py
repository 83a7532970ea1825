"""The title: letters, lines and words (GB/T 9704 7.3.1), and the recipients under it (7.3.2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.docx.reading.tables import first_of, has_room_above, left_of
from kit.form.roles.shapes import GENRES, is_open
from kit.form.rule import Rule, at, size_name
from kit.text.width import display_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.docx.profiles.value import Profile
    from kit.docx.reading.form import DocumentForm, ParagraphForm
    from kit.form.rule import FormFinding


MB_01 = Rule(
    "MB-01", "标题用2号小标宋，居中，编排在红色分隔线下空二行", "GB/T 9704 7.3.1", "一般",
    "请改字体、字号和位置", fix=("face", "size", "place"), sees=("form", "pages"),
)  # fmt: skip
MB_02 = Rule(
    "MB-02", "标题分行对称，排成梯形或菱形，末行不只剩一两个字", "GB/T 9704 7.3.1", "规定",
    "请在词意完整的地方重新分行", person="分行时词意完整，要看文义",
)  # fmt: skip
MB_03 = Rule("MB-03", "标题末尾不用标点", "公文标题惯例", "实务", "请去掉")
MB_04 = Rule(
    "MB-04", "公文标题末尾是法定文种（简报的标题除外）", "党政机关公文处理工作条例第九条", "规定",
    "请补上文种，或改用有文种的标题", person="文种、主送机关用得对不对，要看文义",
)  # fmt: skip
MB_05 = Rule(
    "MB-05", "主送机关编排于标题下空一行位置，居左顶格，末尾标全角冒号；称谓照此", "GB/T 9704 7.3.2", "规定",
    also=("实务",), fix=("place",),
)  # fmt: skip

LONGEST = 20  # characters of 2号 on a line: 156 mm ÷ 22 pt
_LONE = 2
_SLACK = 0.5  # figures are not exactly half as wide
_PERIODICAL = re.compile(r"(?:简报|快报|专报|动态|内参)$")
_MARKS = re.compile(r"[。；：，！？,;:!?](?!.*[”》）])")
_CLOSE = "紧挨着标题"
_FLUSH = 0.2  # of a character
_SALUTATION = re.compile(r"同志|各位|朋友|代表|委员们|先生|女士")


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of the title and of the recipients under it."""
    yield from _letters(document, profile)
    yield from _words(document)
    yield from _recipients(document)


def _letters(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of the lines that were recognised as the title."""
    for paragraph in document.of("标题"):
        for problem, expected, remedy, measured in _letter_faults(paragraph, profile):
            size = profile.title_size
            demand = MB_01.asking(expected, remedy, by=size)
            yield demand.broken(at(document, paragraph), problem, measured)


def _letter_faults(paragraph: ParagraphForm, profile: Profile) -> Iterator[tuple[str, str, str, str]]:
    face, size = profile.faces["小标宋"], profile.title_size.half_points
    if paragraph.size != size:
        measured = size_name(paragraph.size)
        yield f"标题用的是{measured}字", "2号字", "请把标题改成2号", measured
    if paragraph.face and not face.covers(paragraph.face):
        yield f"标题用的是{paragraph.face}", "小标宋体", f"请把标题改成{face.declared}", paragraph.face
    if paragraph.align != "center":
        yield "标题没有居中", "居中", "请把标题居中，不要用空格凑", paragraph.align
    elif paragraph.indent.first or paragraph.indent.first_chars:
        yield "标题居中但有首行缩进，会偏右", "居中", "请把标题的首行缩进改成无", "有首行缩进"


def _words(document: DocumentForm) -> Iterator[FormFinding]:
    """Yield faults of the title's words and lines."""
    titles = document.of("标题")
    if not titles or any(is_open(one.text) for one in titles):
        return
    lines = [line.strip() for one in titles for line in one.text.split("\n") if line.strip()]
    yield from _shape(document, titles[0], lines)
    title = "".join(lines)
    if found := _MARKS.search(titles[-1].text.strip()[-1:]):
        yield MB_03.broken(at(document, titles[-1]), f"标题末尾有“{found[0]}”", found[0])
    is_issued = document.of("标志") and document.of("发文字号") and not _is_periodical(document)
    if is_issued and not title.rstrip("。！").endswith(GENRES):
        demand = MB_04.asking("标题末尾是法定文种，如通知、通报、报告")
        yield demand.broken(at(document, titles[-1]), "标题里没有文种", title[-4:])


def _is_periodical(document: DocumentForm) -> bool:
    """Return whether a mark is the name of a bulletin, whose items have titles like those of a newspaper."""
    return any(_PERIODICAL.search("".join(mark.text.split())) for mark in document.of("标志"))


def _shape(document: DocumentForm, paragraph: ParagraphForm, lines: Sequence[str]) -> Iterator[FormFinding]:
    widths = [display_width(line) for line in lines]
    shown = "、".join(f"{width:g}字" for width in widths)
    problem = _fault_of_shape(widths)
    if problem:
        demand = MB_02.asking("分行对称、词意完整，排成梯形或菱形")
        yield demand.broken(at(document, paragraph), problem, shown, "warning")


def _fault_of_shape(widths: Sequence[float]) -> str:
    if len(widths) == 1:
        over = widths[0] - LONGEST
        return "标题末行只剩一两个字" if over > _SLACK and over % LONGEST <= _LONE and over > 0 else ""
    if max(widths) > LONGEST + _SLACK:
        return "标题分了行，但有一行排不下，会再折一次"
    if widths[-1] <= _LONE:
        return "标题末行只剩一两个字"
    inner = [
        at
        for at in range(1, len(widths) - 1)
        if widths[at] < widths[at - 1] - _SLACK and widths[at] < widths[at + 1] - _SLACK
    ]
    return "标题中间一行比上下两行都短，成了沙漏形" if inner else ""


def _recipients(document: DocumentForm) -> Iterator[FormFinding]:
    """Yield faults of the recipients; a salutation within a speech is laid out by the same habit."""
    for paragraph in document.of("主送")[:1]:
        is_salutation = bool(_SALUTATION.search(paragraph.text))
        for problem, expected, remedy, measured in _recipient_faults(document, paragraph):
            by_hand = problem == _CLOSE  # a blank line is a person's to put in
            demand = MB_05.asking(expected, remedy, by_hand=by_hand)
            if is_salutation:
                demand = demand.asking(expected, clause="讲话稿排版惯例", strength="实务")
            name = "称谓" if is_salutation else "主送机关"
            yield demand.broken(at(document, paragraph), f"{name}{problem}", measured)


def _recipient_faults(
    document: DocumentForm, paragraph: ParagraphForm
) -> Iterator[tuple[str, str, str, str]]:
    text = paragraph.text.strip()
    first = first_of(paragraph)
    if abs(first) > _FLUSH or abs(left_of(paragraph)) > _FLUSH:
        yield "没有顶格", "居左顶格，回行也顶格", "请去掉缩进", f"{first:.1f}字"
    elif paragraph.align in ("center", "right", "end"):
        yield "没有居左", "居左顶格", "请左对齐", paragraph.align
    if not text.endswith(("：", ":")) and not is_open(text):
        yield "末尾没有冒号", "末尾标全角冒号", "请补上全角冒号", text[-1:]
    previous = document.paragraphs[paragraph.number - 2] if paragraph.number > 1 else None
    if previous is not None and previous.role == "标题" and not has_room_above(document, paragraph):
        yield _CLOSE, "标题下空一行", "请在标题下空一行", "没有空行"
