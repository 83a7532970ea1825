"""Plain text (.txt): minutes are read as minutes, whole sentences; a table of text stays a table."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kit.model.campaign import Campaign
from kit.opinions.importing.entry import read_export

Writes = Callable[..., Path]
MINUTES = """机关干部座谈会记录
时间：2009年4月2日
王某：会议太多，建议少开。
李某：文件太长，希望精简，能不发的就不发。
赵某：路灯不亮，请修一修。
"""


def written(tmp_path: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_minutes_in_plain_text_are_whole_sentences(encoding: str, tmp_path: Path, campaign: Campaign) -> None:
    path = written(tmp_path, "座谈会.txt", MINUTES.replace("\n", "\r\n"), encoding)

    export = read_export(path, campaign)

    assert export.opinions[["来源行", "提出者姓名", "原文"]].to_numpy().tolist() == [
        [3, "王某", "会议太多，建议少开。"],
        [4, "李某", "文件太长，希望精简，能不发的就不发。"],
        [5, "赵某", "路灯不亮，请修一修。"],
    ]
    assert set(export.opinions["登记日"]) == {"2009-04-02"}


def test_plain_text_gives_what_the_same_document_gives(
    docx: Writes, tmp_path: Path, campaign: Campaign
) -> None:
    document = docx("座谈会.docx", *MINUTES.splitlines())

    read = [
        read_export(path, campaign).opinions for path in (document, written(tmp_path, "座谈会.txt", MINUTES))
    ]

    told = [
        opinions[["来源行", "提出者姓名", "原文", "登记日", "来源渠道"]].to_numpy().tolist()
        for opinions in read
    ]
    assert told[0] == told[1]


@pytest.mark.parametrize(
    "lines",
    [
        ["会议太多，建议少开", "路灯不亮，希望修好", "文件太长，希望精简"],
        ["会议太多,建议少开", "路灯不亮,希望修好", "文件太长,希望精简"],
        ["会议太多；建议少开", "路灯不亮；希望修好", "文件太长；希望精简"],
    ],
)
def test_sentences_with_as_many_commas_each_are_no_table(
    lines: list[str], tmp_path: Path, campaign: Campaign
) -> None:
    path = written(tmp_path, "走访.txt", "\n".join(lines))

    export = read_export(path, campaign, {"段落": "每段各算一条"})

    assert list(export.opinions["原文"]) == lines


@pytest.mark.parametrize(
    "text",
    ["来源渠道,意见内容\n走访,会议太多\n走访,路灯不亮\n", "谁\t说了什么意见\n甲\t会议太多\n乙\t路灯不亮\n"],
)
def test_a_table_in_plain_text_is_still_a_table(text: str, tmp_path: Path, campaign: Campaign) -> None:
    export = read_export(written(tmp_path, "走访.txt", text), campaign)

    assert list(export.opinions["原文"]) == ["会议太多", "路灯不亮"]


def test_lines_that_were_broken_at_a_width_are_one_opinion(tmp_path: Path, campaign: Campaign) -> None:
    text = (
        "走访记录\n\n"
        "1. 村口到学校的路一下雨就积水，孩子们上学要绕很远的\n"
        "路，希望今年能修一修。\n"
        "2. 路灯不亮。\n"
        "3. 希望多组织一些义诊，村里老人多，到镇上看病要走一\n"
        "个多小时，很不方便\n"
    )

    opinions = read_export(written(tmp_path, "走访.txt", text), campaign).opinions

    assert opinions[["来源行", "原文"]].to_numpy().tolist() == [
        [3, "村口到学校的路一下雨就积水，孩子们上学要绕很远的\n路，希望今年能修一修。"],
        [5, "路灯不亮。"],
        [6, "希望多组织一些义诊，村里老人多，到镇上看病要走一\n个多小时，很不方便"],
    ]


def test_a_text_table_whose_commas_cut_an_opinion_is_refused(text_file: Writes, campaign: Campaign) -> None:
    path = text_file(
        "登记.csv", [["来源渠道", "意见内容"], ["走访", "路灯不亮"], ["走访", "会议太多", "建议少开"]]
    )

    export = read_export(path, campaign)

    [finding] = export.findings
    assert export.opinions.empty
    assert (finding.level, finding.place.row) == ("error", 3)
    assert "多出来" in finding.problem
