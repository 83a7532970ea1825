"""What ballots ask and how they grade, proposed from the sheets where campaign.toml does not say it yet."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kit.model.evaluation import presets
from kit.model.fact import Place
from kit.model.finding import Finding, Question
from kit.sheets.appraisals import OVERALL, appraisal_sheet
from kit.sheets.asking import ASKED, IGNORE
from kit.sheets.grading import LEAST_GRADES, UNKNOWN, in_order, scale_of_answers, worth
from kit.sheets.headings import normalised_heading
from kit.sheets.mapping import entry_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kit.model.campaign import Campaign
    from kit.sheets.appraisals import AppraisalSheet
    from kit.sheets.grid import Grid


UNREAD = "reading.unrecognised"
RULE = "campaign.items_proposed"
BALLOTS, SURVEY = "评议票", "调查问卷"
AS_PROPOSED, NO_APPRAISAL = "照此", "不是评议"
PLACEHOLDER = re.compile(r"项目[一二三四五六七八九十]|某某.*")
FULL = {2: (100, 0), 3: (100, 70, 30), 4: (100, 80, 60, 40), 5: (100, 80, 60, 40, 20)}


@dataclass(frozen=True)
class ProposedItem:
    """One thing that ballots ask, and its grades (等次) from best to worst as far as words tell."""

    question: str
    grades: tuple[str, ...]


@dataclass(frozen=True)
class ProposedScale:
    """What ballots ask, in the order of the sheet."""

    items: tuple[ProposedItem, ...]
    overall: ProposedItem | None = None  # 综合评价, which is no item
    is_ordered: bool = True  # whether the words tell which grade is better

    @property
    def key(self) -> str:
        """Return the key of the question whether it is so."""
        return f"评议·项目和等次：{'、'.join(item.question for item in self.items)}"

    @property
    def grades(self) -> tuple[str, ...]:
        """Return the grades of the first item."""
        return self.items[0].grades

    @property
    def unknown(self) -> str:
        """Return the grade that is none: 不了解."""
        return next((grade for grade in self.grades if grade in UNKNOWN), "")

    @property
    def points(self) -> tuple[int, ...]:
        """Return what the grades are worth: as in the preset of this scale, else as is usual."""
        number = len(self.grades) - bool(self.unknown)
        known = self._preset.get("points")
        steps = tuple(round(100 * (number - at) / number) for at in range(number))
        return tuple(known) if known else FULL.get(number, steps)

    @property
    def positive(self) -> int:
        """Return how many grades approve."""
        approving = sum((worth(grade) or 0) > 0 for grade in self.grades)
        return int(self._preset.get("positive") or max(1, min(2, approving, len(self.points) - 1)))

    @property
    def _preset(self) -> Mapping[str, Any]:
        scales = presets().values()
        return next((one for one in scales if tuple(one.get("grades", ())) == self.grades), {})


def has_no_items(campaign: Campaign) -> bool:
    """Return whether campaign.toml still says what `kit new` wrote for the items, or nothing."""
    evaluation = campaign.evaluation
    return evaluation is None or all(PLACEHOLDER.fullmatch(item.question) for item in evaluation.items)


def scales_in(grids: Iterable[Grid], campaign: Campaign) -> list[ProposedScale]:
    """Return what unread sheets of ballots ask, what most of them ask first."""
    ballots, _ = _sorted(filter(None, map(appraisal_sheet, grids)), campaign)
    return [scale for scale, _ in proposed_scales(ballots)]


def proposed_scales(sheets: Iterable[AppraisalSheet]) -> list[tuple[ProposedScale, list[Grid]]]:
    """Return what sheets ask, those that ask next to the same as one, what most ask first."""
    groups: list[list[AppraisalSheet]] = []
    for sheet in sorted(sheets, key=lambda sheet: -len(sheet.asked)):
        near = next((group for group in groups if _is_near(group[0], sheet)), None)
        if near is None:
            groups.append([sheet])
        else:
            near.append(sheet)
    groups.sort(key=lambda group: -len(group))
    found = [(_scale(group), [sheet.grid for sheet in group]) for group in groups]
    return [(scale, grids) for scale, grids in found if len(scale.grades) >= LEAST_GRADES]


def _is_near(one: AppraisalSheet, other: AppraisalSheet) -> bool:
    """Return whether a sheet asks at least half of what another asks, and nothing else."""
    return other.asked <= one.asked and len(other.asked) * 2 >= len(one.asked)


def _scale(group: Sequence[AppraisalSheet]) -> ProposedScale:
    answers: dict[str, Counter[str]] = {}
    for sheet in group:
        for item, said in sheet.answers.items():
            answers.setdefault(item, Counter()).update(said)
    printed = next((sheet.printed for sheet in group if sheet.printed), ())
    families = _families(answers)
    grades = {item: _grades(answers, families[item], printed) for item in answers}
    if any(len(own) < LEAST_GRADES for own in grades.values()):  # a few ballots that agree: one scale for all
        grades = dict.fromkeys(answers, _grades(answers, answers, printed))
    found = [ProposedItem(item, own) for item, own in grades.items()]
    items = tuple(each for each in found if not OVERALL.fullmatch(each.question)) or tuple(found)
    overall = next((each for each in found if each not in items), None)
    ordered = all(in_order(each.grades) is not None for each in found)
    return ProposedScale(items, overall, is_ordered=ordered)


def _families(answers: Mapping[str, Counter[str]]) -> dict[str, frozenset[str]]:
    """Return for each item those that are answered with the same words, but for 一般 and 不了解."""
    told = {item: {word for word in said if worth(word) != 0} - UNKNOWN for item, said in answers.items()}
    found: dict[str, frozenset[str]] = {}
    for item, words in told.items():
        found[item] = frozenset(other for other, said in told.items() if words & said or other == item)
    return found


def _grades(
    answers: Mapping[str, Counter[str]], family: Iterable[str], printed: Sequence[str]
) -> tuple[str, ...]:
    counts: Counter[str] = sum((answers[item] for item in family), Counter())
    if printed and set(printed) & set(counts):
        return in_order(printed) or tuple(printed)
    return scale_of_answers(counts) or tuple(word for word, _ in counts.most_common())


def asks_items(sheet: AppraisalSheet, campaign: Campaign) -> bool:
    """Return whether a sheet asks half of the campaign's items or more, and puts them to nobody."""
    items = campaign.evaluation.items if campaign.evaluation else ()
    known = {normalised_heading(item.question) for item in items}
    said = {normalised_heading(item) for item in sheet.asked}
    return sheet.leaning != "survey" and len(said & known) * 2 >= max(len(known), 1)


def with_proposed_scale(
    grids: Iterable[Grid], findings: Iterable[Finding], campaign: Campaign
) -> list[Finding]:
    """Return the findings on unread sheets, those that look like ballots as one with what they ask.

    Whether a sheet holds ballots or answers to a survey is asked where both may be.
    """
    ballots, doubtful = _sorted(filter(None, map(appraisal_sheet, grids)), campaign)
    found: list[Finding] = []
    told: set[tuple[str, str]] = set()
    for scale, sheets in proposed_scales(ballots):
        if campaign.answers.get(scale.key) != NO_APPRAISAL:
            found.append(_finding(scale, sheets, is_first=not found))
            told |= {(grid.file, grid.sheet) for grid in sheets}
    told |= {(sheet.grid.file, sheet.grid.sheet) for sheet in doubtful}
    left = [
        finding
        for finding in findings
        if finding.rule != UNREAD or (finding.place.file, finding.place.sheet) not in told
    ]
    return [*found, *map(_either, doubtful), *left]


def _sorted(
    sheets: Iterable[AppraisalSheet], campaign: Campaign
) -> tuple[list[AppraisalSheet], list[AppraisalSheet]]:
    """Return the sheets that hold ballots, and those of which somebody has to say it.

    Several sheets that ask the same are those of several units.
    """
    ballots: list[AppraisalSheet] = []
    doubtful: dict[frozenset[str], list[AppraisalSheet]] = {}
    for sheet in sheets:
        if sheet.leaning == "ballots" or is_ordered_ballots(sheet.grid, campaign):
            ballots.append(sheet)
        elif sheet.is_doubtful:
            doubtful.setdefault(sheet.asked, []).append(sheet)
    ballots += [sheet for alike in doubtful.values() if len(alike) > 1 for sheet in alike]
    return ballots, [alike[0] for alike in doubtful.values() if len(alike) == 1]


def is_ordered_ballots(grid: Grid, campaign: Campaign) -> bool:
    """Return whether campaign.toml says that a sheet holds ballots."""
    entry = entry_of(grid, campaign)
    return entry is not None and entry.kind == BALLOTS


def _either(sheet: AppraisalSheet) -> Finding:
    place = sheet.grid.place
    items = "、".join(sheet.answers)
    proposal = BALLOTS if sheet.leaning == "rather ballots" else SURVEY
    return Finding(
        UNREAD,
        "warning",
        place,
        f"{items}像评议票，但{sheet.doubt}，也可能是调查问卷，没有读",
        ASKED,
        question=Question(
            str(place),
            f"{place}（{items}）是评议票还是调查问卷（{sheet.doubt}）",
            proposal,
            (BALLOTS, SURVEY, IGNORE),
        ),
    )


def _finding(scale: ProposedScale, sheets: Sequence[Grid], *, is_first: bool) -> Finding:
    place, *others = (Place(grid.file, grid.sheet) for grid in sheets)
    beside = f"连同{others[0]}" if others else ""
    beside += f"等 {len(sheets)} 张表" if len(others) > 1 else ""
    problem = f"{beside}像评议票，{scale_text(scale)}；campaign.toml 还没有写评议的项目和等次"
    if not is_first:
        remedy = "和前面的不是一种票；一次活动只算一种，不要的用 kit map 答“忽略”"
        return Finding(RULE, "info", place, problem, remedy)
    return Finding(
        RULE,
        "warning",
        place,
        problem,
        "运行 kit map 回车，就写进 campaign.toml，分值可以再改；不是评议的也在 kit map 里答一声",
        question=_question(scale, f"{place}{beside}"),
    )


def _question(scale: ProposedScale, where: str) -> Question:
    if not scale.is_ordered:
        how = f"几个词用顿号隔开；不是评议票的写“{NO_APPRAISAL}”"
        asked = f"{where}像评议票，{scale_text(scale)}。等次由好到差怎么排（{how}）"
        return Question(scale.key, asked)
    points = "、".join(map(str, scale.points))
    worth_ = f"各折 {points} 分，前 {scale.positive} 等算肯定评价" + (
        f"，“{scale.unknown}”不计分、不进分母" if scale.unknown else ""
    )
    asked = f"{where}像评议票，{scale_text(scale)}；{worth_}。照此写进 campaign.toml 吗"
    return Question(scale.key, asked, AS_PROPOSED, (AS_PROPOSED, NO_APPRAISAL))


def scale_text(scale: ProposedScale) -> str:
    """Return what ballots ask and how they grade, in words."""
    same = len({item.grades for item in scale.items}) == 1
    items = "、".join(
        item.question if same else f"{item.question}（{'、'.join(item.grades)}）" for item in scale.items
    )
    overall = f"，另问{scale.overall.question}" if scale.overall else ""
    return f"项目是{items}{overall}" + (f"，等次是{'、'.join(scale.grades)}" if same else "")


def with_order(scale: ProposedScale, said: str) -> ProposedScale | None:
    """Return a scale with its grades in the order that somebody says; None where these are other words."""
    words = tuple(word for word in re.split(r"[、，,；;\s]+", said) if word)
    if any(set(words) != set(item.grades) for item in (*scale.items, *filter(None, (scale.overall,)))):
        return None
    items = tuple(ProposedItem(item.question, words) for item in scale.items)
    overall = ProposedItem(scale.overall.question, words) if scale.overall else None
    return ProposedScale(items, overall)
