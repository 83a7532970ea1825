"""A PDF that has lost marks is found out, and made again from a copy that LibreOffice prints whole."""

import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from kit.app.pdf import preview as previewing
from kit.app.pdf.office import Converted, convert
from kit.app.pdf.pdf import lost_marks, pdf_text, set_left
from kit.app.pdf.preview import _made_whole
from kit.docx.outline import outline
from kit.docx.typeset import typeset

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="this machine has no LibreOffice")
TEXT = "公文标题| 通报\n" + "甲，乙；丙：丁、戊。\n" * 3


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "通报.docx"
    path.write_bytes(typeset(TEXT))
    return path


@pytest.mark.parametrize(("shown", "lost"), [(15, 0), (14, 1), (16, 0), (0, 15)])
def test_marks_that_a_pdf_does_not_show_are_counted(
    document: Path, monkeypatch: pytest.MonkeyPatch, shown: int, lost: int
) -> None:
    monkeypatch.setattr("kit.app.pdf.pdf.pdf_text", lambda _: "，" * shown)

    assert lost_marks(document, Path("通报.pdf")) == lost


def test_the_copy_has_the_same_words_and_no_justified_line(document: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    folder.mkdir()

    copy = set_left(document, folder)

    assert outline(copy.read_bytes()) == outline(document.read_bytes())
    assert b'w:jc w:val="both"' not in _styles(copy)
    assert b'w:jc w:val="both"' in _styles(document)


def _styles(path: Path) -> bytes:
    with zipfile.ZipFile(path) as package:
        return package.read("word/styles.xml")


@pytest.mark.parametrize(("still", "lost"), [(15, 0), (13, 2)])
def test_a_file_whose_pdf_has_lost_marks_is_converted_once_more_and_only_that_one(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, still: int, lost: int
) -> None:
    whole = document.with_name("好的.docx")
    whole.write_bytes(document.read_bytes())
    converted = [Converted(document, tmp_path / "通报.pdf"), Converted(whole, tmp_path / "好的.pdf")]
    again: list[str] = []

    def convert_once_more(sources: Sequence[Path], folder: Path) -> tuple[Converted, ...]:
        again.extend(source.name for source in sources)
        return tuple(Converted(source, folder / f"{source.stem}.pdf") for source in sources)

    shown = iter([14, 15, still])
    monkeypatch.setattr("kit.app.pdf.pdf.pdf_text", lambda _: "。" * next(shown))
    monkeypatch.setattr(previewing, "convert", convert_once_more)

    made = list(_made_whole(converted, tmp_path))

    assert again == ["通报.docx"]
    assert [(each.source, each.is_set_left, each.lost) for each in made] == [
        (document, True, lost),
        (whole, False, 0),
    ]


@pytest.mark.office
@needs_office
def test_a_pdf_of_libreoffice_is_read_back_mark_by_mark(document: Path, tmp_path: Path) -> None:
    [made] = convert([document], tmp_path / "pdf")

    assert made.pdf is not None
    assert pdf_text(made.pdf).count("；") == 3
    assert lost_marks(document, made.pdf) == 0
