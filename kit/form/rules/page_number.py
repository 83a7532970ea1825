"""Page numbers: form, height, side, and that they run on (GB/T 9704 7.5); odd and even pages (6.2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.docx.profiles.value import TWIPS_PER_MM
from kit.form.roles.shapes import FORMAL, is_letter
from kit.form.rule import Rule, in_section, mm, size_name
from kit.form.rules.page import nearest_profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.docx.profiles.value import Profile
    from kit.docx.reading.form import DocumentForm, NumberForm, SectionForm
    from kit.form.rule import FormFinding
    from kit.model.finding import Level


PG_05 = Rule(
    "PG-05", "双面印刷，区分单双页", "GB/T 9704 6.2、7.5", "规定", "请在页面设置里选“奇偶页不同”",
    fix=("numbers",),
)  # fmt: skip
PN_01 = Rule(
    "PN-01", "页码用4号半角宋体阿拉伯数字，左右各放一条一字线", "GB/T 9704 7.5", "一般", "请在页脚插入页码",
    fix=("numbers",),
)  # fmt: skip
PN_02 = Rule(
    "PN-02", "页码的一字线在版心下边缘之下7毫米", "GB/T 9704 7.5", "一般", "请改页脚距边界",
    fix=("numbers",), sees=("form", "pages"),
)  # fmt: skip
PN_03 = Rule(
    "PN-03", "页码单页居右空一字，双页居左空一字", "GB/T 9704 7.5", "规定", "请设奇偶页不同，各空一字",
    also=("实务",), fix=("numbers",), sees=("form", "pages"),
)  # fmt: skip
PN_04 = Rule(
    "PN-04", "页码从首页起连续编排，附件接着编", "GB/T 9704 7.5", "规定", "请改页码格式", fix=("numbers",)
)

_FORMAL = re.compile(r"(?:通知|通报|决定|决议|命令|公报|公告|通告|请示|批复|议案)$")
_DASHED = re.compile(r"—\s*$"), re.compile(r"^\s*—")
_LOOSE = 1.5  # mm: what fonts add where the number's line is not exact


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of the numbers that the footers print, and of where they begin."""
    yield from _numbers(document, profile)
    yield from _run_on(document)


def _numbers(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of the page numbers that the footers print."""
    if not document.sections:
        return
    numbered = [section for section in document.sections if any(section.numbers.values())]
    if not numbered:
        yield from _missing(document, profile)
    for section in numbered:
        for kind, number in _in_force(document, section):
            yield from _form(document, section, number, profile)
            yield from _height(document, section, number, profile)
            yield from _side(document, section, (kind, number), profile)
    yield from _duplex(document, numbered)


def _in_force(document: DocumentForm, section: SectionForm) -> Iterator[tuple[str, NumberForm]]:
    for kind, number in sorted(section.numbers.items()):
        if number is not None and (kind == "default" or (kind == "even" and document.has_odd_and_even)):
            yield kind, number


def _missing(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield the lack of page numbers where the text is longer than a page can be."""
    cells = int(profile.cells.number)
    lines = sum(len(one.text) // cells + 1 for one in document.paragraphs if not one.is_in_table)
    if lines > profile.lines.number:
        demand = PN_01.asking("编页码")
        yield demand.broken(in_section(document, 1), "没有页码", "没有页码")


def _form(
    document: DocumentForm, section: SectionForm, number: NumberForm, profile: Profile
) -> Iterator[FormFinding]:
    for problem, expected, remedy, measured in _faults(number, profile):
        demand = PN_01.asking(expected, remedy)
        yield demand.broken(in_section(document, section.number), problem, measured)


def _faults(number: NumberForm, profile: Profile) -> Iterator[tuple[str, str, str, str]]:
    face, size = profile.faces["宋体"], profile.small_size.half_points
    if not number.is_field:
        yield "页码是打上去的数字，每页都一样", "随页变化的页码", "请用“插入页码”代替", "文字"
        return
    if number.size != size:
        yield f"页码用的是{size_name(number.size)}字", "4号字", "请把页码改成4号", size_name(number.size)
    if number.font and not face.covers(number.font):
        yield f"页码用的是{number.font}", "宋体", f"请把页码改成{face.declared}", number.font
    if not (_DASHED[0].search(number.before) and _DASHED[1].search(number.after)):
        shown = f"{number.before.strip()}1{number.after.strip()}"
        yield f"页码写成“{shown}”", "数字左右各放一条一字线", "请写成“— 1 —”", shown


def _height(
    document: DocumentForm, section: SectionForm, number: NumberForm, profile: Profile
) -> Iterator[FormFinding]:
    """Yield the fault of a number whose dash is not 7 mm under the text area, as far as one can compute."""
    if section.is_landscape or section.footer is None or section.bottom is None:
        return
    if number.is_framed or not number.is_field:
        return
    is_exact = number.rule == "exact" and bool(number.line)
    line = number.line if is_exact and number.line else number.size * 10 * 1.25
    foot = _area_foot(section, profile)
    drop = (foot - section.footer - line / 2) / TWIPS_PER_MM
    value = profile.number_drop
    if abs(drop - value.number) > value.tolerance + (0.1 if is_exact else _LOOSE):
        distance = mm(foot - value.twips - line / 2)
        demand = PN_02.asking("版心下边缘之下7毫米", f"请把页脚距边界改成 {distance}左右", by=value)
        problem = f"页脚距边界 {mm(section.footer)}，页码在版心之下约 {drop:.0f} 毫米"
        yield demand.broken(in_section(document, section.number), problem, f"{drop:.1f}毫米")


def _area_foot(section: SectionForm, profile: Profile) -> float:
    """Return how far the text area ends above the foot of the sheet; profile B's margin is not its foot."""
    bottom = abs(section.bottom or 0)
    followed = nearest_profile(section, profile)
    if section.is_landscape or abs(bottom - followed.bottom.twips) > TWIPS_PER_MM:
        return bottom
    return bottom + followed.area_bottom.twips - followed.bottom.twips


def _side(
    document: DocumentForm, section: SectionForm, numbered: tuple[str, NumberForm], profile: Profile
) -> Iterator[FormFinding]:
    """Yield the fault of a number on the wrong side; numbered: the kind of footer, and its number."""
    kind, number = numbered
    if number.is_framed:
        return
    wanted, page = ("left", "双页") if kind == "even" else ("right", "单页")
    if profile.number_side == "centre":
        yield from _centred(document, section, number)
        return
    shown = {"both": "left", "start": "left", "end": "right"}.get(number.align, number.align)
    names = {"left": "居左", "right": "居右", "center": "居中"}
    expected = f"{page}码{names[wanted]}空一字"
    demand = PN_03.asking(expected, "请设奇偶页不同，单页居右、双页居左，各空一字")
    place = in_section(document, section.number)
    if shown != wanted:
        name = names.get(shown, shown)
        yield demand.broken(place, f"{page}码{name}", name, _level(document))
    elif not _is_one_in(number.right if wanted == "right" else number.left):
        inward = number.right if wanted == "right" else number.left
        yield demand.broken(place, f"{page}码离版心边缘 {mm(inward)}，不是一字", mm(inward), _level(document))


def _centred(document: DocumentForm, section: SectionForm, number: NumberForm) -> Iterator[FormFinding]:
    """Yield the fault of a number that an office wants in the middle."""
    if number.align != "center":
        demand = PN_03.asking("页码居中", "请把页码居中", clause="", strength="实务")
        yield demand.broken(in_section(document, section.number), "页码没有居中", number.align)


def _is_one_in(inward: float) -> bool:
    return 140 <= inward <= 460  # noqa: PLR2004 - one character of 4号 or 3号 (280 to 320), half a character about


def _level(document: DocumentForm) -> Level:
    """Return error for documents that must follow clause 7.5; for speeches and reports offices differ."""
    return "error" if _FORMAL.search(_title(document)) else "warning"


def _duplex(document: DocumentForm, numbered: list[SectionForm]) -> Iterator[FormFinding]:
    """Yield the fault of numbers that stand right on even pages too, because nothing says they differ."""
    odd = next((section.numbers.get("default") for section in numbered), None)
    if document.has_odd_and_even or odd is None or odd.is_framed or odd.align not in ("right", "end"):
        return
    demand = PG_05.asking("双面印刷，双页码居左")
    yield demand.broken(
        in_section(document, 1), "没有区分单双页，双页的页码也在右边", "奇偶页相同", _level(document)
    )


def _run_on(document: DocumentForm) -> Iterator[FormFinding]:
    """Yield a first page without its number, and sections that begin to count again."""
    level: Level = "error" if FORMAL.search(_title(document)) else "warning"
    for section in document.sections:
        place = in_section(document, section.number)
        hides = section.has_title_page and not section.numbers.get("first") and section.numbers.get("default")
        if section.number == 1 and hides and not is_letter(document):
            demand = PN_04.asking("首页也编页码（信函格式除外）", "请取消“首页不同”")
            yield demand.broken(place, "首页没有页码", "首页不同", level)
        if section.number > 1 and section.first_number is not None:
            demand = PN_04.asking("页码连续编排", "请在页码格式里选“续前节”")
            start = f"{section.first_number:g}"
            yield demand.broken(place, f"页码从{start}重新编起", start, level)


def _title(document: DocumentForm) -> str:
    return "".join(paragraph.text.strip() for paragraph in document.of("标题"))
