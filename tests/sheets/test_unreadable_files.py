"""Bad files: each is named in words a clerk understands, and none stops the others."""

import gzip
import io
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kit.model.finding import WorkbookError
from kit.sheets import opening, package, xlsx
from kit.sheets.opening import read_workbook

Said = Callable[..., list[str]]
FORMS = "批次 渠道 发放份数 收回份数\n1 机关 50 40"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def changed(path: Path, part: str, change: Callable[[str], str]) -> bytes:
    """Return a package with one part changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            body = old.read(info)
            new.writestr(info.filename, change(body.decode()) if info.filename == part else body)
    return buffer.getvalue()


def fault(inbox: Any, name: str, data: bytes) -> str:
    """Return the one error that a file of these bytes gives."""
    inbox.put(name, data)
    [finding] = [finding for finding in inbox.read().findings if finding.level == "error"]
    assert finding.rule == "reading.unreadable"
    assert finding.place.file == name
    return finding.problem


def test_an_empty_file_is_named(inbox: Any) -> None:
    assert fault(inbox, "空.xlsx", b"") == "是空文件，里面什么也没有"


def test_a_file_with_a_password_is_named(inbox: Any) -> None:
    locked = OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le")

    assert fault(inbox, "加密.xlsx", locked) == "文件加了密码，读不了"


def test_a_truncated_file_is_named(inbox: Any) -> None:
    whole = inbox.draw("好.xlsx", FORMS).read_bytes()

    assert fault(inbox, "断.xlsx", whole[: len(whole) // 2]) == "文件不完整，打不开（可能没有传完）"
    assert len(inbox.rows("opinion_forms")) == 1


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
def test_a_workbook_with_a_damaged_part_is_named_and_never_read_in_part(inbox: Any, part: str) -> None:
    path = inbox.draw("好.xlsx", FORMS)

    assert fault(inbox, "坏.xlsx", changed(path, part, lambda text: text[: len(text) // 2]))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        (
            "网页.xlsx",
            b"<html><table><tr><td>1</td></tr></table></html>",
            "后缀是 .xlsx，内容其实是网页（HTML）",
        ),
        ("网页.xls", "\ufeff<!DOCTYPE html><html>".encode(), "后缀是 .xls，内容其实是网页（HTML）"),
        ("文本.xlsx", "批次,渠道\n1,机关".encode(), "后缀是 .xlsx，内容其实是纯文本（csv）"),
        ("旧.xlsx", OLE + b"\x00" * 600, "后缀是 .xlsx，内容其实是旧的 Excel 文件（.xls）"),
        ("扫描.xlsx", b"%PDF-1.4", "后缀是 .xlsx，内容其实是PDF"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_named(
    inbox: Any, name: str, data: bytes, said: str
) -> None:
    assert fault(inbox, name, data) == said


def test_a_new_workbook_under_an_old_name_is_named(inbox: Any) -> None:
    data = inbox.draw("好.xlsx", FORMS).read_bytes()

    assert fault(inbox, "新.xls", data) == "后缀是 .xls，内容其实是新的 Excel 文件（.xlsx）或压缩包"


def test_an_old_workbook_full_of_rubbish_is_named(inbox: Any) -> None:
    assert fault(inbox, "坏.xls", OLE + bytes(range(256)) * 20) == "文件坏了，或不是表格，读不出来"


def test_an_old_workbook_that_asks_for_endless_memory_ends_nothing_but_itself(inbox: Any) -> None:
    data = bytearray(inbox.draw("好.xls", FORMS).read_bytes())
    first_row = data.index(b"\x00\x02\x0e\x00") + 4  # the record of the sheet's dimensions
    data[first_row : first_row + 4] = struct.pack("<L", 5 << 24)  # behind the last row

    assert fault(inbox, "坏.xls", bytes(data)) == "文件坏了，或不是表格，读不出来"
    assert len(inbox.rows("opinion_forms")) == 1


@pytest.mark.parametrize("ending", ["et", "wps"])
def test_a_file_of_wps_itself_asks_to_be_saved_as_xlsx(inbox: Any, ending: str, said: Said) -> None:
    inbox.put(f"表.{ending}", OLE)

    assert said(inbox.read().findings) == [
        f"表.{ending}：是 WPS 自己的格式（.{ending}）。请用 WPS 或 Excel 打开，另存为 .xlsx 再放进来。"
    ]


def test_a_file_that_is_no_table_is_a_warning(inbox: Any) -> None:
    inbox.put("通知.docx", b"PK")

    assert [(f.rule, f.level) for f in inbox.read().findings] == [("reading.unknown_file", "warning")]


@pytest.mark.parametrize("name", ["~$表.xlsx", ".DS_Store", "Thumbs.db", ".~lock.表.xlsx#", "__MACOSX/.x"])
def test_what_programs_leave_behind_is_passed_over_in_silence(inbox: Any, name: str) -> None:
    inbox.put(name, b"rubbish")

    assert inbox.read().findings == ()


def test_one_unreadable_file_does_not_stop_the_others_and_folders_are_read_too(inbox: Any) -> None:
    inbox.put("a.xlsx", b"")
    inbox.draw("二科/b.xlsx", FORMS)
    inbox.put("c.xls", b"x")

    reading = inbox.read()

    assert [table.file for table in reading.sheets.tables] == ["二科/b.xlsx"]
    assert [finding.place.file for finding in reading.findings] == ["a.xlsx", "c.xls"]


def test_a_workbook_that_expands_beyond_the_limit_is_refused(
    inbox: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = inbox.draw("好.xlsx", FORMS)
    data = changed(
        path, "xl/sharedStrings.xml", lambda text: text.replace("<sst", " " * 2_000_000 + "<sst", 1)
    )
    monkeypatch.setattr(package, "LARGEST_PACKAGE", 1_000_000)

    assert fault(inbox, "弹.xlsx", data) == package.TOO_LARGE


def test_a_workbook_that_lies_about_its_size_is_refused(inbox: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    path = inbox.draw("好.xlsx", FORMS)
    data = changed(
        path, "xl/sharedStrings.xml", lambda text: text.replace("<sst", " " * 2_000_000 + "<sst", 1)
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        true = struct.pack("<L", archive.getinfo("xl/sharedStrings.xml").file_size)
    monkeypatch.setattr(package, "LARGEST_PACKAGE", 1_000_000)

    assert fault(inbox, "谎.xlsx", data.replace(true, struct.pack("<L", 500))) == package.TOO_LARGE


def test_a_stray_cell_at_the_far_corner_is_refused_before_it_fills_the_memory(inbox: Any) -> None:
    path = inbox.draw("好.xlsx", FORMS)
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    data = changed(path, "xl/worksheets/sheet1.xml", lambda text: text.replace("</sheetData>", far))

    assert fault(inbox, "远.xlsx", data) == "表太大：最后一格在第1048576行第16384列"


def test_empty_formatted_cells_far_away_do_no_harm(inbox: Any) -> None:
    path = inbox.draw("好.xlsx", FORMS)
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    data = changed(path, "xl/worksheets/sheet1.xml", lambda text: text.replace("</sheetData>", far))
    path.unlink()
    inbox.put("远.xlsx", data)

    assert len(inbox.rows("opinion_forms")) == 1


def test_external_entities_are_refused(inbox: Any) -> None:
    path = inbox.draw("好.xlsx", FORMS)
    declared = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet'
    data = changed(path, "xl/worksheets/sheet1.xml", lambda text: text.replace("<worksheet", declared, 1))

    assert fault(inbox, "实体.xlsx", data) == "文件里有外部实体声明，不是正常存出来的表格"


def test_links_and_macros_are_not_followed_and_are_said(inbox: Any) -> None:
    path = inbox.draw("好.xlsx", FORMS.replace("40", "=LINK40"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
        archive.writestr("xl/vbaProject.bin", b"\x00")

    assert [(f.rule, f.level) for f in inbox.read().findings] == [
        ("reading.macros", "info"),
        ("reading.links", "warning"),
    ]
    assert len(inbox.rows("opinion_forms")) == 1


def test_a_file_above_the_size_limit_is_refused(inbox: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LARGEST_FILE", 2**20)

    assert fault(inbox, "大.csv", b"a" * (2**20 + 1)) == "文件超过 1 MB"


def test_the_far_cell_of_a_binary_workbook_is_seen() -> None:
    row = b"\x00\x04" + struct.pack("<L", 1_048_575)
    cell = b"\x05\x0c" + struct.pack("<L", 16_383) + b"\x00" * 8

    assert xlsx.extent(row + cell) == (1_048_576, 16_384)


def test_a_missing_inbox_stops_with_a_message(inbox: Any) -> None:
    inbox.campaign.inbox.rmdir()

    with pytest.raises(WorkbookError, match="没有这个文件夹"):
        inbox.read()


def test_a_text_in_gzip_clothing_is_no_csv(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_bytes(gzip.compress("批次,渠道".encode() * 50, mtime=0))

    with pytest.raises(WorkbookError, match="文字编码认不出来"):
        read_workbook(path, "表.csv")


def test_the_same_inbox_read_twice_in_two_processes_is_the_same(inbox: Any) -> None:
    inbox.draw("b.xlsx", FORMS)
    inbox.draw("a.csv", FORMS.replace("机关", "企业"))
    inbox.put("c.xls", b"x")
    script = (
        "import sys; from pathlib import Path; from kit.sheets.opening import read_workbook as r;"
        "[print(w.sha256, [g.rows for g in w.grids]) for n in ('a.csv', 'b.xlsx')"
        " for w in [r(Path(sys.argv[1]) / n, n)]]"
    )
    command = [sys.executable, "-c", script, str(inbox.campaign.inbox)]

    once, again = (subprocess.run(command, capture_output=True, check=True).stdout for _ in range(2))

    assert once == again
    assert [taken.file for taken in inbox.read().taken] == ["a.csv", "b.xlsx"]
