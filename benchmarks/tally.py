"""Tally a million ballots of five items for five thousand units, beside a plain pandas groupby.

    python benchmarks/tally.py [BALLOTS] [UNITS]

Each way runs in a process of its own, so that its peak memory is its own; both get the same typed table
and must come to the same counts. The kit's way also tells abstentions, blanks and void answers apart,
keeps three groups of voters, and knows the rows every figure stands on; groupby only counts.

Beside them the whole ledger of the same ballots, without figures by group of voters (by_group = "none") and
with them: how many facts, how long, as a multiple of the kit's tally.
"""

from __future__ import annotations

import hashlib
import json
import random
import resource
import subprocess
import sys
import time

import pandas as pd

from kit.model.campaign import Campaign
from kit.model.evaluation import Evaluation
from kit.model.table import Sheets, Table
from kit.topics.appraisal.tallying import tally_units
from kit.topics.ledger import count_all

BALLOTS, UNITS = 1_000_000, 5_000
ITEMS = 5
GRADES = ("好", "较好", "一般", "差")
ANSWERS = (*GRADES[:1] * 6, *GRADES[1:2] * 3, *GRADES[2:], "弃权", "未填", "多选")
WAYS = ("kit", "groupby")
LEDGERS = ("none", "units")  # by_group


def questions() -> list[str]:
    """Return the questions of the ballot."""
    return [f"第{number}项" for number in range(1, ITEMS + 1)]


def evaluation() -> Evaluation:
    """Return the campaign's way of counting."""
    groups = [
        {"id": one, "name": one, "weight": weight} for one, weight in zip("ABC", (30, 30, 40), strict=True)
    ]
    items = [{"id": f"item{number}", "question": text} for number, text in enumerate(questions())]
    return Evaluation.model_validate({"preset": "GOOD4", "name": "评议", "items": items, "groups": groups})


def sheets(ballots: int, units: int) -> Sheets:
    """Return a roster and the ballots, the same every time."""
    chance = random.Random(2009)  # noqa: S311 - the same every time, no secret
    names = [f"单位{number:05d}" for number in range(units)]
    roster = [[f"U{number:05d}", name, name, "类", number] for number, name in enumerate(names)]
    columns: dict[str, list[str | None]] = {
        "票号": [f"P{number:07d}" for number in range(ballots)],
        "被评单位": chance.choices(names, k=ballots),
        "票种": chance.choices("ABC", k=ballots),
        **{question: list(chance.choices(ANSWERS, k=ballots)) for question in questions()},
        "整票判定": list(chance.choices(("有效", "无效"), weights=(50, 1), k=ballots)),
    }
    frame = pd.DataFrame(columns, index=range(2, ballots + 2), dtype=object)
    known = pd.DataFrame(roster, columns=["单位ID", "全称", "简称", "类别", "排序"], dtype=object)
    return Sheets((_table("units", known), _table("ballots", frame)))


def _table(kind: str, frame: pd.DataFrame) -> Table:
    return Table(kind, f"{kind}.xlsx", "表", "0" * 64, frame)


def by_kit(given: Sheets) -> dict[str, list[int]]:
    """Return votes for each grade by unit and item, from the kit's tallies."""
    found = tally_units(given, evaluation())
    return {
        f"{unit.unit.name} {question}": list(item.counts)
        for unit in found
        for question, item in zip(questions(), unit.total.items, strict=True)
    }


def by_groupby(given: Sheets) -> dict[str, list[int]]:
    """Return the same counts from one groupby an item."""
    rows = given.frame("ballots")
    valid = rows[rows["整票判定"] != "无效"]
    counted: dict[str, list[int]] = {}
    for question in questions():
        by_unit = valid.groupby(["被评单位", question]).size().unstack(fill_value=0)  # noqa: PD010 - the plain way
        for unit, votes in zip(by_unit.index, by_unit[list(GRADES)].to_numpy().tolist(), strict=True):
            counted[f"{unit} {question}"] = votes
    return counted


def measure(way: str, ballots: int, units: int) -> dict[str, object]:
    """Return seconds, peak memory above the tables themselves, and a digest of the counts."""
    given = sheets(ballots, units)
    given.frame("ballots")
    before = _peak()
    started, cpu = time.perf_counter(), time.process_time()
    counts = (by_kit if way == "kit" else by_groupby)(given)
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    digest = hashlib.sha256(json.dumps(counts, sort_keys=True).encode()).hexdigest()
    return {"seconds": seconds, "cpu": cpu, "more": _peak() - before, "tables": before, "digest": digest}


def measure_ledger(by_group: str, ballots: int, units: int) -> dict[str, object]:
    """Return seconds of the processor, peak memory above the tables, and how many facts."""
    given = sheets(ballots, units)
    given.frame("ballots")
    said = {
        "campaign": {"title": "评议", "year": 2009},
        "office": {"name": "办公室", "body": "机关", "body_short": "机关"},
    }
    counting = evaluation().model_copy(update={"by_group": by_group})
    campaign = Campaign.model_validate(said).model_copy(update={"evaluation": counting})
    before, started = _peak(), time.process_time()
    facts = count_all(given, campaign)
    return {"cpu": time.process_time() - started, "more": _peak() - before, "facts": len(facts)}


def _peak() -> int:
    """Return the most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(arguments: list[str]) -> None:
    """Run both ways, or the one that is named first."""
    if arguments and arguments[0] in WAYS:
        print(json.dumps(measure(arguments[0], *map(int, arguments[1:]))))
        return
    if arguments and arguments[0] in LEDGERS:
        print(json.dumps(measure_ledger(arguments[0], *map(int, arguments[1:]))))
        return
    ballots, units = (
        (*map(int, arguments), BALLOTS, UNITS)[:2] if len(arguments) != 1 else (int(arguments[0]), UNITS)
    )
    results = {way: _apart(way, ballots, units) for way in WAYS}
    if len({result["digest"] for result in results.values()}) > 1:
        sys.exit("两种算法得出的票数不一样")
    print(f"{ballots} 张票，每张 {ITEMS} 项，{units} 个单位")
    for way, result in results.items():
        seconds, more, tables = (result[key] for key in ("seconds", "more", "tables"))
        print(f"{way:8} {seconds:8.2f} 秒，比表格本身（{tables} MB）多用 {more} MB")
    for by_group in LEDGERS:
        made = _apart(by_group, ballots, units)
        times = float(str(made["cpu"])) / float(str(results["kit"]["cpu"]))
        said = f"底稿（by_group = {by_group}）{made['facts']} 个数"
        print(f"{said} {made['cpu']:.2f} 秒（CPU），是计票的 {times:.1f} 倍，多用 {made['more']} MB")


def _apart(way: str, ballots: int, units: int) -> dict[str, object]:
    command = [sys.executable, __file__, way, str(ballots), str(units)]
    found: dict[str, object] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
