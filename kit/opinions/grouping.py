"""Which opinions people called the same, and which they keep apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kit.nouns.finding import Finding
from kit.nouns.place import Place
from kit.opinions.decisions import DIFFERENT, DUPLICATE, RULE, SAME, Decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FILE = "opinions/restricted/decisions.jsonl"
RULE_CONFLICT = f"{RULE}.conflict"
REMEDY = "请看看哪一个决定要改"


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


def grouped(decisions: Iterable[Decision]) -> tuple[Groups, list[Finding]]:
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
