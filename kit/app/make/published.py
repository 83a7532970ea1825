"""What went out is remembered (公布记录), so that papers of two states do not give away the ballots between.

A paper that prints figures of the appraisal is remembered once it is written; it counts as gone out once
campaign.toml says on which day the results were published, until somebody says that it never left (the
answer below). Before that day papers are made anew as often as the sheets change. Each is a line of
out/restricted/published.jsonl, for the office alone: the paper, the day, the hash of its bytes, and every
figure as it was printed. A unit whose counts have since changed by fewer ballots than the minimum keeps the
papers it has: two printed tables, one taken from the
other, would be the answers of those few.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kit.files.writing import make_folder
from kit.model.draft import Unit
from kit.model.fact import Fact, Place
from kit.model.finding import Finding, Question, WriteError
from kit.model.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kit.model.campaign import Campaign
    from kit.model.fact import Facts


FILE = "restricted/published.jsonl"
APPRAISAL = "evaluation."
COUNTED = (".count", ".abstained", ".void")  # of an item: its ballots by answer
NEVER_LEFT, AGAIN, KEPT = "没有发出，重新做", "已经发出，仍要重发", "已经发出，不重发"
NAMED = 3  # units named in a question


@dataclass(frozen=True)
class Paper:
    """One paper as it was printed; figures: fact id → text."""

    file: str
    sha256: str
    figures: Mapping[str, str]
    day: str = ""
    never_left: tuple[str, ...] = ()  # ids of units whose papers up to here did not go out


@dataclass(frozen=True)
class Reissue:
    """A unit whose papers would tell of a few ballots if they were made anew."""

    unit: Unit
    ballots: int  # how many differ at least; 0 where shares do not tell
    before: str  # valid ballots then
    now: str

    @property
    def apart(self) -> str:
        """Return how many ballots lie between."""
        return f"只差{self.ballots}张票" if self.ballots else "占比变了，差几张票看不出来"

    @property
    def problem(self) -> str:
        """Return why its papers stay as they are."""
        return (
            f"{self.unit.name}的结果已经印出过（有效票{self.before}张），现在（{self.now}张）{self.apart}，"
            "两份一减就能看出这几张票怎样评的，没有重做"
        )


def paper_of(
    file: str, sha256: str, printed: Iterable[tuple[Fact, int]], never_left: tuple[str, ...] = ()
) -> Paper:
    """Return what is to be remembered of a paper that was just written; printed: as its ink has it."""
    figures = {fact.id: fact.text for fact, _ in printed if fact.id.startswith(APPRAISAL)}
    return Paper(file, sha256, figures, never_left=never_left)


def printed_of(context: object) -> dict[str, str]:
    """Return the figures of the appraisal that a draft's context holds: fact id → text."""
    return {fact.id: fact.text for fact in _facts_in(context) if fact.id.startswith(APPRAISAL)}


def _facts_in(said: object) -> Iterator[Fact]:
    if isinstance(said, Fact):
        yield said
    elif isinstance(said, Prose):
        for piece in said.pieces:
            yield from _facts_in(piece)
    elif isinstance(said, dict):
        for value in said.values():
            yield from _facts_in(value)
    elif isinstance(said, (list, tuple)):
        for value in said:
            yield from _facts_in(value)


def published(out: Path) -> tuple[Paper, ...]:
    """Return the papers that went out, the oldest first; lines that cannot be read are left out."""
    found = []
    with suppress(OSError):
        for line in (out / FILE).read_text(encoding="utf-8", errors="replace").splitlines():
            with suppress(ValueError, TypeError):
                said = json.loads(line)
                found.append(Paper(**{**said, "never_left": tuple(said.get("never_left", ()))}))
    return tuple(found)


def remember_papers(out: Path, papers: Sequence[Paper]) -> None:
    """Append papers of today; raises WriteError."""
    papers = [paper for paper in papers if paper.figures or paper.never_left]
    if not papers:
        return
    path = out / FILE
    make_folder(path.parent)
    today = date.today().isoformat()  # noqa: DTZ011 - the day on the wall
    lines = [json.dumps({**asdict(paper), "day": today}, ensure_ascii=False) + "\n" for paper in papers]
    try:
        with suppress(OSError):  # a disk without rights; on Windows those of the folder above
            path.parent.chmod(0o700)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as file:
            file.write(b"".join(line.encode() for line in lines))
        with suppress(OSError):
            path.chmod(0o600)
    except OSError as error:
        raise WriteError(
            str(path), f"记不下印出了什么（{error.strerror}）", "请检查磁盘空间和权限，再运行一次"
        ) from None


EVERYBODY = Unit("all", "全部单位", "总体", "全部单位", 0, "")  # in no unit's class


def reissues(campaign: Campaign, facts: Facts, units: Sequence[Unit]) -> tuple[Reissue, ...]:
    """Return the units whose papers differ from one that went out by fewer ballots than the minimum."""
    if campaign.evaluation is None or campaign.evaluation.published is None:
        return ()
    last = campaign.evaluation.published.isoformat()
    states = _states(paper for paper in published(campaign.out) if paper.day <= last)
    if not states:
        return ()
    found: dict[str, Reissue] = {}
    counts = _by_unit({id_: fact.text for id_, fact in facts.items() if id_.startswith(APPRAISAL)})
    for unit in (*units, EVERYBODY):
        if unit is EVERYBODY and found:  # its figures wait for those of its units
            continue
        now = counts.get(unit.id, {})
        for before in states.get(unit.id, ()):
            if (few := few_between(before, now, campaign.evaluation.minimum)) is not None:
                valid = f"{APPRAISAL}{unit.id}.valid"
                found[unit.id] = Reissue(unit, few, before.get(valid, "—"), now.get(valid, "—"))
    return tuple(found.values())


def _states(papers: Iterable[Paper]) -> dict[str, list[dict[str, str]]]:
    """Return by unit id each set of figures that went out of it."""
    found: dict[str, list[dict[str, str]]] = {}
    for paper in papers:
        for unit in paper.never_left:
            found.pop(unit, None)
        for unit, figures in _by_unit(paper.figures).items():
            if figures not in found.setdefault(unit, []):
                found[unit].append(figures)
    return found


def _unit_of(id_: str) -> str:
    return id_.removeprefix(APPRAISAL).split(".", 1)[0]


def _by_unit(figures: Mapping[str, str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for id_, text in figures.items():
        found.setdefault(_unit_of(id_), {})[id_] = text
    return found


def few_between(before: Mapping[str, str], now: Mapping[str, str], minimum: int) -> int | None:
    """Return how many ballots at least lie between two printed results if these may be too few; else None.

    0 where nobody can tell: shares changed, and of how many ballots they are is not printed. The unit as a
    whole, each of its groups (票种), and what those that are shown leave over of it are looked at alone.
    """
    blocks: dict[str, list[str]] = {}
    for id_ in sorted(before.keys() & now.keys()):
        blocks.setdefault(_block_of(id_), []).append(id_)
    steps = {block: _steps(before, now, ids) for block, ids in blocks.items()}
    groups = [own for block, own in steps.items() if block]
    rest = {
        answer: step - sum(own.get(answer, 0) for own in groups) for answer, step in steps.get("", {}).items()
    }
    hidden = _ballots(rest)
    found = [hidden] if groups and hidden else []
    for block, ids in blocks.items():
        counted, is_told = _ballots(steps[block]), _is_told(before, now, ids)
        sizes = [_apart(before, now, id_) for id_ in ids if id_.endswith(SIZES)]
        if counted or is_told:
            found.append(counted or max(sizes, default=0))
    return min((number for number in found if number < minimum), default=None)


def _is_any(before: Mapping[str, str], now: Mapping[str, str], ids: Iterable[str]) -> bool:
    """Return whether any of these figures was printed otherwise."""
    return any(before[id_] != now[id_] for id_ in ids)


SIZES = (".valid", ".returned")
RATES = (".rate", ".positive_rate", ".score")


def _block_of(id_: str) -> str:
    """Return the group of voters that a figure is of; nothing for those of the whole unit."""
    steps = id_.split(".")
    return steps[3] if steps[2:3] == ["by"] else ""


def _steps(before: Mapping[str, str], now: Mapping[str, str], ids: Iterable[str]) -> dict[str, int]:
    """Return how much each answer's count changed, by item and answer."""
    return {
        ".".join(id_.split(".")[4 if _block_of(id_) else 2 :]): int(now[id_]) - int(before[id_])
        for id_ in ids
        if _is_count(id_) and before[id_].isdigit() and now[id_].isdigit()
    }


def _is_count(id_: str) -> bool:
    own = id_.split(".")[4 if _block_of(id_) else 2 :]
    return len(own) > 1 and id_.endswith(COUNTED)  # item and answer: no turnout


def _ballots(steps: Mapping[str, int]) -> int:
    """Return how many ballots at least came, went or changed, for the counts of one table to change so."""
    items: dict[str, list[int]] = {}
    for answer, step in steps.items():
        items.setdefault(answer.partition(".")[0], []).append(step)
    more = [sum(step for step in own if step > 0) for own in items.values()]
    fewer = [-sum(step for step in own if step < 0) for own in items.values()]
    return max([*more, *fewer], default=0)


def _is_told(before: Mapping[str, str], now: Mapping[str, str], ids: Sequence[str]) -> bool:
    """Return whether shares without counts tell of ballots between: they changed, or what they are of."""
    counted = {id_.rpartition(".")[0] for id_ in ids if _is_count(id_)}
    items = {id_.rpartition(".")[0] for id_ in counted if id_.rpartition(".")[2].startswith("g")}
    shares = [id_ for id_ in ids if id_.endswith(RATES)]
    bare = [id_ for id_ in shares if id_.rpartition(".")[0] not in (*counted, *items)]
    bare = [id_ for id_ in bare if not (counted and _is_composite(id_))]  # made of what is counted
    sizes = [id_ for id_ in ids if id_.endswith(SIZES)]
    has_results = bool(bare or counted)
    return _is_any(before, now, bare) or (has_results and _is_any(before, now, sizes))


def _is_composite(id_: str) -> bool:
    return id_.count(".") == (4 if _block_of(id_) else 2)


def _apart(before: Mapping[str, str], now: Mapping[str, str], id_: str) -> int:
    return abs(int(now[id_]) - int(before[id_])) if before[id_].isdigit() and now[id_].isdigit() else 0


def question_of(found: Sequence[Reissue]) -> Question:
    """Return the one question that settles all units that would be issued again."""
    named = "、".join(f"{each.unit.short}{each.before}→{each.now}张" for each in found[:NAMED])
    more = f"等{len(found)}个单位" if len(found) > NAMED else ""
    return Question(
        f"评议结果重发：{named}{more}",
        f"{named}{more}的评议结果印出以后，票又变了几张。已经印出的，发出去了没有？",
        "",
        (NEVER_LEFT, AGAIN, KEPT),
    )


def is_settled(campaign: Campaign, found: Sequence[Reissue]) -> bool:
    """Return whether somebody has answered that the papers stay as they went out."""
    return bool(found) and campaign.answers.get(question_of(found).key) == KEPT


def kept_back(campaign: Campaign, found: Sequence[Reissue]) -> dict[str, Reissue]:
    """Return by unit id those whose papers stay as they are: nobody has answered that they may be made."""
    answer = campaign.answers.get(question_of(found).key) if found else None
    return {} if answer in (NEVER_LEFT, AGAIN) else {each.unit.id: each for each in found}


def kept_with(kept: Mapping[str, Reissue], units: Iterable[Unit]) -> dict[str, str]:
    """Return by unit id why its papers stay: its own ballots, or those of one in its class (类别).

    A class has a mean and ranks, which move with each of its units.
    """
    by_class = {each.unit.category: each for each in kept.values()}
    found = {
        unit.id: f"同类的{one.unit.name}{one.apart}，同类平均分跟着变，没有重做"
        for unit in units
        if (one := by_class.get(unit.category)) is not None
    }
    return found | {id_: each.problem for id_, each in kept.items()}


def never_left(campaign: Campaign, found: Sequence[Reissue]) -> tuple[str, ...]:
    """Return the ids of units whose earlier papers did not go out, as somebody answered."""
    answer = campaign.answers.get(question_of(found).key) if found else None
    return tuple(each.unit.id for each in found) if answer == NEVER_LEFT else ()


def reissue_findings(
    campaign: Campaign, found: Sequence[Reissue], stops: Sequence[str]
) -> tuple[Finding, ...]:
    """Return one finding for all units whose papers are kept back; stops: the names of those papers."""
    kept = kept_back(campaign, found)
    if not kept or is_settled(campaign, found):
        return ()
    first = next(iter(kept.values()))
    more = f"；另有{len(kept) - 1}个单位也是这样" if len(kept) > 1 else ""
    question = question_of(found)
    line = f'"{question.key}" = "{NEVER_LEFT}"'
    remedy = (
        f"印出的还没有发出去，就在 campaign.toml 的 [answers] 写 {line}；"
        f"已经发出的，等号后面写“{KEPT}”，并把这几张票移出 inbox，材料照旧"
    )
    return (
        Finding(
            "evaluation.reissue",
            "warning",
            Place("评议结果"),
            first.problem + more,
            remedy,
            question=question,
            stops=tuple(stops),
        ),
    )


def of_units(figures: Mapping[str, Any], kept: Mapping[str, Reissue]) -> bool:
    """Return whether a paper prints figures of a unit that is kept back, or of the whole body with it."""
    return bool(kept) and any(_unit_of(id_) in (*kept, "all") for id_ in figures)
