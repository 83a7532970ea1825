"""Type: faces, sizes and colour of the text, bold, room between paragraphs, ends of lines (GB/T 9704 5.2)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kit.docx.reading.form import HEAD
from kit.form.rule import Rule, at, mm, size_name, within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.docx.profiles.value import Profile
    from kit.docx.reading.form import DocumentForm, ParagraphForm, RunForm
    from kit.form.rule import FormFinding


PG_08 = Rule(
    "PG-08", "文字用黑色（另有规定的除外）", "GB/T 9704 5.2.4", "规定", "请把颜色和底色去掉", fix=("black",)
)
PUN_11 = Rule(
    "PUN-11", "点号不在行首，前引号、前括号不在行末", "GB/T 15834 5.1", "规定",
    "请在段落的“中文版式”里选上“按中文习惯控制首尾字符”", fix=("line ends",),
)  # fmt: skip
TY_01 = Rule(
    "TY-01", "正文用3号仿宋", "GB/T 9704 5.2.2", "一般", "请把正文改成3号仿宋",
    fix=("face", "size", "alike"),
)  # fmt: skip
TY_02 = Rule(
    "TY-02", "写明的字体没有被主题字体压过", "GB/T 9704 5.2.2", "一般", "请选中全文，重新设一次字体",
    fix=("face",),
)  # fmt: skip
TY_03 = Rule(
    "TY-03", "引号、破折号、省略号用汉字字体", "排版惯例", "实务", "请把西文字体也设成汉字字体",
    fix=("marks",),
)  # fmt: skip
TY_04 = Rule("TY-04", "全文的数字和字母用同一种字体", "排版惯例（国标未作规定）", "实务", "请统一字体")
TY_05 = Rule(
    "TY-05", "标题不加粗", "GB/T 9704 7.3（未要求加粗）", "实务", "请去掉加粗，用规定的字体区分层次",
    fix=("plain",),
)  # fmt: skip
TY_06 = Rule(
    "TY-06", "段前段后不加间距", "GB/T 9704 5.2.3（每面22行）", "实务", "请把段前段后间距改成0",
    fix=("room",),
)  # fmt: skip
TY_07 = Rule(
    "TY-07", "版面按文中写明的字体核验；字体被替代的不算核验过", "核验条件", "实务",
    "请在装有这些字体的机器上复查", sees=("pages",), person="没有核验过的版面要在 Word 里看",
)  # fmt: skip

_MARKS = frozenset("“”‘’…—·")
_BLACK = frozenset({"AUTO", "000000", "WINDOWTEXT"})
_NO_SHADE = frozenset({"AUTO", "FFFFFF", "NONE", ""})


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of faces, sizes, bold, spacing, colour and ends of lines."""
    yield from _letters(document, profile)
    yield from _fonts(document)
    yield from _colours(document)
    yield from _line_ends(document)


def _letters(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of faces, sizes, bold and spacing."""
    for paragraph in document.of("正文"):
        if paragraph.is_sentence:
            yield from _body(document, paragraph, profile)
    for paragraph in document.of("标题", "一级", "二级"):
        if not profile.is_body_bold:
            yield from _bold(document, paragraph)
    for paragraph in document.of("正文", "一级", "二级", "三级", "四级"):
        yield from _room(document, paragraph)


def _body(document: DocumentForm, paragraph: ParagraphForm, profile: Profile) -> Iterator[FormFinding]:
    face, size = profile.faces["仿宋"], profile.body_size
    pushed = _pushed(paragraph)
    if pushed and face.covers(pushed):
        yield _themed(document, paragraph, pushed)
    elif paragraph.face and not face.covers(paragraph.face):
        demand = TY_01.asking("仿宋体", f"请把正文改成{face.declared}", by=face)
        yield demand.broken(at(document, paragraph), f"正文用的是{paragraph.face}", paragraph.face)
    if paragraph.size != size.half_points:
        demand = TY_01.asking("3号字", "请把正文改成3号", by=size)
        measured = size_name(paragraph.size)
        yield demand.broken(at(document, paragraph), f"正文用的是{measured}字", measured)


def _pushed(paragraph: ParagraphForm) -> str:
    wide = [run for run in paragraph.runs if run.wide]
    pushed = [run for run in wide if run.fonts.pushed_aside]
    most = sum(run.wide for run in pushed) * 2 > sum(run.wide for run in wide)
    return pushed[0].fonts.pushed_aside if most else ""


def _themed(document: DocumentForm, paragraph: ParagraphForm, pushed: str) -> FormFinding:
    demand = TY_02.asking("仿宋体", f"请选中全文，重新设一次{pushed}")
    shown = paragraph.face or "主题字体"
    return demand.broken(at(document, paragraph), f"写明的{pushed}被主题字体压过，实际显示{shown}", shown)


def _bold(document: DocumentForm, paragraph: ParagraphForm) -> Iterator[FormFinding]:
    wide = sum(run.wide for run in paragraph.runs)
    bold = sum(run.wide for run in paragraph.runs if run.is_bold)
    if wide and bold * 2 > wide:
        yield TY_05.broken(at(document, paragraph), "标题加了粗", "加粗")


def _room(document: DocumentForm, paragraph: ParagraphForm) -> Iterator[FormFinding]:
    spacing = paragraph.spacing
    for side, room in (("段前", spacing.before), ("段后", spacing.after)):
        if room:
            yield TY_06.broken(at(document, paragraph), f"{side}加了间距", mm(room))


def _fonts(document: DocumentForm) -> Iterator[FormFinding]:
    """Yield marks that take the font of Latin letters, and figures whose font is not that of the others."""
    for paragraph in document.of("正文", "一级", "二级", "三级", "四级", "标题"):
        wrong = next((font for run in paragraph.runs if (font := _font_of_marks(run))), "")
        if wrong:
            yield TY_03.broken(at(document, paragraph), f"引号等标点用了{wrong}", wrong)
    yield from _figures(document)


def _font_of_marks(run: RunForm) -> str:
    """Return the Latin font in which Chinese marks show, or nothing."""
    fonts = run.fonts
    if fonts.is_hinted or not run.wide or not _MARKS & set(run.text):
        return ""
    return fonts.other if fonts.other and fonts.other != fonts.east_asia and fonts.other.isascii() else ""


def _figures(document: DocumentForm) -> Iterator[FormFinding]:
    found = [
        (paragraph, run.fonts.ascii)
        for paragraph in document.of("正文")
        if paragraph.is_sentence
        for run in paragraph.runs
        if run.fonts.ascii and any(one.isascii() and one.isalnum() for one in run.text)
    ]
    counts = Counter(font for _, font in found)
    usual = counts.most_common(1)[0][0] if counts else ""
    for paragraph, font in found:
        if font != usual:
            yield TY_04.broken(at(document, paragraph), f"数字或字母用了{font}，别处用的是{usual}", font)


def _colours(document: DocumentForm) -> Iterator[FormFinding]:
    """Yield a finding for each paragraph with coloured or shaded text; only the head may be red."""
    for paragraph in document.paragraphs:
        if paragraph.role in HEAD:
            continue
        spans: dict[str, tuple[int, int]] = {}
        start = len(paragraph.label)
        for run in paragraph.runs:
            for fault in _coloured(run) if run.text.strip() else ():
                first, end = spans.get(fault, (start, start))
                spans[fault] = (first, start + len(run.text) if end == start else end)
            start += len(run.text)
        for fault, span in sorted(spans.items()):
            yield PG_08.broken(within(document, paragraph, span), f"文字{fault}", fault)


def _coloured(run: RunForm) -> Iterator[str]:
    if run.colour not in _BLACK:
        yield f"用了颜色 {run.colour}"
    if run.highlight != "none":
        yield "加了突出显示"
    if run.shade not in _NO_SHADE:
        yield "加了底纹"


def _line_ends(document: DocumentForm) -> Iterator[FormFinding]:
    """Yield paragraphs in which Word has been told to break lines anywhere."""
    for paragraph in document.paragraphs:
        if paragraph.breaks_freely and paragraph.is_sentence:
            yield PUN_11.broken(at(document, paragraph), "关掉了行首行末的标点控制", "控制关闭")
