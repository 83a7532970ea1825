"""A large workbook to a typed table: the kit's reader beside pandas with openpyxl, in one run.

Usage: python benchmarks/read.py [--rows 100000]
"""

import argparse
import gc
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import xlsxwriter

from kit.model.campaign import Campaign
from kit.sheets.inbox import read_inbox
from kit.topics.kinds import kinds_of

HEADINGS = [
    "意见ID",
    "来源渠道",
    "来源记录ID",
    "会议ID",
    "登记日",
    "原文",
    "指向",
    "指向人",
    "方面",
    "提出者类别",
    "提出者姓名",
    "份号",
]
WORDS = [
    "道路",
    "路灯",
    "停车",
    "办事",
    "窗口",
    "会议",
    "文件",
    "培训",
    "学校",
    "医院",
    "企业",
    "就业",
    "污水",
    "垃圾",
    "公交",
    "电梯",
    "供水",
    "社区",
]


CHANNELS = ("座谈会", "走访", "征求意见表", "意见箱")


def make_workbook(path: Path, rows: int) -> None:
    """Write an opinion ledger of that many rows and twelve columns, the same for every run."""
    chance = random.Random(20)  # noqa: S311 - made-up text, no secret
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("意见登记")
    sheet.write_row(0, 0, HEADINGS)
    for number in range(1, rows + 1):
        text = "建议".join(chance.choices(WORDS, k=8))
        row = [f"Y{number:06}", chance.choice(CHANNELS), f"L{number % 400}", f"M{number % 9}"]
        row += [f"2009.{number % 12 + 1}.{number % 28 + 1}", f"{text}，希望尽快研究解决。"]
        row += [chance.choice(("机关", "班子")), "张三", chance.choice(WORDS), chance.choice(CHANNELS)]
        sheet.write_row(number, 0, [*row, "李四", f"F{number % 1000}"])
    book.close()


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes, on a clean heap."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Print seconds and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "inbox").mkdir()
        path = folder / "inbox" / "意见登记.xlsx"
        make_workbook(path, rows)
        office = {"name": "办公室", "body": "机关", "body_short": "机关"}
        about = {"title": "试验", "year": 2009, "phase": 1}
        campaign = Campaign.model_validate({"folder": folder, "campaign": about, "office": office})
        ours = seconds(lambda: read_inbox(campaign, kinds_of(campaign)))
        theirs = seconds(lambda: pd.read_excel(path, engine="openpyxl"))
        read = read_inbox(campaign, kinds_of(campaign))
    assert len(read.sheets.frame("opinions")) == rows, "a row was lost"  # noqa: S101 - a benchmark of nothing is none
    assert not [f for f in read.findings if f.level == "error"], "a cell was refused"  # noqa: S101 - the same
    print(f"{rows} rows × {len(HEADINGS)} columns, {path.name}")
    print(f"kit (checked, typed table)   {ours:7.2f} s")
    print(f"pandas + openpyxl            {theirs:7.2f} s")
    print(f"ratio                        {theirs / ours:7.1f} ×")


if __name__ == "__main__":
    main()
