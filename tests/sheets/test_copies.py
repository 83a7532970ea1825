"""The same file or the same rows twice: one finding that names both, and nothing counted twice."""

import shutil
from collections.abc import Callable
from typing import Any

import pytest

from kit.model.campaign import SheetEntry

Said = Callable[..., list[str]]
VISITS = "日期 领导 对象类型 对象名称\n2009-04-01 张某 社区 东社区\n2009-04-02 李某 村屯 西村"
BALLOTS = "票号 被评单位 工作好不好 作风好不好\n1 财政局 好 好\n2 财政局 好 差"


@pytest.mark.parametrize("copy", ["走访副本.xlsx", "县区/走访.xlsx"])
def test_a_copied_file_is_one_error_that_names_both_and_counts_once(
    inbox: Any, said: Said, copy: str
) -> None:
    shutil.copy(inbox.draw("走访.xlsx", VISITS), inbox.path(copy))

    assert len(inbox.rows("visits")) == 2
    assert said(inbox.read().findings) == [
        f"{copy}：和 走访.xlsx 内容一样，没有重复读。请只留一份，另一份移出 inbox。"
    ]
    assert inbox.read().findings[0].level == "error"
    assert [taken.file for taken in inbox.read().taken] == ["走访.xlsx"]


def test_copied_ballots_give_no_finding_per_row(inbox: Any) -> None:
    shutil.copy(inbox.draw("票.xlsx", BALLOTS), inbox.path("a/票.xlsx"))

    assert [finding.rule for finding in inbox.read().findings] == ["reading.copy"]
    assert len(inbox.rows("ballots")) == 2


def test_the_same_rows_saved_in_another_format_are_one_error_that_names_both(inbox: Any, said: Said) -> None:
    inbox.draw("走访.csv", VISITS)
    inbox.draw("走访.xlsx", VISITS, sheet="四月")

    assert len(inbox.rows("visits")) == 2
    assert said(inbox.read().findings) == [
        "走访.xlsx「四月」：各行和 走访.csv「走访」一样，没有重复算。请只留一份，另一份移出 inbox。"
    ]


def test_an_older_state_of_a_growing_sheet_counts_only_with_the_newer_one(inbox: Any, said: Said) -> None:
    inbox.draw("走访4月.xlsx", VISITS)
    inbox.draw("走访5月.xlsx", f"{VISITS}\n2009-05-04 王某 企业 某厂")

    assert len(inbox.rows("visits")) == 3
    assert said(inbox.read().findings) == [
        "走访4月.xlsx「表」：各行在 走访5月.xlsx「表」里都有，没有重复算。请只留一份，另一份移出 inbox。"
    ]


def test_sheets_that_share_some_rows_but_not_all_are_both_counted(inbox: Any) -> None:
    inbox.draw("走访4月.xlsx", f"{VISITS}\n2009-04-09 王某 社区 南社区")
    inbox.draw("走访5月.xlsx", f"{VISITS}\n2009-05-04 王某 企业 某厂")

    assert len(inbox.rows("visits")) == 6
    assert inbox.read().findings == ()


def test_a_form_that_several_units_sent_back_unfilled_is_no_copy(inbox: Any) -> None:
    heading = VISITS.splitlines()[0]
    shutil.copy(inbox.draw("甲.xlsx", heading), inbox.path("乙.xlsx"))

    assert inbox.read().findings == ()


def test_a_copy_that_the_campaign_leaves_out_is_no_finding(inbox: Any) -> None:
    shutil.copy(inbox.draw("走访.xlsx", VISITS), inbox.path("旧走访.xlsx"))
    inbox.campaign = inbox.campaign.model_copy(
        update={"sheets": (SheetEntry(file="旧走访.xlsx", kind="忽略"),)}
    )

    assert inbox.read().findings == ()
    assert len(inbox.rows("visits")) == 2
