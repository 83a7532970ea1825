"""A file that is marked as a state secret stops the run, wherever its marking stands; nothing is kept."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from kit.docx.typeset import typeset

Kit = Callable[..., tuple[int, str, str]]
SETTINGS = """
[campaign]
title = "试验"
year = 2009

[office]
name = "试验办公室"
body = "试验机关"
body_short = "机关"
"""
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SAID = "走访了某要害部门"


def book(folder: Path, name: str, change: Callable[[Workbook], None] = lambda _: None) -> None:
    made = Workbook()
    page = made.active
    assert page is not None
    for row in (
        ["日期", "领导", "对象类型", "对象名称", "事项"],
        ["2009-4-2", "张某", "社区", "桥头社区", SAID],
    ):
        page.append(row)
    change(made)
    made.save(folder / "inbox" / name)


def above(text: str) -> Callable[[Workbook], None]:
    def put(made: Workbook) -> None:
        made.worksheets[0].insert_rows(1)
        made.worksheets[0]["A1"] = text

    return put


def header(made: Workbook) -> None:
    made.worksheets[0].oddHeader.left.text = "机密★10年"  # type: ignore[union-attr] # it has one


def keyword(made: Workbook) -> None:
    made.properties.keywords = "密级：秘密"


def column(made: Workbook) -> None:
    made.worksheets[0]["F1"], made.worksheets[0]["F2"] = "密级", "秘密"


def words(text: str) -> Callable[[Workbook], None]:
    def put(made: Workbook) -> None:
        made.worksheets[0]["E2"] = text

    return put


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "活动/inbox").mkdir(parents=True)
    (tmp_path / "活动/campaign.toml").write_text(SETTINGS, encoding="utf-8")
    return tmp_path / "活动"


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("走访（秘密）.xlsx", lambda _: None),
        ("走访.xlsx", above("机密★10年")),
        ("走访.xlsx", above("秘密")),
        ("走访.xlsx", above("密级：秘密")),
        ("走访.xlsx", header),
        ("走访.xlsx", keyword),
        ("走访.xlsx", column),
    ],
    ids=["name", "star", "line", "level", "header", "property", "column"],
)
def test_a_marked_workbook_stops_the_run_and_says_where(
    name: str, change: Callable[[Workbook], None], folder: Path, kit: Kit
) -> None:
    book(folder, name, change)

    status, out, err = kit("check", str(folder))

    said = out + err
    assert status == 2
    assert name in said
    assert "国家秘密" in said
    assert "保密工作机构" in said
    assert SAID not in said
    assert not [
        path for path in folder.rglob("*") if path.is_file() and path.parent.name not in {"inbox", "活动"}
    ]


@pytest.mark.parametrize("text", ["商业秘密保护", "采取秘密投票方式", "机密性不够", "保密工作要加强", "秘密"])
def test_an_ordinary_word_among_data_stops_nothing(text: str, folder: Path, kit: Kit) -> None:
    book(folder, "走访.xlsx", words(text))

    status, out, err = kit("check", str(folder))

    assert status != 2
    assert "国家秘密" not in out + err


def docx(path: Path, text: str, part: str = "") -> None:
    """Write a document; `part` gets a header of its own with the text."""
    data = typeset("座谈会记录\n1.路灯不亮。\n" + ("" if part else f"{text}\n"))
    if part:
        buffer = io.BytesIO(data)
        with zipfile.ZipFile(buffer, "a") as package:
            package.writestr(part, f"<w:hdr xmlns:w='{W}'><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:hdr>")
        data = buffer.getvalue()
    path.write_bytes(data)


@pytest.mark.parametrize("part", ["", "word/header9.xml"])
def test_marked_minutes_are_neither_read_nor_registered(
    part: str, folder: Path, kit: Kit, tmp_path: Path
) -> None:
    docx(tmp_path / "座谈会记录.docx", "秘密★1年", part)

    status, out, err = kit("opinions", "import", str(tmp_path / "座谈会记录.docx"), "--campaign", str(folder))

    assert status in {1, 2}
    assert "国家秘密" in out + err
    assert not (folder / "opinions").exists() or not list((folder / "opinions").rglob("[0-9]*.jsonl"))


def test_marked_minutes_in_the_inbox_stop_the_run(folder: Path, kit: Kit) -> None:
    docx(folder / "inbox/座谈会记录.docx", "机密★3年", "word/header9.xml")

    status, out, err = kit("build", str(folder))

    assert status == 2
    assert "座谈会记录.docx" in out + err
