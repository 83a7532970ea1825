"""Typefaces and sizes of the body, faux bold, and room between paragraphs (GB/T 9704 5.2.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, at, mm, size_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm, ParagraphForm
    from kit.word.profiles import Profile

RULES = {
    "TY-01": "正文用3号仿宋",
    "TY-02": "写明的字体没有被主题字体压过",
    "TY-05": "标题不加粗",
    "TY-06": "段前段后不加间距",
}


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
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
        demand = Demand("TY-01", face.clause, face.strength, "仿宋体", f"请把正文改成{face.declared}")
        yield demand.broken(at(document, paragraph), f"正文用的是{paragraph.face}", paragraph.face)
    if paragraph.size != size.half_points:
        demand = Demand("TY-01", size.clause, size.strength, "3号字", "请把正文改成3号")
        measured = size_name(paragraph.size)
        yield demand.broken(at(document, paragraph), f"正文用的是{measured}字", measured)


def _pushed(paragraph: ParagraphForm) -> str:
    wide = [run for run in paragraph.runs if run.wide]
    pushed = [run for run in wide if run.fonts.pushed_aside]
    most = sum(run.wide for run in pushed) * 2 > sum(run.wide for run in wide)
    return pushed[0].fonts.pushed_aside if most else ""


def _themed(document: DocumentForm, paragraph: ParagraphForm, pushed: str) -> FormFinding:
    demand = Demand("TY-02", "GB/T 9704 5.2.2", "一般", "仿宋体", f"请选中全文，重新设一次{pushed}")
    shown = paragraph.face or "主题字体"
    return demand.broken(at(document, paragraph), f"写明的{pushed}被主题字体压过，实际显示{shown}", shown)


def _bold(document: DocumentForm, paragraph: ParagraphForm) -> Iterator[FormFinding]:
    wide = sum(run.wide for run in paragraph.runs)
    bold = sum(run.wide for run in paragraph.runs if run.is_bold)
    if wide and bold * 2 > wide:
        demand = Demand(
            "TY-05", "GB/T 9704 7.3（未要求加粗）", "实务", "标题不加粗", "请去掉加粗，用规定的字体区分层次"
        )
        yield demand.broken(at(document, paragraph), "标题加了粗", "加粗")


def _room(document: DocumentForm, paragraph: ParagraphForm) -> Iterator[FormFinding]:
    spacing = paragraph.spacing
    for side, room in (("段前", spacing.before), ("段后", spacing.after)):
        if room:
            demand = Demand(
                "TY-06", "GB/T 9704 5.2.3（每面22行）", "实务", "段前段后不加间距", "请把段前段后间距改成0"
            )
            yield demand.broken(at(document, paragraph), f"{side}加了间距", mm(room))
