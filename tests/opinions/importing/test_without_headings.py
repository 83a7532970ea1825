"""Lists and tables without headings: their first row is an opinion too, and is never lost as a heading."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kit.model.campaign import Campaign
from kit.opinions.importing.entry import read_export
from kit.opinions.importing.reading.export import Export

Writes = Callable[..., Path]
SAID = ["会议太多，建议少开", "文件太长，希望精简", "路灯不亮"]


def answered(path: Path, campaign: Campaign) -> Export:
    """Return what a file gives once a person answers as proposed, which --accept alone does not do."""
    asked = read_export(path, campaign, accept=True)
    assert asked.opinions.empty
    return read_export(path, campaign, {one.id: one.proposal for one in asked.questions}, accept=True)


def test_a_table_without_headings_in_a_document_loses_no_row(docx: Writes, campaign: Campaign) -> None:
    table = [
        [str(number), text, name]
        for number, (text, name) in enumerate(zip(SAID, ["张某", "李某", "王某"], strict=True), 1)
    ]

    export = answered(docx("座谈会.docx", "座谈会意见", table), campaign)

    assert export.opinions[["来源行", "原文"]].to_numpy().tolist() == [
        [1, SAID[0]],
        [2, SAID[1]],
        [3, SAID[2]],
    ]
    assert "第2列" in export.recognised[-1].why


def test_a_list_of_one_column_loses_no_row(xlsx: Writes, campaign: Campaign) -> None:
    export = answered(xlsx("走访.xlsx", [[text] for text in SAID]), campaign)

    assert list(export.opinions["原文"]) == SAID


def test_a_list_of_one_column_under_a_heading_does_not_count_it(xlsx: Writes, campaign: Campaign) -> None:
    export = answered(xlsx("走访.xlsx", [["大家说了什么"], *([text] for text in SAID)]), campaign)

    assert list(export.opinions["原文"]) == SAID


def test_a_person_says_whether_the_first_row_is_a_heading(xlsx: Writes, campaign: Campaign) -> None:
    path = xlsx("走访.xlsx", [["工作亮点", "分数"], ["下基层多", 3], ["办事快", 4]])

    [question] = read_export(path, campaign).questions

    assert {"工作亮点", "没有列名，第1列"} <= set(question.choices)
    read = {
        answer: read_export(path, campaign, {"原文列": answer}).opinions for answer in question.choices[:3]
    }
    assert list(read["工作亮点"]["原文"]) == ["下基层多", "办事快"]
    assert list(read["没有列名，第1列"]["原文"]) == ["工作亮点", "下基层多", "办事快"]


def test_one_cell_alone_is_asked_about(xlsx: Writes, campaign: Campaign) -> None:
    path = xlsx("走访.xlsx", [["会议太多，建议少开"]])

    assert [question.proposal for question in read_export(path, campaign).questions] == ["没有列名，第1列"]
    assert list(answered(path, campaign).opinions["原文"]) == ["会议太多，建议少开"]


def test_lines_of_a_text_without_any_full_stop_are_asked_about(tmp_path: Path, campaign: Campaign) -> None:
    path = tmp_path / "走访.txt"
    path.write_text("路灯不亮\n修桥\n会议太多\n", encoding="utf-8")

    export = read_export(path, campaign, accept=True)

    assert list(export.opinions["原文"]) == ["路灯不亮", "修桥", "会议太多"]


@pytest.mark.parametrize(
    "heading", ["2、您对班子有什么意见？", "对班子的意见建议", "请谈谈存在的不足", "存在的问题（至少一条）"]
)
def test_a_question_is_still_a_heading(heading: str, xlsx: Writes, campaign: Campaign) -> None:
    rows = [["序号", heading], *([number, text] for number, text in enumerate(SAID, 1))]

    export = read_export(xlsx("征求意见表.xlsx", rows), campaign)

    assert list(export.opinions["原文"]) == SAID
