"""Handing out: packs on disk, the notebook on a register, many opinions at once."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import openpyxl
import pandas as pd
import pytest
import xlsxwriter

from kit.app.build.notebooks import run_notebook
from kit.app.opinions import steps
from kit.app.opinions.steps import words_by_aspect
from kit.app.work import open_campaign
from kit.opinions.deciding import review
from kit.opinions.proposing import clusters
from kit.opinions.proposing.hot_issues import hot_issues

ROOT = Path(__file__).parents[2]
Kit = Callable[..., tuple[int, str, str]]


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """Return a copy of the demo campaign."""
    folder = tmp_path / "demo"
    shutil.copytree(ROOT / "data/demo/inbox", folder / "inbox")
    shutil.copy(ROOT / "data/demo/campaign.toml", folder)
    return folder


def write_list(path: Path, texts: list[str]) -> Path:
    """Write opinions one a row, a day each."""
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["来源渠道", "登记日", "意见内容"])
        for number, text in enumerate(texts, 1):
            page.write_row(number, 0, ["走访", f"2009-0{1 + number % 6}-11", text])
    return path


def test_a_campaign_with_sheets_only_is_handed_out_too(demo: Path, kit: Kit) -> None:
    status, said, _ = kit("opinions", "outputs", "--campaign", str(demo))

    shared = {path.name for path in (demo / "out/opinions").iterdir()}
    assert (status, "谁" not in said) == (0, True)
    assert {
        "意见登记簿.xlsx",
        "意见汇总（班子会）.xlsx",
        "采纳情况.xlsx",
        "转送市委和政府部门.xlsx",
    } <= shared
    assert len([name for name in shared if name.startswith("责任单位-")]) > 1
    restricted = {path.name for path in (demo / "opinions/restricted/packs").iterdir()}
    leaders = [str(row["姓名"]) for row in open_campaign(demo).reading.sheets.rows("leaders")]
    assert {"主要负责同志.xlsx", "分送清单.xlsx"} <= restricted
    assert [name for name in leaders if any(name in file for file in shared)] == []


def test_a_pack_that_somebody_wrote_into_is_kept_and_the_new_one_laid_beside_it(demo: Path, kit: Kit) -> None:
    kit("opinions", "outputs", "--campaign", str(demo))
    path = demo / "out/opinions/采纳情况.xlsx"
    book = openpyxl.load_workbook(path)
    book.active["F1"] = "批注"
    book.save(path)
    edited = path.read_bytes()

    kit("opinions", "outputs", "--campaign", str(demo))
    assert path.read_bytes() == edited
    assert not (path.parent / "采纳情况.新稿.xlsx").exists()  # nothing new to offer

    source = demo / "inbox/评议意见采纳情况.xlsx"
    book = openpyxl.load_workbook(source)
    book.active["F4"] = "另有说明"
    book.save(source)
    _, said, _ = kit("opinions", "outputs", "--campaign", str(demo))
    assert path.read_bytes() == edited
    assert (path.parent / "采纳情况.新稿.xlsx").exists()
    assert "你们改过 采纳情况.xlsx，没有覆盖" in said


def test_a_pack_that_nobody_gets_any_more_goes(demo: Path, kit: Kit) -> None:
    kit("opinions", "outputs", "--campaign", str(demo))
    (demo / "inbox/问题清单和整改台账.xlsx").unlink()

    kit("opinions", "outputs", "--campaign", str(demo))

    assert not list((demo / "out/opinions").glob("责任单位-*"))


def test_opinions_that_do_not_add_up_are_not_handed_out(demo: Path, kit: Kit) -> None:
    source = demo / "inbox/意见归纳汇总.xlsx"
    book = openpyxl.load_workbook(source)
    book.active["E4"] = "Y999"
    book.save(source)

    status, printed, said = kit("opinions", "outputs", "--campaign", str(demo))

    assert (status, "没有分送" in said, "Y999" in printed + said) == (1, True, True)
    assert not (demo / "out/opinions").exists()


def test_without_opinions_the_way_to_get_some_is_said(demo: Path, kit: Kit) -> None:
    for name in ("意见登记（原始，勿外传）.xlsx", "意见归纳汇总.xlsx", "问题清单和整改台账.xlsx"):
        (demo / "inbox" / name).unlink()

    status, _, said = kit("opinions", "outputs", "--campaign", str(demo))

    assert (status, "还没有意见" in said, "kit opinions import" in said) == (2, True, True)


def shown(path: Path) -> dict[str, Any]:
    """Return what each cell of an executed notebook shows, by its id."""
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    return {cell.id: cell.outputs[0].data for cell in cells if cell.outputs}


def test_the_notebook_shows_proposals_accuracy_and_hot_issues_of_a_register(
    demo: Path, kit: Kit, tmp_path: Path
) -> None:
    texts = [f"{street}的路灯坏了{n}个月没有人修" for street in ("东街", "西街") for n in (2, 3, 4)]
    kit(
        "opinions",
        "import",
        str(write_list(tmp_path / "走访.xlsx", [*texts, texts[0]])),
        "--campaign",
        str(demo),
    )

    run_notebook(ROOT / "notebooks/2_opinions.ipynb", tmp_path / "2.ipynb", {"campaign": str(demo)})

    found = shown(tmp_path / "2.ipynb")
    assert "同一条（完全相同）" in found["proposals"]["text/html"]
    assert "只按词典提示" in found["accuracy"]["text/html"]
    assert "路灯" in found["hot"]["text/html"]
    assert "口径：登记簿里说同一件事的意见" in found["hot-chart"]["image/svg+xml"]
    assert "口径：意见登记（原始）按登记日计条" in found["times-chart"]["image/svg+xml"]


def test_without_a_register_nothing_heavy_is_loaded_for_it(demo: Path) -> None:
    work = open_campaign(demo)

    assert steps.suggestions(work) is None


def test_without_a_register_every_table_and_the_chart_say_what_to_do(demo: Path, tmp_path: Path) -> None:
    run_notebook(ROOT / "notebooks/2_opinions.ipynb", tmp_path / "2.ipynb", {"campaign": str(demo)})

    found = shown(tmp_path / "2.ipynb")
    assert all("kit opinions import" in found[cell]["text/html"] for cell in ("proposals", "accuracy", "hot"))
    assert "kit opinions import" in found["hot-chart"]["image/svg+xml"]


def test_where_nothing_waits_and_nothing_is_hot_that_is_said(demo: Path, kit: Kit, tmp_path: Path) -> None:
    kit("opinions", "import", str(write_list(tmp_path / "走访.xlsx", ["修路"])), "--campaign", str(demo))
    work = open_campaign(demo)

    hot = steps.table_of_hot_issues(work)

    assert hot.empty
    assert "排不出热点" in repr(hot)
    assert "排不出热点" in steps.chart_of_hot_issues(hot).svg


def test_without_merged_opinions_the_words_say_what_they_wait_for(demo: Path) -> None:
    (demo / "inbox/意见归纳汇总.xlsx").unlink()

    shown_words = words_by_aspect(open_campaign(demo), 8)

    assert "kit opinions review" in repr(shown_words)


def test_counts_over_time_are_by_day_week_or_month_as_long_as_they_last(demo: Path) -> None:
    by_period = steps.opinions_over_time(open_campaign(demo))

    assert by_period.columns.name == "每周（写的是周一）"
    assert by_period["合计"].sum() == by_period.drop(columns="合计").to_numpy().sum() == 150
    assert all(date.fromisoformat(label).weekday() == 0 for label in by_period.index)


def test_a_review_of_more_proposals_than_a_sheet_may_hold_says_what_comes_next(
    demo: Path, kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "MOST", 3)
    texts = [f"{street}的路灯坏了" for street in ("东街", "西街", "南街", "北街", "中街")]
    kit("opinions", "import", str(write_list(tmp_path / "走访.xlsx", texts)), "--campaign", str(demo))

    _, said, _ = kit("opinions", "review", "--campaign", str(demo))

    book = openpyxl.load_workbook(demo / "opinions/restricted/审核表.xlsx")
    assert "5 条建议等着定" in said
    assert book["方面"].max_row == 4
    guide = "".join(str(row[0]) for row in book["说明"].iter_rows(values_only=True))
    assert "“方面”一共 5 条，这里先列最省事的 3 条" in guide


def test_hot_issues_of_many_opinions_are_found_by_a_sample_and_all_are_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [f"路灯坏了没有人维修{'。' * n}" for n in range(60)] + [
        f"机关会议太多{'！' * n}" for n in range(40)
    ]
    rows = pd.DataFrame({"意见ID": [f"Y{n}" for n in range(100)], "原文": texts, "登记日": "2009-03-01"})
    whole = hot_issues(rows, date(2009, 4, 1))
    monkeypatch.setattr(clusters, "SAMPLE", 20)

    found = hot_issues(rows, date(2009, 4, 1))

    assert list(found["条数"]) == list(whole["条数"]) == [60, 40]
    pd.testing.assert_frame_equal(found, hot_issues(rows[::-1], date(2009, 4, 1)))
