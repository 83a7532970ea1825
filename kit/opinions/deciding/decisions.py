"""What people decided about proposals: kept as data beside the register, one line each, never rewritten.

A decision holds for the texts that were seen. It is changed only by a later one that says which answer it
replaces; anything else that disagrees is shown as a conflict, and the earlier decision stays in force.

Which opinions people called the same, and which they keep apart.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from kit.files.writing import write_atomically
from kit.model.fact import Place
from kit.model.finding import Finding, WorkbookError
from kit.model.reticent import reticent

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from kit.model.campaign import Campaign


DUPLICATE, ASPECT, SPLIT, WORDING, ADOPTION = "重复", "方面", "拆分", "表述", "采纳"
MAYBE = "疑似"  # a list of its own; an answer on it is one on 重复
SAME, DIFFERENT = "同一条", "不同"
APART, WHOLE = "拆", "不拆"
VOID, FORWARD = "作废", "转送"
ADOPTED = ("采纳", "部分采纳", "未采纳", "转送")  # answers of 采纳, as the sheet 意见归纳 has them
IN_PART, REJECTED = ADOPTED[1:3]  # these need a reason that can be told in public
RULE, DECISIONS = "opinions.decisions", "decisions.jsonl"

DecisionKey = tuple[str, tuple[str, ...]]


@reticent()
@dataclass(frozen=True)
class Decision:
    """One answer of one person to one proposal."""

    kind: str  # 重复 方面 拆分 表述 采纳
    about: tuple[str, ...]  # 意见ID; of 重复 two, in order
    answer: str
    who: str
    when: str  # ISO, given by the caller
    seen: str  # fingerprint of the verbatim texts that were decided on
    reason: str = ""
    replaces: str = ""  # the answer that this one changes on purpose

    @property
    def key(self) -> DecisionKey:
        """Return what the decision is about."""
        return self.kind, self.about

    def __str__(self) -> str:
        """Return the decision as a clerk says it."""
        return f"{'、'.join(self.about)} 的{self.kind}定为“{self.answer}”（{self.who}，{self.when}）"


def verbatim_code(text: str) -> str:
    """Return a short code of a verbatim text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def joint(*fingerprints: str) -> str:
    """Return one code for several; their order makes no difference."""
    return verbatim_code(" ".join(sorted(fingerprints)))


def decisions_path(campaign: Campaign) -> Path:
    """Return where a campaign's decisions lie: beside the verbatim register, for wordings may quote it."""
    return campaign.folder / "opinions" / "restricted" / DECISIONS


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Return all decisions ever made, the earliest first; none if there is no such file.

    Raises WorkbookError naming the first line that cannot be read.
    """
    if not path.exists():
        return ()
    found = []
    for number, line in enumerate(_lines(path), 1):
        try:
            said = json.loads(line)
            found.append(Decision(**{**said, "about": tuple(said["about"])}))
        except (ValueError, TypeError, KeyError):
            raise WorkbookError(
                Place(path.name, row=number),
                "这一行不是一条完整的审核决定",
                "请从备份恢复这个文件，不要手工改它",
            ) from None
    return tuple(found)


def in_force(decisions: Iterable[Decision]) -> dict[DecisionKey, Decision]:
    """Return the decision that holds for each proposal."""
    return {decision.key: decision for decision in decisions}


def effective_decisions(decisions: Iterable[Decision], withdrawn: Collection[str]) -> tuple[Decision, ...]:
    """Return the decisions on opinions that count: on none that was taken back, nor on a piece of one."""
    return tuple(
        said
        for said in decisions
        if not any(number in withdrawn or number.rpartition("-")[0] in withdrawn for number in said.about)
    )


def add_decisions(
    path: Path, new: Sequence[Decision]
) -> tuple[tuple[Decision, ...], tuple[tuple[Decision, Decision], ...]]:
    """Add decisions to the file; return what was added, and the conflicts: (in force, refused).

    The same answer again adds nothing. Raises WriteError; then the file is as it was.
    """
    before = read_decisions(path)
    holding = in_force(before)
    added: list[Decision] = []
    conflicts: list[tuple[Decision, Decision]] = []
    for decision in new:
        earlier = holding.get(decision.key)
        if earlier and (earlier.answer, earlier.reason, earlier.seen) == (
            decision.answer,
            decision.reason,
            decision.seen,
        ):
            continue
        if earlier and earlier.seen == decision.seen and decision.replaces != earlier.answer:
            conflicts.append((earlier, decision))
            continue
        added.append(decision)
        holding[decision.key] = decision
    if added:
        _write(path, [*before, *added])
    return tuple(added), tuple(conflicts)


def conflict_finding(place: Place, holding: Decision, refused: Decision) -> Finding:
    """Return what a person is told about an answer that was refused."""
    problem = f"{holding}，这里又填“{refused.answer}”，没有采用"
    remedy = "要改判，请用 kit opinions review --all 重新生成审核表，在“原决定”旁边改；不改就不用管"
    return Finding(RULE, "warning", place, problem, remedy)


def _lines(path: Path) -> list[str]:
    """Return the lines; splitlines would also split at marks that opinions may hold (U+2028)."""
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")


def _write(path: Path, decisions: Sequence[Decision]) -> None:
    lines = [json.dumps(asdict(decision), ensure_ascii=False, sort_keys=True) for decision in decisions]
    write_atomically(path, "\n".join([*lines, ""]).encode())


FILE = "opinions/restricted/decisions.jsonl"
RULE_CONFLICT = f"{RULE}.conflict"
REMEDY = "请看看哪一个决定要改"


@reticent()
@dataclass(frozen=True)
class Groups:
    """Groups of 意见ID; an id that nobody joined with another is a group by itself."""

    members: dict[str, set[str]] = field(default_factory=dict)
    apart: dict[str, dict[str, Decision]] = field(default_factory=dict)  # by both ids of each pair

    def of(self, number: str) -> set[str]:
        """Return the group of an id."""
        return self.members.get(number, {number})

    def are_same(self, one: str, other: str) -> bool:
        """Return whether people joined two opinions, directly or through others."""
        return other in self.of(one)

    def kept_apart(self, one: str, other: str) -> Decision | None:
        """Return the decision that keeps the groups of two opinions apart, if there is one."""
        yours = self.of(other)
        pairs = (pair for number in sorted(self.of(one)) for pair in self.apart.get(number, {}).items())
        return next((said for number, said in pairs if number in yours), None)

    def each(self) -> Iterator[set[str]]:
        """Yield every group of two or more once."""
        seen: set[int] = set()
        for members in self.members.values():
            if len(members) > 1 and id(members) not in seen:
                seen.add(id(members))
                yield members


def groups_of_decisions(decisions: Iterable[Decision]) -> tuple[Groups, list[Finding]]:
    """Return the groups that decisions make, and what is wrong with them.

    Answers are taken in the order they were given; one that would join what an earlier one keeps apart,
    or keep apart what is joined, does nothing and is shown.
    """
    groups, findings = Groups(), []
    for said in decisions:
        if said.kind != DUPLICATE:
            continue
        one, other = said.about
        if said.answer == DIFFERENT:
            if groups.are_same(one, other):
                findings.append(conflict(said, "这两条已经通过别的决定归为一条，没有分开", REMEDY))
            else:
                groups.apart.setdefault(one, {})[other] = said
                groups.apart.setdefault(other, {})[one] = said
        elif said.answer == SAME and not groups.are_same(one, other):
            if broken := groups.kept_apart(one, other):
                findings.append(conflict(said, f"和“{broken}”矛盾，没有归在一起", REMEDY))
            else:
                joined = groups.of(one) | groups.of(other)
                groups.members.update(dict.fromkeys(joined, joined))
    return groups, findings


def conflict(said: Decision, problem: str, remedy: str) -> Finding:
    """Return what a person is told about a decision that contradicts another."""
    return Finding(RULE_CONFLICT, "warning", Place(FILE), f"{said}：{problem}", remedy)
