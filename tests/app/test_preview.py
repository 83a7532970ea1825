"""PDFs of drafts and notices: only what is stale, in the order of the units, and one file to print."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from kit.app.cli import command, main
from kit.app.make.drafting import draft_documents
from kit.app.make.notices import make_notices
from kit.app.pdf import preview as previewing
from kit.app.pdf.fonts import FontSubstitutions
from kit.app.pdf.office import Converted
from kit.app.pdf.pdf import merge_for_duplex
from kit.app.pdf.preview import PRINT_FILE, preview
from kit.model.draft import Unit
from kit.model.finding import ParameterError, ToolError

Office = Any


def unit(number: int, name: str) -> Unit:
    return Unit(f"U{number}", name, name[:2], "部门", number, "局领导班子")


def drawn_pdf(path: Path, pages: int) -> Path:
    """Write a PDF of so many pages, each as wide as its number."""
    writer = PdfWriter()
    for number in range(1, pages + 1):
        writer.add_blank_page(100 + number, 200)
    path.parent.mkdir(parents=True, exist_ok=True)
    writer.write(path)
    return path


@pytest.fixture
def converted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the files that were converted, by a stand-in that gives each one page."""
    names: list[str] = []

    def convert(sources: Sequence[Path], folder: Path, _: Any = None) -> tuple[Converted, ...]:
        names.extend(source.name for source in sources)
        return tuple(
            Converted(source, None, "坏了")
            if "坏" in source.name
            else Converted(source, drawn_pdf(folder / f"{source.stem}.pdf", 1))
            for source in sources
        )

    monkeypatch.setattr(previewing, "convert", convert)
    monkeypatch.setattr(previewing, "lost_marks", lambda *_: 0)
    monkeypatch.setattr(previewing, "fonts_of", lambda *_: FontSubstitutions(looked_with="pdffonts"))
    return names


@pytest.fixture
def built(office: Office) -> Office:
    """Return an office whose documents and notices are made."""
    draft_documents(office.work())
    make_notices(office.work())
    return office


def test_drafts_and_notices_become_pdfs_beside_them(built: Office, converted: list[str]) -> None:
    done = preview(built.work())

    assert len(converted) == len(done.converted) == 5
    assert (built.out / "preview" / "drafts" / "讲话稿.pdf").is_file()
    assert (built.out / "preview" / "notices" / "通知书（财政局）.pdf").is_file()
    assert done.failed == ()


def test_a_second_preview_converts_only_what_has_changed(built: Office, converted: list[str]) -> None:
    preview(built.work())
    (built.out / "drafts" / "讲话稿.docx").write_bytes(b"edited by hand")
    converted.clear()

    assert preview(built.work()).kept == 4
    assert converted == ["讲话稿.docx"]


def test_a_pdf_that_was_deleted_is_made_again(built: Office, converted: list[str]) -> None:
    preview(built.work())
    (built.out / "preview" / "drafts" / "讲话稿.pdf").unlink()
    converted.clear()
    preview(built.work())

    assert converted == ["讲话稿.docx"]


def test_only_the_sort_that_was_asked_for_is_converted(built: Office, converted: list[str]) -> None:
    preview(built.work(), ("drafts",))

    assert sorted(converted) == ["方案.docx", "讲话稿.docx"]


def test_notices_stand_in_the_order_of_the_units(office: Office, converted: list[str]) -> None:
    office.units = tuple(unit(n, name) for n, name in enumerate(("水利局", "档案局", "财政局"), 1))
    make_notices(office.work())
    done = preview(office.work(), ("notices",))

    assert [each.source.stem for each in done.converted] == [
        "通知书（水利局）",
        "通知书（档案局）",
        "通知书（财政局）",
    ]
    assert len(converted) == 3


def test_the_print_file_holds_every_notice_on_a_sheet_of_its_own(built: Office, converted: list[str]) -> None:
    merged = preview(built.work(), print_file=True).print_file

    assert merged is not None
    assert merged.path == built.out / "preview" / PRINT_FILE
    assert (merged.notices, merged.pages, merged.blank) == (3, 5, 2)
    assert len(converted) == 5


def test_a_file_that_cannot_be_converted_is_reported_and_the_print_file_goes_without_it(
    office: Office, converted: list[str]
) -> None:
    office.units = (unit(1, "财政局"), unit(2, "坏局"))
    make_notices(office.work())
    done = preview(office.work(), ("notices",), print_file=True)

    assert [each.problem for each in done.failed] == ["坏了"]
    assert done.print_file is not None
    assert done.print_file.notices == 1
    converted.clear()
    preview(office.work(), ("notices",))
    assert converted == ["通知书（坏局）.docx"]


def test_where_nothing_is_made_yet_the_message_says_what_to_run(office: Office) -> None:
    with pytest.raises(ParameterError, match="kit build"):
        preview(office.work())


@pytest.mark.parametrize(
    ("pages", "whole", "blank"),
    [((1, 1, 1), 5, 2), ((2, 2), 4, 0), ((3, 2), 6, 1), ((1,), 1, 0)],
)
def test_every_notice_begins_on_a_front_side(
    pages: tuple[int, ...], whole: int, blank: int, tmp_path: Path
) -> None:
    pdfs = [drawn_pdf(tmp_path / f"{number}.pdf", count) for number, count in enumerate(pages)]

    assert merge_for_duplex(pdfs, tmp_path / "all.pdf") == (whole, blank)
    merged = PdfReader(tmp_path / "all.pdf")
    fronts = [page.mediabox.width for page in merged.pages[::2]]
    assert fronts.count(101) == len(pages)


@pytest.fixture
def kit(
    built: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Return a function that runs `kit preview` on the small office."""
    command("preview")
    module = "kit.app.cli.documents"
    monkeypatch.setattr(f"{module}.open_campaign", lambda _: built.work())
    monkeypatch.setattr(f"{module}.office_program", lambda: "soffice")

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["preview", *arguments])
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return run


@pytest.mark.usefixtures("converted")
def test_preview_says_how_many_and_which_fonts(kit: Callable[..., tuple[int, str, str]]) -> None:
    status, said, _ = kit()

    assert status == 0
    assert "PDF：5 份" in said
    assert "字体齐全" in said


def test_print_file_alone_means_the_notices(
    kit: Callable[..., tuple[int, str, str]], converted: list[str]
) -> None:
    status, said, _ = kit("--print-file")

    assert status == 0
    assert "3 份通知书" in said
    assert "共 5 页，其中白页 2 页" in said
    assert len(converted) == 3


def test_a_print_file_of_drafts_is_refused(kit: Callable[..., tuple[int, str, str]]) -> None:
    status, _, complaint = kit("--drafts", "--print-file")

    assert status == 2
    assert "通知书" in complaint


def test_a_missing_libreoffice_ends_with_two(
    kit: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> str:
        raise ToolError("预览", "本机没有 LibreOffice", "请装 LibreOffice")

    monkeypatch.setattr("kit.app.cli.documents.office_program", missing)
    status, _, complaint = kit()

    assert status == 2
    assert "请装 LibreOffice" in complaint


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="本机没有 LibreOffice，没有真的转成 PDF")
def test_libreoffice_really_makes_them_and_leaves_a_broken_file_behind(built: Office) -> None:
    broken = built.out / "notices" / "通知书（档案局）.docx"
    broken.write_bytes(b"PK\x03\x04 no document")
    done = preview(built.work(), print_file=True)

    assert [each.source for each in done.failed] == [broken]
    assert done.print_file is not None
    assert (done.print_file.notices, done.print_file.pages) == (2, 3)
    assert "没有核实" in str(done.fonts) or done.fonts.looked_with
