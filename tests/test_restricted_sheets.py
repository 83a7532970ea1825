"""What is personal in the sheets is counted, and reaches no output that is shared."""

import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from kit.app.make.checking import mark_faulty
from kit.app.work import Work, open_campaign
from kit.docx.outline import outline
from kit.topics.kinds import sheet_kinds

ROOT = Path(__file__).parent.parent
SHORTEST = 2  # a word of one character is nobody's


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Work:
    """Return the demo, built whole in a folder of its own."""
    folder = tmp_path_factory.mktemp("restricted") / "demo"
    shutil.copytree(ROOT / "data/demo", folder, ignore=shutil.ignore_patterns("out", "make_inbox"))
    subprocess.run([sys.executable, "-m", "kit", "build", str(folder)], check=True, capture_output=True)
    return open_campaign(folder)


def personal_words(work: Work) -> set[str]:
    """Return the names and texts of restricted columns; documents name leaders by their office."""
    sheets = work.reading.sheets
    leaders = {str(row["姓名"]) for row in sheets.rows("leaders")}
    said = {
        str(row[column])
        for kind in sheet_kinds()
        for row in sheets.rows(kind.id)
        for column in kind.personal
        if row[column]
    }
    return {
        word
        for word in said - leaders
        if len(word) >= SHORTEST and not word.endswith(("群众", "代表", "部门"))
    }


def shared_text(out: Path) -> str:
    """Return all text of all that lies in out, apart from what is marked as restricted."""
    texts = []
    for path in sorted(out.rglob("*")):
        if not path.is_file() or "restricted" in path.relative_to(out).parts:
            continue
        if path.suffix == ".docx":
            texts.append(outline(path.read_bytes()))
        elif path.suffix == ".xlsx":
            books = pd.read_excel(path, sheet_name=None, header=None, dtype=str, engine="openpyxl")
            texts += [frame.to_string() for frame in books.values()]
        else:
            texts.append(path.read_text(encoding="utf-8", errors="ignore"))
    return "\n".join(texts)


def test_no_name_and_no_word_of_a_restricted_sheet_stands_in_a_shared_output(built: Work) -> None:
    words, text = personal_words(built), shared_text(built.campaign.out)

    assert len(words) > 20
    assert len(text) > 100_000
    assert not [word for word in words if word in text]


def test_the_marked_copy_of_a_restricted_workbook_lies_apart(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data/demo", tmp_path / "demo", ignore=shutil.ignore_patterns("out", "make_inbox"))
    path = next(path for path in (tmp_path / "demo/inbox").glob("*.xlsx") if path.name.startswith("谈心"))
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet.cell(sheet.max_row - 3, 1).value = "3月32日"
    book.save(path)

    marked = mark_faulty(open_campaign(tmp_path / "demo"))

    parts = {
        made.relative_to(tmp_path / "demo/out").parts[0] for made in marked if made.name.startswith("谈心")
    }
    assert parts == {"restricted"}
