"""What ballots ask is proposed from the sheets, and one answer writes it into campaign.toml."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kit.app.make.appraising import with_evaluation
from kit.app.work import open_campaign
from kit.model.finding import CampaignError

Kit = Callable[..., tuple[int, str, str]]
BALLOTS = "科室,德,能,意见\n" + "一科,优,良,\n一科,中,优,多开会\n二科,差,优,\n二科,优,优,\n" * 2
VISITED = "编号,德,能\n" + "1,优,良\n2,中,优\n3,优,优\n4,差,优\n" * 2
COLOURS = "单位,环境,秩序,服务\n甲,红,黄,绿\n甲,红,红,红\n乙,绿,红,黄\n乙,黄,黄,红\n"


def new_campaign(kit: Kit, folder: Path, **files: str) -> Path:
    """Return a campaign as `kit new` makes it, with these files in its inbox."""
    assert kit("new", str(folder))[0] == 0
    for name, text in files.items():
        (folder / "inbox" / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def said(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "campaign.toml").read_text(encoding="utf-8"))


def units_of(folder: Path) -> set[object]:
    return {row["被评单位"] for row in open_campaign(folder).reading.sheets.rows("ballots")}


def test_one_answer_sets_the_items_and_the_grades_and_the_ballots_are_read(kit: Kit, tmp_path: Path) -> None:
    folder = new_campaign(kit, tmp_path / "活动", 评议票=BALLOTS)
    before = said(folder)

    assert kit("map", str(folder), "--accept")[0] == 0

    written = said(folder)["evaluation"]
    assert [item["question"] for item in written["items"]] == ["德", "能"]
    assert (written["grades"], written["points"]) == (["优", "良", "中", "差"], [100, 80, 60, 40])
    assert "groups" not in written  # those of the blank file are examples
    assert written["name"] == before["evaluation"]["name"]
    assert {**said(folder), "evaluation": 0, "answers": 0} == {**before, "evaluation": 0, "answers": 0}
    assert units_of(folder) == {"一科", "二科"}


def test_comments_stay_and_nothing_of_the_old_items_does(kit: Kit, tmp_path: Path) -> None:
    folder = new_campaign(kit, tmp_path / "活动", 评议票=BALLOTS)

    kit("map", str(folder), "--accept")

    text = (folder / "campaign.toml").read_text(encoding="utf-8")
    assert "# ---- 满意度测评；没有就把这一段删掉 ----" in text
    assert '# quorum = "two_thirds"' in text
    assert "项目一" not in text
    assert "第一组" not in text


def test_an_answer_that_it_is_no_appraisal_is_kept_and_nothing_is_set(kit: Kit, tmp_path: Path) -> None:
    folder = new_campaign(kit, tmp_path / "活动", 评议票=BALLOTS)

    assert kit("map", str(folder), "--answer", "评议·项目和等次：德、能=不是评议")[0] == 0

    assert said(folder)["answers"] == {"评议·项目和等次：德、能": "不是评议"}
    assert [item["question"] for item in said(folder)["evaluation"]["items"]] == ["项目一", "项目二"]


def test_grades_whose_order_nobody_knows_are_set_as_somebody_says(kit: Kit, tmp_path: Path) -> None:
    folder = new_campaign(kit, tmp_path / "活动", 评议票=COLOURS)
    key = "评议·项目和等次：环境、秩序、服务"

    assert kit("map", str(folder), "--accept")[0] == 0
    assert [item["question"] for item in said(folder)["evaluation"]["items"]] == ["项目一", "项目二"]
    assert kit("map", str(folder), "--answer", f"{key}=绿、黄")[0] == 2
    assert kit("map", str(folder), "--answer", f"{key}=绿、黄、红")[0] == 0

    assert said(folder)["evaluation"]["grades"] == ["绿", "黄", "红"]
    assert units_of(folder) == {"甲", "乙"}


def test_a_sheet_that_is_said_to_be_ballots_is_asked_for_its_items_next(kit: Kit, tmp_path: Path) -> None:
    folder = new_campaign(
        kit, tmp_path / "活动", 入户="编号,德,能\n" + "1,优,良\n2,中,优\n3,优,优\n4,差,优\n" * 2
    )
    place = "入户.csv「入户」"

    assert kit("map", str(folder), "--answer", f"{place}=评议票", "--accept")[0] == 0

    assert [item["question"] for item in said(folder)["evaluation"]["items"]] == ["德", "能"]
    assert len(list(open_campaign(folder).reading.sheets.rows("ballots"))) == 8


def test_a_sheet_that_is_said_to_be_a_survey_is_one(kit: Kit, tmp_path: Path) -> None:
    folder = new_campaign(
        kit, tmp_path / "活动", 入户="编号,德,能\n" + "1,优,良\n2,中,优\n3,优,优\n4,差,优\n" * 2
    )

    assert kit("map", str(folder), "--answer", "入户.csv「入户」=调查问卷")[0] == 0

    assert [table.kind for table in open_campaign(folder).reading.sheets.tables] == ["surveys"]


EVALUATION = {
    "points": [1, 0],
    "positive": 1,
    "grades": ["好", "差"],
    "items": [{"id": "i", "question": "学"}],
}
PARTS = (
    '[campaign]\ntitle = "试验"\n',
    '[evaluation]  # 评议\nname = "评"\npoints = [9, 8]  # 分\nminimum = 3\n',
    '[[evaluation.items]]\nid = "a"\nquestion = "旧"\ngrades = ["是", "否"]\n',
    '[[evaluation.groups]]\nid = "A"\nname = "职工"\n',
    "# ---- 别的 ----\n[checks]\nlow_return_rate = 60\n",
)


@given(
    some.lists(some.sampled_from(PARTS), unique=True),
    some.sampled_from(["\n", "\r\n"]),
    some.sampled_from(["\n", ""]),
)
def test_only_what_ballots_ask_changes_wherever_it_stands(parts: list[str], ending: str, last: str) -> None:
    text = ("\n".join(sorted(parts, key=PARTS.index)).rstrip() + last).replace("\n", ending)
    before = tomllib.loads(text)

    after = tomllib.loads(with_evaluation(text, EVALUATION, "campaign.toml"))

    kept = {key: value for key, value in before.get("evaluation", {}).items() if key in {"minimum", "groups"}}
    name = before.get("evaluation", {}).get("name")
    said = after.pop("evaluation")
    before.pop("evaluation", None)
    assert after == before
    assert {key: said[key] for key in EVALUATION} == EVALUATION
    assert {key: said[key] for key in kept} == kept
    assert name is None or said["name"] == name


def test_a_file_that_says_it_all_on_one_line_is_left_to_people() -> None:
    with pytest.raises(CampaignError, match="请自己在 \\[evaluation\\] 里写"):
        with_evaluation('evaluation = { name = "评" }\n', EVALUATION, "campaign.toml")
