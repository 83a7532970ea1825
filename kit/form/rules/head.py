"""The head of the first page (版头): copy number, secrecy, urgency, mark, red rule (GB/T 9704 7.2)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from kit.docx.reading.tables import first_of
from kit.form.roles.joint import FILE, ORGAN, joint_mark
from kit.form.roles.shapes import TYPED_RULE, is_letter, is_open, is_order, is_reddish
from kit.form.rule import Rule, at, in_section, size_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.docx.profiles.value import Profile
    from kit.docx.reading.form import DocumentForm, ParagraphForm, Role
    from kit.form.roles.joint import JointMark
    from kit.form.rule import FormFinding


HD_01 = Rule("HD-01", "份号用6位数字，顶格编排在版心左上角", "GB/T 9704 7.2.1", "一般")
HD_02 = Rule("HD-02", "密级和保密期限用3号黑体，保密期限用阿拉伯数字", "GB/T 9704 7.2.2", "一般")
HD_03 = Rule(
    "HD-03", "紧急程度用3号黑体，份号、密级、紧急程度自上而下", "GB/T 9704 7.2.3", "一般", also=("规定",)
)
HD_04 = Rule(
    "HD-04", "发文机关标志居中，上边缘至版心上边缘35毫米，推荐用红色小标宋体", "GB/T 9704 7.2.4", "规定",
    also=("推荐",), fix=("face", "place", "red"), sees=("form", "pages"),
)  # fmt: skip
HD_05 = Rule(
    "HD-05", "发文机关标志排在一行内，不宽于版心", "版头排版惯例", "实务", "可改小字号", sees=("pages",)
)
HD_06 = Rule(
    "HD-06", "联合行文的“文件”二字置于各机关名称右侧，上下居中", "GB/T 9704 7.2.4", "一般",
    person="主办机关排在前：谁是主办，要看文义",
)  # fmt: skip
HD_10 = Rule(
    "HD-10", "发文字号之下4毫米有红色分隔线，与版心等宽、居中", "GB/T 9704 7.2.7", "规定", "请改红线的位置",
    sees=("form", "pages"),
)  # fmt: skip
HD_11 = Rule("HD-11", "版头以外不另加页眉", "GB/T 9704 7.2", "实务", "请删去页眉")

_COPY = re.compile(r"\d{6}")
_SECRECY = re.compile(r"(?:绝密|机密|秘密)(?:★(?:长期|\d+(?:年|个月|日|天)))?")
_URGENCY = re.compile(r"特急|加急|特提|平急")
_ORDER: tuple[Role, ...] = ("份号", "密级", "紧急程度")
_FLUSH = 0.3  # of a character
_SEVERAL = 2


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of what was recognised at the head; a document without a head has none."""
    yield from _parts(document, profile)
    yield from _joint(document)


def _parts(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of the corner, the mark, the red rule and the page header."""
    for paragraph in document.of(*_ORDER):
        yield from _corner(document, paragraph, profile)
    yield from _order(document)
    for paragraph in document.of("标志"):
        yield from _mark(document, paragraph, profile)
    if document.of("标志"):
        yield from () if is_letter(document) or is_order(document) else _red_rule(document)
        yield from _header(document)


def _corner(document: DocumentForm, paragraph: ParagraphForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of the lines in the upper left corner."""
    text, place = "".join(paragraph.text.split()), at(document, paragraph)
    rule, pattern, expected = {
        "份号": (HD_01, _COPY, "6位阿拉伯数字"),
        "密级": (HD_02, _SECRECY, "如“机密★1年”，期限用阿拉伯数字"),
        "紧急程度": (HD_03, _URGENCY, "“特急”或“加急”"),
    }[paragraph.role]
    if not pattern.fullmatch(text) and not is_open(text):
        yield rule.asking(expected).broken(place, f"{paragraph.role}写成“{text}”", text)
    if paragraph.align in ("center", "right", "end") or first_of(paragraph) > _FLUSH:
        demand = rule.asking("顶格编排在版心左上角", "请左对齐，去掉缩进")
        yield demand.broken(place, f"{paragraph.role}没有顶格", paragraph.align)
    face = profile.faces["黑体"]
    if paragraph.role != "份号" and paragraph.face and not face.covers(paragraph.face):
        demand = rule.asking("3号黑体", f"请改成{face.declared}")
        yield demand.broken(place, f"{paragraph.role}用的是{paragraph.face}", paragraph.face)
    if paragraph.size != profile.body_size.half_points:
        demand = rule.asking("3号字", "请改成3号")
        measured = size_name(paragraph.size)
        yield demand.broken(place, f"{paragraph.role}用的是{measured}字", measured)


def _order(document: DocumentForm) -> Iterator[FormFinding]:
    shown = [paragraph for paragraph in document.paragraphs if paragraph.role in _ORDER]
    for earlier, later in pairwise(shown):
        if _ORDER.index(earlier.role) > _ORDER.index(later.role):
            demand = HD_03.asking("份号、密级、紧急程度自上而下", "请调换", strength="规定")
            yield demand.broken(at(document, later), f"{later.role}排在{earlier.role}下面", later.role)


def _mark(document: DocumentForm, paragraph: ParagraphForm, profile: Profile) -> Iterator[FormFinding]:
    place, face = at(document, paragraph), profile.faces["小标宋"]
    is_apart = paragraph.is_framed or paragraph.is_boxed or paragraph.is_in_table
    if paragraph.align != "center" and not is_apart:
        demand = HD_04.asking("发文机关标志居中排布", "请居中")
        yield demand.broken(place, "发文机关标志没有居中", paragraph.align)
    if paragraph.face and not face.covers(paragraph.face):
        demand = HD_04.asking("小标宋体", f"可改成{face.declared}", strength="推荐")
        yield demand.broken(place, f"发文机关标志用的是{paragraph.face}", paragraph.face)
    if not all(is_reddish(run.colour) for run in paragraph.runs if run.text.strip()):
        demand = HD_04.asking("红色", "可改成红色 FF0000", strength="推荐")
        yield demand.broken(place, "发文机关标志不是红色", "不是红色")


def _red_rule(document: DocumentForm) -> Iterator[FormFinding]:
    numbers = document.of("发文字号")
    titles = document.of("标题")
    if not numbers or not titles or numbers[0].number > titles[0].number:
        return
    between = document.paragraphs[document.of("标志")[0].number - 1 : titles[0].number]
    ruled = [one for one in between if one.rule]
    if not ruled and not any(one.has_drawing or TYPED_RULE.fullmatch(one.text.strip()) for one in between):
        demand = HD_10.asking("发文字号之下4毫米有红色分隔线", "请加一条红线")
        yield demand.broken(at(document, numbers[0]), "发文字号下面没有红色分隔线", "没有")
    for one in ruled:
        if one.rule and not is_reddish(one.rule[0]):
            demand = HD_10.asking("红色分隔线", "请把线改成红色 FF0000")
            yield demand.broken(at(document, one), "版头的分隔线不是红色", one.rule[0])
        if one.indent.left or one.indent.right:
            demand = HD_10.asking("与版心等宽", "请去掉这一段的左右缩进")
            yield demand.broken(at(document, one), "版头的分隔线与版心不等宽", "有缩进")


def _header(document: DocumentForm) -> Iterator[FormFinding]:
    for section in document.sections:
        if section.header:
            demand = HD_11.asking("不另加页眉")
            place = in_section(document, section.number)
            yield demand.broken(place, f"页眉里有“{section.header[:20]}”", section.header[:20])
            return


def _joint(document: DocumentForm) -> Iterator[FormFinding]:
    """Yield a 文件 that is not beside the middle of the names; which name comes first is meaning."""
    joint = joint_mark(document.paragraphs, document.tables)
    if joint is not None:
        yield from _joint_table(document, joint)
    yield from _joint_lines(document)


def _joint_table(document: DocumentForm, joint: JointMark) -> Iterator[FormFinding]:
    place = at(document, document.paragraphs[joint.file.paragraphs[0] - 1])
    if joint.file.column <= joint.column:
        demand = HD_06.asking("“文件”置于机关名称右侧", "请移到右侧")
        yield demand.broken(place, "“文件”不在机关名称右侧", "不在右侧")
    elif not _is_centred(joint):
        demand = HD_06.asking("“文件”上下居中", "请设为垂直居中")
        yield demand.broken(place, "“文件”没有对着各机关名称的中间", "不居中")


def _is_centred(joint: JointMark) -> bool:
    """Return whether the middle of the cell's text is that of the names, a row being as high as another."""
    cell, rows = joint.file, joint.first_row + joint.last_row
    if cell.first_row + cell.last_row != rows:
        return False
    is_one_of_several = cell.first_row == cell.last_row and joint.first_row < joint.last_row
    return is_one_of_several or cell.stands == "center"


def _joint_lines(document: DocumentForm) -> Iterator[FormFinding]:
    """Yield a 文件 that stands on a line of its own under several names."""
    marks = [one for one in document.of("标志") if not (one.is_framed or one.is_boxed or one.is_in_table)]
    names = [one for one in marks if _is_name(one)]
    if len(names) < _SEVERAL or "".join(marks[-1].text.split()) != FILE:
        return
    demand = HD_06.asking("“文件”置于机关名称右侧", "请移到右侧")
    yield demand.broken(at(document, marks[-1]), "“文件”排在机关名称下面", "在下面")


def _is_name(paragraph: ParagraphForm) -> bool:
    return bool(ORGAN.fullmatch("".join(paragraph.text.split())))
