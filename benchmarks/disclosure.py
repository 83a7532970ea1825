"""Attack what the disclosure gate lets out of generated campaigns, with small groups in most units.

    python benchmarks/disclosure.py [ATTACKS] [UNITS]

Each campaign is weighed by the gate; then cells of groups below the minimum are attacked at random. The
attacker has every printed text, the sizes of all groups and all other units' ballots, and works on its own:
for each number that the unit's own counts leave open it looks for ballots that would have been printed alike,
exactly, by fractions. A cell is determined if one number is left; narrow, if fewer than before. For
comparison the same cells are attacked as if groups had been weighed apart in every unit, as before the gate.

Figures by group are attacked too: the attacker knows the counts of every group that is shown, what each unit
leaves over, and the sums by group of the units that the body adds up; a number of a hidden cell is possible
where voters of other units may have answered the other way round, so that no row and no column changes.
"""

from __future__ import annotations

import random
import sys
import time
from typing import TYPE_CHECKING

from kit.model.evaluation import Evaluation
from kit.model.tally import ItemTally, Tally
from kit.text.numbers import fixed_text
from kit.topics.appraisal import results
from kit.topics.appraisal.disclosure import Balloting, Gate, Weighed, gate, weighed
from kit.topics.appraisal.tallying import total

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

ATTACKS, UNITS = 1_000, 5_000
SIZES = (12, 60, 300, 1_500)  # units of the smaller campaigns
GROUPS = (("A", 30, (1, 7)), ("B", 30, (4, 20)), ("C", 40, (8, 30)))  # id, weight, fewest and most ballots
LEAN = (8, 5, 1.5, 0.5, 0.3, 0.2)  # 好 较好 一般 差 弃权 无效
GRADES, ITEMS = 4, 5
TRIES = 300  # exchanges tried for one number
LEAST = 5  # the minimum


def evaluation(items: int) -> Evaluation:
    """Return a way of counting with three weighted groups."""
    groups = [{"id": id_, "name": id_, "weight": weight} for id_, weight, _ in GROUPS]
    asked = [{"id": f"item{number}", "question": f"第{number}项"} for number in range(1, items + 1)]
    return Evaluation.model_validate({"preset": "GOOD4", "name": "评议", "items": asked, "groups": groups})


def campaign(chance: random.Random, units: int, items: int) -> list[Balloting]:
    """Return ballots of so many units."""
    return [
        Balloting(
            f"U{number:05d}",
            {id_: _tally(chance, chance.randint(*ends), items) for id_, _, ends in GROUPS},
        )
        for number in range(units)
    ]


def _tally(chance: random.Random, size: int, items: int) -> Tally:
    return Tally(size, 0, tuple(_item(chance, size) for _ in range(items)))


def _item(chance: random.Random, size: int) -> ItemTally:
    answers = chance.choices(range(len(LEAN)), LEAN, k=size)
    counts = [answers.count(answer) for answer in range(len(LEAN))]
    return ItemTally(tuple(counts[:GRADES]), abstained=counts[GRADES], spoilt=counts[GRADES + 1])


Votes = dict[str, list[list[int]]]  # by group: item × answer


class Attacker:
    """Whoever has all papers of a campaign, and knows what all units but one answered."""

    def __init__(self, told: Evaluation, units: list[Balloting], out: Gate) -> None:
        self.told, self.out = told, out
        self.body = {id_: total((one.by_group[id_] for one in units), told.items) for id_, _, _ in GROUPS}

    def left(self, one: Balloting, own: Weighed, cell: tuple[int, int], chance: random.Random) -> int:
        """Return how many numbers remain possible for one answer of the unit's small group to one item."""
        votes = {id_: [_row(each) for each in tally.items] for id_, tally in one.by_group.items()}
        said = self._printed(one.by_group, one, own)
        found = 0
        for value in self.numbers(one, cell):
            worlds = (_world(votes, cell, value, attempt, chance) for attempt in range(TRIES))
            found += any(self._printed(world, one, own) == said for world in worlds)
        return found

    def numbers(self, one: Balloting, cell: tuple[int, int]) -> range:
        """Return the numbers that the unit's own printed counts leave open."""
        item, answer = cell
        rows = [_row(tally.items[item]) for tally in one.by_group.values()]
        size, chosen, everyone = sum(rows[0]), sum(row[answer] for row in rows), sum(map(sum, rows))
        return range(max(0, size - (everyone - chosen)), min(size, chosen) + 1)

    def _printed(self, by_group: Mapping[str, Tally], one: Balloting, own: Weighed) -> list[str]:
        """Return what papers say of that unit's composites and the body's, if its ballots were these."""
        unit = weighed(Balloting(one.id, by_group), self.told, together=own.is_pooled)
        texts = [_text(unit.score), _text(unit.approval)]
        if not self.out.body.is_pooled:
            body = {id_: _moved(self.body[id_], one.by_group[id_], by_group[id_]) for id_ in by_group}
            values = (results.score, results.positive_rate)
            texts += [_text(results.weighted(self.told, body, value)) for value in values]
        return texts


def _world(
    votes: Votes, cell: tuple[int, int], value: int, attempt: int, chance: random.Random
) -> dict[str, Tally]:
    """Return other ballots of the same sizes and counts, in which the cell has that value."""
    tried = {id_: [list(row) for row in rows] for id_, rows in votes.items()}
    _force(tried, cell, value, chance)
    for _ in range(attempt % 12):
        _exchange(tried, cell, chance)
    return {id_: _tally_of(rows) for id_, rows in tried.items()}


def _row(item: ItemTally) -> list[int]:
    return [*item.counts, item.abstained, item.spoilt]


def _tally_of(rows: list[list[int]]) -> Tally:
    items = (ItemTally(tuple(r[:GRADES]), abstained=r[GRADES], spoilt=r[GRADES + 1]) for r in rows)
    return Tally(sum(rows[0]), 0, tuple(items))


def _moved(body: Tally, before: Tally, after: Tally) -> Tally:
    rows = [
        [b - o + n for b, o, n in zip(_row(whole), _row(old), _row(new), strict=True)]
        for whole, old, new in zip(body.items, before.items, after.items, strict=True)
    ]
    return _tally_of(rows)


def _force(votes: Votes, cell: tuple[int, int], value: int, chance: random.Random) -> None:
    """Let voters of the small group exchange answers with others until so many of them gave that one."""
    item, answer = cell
    own = votes["A"][item]
    while own[answer] != value:
        up = own[answer] < value
        others = [id_ for id_ in votes if id_ != "A" and (not up or votes[id_][item][answer])]
        other = votes[chance.choice(others)][item]
        holder = own if up else other
        known = [each for each, count in enumerate(holder) if count and each != answer]
        if not known:
            continue
        given = chance.choice(known)
        giver, taker = (other, own) if up else (own, other)
        giver[answer] -= 1
        taker[answer] += 1
        taker[given] -= 1
        giver[given] += 1


def _exchange(votes: Votes, cell: tuple[int, int], chance: random.Random) -> None:
    """Let two voters of two groups exchange their answers to another item."""
    items = [number for number in range(len(votes["A"])) if number != cell[0]]
    if not items:
        return
    item, (one, other) = chance.choice(items), chance.sample(list(votes), 2)
    a = chance.choices(range(len(LEAN)), votes[one][item])[0]
    b = chance.choices(range(len(LEAN)), votes[other][item])[0]
    for id_, gives, takes in ((one, a, b), (other, b, a)):
        votes[id_][item][gives] -= 1
        votes[id_][item][takes] += 1


class GroupAttacker:
    """Whoever has all figures by group: rows are what units leave over, columns what the body adds up."""

    def __init__(self, units: list[Balloting], out: Gate) -> None:
        self.out = out
        self.hiding = [one for one in units if out.hidden[one.id]]
        self.added = [one for one in self.hiding if one.id in out.together]

    def left(self, one: Balloting, group: str, cell: tuple[int, int]) -> tuple[int, int]:
        """Return how many numbers of a hidden cell remain possible, and how many its unit leaves open."""
        item, answer = cell
        block = {id_: _row(one.by_group[id_].items[item]) for id_ in self.out.hidden[one.id]}
        own, size = block[group], sum(block[group])
        chosen, everyone = sum(row[answer] for row in block.values()), sum(map(sum, block.values()))
        numbers = range(max(0, size - (everyone - chosen)), min(size, chosen) + 1)
        if one.id not in self.out.together:
            return len(numbers), len(numbers)
        steps = [abs(value - own[answer]) for value in numbers]
        found = {
            sign * number
            for sign in (1, -1)
            for number in range(max(steps) + 1)
            if self._goes(one, block, (group, item, answer), sign, number)
        }
        return sum(value - own[answer] in found for value in numbers), len(numbers)

    def _goes(
        self, one: Balloting, block: dict[str, list[int]], cell: tuple[str, int, int], sign: int, number: int
    ) -> bool:
        """Return whether so many more (or fewer) may have given the answer, and others the reverse."""
        group, item, answer = cell
        others = [id_ for id_ in block if id_ != group]
        for id_ in others:
            holds, gives = (block[id_], block[group]) if sign > 0 else (block[group], block[id_])
            used: dict[str, int] = {}  # units that have changed one pair back
            done = 0
            for other in (other for other in range(len(LEAN)) if other != answer):
                answers = (answer, other) if sign > 0 else (other, answer)
                for _ in range(gives[other]):
                    if done < min(number, holds[answer]) and self._elsewhere(
                        one, (group, id_), item, answers, used
                    ):
                        done += 1
            if done >= number:
                return True
        return not number

    def _elsewhere(
        self,
        one: Balloting,
        groups: tuple[str, str],
        item: int,
        answers: tuple[int, int],
        used: dict[str, int],
    ) -> bool:
        """Return whether another unit can change a pair back, and mark that it has."""
        for unit in self.added:
            if unit is not one and unit.id not in used and set(groups) <= self.out.hidden[unit.id]:
                rows = [_row(unit.by_group[id_].items[item]) for id_ in groups]
                if rows[0][answers[0]] and rows[1][answers[1]]:
                    used[unit.id] = 1
                    return True
        return False


def attack_groups(units: list[Balloting], out: Gate, times: int, chance: random.Random) -> list[int]:
    """Return how many hidden cells were attacked, determined, narrow."""
    attacker, counted = GroupAttacker(units, out), [0] * 3
    small = [one for one in attacker.hiding if "A" in out.hidden[one.id] and one.by_group["A"].valid < LEAST]
    for _ in range(times if small else 0):
        one = chance.choice(small)
        items = len(one.by_group["A"].items)
        left, opened = attacker.left(one, "A", (chance.randrange(items), chance.randrange(len(LEAN))))
        counted[0] += 1
        counted[1] += left == 1 < opened
        counted[2] += 1 < left < opened
    return counted


def _text(value: Fraction | None) -> str:
    return "—" if value is None else fixed_text(value)


def attack(
    told: Evaluation, units: list[Balloting], out: Gate, times: int, chance: random.Random
) -> list[int]:
    """Return how many cells were attacked, determined, narrow; then the same with groups weighed apart."""
    attacker, small = (
        Attacker(told, units, out),
        [one for one in units if one.by_group["A"].valid < told.minimum],
    )
    counted = [0] * 5
    for _ in range(times if small else 0):
        one = chance.choice(small)
        cell = chance.randrange(len(told.items)), chance.randrange(len(LEAN))
        opened = len(attacker.numbers(one, cell))
        apart = weighed(one, told, together=False)
        counted[0] += 1
        for at, own in ((1, out.now[one.id]), (3, apart)):
            left = attacker.left(one, own, cell, chance)
            counted[at] += left == 1 < opened
            counted[at + 1] += 1 < left < opened
    return counted


def main(arguments: list[str]) -> None:
    """Weigh and attack campaigns of all sizes; say what was found, and how long the gate took."""
    attacks, most = (
        (*map(int, arguments), ATTACKS, UNITS)[:2] if len(arguments) != 1 else (int(arguments[0]), UNITS)
    )
    chance = random.Random(2009)  # noqa: S311 - the same every time, no secret
    sizes = [*(size for size in SIZES if size < most), most]
    found, by_group = [0] * 5, [0] * 3
    for number, size in enumerate(sizes):
        items = (1, ITEMS)[number % 2] if size < most else ITEMS
        told, units = evaluation(items), campaign(chance, size, items)
        started, cpu = time.perf_counter(), time.process_time()
        out = gate(units, {}, told)
        seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
        pooled = sum(one.is_pooled for one in out.now.values())
        print(f"{size:6} 个单位 × {items} 项：{pooled} 个单位合并计算，{seconds:.2f} 秒（CPU {cpu:.2f}）")
        print(
            f"       {sum(map(bool, out.hidden.values()))} 个单位有不分开的票种，"
            f"{len(out.together)} 个单位计入合计"
        )
        times = attacks // len(sizes) + (number < attacks % len(sizes))
        counted, grouped = attack(told, units, out, times, chance), attack_groups(units, out, times, chance)
        found = [a + b for a, b in zip(found, counted, strict=True)]
        by_group = [a + b for a, b in zip(by_group, grouped, strict=True)]
    print(f"攻击 {found[0]} 次不足最少票数的票种：确定 {found[1]} 个，缩小 {found[2]} 个")
    print(f"同样的格子，各票种分开加权：确定 {found[3]} 个，缩小 {found[4]} 个（找不到别的解就算）")
    print(f"攻击 {by_group[0]} 个不分开印的票种格子：确定 {by_group[1]} 个，缩小 {by_group[2]} 个")
    if found[1] or found[2] or by_group[1] or by_group[2]:
        sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
