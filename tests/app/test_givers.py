"""Before opinions go out in their own words, the clerk is told what may give their authors away."""

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from kit.app.opinions import packs as givers
from kit.docx.outline import outline

ROOT = Path(__file__).parents[2]
TELLING = "在一个科室干了十四年"
Kit = Callable[..., tuple[int, str, str]]


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """Return a copy of the demo campaign."""
    folder = tmp_path / "demo"
    shutil.copytree(ROOT / "data/demo/inbox", folder / "inbox")
    shutil.copy(ROOT / "data/demo/campaign.toml", folder)
    return folder


def written(folder: Path) -> list[str]:
    """Return what every file that a run wrote says, workbooks and documents cell by cell."""
    books = (openpyxl.load_workbook(path) for path in folder.rglob("*.xlsx"))
    cells = [str(cell) for book in books for page in book for row in page.values for cell in row]
    return cells + [path.read_text(encoding="utf-8") for path in folder.rglob("*.html")]


def test_the_warning_comes_before_the_packs_and_leaves_every_word(demo: Path, kit: Kit) -> None:
    _, said, _ = kit("opinions", "outputs", "--campaign", str(demo))

    assert said.index(f"“{TELLING}”") < said.index("主要负责同志.xlsx")
    assert "原话没有改" in said
    packs = demo / "opinions/restricted/packs"
    assert any(TELLING in str(cell) for cell in written(packs))
    listed = openpyxl.load_workbook(packs / "分送清单.xlsx")["会认出提意见的人"]
    rows = list(listed.iter_rows(min_row=2, values_only=True))
    assert any(TELLING in str(words) and TELLING in str(text) for _, words, text in rows)


def test_the_warning_comes_before_the_members_papers(demo: Path, kit: Kit) -> None:
    _, said, _ = kit("draft", str(demo), "--kind", "意见反馈")

    assert f"“{TELLING}”" in said
    assert "征求意见" not in said.split("⚠")[0]
    [paper, *_] = sorted((demo / "out/restricted").rglob("*.docx"))
    assert TELLING in outline(paper.read_bytes())


def test_other_documents_are_written_without_it(demo: Path, kit: Kit) -> None:
    assert TELLING not in kit("draft", str(demo), "--kind", "阶段总结")[1]


def test_where_nothing_tells_nothing_is_said() -> None:
    assert list(givers.of_packs(())) == []


def test_no_record_of_a_run_says_which_words_tell(demo: Path, kit: Kit) -> None:
    kit("build", str(demo))
    kit("draft", str(demo), "--kind", "意见反馈")

    assert not [text for text in written(demo / "out/runs") if f"“{TELLING}”" in text]
