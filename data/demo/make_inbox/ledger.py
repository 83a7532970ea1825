"""From opinions to what is done about them: the list of problems and the register of rectification."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from clerk import Page
from content import Cells, headings, lines, typed

KINDS = {"发展": "影响和制约科学发展", "民生": "群众利益和民生"}


@dataclass
class Problem:
    """One problem, its causes, and the cells of what is done about it (from 整改类型 to 验收意见)."""

    id: str
    kind: str
    level: str
    sources: list[str]
    at_once: str
    text: str
    causes: dict[str, str] = field(default_factory=dict)  # 主 and 客
    action: list[str] = field(default_factory=list)


def problems() -> list[Problem]:
    """Return the problems of texts/problems.txt."""
    made: list[Problem] = []
    for cells in lines("problems"):
        if cells[0].startswith("=="):
            name, kind, level, sources, at_once, text = cells
            made.append(
                Problem(name.removeprefix("== "), KINDS[kind], level, sources.split("、"), at_once, text)
            )
        elif cells[0] == "改":
            made[-1].action = cells[1:]
        else:
            made[-1].causes[cells[0]] = cells[1]
    return made


def became(merged: str, found: Sequence[Problem]) -> str | None:
    """Return the problem that a merged opinion mainly became: the one that names it first."""
    named = [problem for problem in found if merged in problem.sources]
    named.sort(key=lambda problem: problem.sources.index(merged))
    return named[0].id if named else None


def pages(found: Sequence[Problem], channels: Mapping[str, Sequence[str]]) -> list[Page]:
    """Return both sheets; channels: where the raw opinions of each merged one came from."""
    return [_problems(found), _rectification(found, channels)]


def _problems(found: Sequence[Problem]) -> Page:
    return Page(
        name="问题清单",
        title="查找和梳理出的突出问题清单",
        headings=headings("problems"),
        rows=[_problem_row(problem) for problem in found],
        merged=(2,),
        widths={1: 60, 2: 24, 4: 14, 5: 44, 6: 40},
    )


def _problem_row(problem: Problem) -> Cells:
    causes = [problem.causes.get("主"), problem.causes.get("客")]
    sources = "、".join(problem.sources)
    return [problem.id, problem.text, problem.kind, problem.level, sources, *causes, problem.at_once]


def _rectification(found: Sequence[Problem], channels: Mapping[str, Sequence[str]]) -> Page:
    rows: list[Cells] = [
        [f"ZG{number:02d}", problem.id, problem.text, _came(problem, channels), *map(typed, problem.action)]
        for number, problem in enumerate(found, 1)
    ]
    return Page(
        name="整改台账",
        title="市政协机关整改落实台账",
        before=("截至2009年8月10日",),
        headings=headings("rectification"),
        rows=rows,
        after=[["填报人：程立夏"]],
        widths={2: 50, 3: 30, 6: 40, 7: 60, 9: 40, 12: 12, 14: 30, 15: 12, 16: 30},
    )


def _came(problem: Problem, channels: Mapping[str, Sequence[str]]) -> str:
    """Return 来源 as channel and number: the three channels heard most, and all opinions."""
    heard = Counter(channel for merged in problem.sources for channel in channels[merged])
    return "、".join(channel for channel, _ in heard.most_common(3)) + f"/{heard.total()}条"
