"""The title of the document (GB/T 9704 7.3.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, at, size_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm, ParagraphForm
    from kit.word.profiles import Profile

RULES = {"MB-01": "标题用2号小标宋，居中"}


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of the lines that were recognised as the title."""
    for paragraph in document.of("标题"):
        for problem, expected, remedy, measured in _faults(paragraph, profile):
            size = profile.title_size
            demand = Demand("MB-01", size.clause, size.strength, expected, remedy)
            yield demand.broken(at(document, paragraph), problem, measured)


def _faults(paragraph: ParagraphForm, profile: Profile) -> Iterator[tuple[str, str, str, str]]:
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
