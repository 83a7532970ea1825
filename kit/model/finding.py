"""A finding: a rule, the place it was broken at, what is wrong and what to do.

The faults that stop a command; every message says where, what and what now.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from kit.model.fact import Place
from kit.model.reticent import reticent

Level = Literal["error", "warning", "info"]
MARKS: dict[Level, str] = {"error": "✗", "warning": "⚠", "info": "·"}


MOST_LISTED = 12  # answers that are shown of a question


@reticent()
@dataclass(frozen=True)
class Question:
    """What only a person can say, asked by `kit map` and answered under [answers] of campaign.toml.

    key: as [answers] writes it, the same for as long as the sheet says the same: 会议台账·类型：读书班.
    proposal: the answer that the enter key gives; "" where nothing speaks for any.
    choices: the answers offered; none: any text.
    parts: questions of one cause that are answered together; the proposal then takes each one's own.
    """

    key: str
    asked: str  # a whole question in Chinese
    proposal: str = ""
    choices: tuple[str, ...] = ()
    parts: tuple["Question", ...] = ()

    @property
    def listed(self) -> str:
        """Return the answers offered as far as a line holds them: a directory may have thousands of units."""
        more = f"……（共 {len(self.choices)} 个，写名称就行）" if len(self.choices) > MOST_LISTED else ""
        return "、".join(self.choices[:MOST_LISTED]) + more


@reticent("rule", "level", "place.file", "place.row")
@dataclass(frozen=True)
class Finding:
    """One thing a person should know; an error stops the drafts.

    question: what would settle it without a change to the workbook.
    stops: names of the documents that are not written for it; none of an error: it stops all.
    """

    rule: str  # dotted English, stable
    level: Level
    place: Place
    problem: str
    remedy: str
    question: Question | None = field(default=None, kw_only=True)
    stops: tuple[str, ...] = field(default=(), kw_only=True)

    def __str__(self) -> str:
        """Return place, problem and remedy in one line."""
        return f"{self.place}：{self.problem}。{self.remedy}。"

    def as_json(self) -> dict[str, object]:
        """Return the fields of DESIGN 5."""
        return {
            "rule": self.rule,
            "level": self.level,
            "place": self.place.as_json(),
            "problem": self.problem,
            "remedy": self.remedy,
            "stops": list(self.stops),
        }


def blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that stop the drafts."""
    return tuple(finding for finding in findings if finding.level == "error")


def stopping_all(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings for which nothing at all is written: errors that name no document."""
    return tuple(finding for finding in blocking(findings) if not finding.stops)


class KitError(Exception):
    """The command could not be carried out; exit status 2 unless a leaf says otherwise.

    findings: every single fault, where there may be several.
    """

    exit_status = 2

    def __init__(
        self, place: Place | str, problem: str, remedy: str, findings: Sequence[Finding] = ()
    ) -> None:
        super().__init__(f"{place}：{problem}。{remedy}。")
        self.place, self.problem, self.remedy = place, problem, remedy
        self.findings = tuple(findings)

    def __reduce__(self) -> tuple[type, tuple[Place | str, str, str, tuple[Finding, ...]]]:
        """Return what a worker process needs to raise the same error in its parent."""
        return type(self), (self.place, self.problem, self.remedy, self.findings)


class CampaignError(KitError):
    """campaign.toml is missing or cannot be understood."""


class WorkbookError(KitError):
    """A workbook cannot be read at all."""


class TemplateError(KitError):
    """A template cannot be compiled or filled."""


class WriteError(KitError):
    """A file cannot be written: disk full, no permission, open in another program."""


class BusyError(KitError):
    """Another run works on the same campaign."""


class ParameterError(KitError):
    """A notebook or a command got a parameter it does not know or cannot use."""


class ToolError(KitError):
    """A program or library that only this command needs is not installed, or does not start."""


class FigureError(KitError):
    """A figure cannot be computed by the rule that was chosen."""


class BlockedError(KitError):
    """The sheets have blocking findings."""

    exit_status = 1
