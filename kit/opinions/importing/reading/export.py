"""What comes out of a file: opinions, tallies, and what has to be asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from kit.model.finding import Finding, Level
from kit.model.opinion import EXTRAS, HEADINGS, NUMBERS, PRIVATE
from kit.model.reticent import reticent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kit.model.fact import Place
    from kit.sheets.account import SheetAccount


RULE = "opinions.import"
COLUMNS = (*HEADINGS[1:], *EXTRAS, *PRIVATE)  # an opinion before it has its id
TALLY = ("来源文件", "来源表", "题", "子题", "选项", "次数", "作答", "跳过", "空白")
TallyLine = tuple[object, ...]  # in the order of TALLY


@reticent()
@dataclass(frozen=True)
class ImportQuestion:
    """Something the kit does not know and will not guess: what was seen, and a proposal to say yes to."""

    id: str  # stable: file, sheet, heading and topic; an answer is given under it, or under its topic
    topic: str  # 用途 渠道 分隔 …
    place: Place
    problem: str
    proposal: str
    choices: tuple[str, ...] = ()  # none: any text
    holds_back: str = ""  # what is not imported until it is answered
    by_accepting: bool = True  # whether taking every proposal answers it

    def __str__(self) -> str:
        """Return question and proposal in one line."""
        choices = f"（可答：{'、'.join(self.choices)}）" if self.choices else ""
        waits = f"答复之前，{self.holds_back}先不登记。" if self.holds_back else ""
        return f"{self.place}：{self.problem}。建议答“{self.proposal}”{choices}。{waits}"

    def as_json(self) -> dict[str, object]:
        """Return the fields that `kit opinions import --json` prints."""
        return {
            "id": self.id,
            "place": self.place.as_json(),
            "problem": self.problem,
            "proposal": self.proposal,
            "choices": list(self.choices),
        }


@reticent()
@dataclass
class Inquiry:
    """The answers a person gave, and the questions and findings of this reading.

    answers: by the id of a question, or by its topic for all questions of that topic.
    accept: take every proposal as answered.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    accept: bool = False
    questions: list[ImportQuestion] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    given: dict[str, str] = field(default_factory=dict)  # answers that were used, by the id of their question

    def answer_to(self, topic: str, place: Place | None = None) -> str | None:
        """Return the answer for a place, else for the topic, else None."""
        found = self.answers.get(f"{place}：{topic}", self.answers.get(topic))
        if found is not None and place is not None:
            self.given[f"{place}：{topic}"] = found.strip()
        return None if found is None else found.strip()

    def ask(  # noqa: PLR0913 - a question is asked with all that a person needs to answer it
        self,
        topic: str,
        place: Place,
        problem: str,
        proposal: str,
        choices: tuple[str, ...] = (),
        holds_back: str = "",
        *,
        accepted: bool = True,
    ) -> str | None:
        """Return the answer, or None and remember the question.

        accepted: whether taking every proposal takes this one; what nobody recognised waits for a person.
        """
        answer = self.answer_to(topic, place)
        if answer is not None and (not choices or answer in choices):
            return answer
        if self.accept and accepted and proposal:
            self.given[f"{place}：{topic}"] = proposal
            self.note("info", place, f"{problem}。照建议“{proposal}”办了", "不对就改答复再导入")
            return proposal
        stated = f"{problem}（答的“{answer}”不在可答的里面）" if answer else problem
        self.questions.append(
            ImportQuestion(f"{place}：{topic}", topic, place, stated, proposal, choices, holds_back, accepted)
        )
        return None

    def note(self, level: Level, place: Place, problem: str, remedy: str, rule: str = RULE) -> None:
        """Remember a finding."""
        self.findings.append(Finding(rule, level, place, problem, remedy))


@dataclass(frozen=True)
class ReaderMatch:
    """What a sheet was taken for, and why."""

    place: Place
    shape: str
    why: str
    opinions: int  # 条
    returned: int  # 份


@reticent()
@dataclass(frozen=True, eq=False)
class SheetReading:
    """What one sheet gave; `opinions` has COLUMNS, `tallies` has TALLY."""

    opinions: pd.DataFrame
    tallies: pd.DataFrame
    returned: int = 0  # answer sheets (份), the same one exported twice counted once
    no_opinion: int = 0  # 份 whose open questions all say nothing
    named: Mapping[int, str] = field(default_factory=dict)  # Excel rows that gave no opinion, and why


@reticent()
@dataclass(frozen=True, eq=False)
class Export:
    """What one file gave."""

    file: str
    sha256: str
    recognised: tuple[ReaderMatch, ...]
    opinions: pd.DataFrame
    tallies: pd.DataFrame
    returned: int
    no_opinion: int
    questions: tuple[ImportQuestion, ...] = ()
    findings: tuple[Finding, ...] = ()
    accounts: tuple[SheetAccount, ...] = ()  # of every sheet: rows in = rows with opinions + rows named
    answered: Mapping[str, str] = field(default_factory=dict)  # the answers that were used, by question


def opinion_frame(columns: Mapping[str, Sequence[object]], count: int) -> pd.DataFrame:
    """Return a frame of opinions with every column; those not given hold "" or 0."""
    filled = {
        name: list(columns[name]) if name in columns else [0 if name in NUMBERS else ""] * count
        for name in COLUMNS
    }
    return pd.DataFrame(filled, columns=list(COLUMNS), dtype=object)


def concatenated_frames(frames: Sequence[pd.DataFrame], columns: Sequence[str]) -> pd.DataFrame:
    """Return the frames one below the other, rows numbered anew."""
    filled = [frame for frame in frames if len(frame)]
    if not filled:
        return pd.DataFrame(columns=list(columns), dtype=object)
    return pd.concat(filled, ignore_index=True)


def tally_frame(lines: Iterable[TallyLine]) -> pd.DataFrame:
    """Return the lines as a frame with the columns TALLY."""
    return pd.DataFrame(list(lines), columns=list(TALLY)).astype(
        {"次数": "int64", "作答": "int64", "跳过": "int64", "空白": "int64"}
    )


def nothing_read() -> SheetReading:
    """Return what a sheet gives that has to wait for an answer, or holds nothing."""
    return SheetReading(pd.DataFrame(columns=list(COLUMNS)), tally_frame([]))
