"""What is to be done about the sheets, a cause a line: what stops on top, and no more than fit a screen.

A cause is one rule and one remedy: whoever reads its first finding knows what to do about all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.model.fact import Place
from kit.model.finding import MARKS
from kit.text.unseen import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kit.app.work import Work
    from kit.model.finding import Finding, Level


MOST_LINES = 10  # causes on the first screen
MOST_ROWS = 6  # rows named behind the first of a cause
MOST_PLACES = 4  # places named behind the first of a cause, where they are not rows of one column
MOST_STOPPED = 4  # documents named


@dataclass(frozen=True)
class FindingCause:
    """Findings that one remedy settles, in the order of the sheets."""

    findings: tuple[Finding, ...]
    stops: tuple[str, ...]  # names of the documents that are not written for it
    stops_all: bool

    @property
    def level(self) -> Level:
        """Return the level that all of them have."""
        return self.findings[0].level

    def __str__(self) -> str:
        """Return the first finding, where else the cause stands and what it stops, in one line."""
        return f"{line_of(self.findings[0])}{_elsewhere(self.findings)}{self._stopped()}"

    def _stopped(self) -> str:
        if self.stops_all:
            return "没改好以前，什么都不写。"
        more = f"等 {len(self.stops)} 种" if len(self.stops) > MOST_STOPPED else ""
        return f"因此不写：{'、'.join(self.stops[:MOST_STOPPED])}{more}。" if self.stops else ""


def line_of(finding: Finding) -> str:
    """Return a finding as it is said; its place, which may be any name of a file, on one line."""
    place, said = str(finding.place), str(finding)
    return visible(place, one_line=True) + said[len(place) :] if said.startswith(place) else said


def causes_of(findings: Iterable[Finding]) -> list[FindingCause]:
    """Return the causes: what stops everything, then what stops single documents, then the rest."""
    alike: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((finding.level, finding.rule, finding.remedy), []).append(finding)
    causes = [_cause(tuple(found)) for found in alike.values()]
    order = list(MARKS)
    return sorted(causes, key=lambda cause: (order.index(cause.level), not cause.stops_all, not cause.stops))


def _cause(findings: tuple[Finding, ...]) -> FindingCause:
    stops = tuple(dict.fromkeys(name for finding in findings for name in finding.stops))
    return FindingCause(
        findings, stops, findings[0].level == "error" and any(not each.stops for each in findings)
    )


def asks_something(finding: Finding) -> bool:
    """Return whether somebody has to do something about a finding: an info asks for nothing."""
    return finding.level != "info" or finding.question is not None


def _elsewhere(findings: Sequence[Finding]) -> str:
    """Return where else a cause stands: rows of the same column, or the first few places."""
    first, rest = findings[0], findings[1:]
    if not rest:
        return ""
    columns = {(found.place.file, found.place.sheet, found.place.column) for found in findings}
    if len(columns) == 1 and all(found.place.row for found in findings):
        rows = list(dict.fromkeys(str(found.place.row) for found in rest))
        more = "……" if len(rows) > MOST_ROWS else ""
        return f"同一列还有 {len(rest)} 处：第{'、'.join(rows[:MOST_ROWS])}{more}行。"
    places = dict.fromkeys(_near(found.place, first.place) for found in rest if found.place != first.place)
    named = list(places)[:MOST_PLACES]
    more = "……" if len(places) > MOST_PLACES else ""
    return f"同样的还有 {len(rest)} 处{'：' if named else ''}{'、'.join(named)}{more}。"


def _near(place: Place, first: Place) -> str:
    """Return a place as one says it beside another: without the file and sheet that they share."""
    if (place.file, place.sheet) != (first.file, first.sheet) or place.row is None:
        return visible(str(place), one_line=True)
    return visible(str(Place("", None, place.row, place.column)), one_line=True)


def question_keys(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return the keys of what only people can say, each once."""
    return tuple(dict.fromkeys(found.question.key for found in findings if found.question is not None))


def next_lines(findings: Sequence[Finding], folder: str) -> Iterator[str]:
    """Yield what is to be done now.

    folder: as it is to be typed behind a command.
    """
    asked = question_keys(findings)
    if asked:
        yield f"有 {len(asked)} 处要问您 → kit map {folder}".rstrip()
    if any(found.level == "error" and not found.stops for found in findings):
        yield "改好原表后再来一次。"
    elif not asked:
        yield f"下一步：kit build {folder}".rstrip()


def check_json(work: Work, findings: Iterable[Finding]) -> dict[str, object]:
    """Return what `kit check --json` prints: findings with what they stop, the account of every sheet."""
    told = [{**finding.as_json(), "stops": list(work.stopped_by(finding))} for finding in findings]
    return {"findings": told, "sheets": [account.as_json() for account in work.reading.account]}
