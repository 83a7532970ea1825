"""Rows in = rows used + rows named, and a row is used only if a figure counts it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from kit.app.work import open_campaign

SETTINGS = """
[campaign]
title = "试验"
year = 2009
[office]
name = "办公室"
body = "机关"
body_short = "机关"
[evaluation]
name = "评议"
preset = "GOOD4"
opens = 2009-06-02
closes = 2009-06-10
items = [{ id = "item1", question = "学习" }, { id = "item2", question = "作风" }]
[answers]
"单位名称：外单位" = "不算"
"""
REASONS = {
    ("甲局", 1, ""): "收票开始以前交的",
    ("甲局", 11, ""): "收票截止以后交的",
    ("甲局", 5, "测试"): "试填的",
    ("外单位", 5, ""): "答的是不算的单位",
    ("甲局", 5, ""): "",
    ("乙局", 6, ""): "",
}


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ballots=some.lists(some.sampled_from(sorted(REASONS)), max_size=25))
def test_a_ballot_that_counts_nowhere_is_named_with_its_reason(
    tmp_path_factory: pytest.TempPathFactory, ballots: list[tuple[str, int, str]]
) -> None:
    folder = tmp_path_factory.mktemp("活动")
    (folder / "inbox").mkdir()
    (folder / "campaign.toml").write_text(SETTINGS, encoding="utf-8")
    ballots = [("甲局", 5, ""), ("乙局", 6, ""), *ballots]
    rows = [f"{unit},2009-06-{day:02} 9:00:00,{who},好,好" for unit, day, who in ballots]
    units = "单位ID,全称\n1,甲局\n2,乙局\n"
    write(folder / "inbox" / "单位目录.csv", units)
    write(folder / "inbox" / "票.csv", "\n".join(["被评单位,提交时间,填票人,学习,作风", *rows]))

    work = open_campaign(folder)

    [account] = [one for one in work.reading.account if one.kind == "评议票"]
    reasons = {row: run.reason for run in account.named for row in range(run.first, run.last + 1)}
    counted = [number for number, said in enumerate(ballots, 2) if not REASONS[said]]
    assert account.rows == account.used + len(reasons)
    assert account.used == len(counted) == int(work.facts["evaluation.all.returned"].value)
    assert {row: reasons[row] for row in reasons if row > 1} == {
        number: REASONS[said] for number, said in enumerate(ballots, 2) if REASONS[said]
    }


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
