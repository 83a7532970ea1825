"""What the ballots of a unit say, before they are written: counts from targets, ballots from counts."""

import random
from dataclasses import dataclass, field

from content import lines

GROUPS = "ABC"
LEAN = {"A": 3, "B": 0, "C": -2}  # in per cent: those closer to the report judge it more kindly
BLANK, DOUBLE = 4, 5  # behind the four grades 0 to 3
REST = [int(code) for code in "223242232242232252"]  # what those who do not approve tick, over and over
TIED, SAME = "U04", "U05"  # two items tie for best and two for weakest; as good as last round

Counts = tuple[int, ...]  # ballots for each grade, then blank, then double ticks


@dataclass
class Result:
    """What one unit is to get: counts by group and item, now and last round."""

    unit: str
    valid: dict[str, int]
    void: dict[str, int]
    now: dict[str, list[Counts]]
    before: dict[str, list[Counts]] = field(default_factory=dict)


def results() -> list[Result]:
    """Return the results of all units, in order."""
    return [_result(cells) for cells in lines("results")]


def _result(cells: list[str]) -> Result:
    unit, valid, void, targets, top, last, goals = [*cells, "", ""][:7]
    made = Result(unit, _by_group(valid), _by_group(void), {})
    made.now = _counts(made.valid, targets.split(), int(top), unit)
    if unit == TIED:
        for items in made.now.values():
            items[4], items[3] = items[0], items[2]
    if unit == SAME:
        made.before = {group: list(items) for group, items in made.now.items()}
        _swap(made.before["C"])
    elif last:
        better = sum(map(int, targets.split())) > sum(map(int, goals.split()))
        before = int(top) - 4 if better else int(top) + 4
        made.before = _counts(_by_group(last), goals.split(), before, f"{unit}-before")
    return made


def _by_group(numbers: str) -> dict[str, int]:
    return {group: int(number) for group, number in zip(GROUPS, numbers.split(), strict=True)}


def _counts(sizes: dict[str, int], targets: list[str], top: int, seed: str) -> dict[str, list[Counts]]:
    chance = random.Random(seed)  # noqa: S311 - the same every time, no secret
    made: dict[str, list[Counts]] = {}
    for group, size in sizes.items():
        goals = [int(target) + LEAN[group] for target in targets]
        made[group] = [_spread(size, goal, top + chance.randint(-6, 6), chance) for goal in goals]
    return made


def _spread(size: int, target: int, top: int, chance: random.Random) -> Counts:
    """Return how `size` ballots fall on four grades, blank and double ticks."""
    good = min(size, (size * target + 50) // 100)
    best = (good * top + 50) // 100
    counts = [best, good - best, 0, 0, 0, 0]
    start = chance.randrange(len(REST))
    for number in range(size - good):
        counts[REST[(start + number) % len(REST)]] += 1
    return tuple(counts)


def _swap(items: list[Counts]) -> None:
    """Move one ballot from the second grade to the third in one item, and back in another."""
    down, up = list(items[0]), list(items[1])
    down[1], down[2] = down[1] - 1, down[2] + 1
    up[1], up[2] = up[1] + 1, up[2] - 1
    items[0], items[1] = tuple(down), tuple(up)


def ballots(counts: list[Counts], chance: random.Random) -> list[list[int]]:
    """Return one list of codes a ballot; a kind voter is kind in most items."""
    size = sum(counts[0])
    kind = [chance.random() for _ in range(size)]
    made: list[list[int]] = [[] for _ in range(size)]
    for item in counts:
        codes = [code for code in (0, 1, BLANK, DOUBLE, 2, 3) for _ in range(item[code])]
        order = sorted(range(size), key=lambda voter: kind[voter] + chance.random() * 0.6)
        for code, voter in zip(codes, order, strict=True):
            made[voter].append(code)
    chance.shuffle(made)
    return made
