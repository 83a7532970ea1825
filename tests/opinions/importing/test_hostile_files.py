import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.model.campaign import Campaign
from kit.model.finding import WorkbookError
from kit.opinions.importing.entry import read_export
from kit.opinions.importing.reading.export import Export

Writes = Callable[..., Path]
HEAD = ["来源渠道", "意见内容"]


def rules(export: Export) -> set[str]:
    return {finding.rule for finding in export.findings}


def test_text_that_looks_like_a_formula_is_registered_as_text_and_said_so(
    text_file: Writes, campaign: Campaign
) -> None:
    export = read_export(text_file("意见.csv", [HEAD, ["走访", '=HYPERLINK("http://x","点我")']]), campaign)

    assert list(export.opinions["原文"]) == ['=HYPERLINK("http://x","点我")']
    assert "opinions.formula" in rules(export)


def test_a_formula_that_nobody_computed_is_named_with_its_cell(xlsx: Writes, campaign: Campaign) -> None:
    path = rewritten(
        xlsx("意见.xlsx", [HEAD, ["走访", "修路"], ["走访", 1]]), b"<v>1</v>", b'<f>A1&amp;"x"</f>'
    )

    export = read_export(path, campaign)

    [finding] = [found for found in export.findings if found.rule == "opinions.formula"]
    assert finding.level == "error"
    assert "B3" in finding.problem


def rewritten(path: Path, before: bytes, after: bytes) -> Path:
    """Return the workbook with bytes of its first sheet replaced."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert before in parts[sheet]
    parts[sheet] = parts[sheet].replace(before, after)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


def test_a_cell_as_long_as_excel_allows_may_be_cut_off(xlsx: Writes, campaign: Campaign) -> None:
    export = read_export(xlsx("意见.xlsx", [HEAD, ["走访", "路" * 32767], ["走访", "桥" * 32766]]), campaign)

    assert [len(text) for text in export.opinions["原文"]] == [32767, 32766]
    [finding] = export.findings
    assert finding.rule == "opinions.cut"
    assert "第2行" in finding.problem


def test_emoji_and_rare_characters_come_through(xlsx: Writes, campaign: Campaign) -> None:
    said = "太吵了😡👨‍👩‍👧𠮷祥路"

    assert list(read_export(xlsx("意见.xlsx", [HEAD, ["走访", said]]), campaign).opinions["原文"]) == [said]


def test_marks_that_turn_the_line_round_are_kept_and_reported(xlsx: Writes, campaign: Campaign) -> None:
    export = read_export(xlsx("意见.xlsx", [HEAD, ["走访", "请看\u202e路修"]]), campaign)

    assert list(export.opinions["原文"]) == ["请看\u202e路修"]
    assert rules(export) == {"opinions.turning"}


def test_bytes_of_nothing_are_refused_with_their_line(tmp_path: Path, campaign: Campaign) -> None:
    path = tmp_path / "意见.csv"
    path.write_bytes("来源渠道,意见内容\n走访,修路".encode() + b"\x00\x00" + "修桥\n".encode())

    with pytest.raises(WorkbookError, match=r"意见\.csv第2行：里面有 2 个空字节"):
        read_export(path, campaign)


def test_two_encodings_in_one_file_are_refused_with_the_lines(tmp_path: Path, campaign: Campaign) -> None:
    path = tmp_path / "意见.csv"
    path.write_bytes(
        "来源渠道,意见内容\n走访,路灯不亮\n".encode() + "走访,垃圾太多没有人收\n".encode("gb18030")
    )

    with pytest.raises(WorkbookError, match="第3行是 GB18030，其余是 UTF-8"):
        read_export(path, campaign)


def test_characters_that_were_lost_before_are_reported(text_file: Writes, campaign: Campaign) -> None:
    export = read_export(
        text_file("意见.csv", [HEAD, ["走访", "锟斤拷锟斤拷"], ["走访", "修\ufffd路"]]), campaign
    )

    [finding] = export.findings
    assert finding.rule == "opinions.lost"
    assert "第2、3行" in finding.problem


def test_a_bomb_is_refused(tmp_path: Path, campaign: Campaign) -> None:
    path = tmp_path / "座谈会.docx"
    package = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
    with package, package.open("word/document.xml", "w") as part:
        for _ in range(51):
            part.write(b" " * 10 * 2**20)

    with pytest.raises(WorkbookError, match="展开后超过"):
        read_export(path, campaign)


def test_entities_in_a_document_are_refused(tmp_path: Path, campaign: Campaign) -> None:
    path = tmp_path / "座谈会.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "word/document.xml", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
        )

    with pytest.raises(WorkbookError, match="实体声明"):
        read_export(path, campaign)


def test_a_web_page_under_the_name_of_a_workbook_is_refused(tmp_path: Path, campaign: Campaign) -> None:
    path = tmp_path / "留言.xls"
    path.write_text("<html><table><tr><td>留言</td></tr></table></html>", encoding="utf-8")

    with pytest.raises(WorkbookError, match="网页"):
        read_export(path, campaign)


def test_a_zip_that_is_no_document_is_refused(tmp_path: Path, campaign: Campaign) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.txt", "x")
    path = tmp_path / "座谈会.docx"
    path.write_bytes(out.getvalue())

    with pytest.raises(WorkbookError, match="没有 Word 文档的正文"):
        read_export(path, campaign)


@pytest.mark.parametrize("rows", [[[""]], [HEAD], [HEAD, ["走访", "无"]]])
def test_a_file_without_opinions_says_so(xlsx: Writes, campaign: Campaign, rows: list[list[str]]) -> None:
    export = read_export(xlsx("意见.xlsx", rows), campaign)

    assert export.opinions.empty
    assert export.findings


def test_a_missing_file_is_named(tmp_path: Path, campaign: Campaign) -> None:
    with pytest.raises(WorkbookError, match=r"没有\.csv：没有这个文件"):
        read_export(tmp_path / "没有.csv", campaign)


@pytest.mark.parametrize("name", ["来信.eml", "意见.pdf", "照片.jpg", "收来的.zip", "意见"])
def test_a_file_of_another_kind_is_refused_with_what_to_do(
    name: str, tmp_path: Path, campaign: Campaign
) -> None:
    (tmp_path / name).write_bytes(b"%PDF-1.4 x")

    with pytest.raises(WorkbookError, match=r"不认得.*另存为 \.docx 或 \.txt"):
        read_export(tmp_path / name, campaign)


@pytest.mark.parametrize(
    ("name", "said"),
    [("座谈会.docx", "文件是空的"), ("意见.xlsx", "是空文件"), ("意见.txt", "是空文件")],
)
def test_an_empty_file_is_called_empty(name: str, said: str, tmp_path: Path, campaign: Campaign) -> None:
    (tmp_path / name).write_bytes(b"")

    with pytest.raises(WorkbookError, match=said):
        read_export(tmp_path / name, campaign)


def test_a_folder_is_called_a_folder(tmp_path: Path, campaign: Campaign) -> None:
    with pytest.raises(WorkbookError, match="是文件夹"):
        read_export(tmp_path, campaign)
