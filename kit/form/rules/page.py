"""Paper, margins, lines and characters of every section (GB/T 9704 5.1, 5.2); pages that lie across (8)."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING

from kit.docx.profiles import STANDARD
from kit.docx.profiles.value import TWIPS_PER_MM
from kit.docx.reading.tables import cell_of, left_of, right_of
from kit.form.roles.shapes import FORMAL
from kit.form.rule import Rule, at, in_section, mm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.docx.profiles.value import Profile, Value
    from kit.docx.reading.form import DocumentForm, ParagraphForm, SectionForm
    from kit.form.rule import FormFinding
    from kit.model.finding import Level


PG_01 = Rule(
    "PG-01", "用纸为 A4", "GB/T 9704 5.1", "规定", "请在页面设置里改成 A4", fix=("paper",),
    person="纸的质量、制版、装订、套正要看实物（第4、6.1、6.3条）",
)  # fmt: skip
PG_02 = Rule("PG-02", "天头37毫米，订口28毫米", "GB/T 9704 5.2.1", "规定", "请改页边距", fix=("paper",))
PG_03 = Rule("PG-03", "版心156×225毫米", "GB/T 9704 5.2.1", "规定", "请调整页边距", fix=("paper",))
PG_04 = Rule(
    "PG-04", "下白边35毫米，右白边26毫米", "GB/T 9704 5.2.1（由版心推算）", "规定", "请改页边距",
    fix=("paper",),
)  # fmt: skip
PG_06 = Rule(
    "PG-06", "每面排22行", "GB/T 9704 5.2.3", "一般", "请调整行距", fix=("pitch", "grid"),
    sees=("form", "pages"),
)  # fmt: skip
PG_07 = Rule(
    "PG-07", "每行排28个字", "GB/T 9704 5.2.3", "一般", "请调整字距", fix=("tracking",),
    sees=("form", "pages"),
)  # fmt: skip
PG_09 = Rule(
    "PG-09", "后面各节与第一节同样合格", "GB/T 9704 5.2.1", "规定", "请改成与第一节一样", fix=("paper",)
)
TB_01 = Rule(
    "TB-01", "横排表格的页码与竖排各页在同一位置", "GB/T 9704 8", "规定",
    "请把横排页的页码放进文本框，转到竖排时页码的位置",
    person="页码放进文本框的，表头在哪一边，要看怎样装订",
)  # fmt: skip

_NAMES = {"top": "上边距（天头）", "left": "左边距（订口）", "bottom": "下边距", "right": "右边距"}
_RULE = {"top": PG_02, "left": PG_02, "bottom": PG_04, "right": PG_04}
_ROUNDING = 6  # twips, a tenth of a millimetre: margins are typed with one decimal
SINGLE = (1.0, 1.5)  # times the type size: what fonts take for single spacing
Range = tuple[float, float]


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of paper and margins, of lines and characters, and of numbers on pages that lie across."""
    yield from _sections(document, profile)
    yield from _pitches(document, profile)
    yield from _cells(document, profile)
    yield from _turned_numbers(document)


def _sections(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of paper and margins; a document may follow profile A or B."""
    for section in document.sections:
        rule = PG_09 if section.number > 1 and not _is_like(section, document.sections[0]) else None
        yield from _paper(document, section, profile, rule)
        if section.is_landscape:
            yield from _turned(document, section, profile, rule)
        else:
            yield from _margins(document, section, nearest_profile(section, profile), rule)


def _is_like(section: SectionForm, first: SectionForm) -> bool:
    names = ("width", "height", "gutter", *_NAMES)
    return all(getattr(section, name) == getattr(first, name) for name in names)


def nearest_profile(section: SectionForm, profile: Profile) -> Profile:
    """Return the profile whose margins the section comes closest to; the chosen one if it is a tie."""
    ranked = [profile, *(one for one in STANDARD if one is not profile)]
    return min(ranked, key=lambda one: _distance(section, one))


def _distance(section: SectionForm, profile: Profile) -> int:
    sides = [(getattr(section, name), getattr(profile, name)) for name in _NAMES]
    return sum(1 for said, value in sides if said is None or not _fits(abs(said), value))


def _fits(twips: float, value: Value) -> bool:
    return abs(twips - value.twips) <= value.tolerance * TWIPS_PER_MM + _ROUNDING


def _paper(
    document: DocumentForm, section: SectionForm, profile: Profile, rule: Rule | None
) -> Iterator[FormFinding]:
    width, height = section.width, section.height
    if width is None or height is None:
        return  # nothing was said: the program decides
    sides = sorted((width, height))
    if _fits(sides[0], profile.page_width) and _fits(sides[1], profile.page_height):
        return
    paper = profile.page_width
    measured = f"{mm(width)}×{mm(height)}"
    demand = (rule or PG_01).asking("A4 纸（210×297毫米）", "请在页面设置里改成 A4", by=paper)
    yield demand.broken(in_section(document, section.number), f"用纸是 {measured}", measured)


def _margins(
    document: DocumentForm, section: SectionForm, profile: Profile, rule: Rule | None
) -> Iterator[FormFinding]:
    faults = list(_sides(document, section, profile, rule))
    yield from faults
    if not faults and not list(_paper(document, section, profile, rule)):
        yield from _area(document, section, profile, rule)


def _sides(
    document: DocumentForm, section: SectionForm, profile: Profile, rule: Rule | None
) -> Iterator[FormFinding]:
    for name, title in _NAMES.items():
        said, value = getattr(section, name), getattr(profile, name)
        gutter = section.gutter if name == "left" else 0
        if said is None or _fits(abs(said) + gutter, value):
            continue
        expected = _expected(name, profile)
        demand = (rule or _RULE[name]).asking(expected, f"请把{title}改成 {value.number:g} 毫米", by=value)
        measured = mm(abs(said) + gutter)
        yield demand.broken(in_section(document, section.number), f"{title}是 {measured}", measured, "error")


def _expected(name: str, profile: Profile) -> str:
    """Return what a side should be; the standard itself gives top, left and the text area only."""
    value: Value = getattr(profile, name)
    if name in ("top", "left"):
        return f"{value.number:g}±{value.tolerance:g}毫米（{profile.title}）"
    area = f"{mm(profile.text_width)}×{mm(profile.text_height)}"
    return f"版心{area}，推算出{_NAMES[name]} {value.number:g}毫米（{profile.title}）"


def _area(
    document: DocumentForm, section: SectionForm, profile: Profile, rule: Rule | None
) -> Iterator[FormFinding]:
    width, height = section.text_width, section.text_height
    if width is None or height is None:
        return
    room = TWIPS_PER_MM + _ROUNDING
    if abs(width - profile.text_width) <= room and abs(height - profile.text_height) <= room:
        return
    measured = f"{mm(width)}×{mm(height)}"
    expected = f"{mm(profile.text_width)}×{mm(profile.text_height)}（{profile.title}）"
    demand = (rule or PG_03).asking(expected, "请调整页边距")
    yield demand.broken(in_section(document, section.number), f"版心是 {measured}", measured)


def _turned(
    document: DocumentForm, section: SectionForm, profile: Profile, rule: Rule | None
) -> Iterator[FormFinding]:
    """Yield the fault of a landscape section: its text area must be the portrait one, turned."""
    width, height = section.text_width, section.text_height
    if width is None or height is None:
        return
    room = 2 * TWIPS_PER_MM + _ROUNDING
    known = (profile, *STANDARD)
    if any(abs(width - p.text_height) <= room and abs(height - p.text_width) <= room for p in known):
        return
    measured = f"{mm(width)}×{mm(height)}"
    expected = f"{mm(profile.text_height)}×{mm(profile.text_width)}"
    demand = (rule or PG_03).asking(expected, "请调整横排页的页边距")
    yield demand.broken(in_section(document, section.number), f"横排页的版心是 {measured}", measured)


def _pitches(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield a finding for each portrait section whose body lines cannot be 22 on a page."""
    for section in document.sections:
        body = document.sentences.get(section.number, ())
        if not body or section.is_landscape:
            continue
        height = _text_height(section, profile)
        pitches = Counter(_pitch(paragraph, section) for paragraph in body)
        pitch, _ = pitches.most_common(1)[0]
        example = next(one for one in body if _pitch(one, section) == pitch)
        yield from _line_count(document, example, pitch, height, profile)


def _text_height(section: SectionForm, profile: Profile) -> float:
    """Return the height to fill: the profile's where the margins are wrong, which is a fault of its own."""
    followed = nearest_profile(section, profile)
    height = section.text_height or 0
    return height if abs(height - followed.text_height) <= TWIPS_PER_MM else followed.text_height


def _line_count(
    document: DocumentForm, example: ParagraphForm, pitch: Range, height: float, profile: Profile
) -> Iterator[FormFinding]:
    least, most = (math.floor((height + 1) / one) for one in reversed(pitch))
    wanted = int(profile.lines.number)
    if least <= wanted <= most or not most:
        return
    count = f"{least}行" if least == most else f"{least}至{most}行"
    expected = f"每面{wanted}行"
    remedy = f"请把行距改成固定值 {math.floor(height / wanted) / 20:g} 磅"
    demand = PG_06.asking(expected, remedy, by=profile.lines)
    ends = [f"{round(one / 20, 2):g}" for one in pitch]
    points = f"{ends[0]}磅" if ends[0] == ends[1] else f"约{ends[0]}至{ends[1]}磅"
    problem = f"正文行距{points}，225毫米高的版心一面只排得下{count}"
    if least > wanted:
        problem = f"正文行距{points}，225毫米高的版心一面会排{count}"
    yield demand.broken(at(document, example), problem, f"每面{count}")


def _pitch(paragraph: ParagraphForm, section: SectionForm) -> Range:
    """Return the least and the greatest height a line can have; fonts differ where it is not exact."""
    spacing = paragraph.spacing
    if spacing.rule == "exact" and spacing.line:
        return spacing.line, spacing.line
    low, high = (paragraph.size * 10 * factor for factor in SINGLE)
    grid = section.grid_pitch if section.grid != "default" and spacing.is_snapped else None
    if spacing.rule == "atLeast":
        least = spacing.line or 0
        return _on_grid(max(low, least), grid), _on_grid(max(high, least), grid)
    times = (spacing.line or 240) / 240
    return _on_grid(low, grid) * times, _on_grid(high, grid) * times


def _on_grid(height: float, grid: float | None) -> float:
    return math.ceil(height / grid) * grid if grid and grid > 0 else height


def _cells(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield a finding for each portrait section of the right size whose lines cannot hold 28 characters."""
    for section in document.sections:
        width = _text_width(section, profile)
        here = document.sentences.get(section.number, ())
        body = [one for one in here if one.size == profile.body_size.half_points and not left_of(one)]
        if not body or not width or section.grid == "linesAndChars":
            continue
        cells = Counter(int((width + 1) / cell_of(one) - right_of(one)) for one in body)
        count, _ = cells.most_common(1)[0]
        wanted, tolerance = int(profile.cells.number), profile.cells.tolerance
        if not wanted - tolerance <= count <= wanted:
            example = next(one for one in body if int((width + 1) / cell_of(one) - right_of(one)) == count)
            demand = PG_07.asking(
                f"每行{wanted}字", f"请把字符间距改成紧缩 {-profile.tracking.number:g} 磅", by=profile.cells
            )
            yield demand.broken(at(document, example), f"版心一行排{count}个字", f"每行{count}字")


def _text_width(section: SectionForm, profile: Profile) -> float:
    """Return the width to fill, 0 where the margins are wrong: that is a fault of its own."""
    width = section.text_width or 0
    is_right = abs(width - nearest_profile(section, profile).text_width) <= TWIPS_PER_MM
    return 0 if section.is_landscape or not is_right else width


def _turned_numbers(document: DocumentForm) -> Iterator[FormFinding]:
    """Yield landscape sections among upright ones whose numbers stand under the turned page.

    A number in a frame or box may stand anywhere, and which edge the sheet is bound at no file says: both are
    left to a person.
    """
    if not any(not section.is_landscape and section.width for section in document.sections):
        return
    for section in document.sections:
        if section.is_landscape and _is_number_under(document, section):
            demand = TB_01.asking("页码位置与公文其他页码一致")
            place = in_section(document, section.number)
            yield demand.broken(
                place,
                "横排页的页码在横排的下边，与竖排各页不一致",
                "在横排的下边",
                _landscape_level(document),
            )


def _is_number_under(document: DocumentForm, section: SectionForm) -> bool:
    kinds = ("default", "even") if document.has_odd_and_even else ("default",)
    numbers = [one for kind in kinds if (one := section.numbers.get(kind)) is not None]
    return bool(numbers) and all(one.is_field and not one.is_framed for one in numbers)


def _landscape_level(document: DocumentForm) -> Level:
    """Return error for documents that must follow the standard; for reports and summaries offices differ."""
    title = "".join(re.sub(r"\s", "", paragraph.text) for paragraph in document.of("标题"))
    return "error" if FORMAL.search(title) else "warning"
