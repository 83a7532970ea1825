"""LibreOffice as a converter: few starts, bad files found out, nothing waited for without end."""

import shutil
import sys
from pathlib import Path

import pytest

from kit.app.pdf import office as converter
from kit.app.pdf.fonts import FontSubstitutions, declared, fonts_of
from kit.app.pdf.office import convert, office_program
from kit.docx.typeset import typeset
from kit.files import office
from kit.model.finding import ToolError

posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for LibreOffice is a script")
STAND_IN = """#!{python}
import pathlib, sys, time
said = sys.argv[1:]
folder = pathlib.Path(said[said.index("--outdir") + 1])
folder.mkdir(parents=True, exist_ok=True)
with open({log!r}, "a") as log:
    print(len(said) - said.index("--outdir") - 2, file=log)
for source in map(pathlib.Path, said[said.index("--outdir") + 2:]):
    what = source.read_text()
    target = folder / (source.stem + ".pdf")
    if what == "hangs":
        target.write_text("%PDF half a file")
        time.sleep(60)
    if what == "crashes":
        sys.exit(81)
    if what != "bad":
        target.write_text("%PDF of " + what + " %%EOF")
"""


class Desk:
    """A folder of files and a stand-in for LibreOffice that does to each what the file says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "starts.txt"
        self.program = folder / "soffice"
        self.program.write_text(STAND_IN.format(python=sys.executable, log=str(self.log)), encoding="utf-8")
        self.program.chmod(0o755)

    def files(self, *said: str) -> list[Path]:
        """Write a file for each word; return their paths."""
        paths = [self.folder / f"{number:02}-{word}.docx" for number, word in enumerate(said, 1)]
        for path, word in zip(paths, said, strict=True):
            path.write_text(word, encoding="utf-8")
        return paths

    def starts(self) -> list[int]:
        """Return how many files each start was given."""
        return [int(line) for line in self.log.read_text(encoding="utf-8").split()]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = Desk(tmp_path)
    monkeypatch.setattr(converter, "office_program", lambda: str(made.program))
    monkeypatch.setattr(converter, "PATIENCE", 1)
    monkeypatch.setattr(office, "GLANCE", 0.05)
    return made


@posix
def test_many_files_go_in_one_start(desk: Desk) -> None:
    done = convert(desk.files(*["good"] * 41), desk.folder / "pdf")

    assert desk.starts() == [40, 1]
    assert all(each.pdf and each.pdf.read_text().startswith("%PDF") for each in done)


@posix
def test_a_file_that_cannot_be_read_is_left_behind_and_the_others_are_not(desk: Desk) -> None:
    sources = desk.files("good", "bad", "good")
    done = convert(sources, desk.folder / "pdf")

    assert [each.source for each in done] == sources
    assert [each.pdf is not None for each in done] == [True, False, True]
    assert "读不了" in done[1].problem
    assert desk.starts() == [3, 1]


@posix
def test_where_a_file_fails_the_pdf_of_its_former_text_is_taken_away(desk: Desk) -> None:
    [source] = desk.files("good")
    convert([source], desk.folder / "pdf")
    source.write_text("bad", encoding="utf-8")
    convert([source], desk.folder / "pdf")

    assert list((desk.folder / "pdf").iterdir()) == []


@posix
def test_after_a_crash_the_rest_go_on_in_a_new_start(desk: Desk) -> None:
    done = convert(desk.files("good", "crashes", "good", "good"), desk.folder / "pdf")

    assert [each.pdf is not None for each in done] == [True, False, True, True]
    assert "中途退出（81）" in done[1].problem
    assert desk.starts() == [4, 1, 2]


@posix
def test_a_file_on_which_it_hangs_is_given_up_and_half_a_pdf_is_none(desk: Desk) -> None:
    done = convert(desk.files("good", "hangs", "good"), desk.folder / "pdf")

    assert [each.pdf is not None for each in done] == [True, False, True]
    assert "没有动静" in done[1].problem
    assert sorted(path.name for path in (desk.folder / "pdf").iterdir()) == ["01-good.pdf", "03-good.pdf"]


@posix
def test_progress_counts_every_file(desk: Desk) -> None:
    seen: list[tuple[int, int]] = []
    convert(desk.files("good", "bad"), desk.folder / "pdf", lambda done, whole: seen.append((done, whole)))

    assert seen == [(1, 2), (2, 2)]


@posix
def test_a_program_that_does_not_start_is_said_so(desk: Desk) -> None:
    desk.program.write_bytes(b"no program")

    with pytest.raises(ToolError, match="开不起来"):
        convert(desk.files("good"), desk.folder / "pdf")


def test_without_libreoffice_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(office, "_ELSEWHERE", ())

    with pytest.raises(ToolError, match=r"没有 LibreOffice.*请装 LibreOffice") as raised:
        office_program()
    assert raised.value.exit_status == 2


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "稿.docx"
    path.write_bytes(typeset("公文标题| 标题\n正文一段。\n"))
    return path


def tools(monkeypatch: pytest.MonkeyPatch, *there: str, said: str = "") -> None:
    """Let this machine have those programs only, each printing what is said."""
    monkeypatch.setattr(shutil, "which", lambda name: name if name in there else None)

    monkeypatch.setattr(office, "run", lambda *_: said)


EMBEDDED = """name                                 type              encoding
------------------------------------ ----------------- ----------------
{fonts}
"""


def test_a_document_names_the_fonts_it_asks_for_and_nothing_else(document: Path) -> None:
    assert {"仿宋_GB2312", "方正小标宋简体"} <= declared(document)
    assert not [name for name in declared(document) if name.startswith("zh-")]


def test_a_font_that_stands_in_for_another_is_reported(
    document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools(monkeypatch, "pdffonts", said=EMBEDDED.format(fonts="ABCDEF+NotoSerifCJKsc-Regular CID yes"))
    fonts = fonts_of([document], [document.with_suffix(".pdf")])

    assert "仿宋_GB2312" in fonts.missing
    assert fonts.instead == ("NotoSerifCJKsc",)
    assert "没装，预览用 NotoSerifCJKsc 代替，行数、字数仅供参考" in str(fonts)


def test_a_font_of_the_same_face_is_no_stranger(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    same = "ABCDEF+FangSong CID\nABCDEF+FZXiaoBiaoSong-B05S CID"
    tools(monkeypatch, "pdffonts", said=EMBEDDED.format(fonts=same))
    alike = fonts_of([document], [document])
    tools(monkeypatch, "pdffonts", said=EMBEDDED.format(fonts=f"{same}\nABCDEF+NotoSans CID"))
    mixed = fonts_of([document], [document])

    assert alike.missing == ()
    assert "字体齐全" in str(alike)
    assert mixed.instead == ("NotoSans",)
    assert "黑体" in mixed.missing
    assert "仿宋_GB2312" not in mixed.missing


def test_without_pdffonts_fontconfig_is_asked(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tools(monkeypatch, "fc-match", said="DejaVu Sans")
    fonts = fonts_of([document], [document.with_suffix(".pdf")])

    assert fonts.looked_with == "fc-match"
    assert "仿宋_GB2312" in fonts.missing
    assert fonts.instead == ("DejaVu Sans",)


def test_without_either_the_fonts_are_not_verified_and_never_pass(
    document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools(monkeypatch)

    assert fonts_of([document], [document]) == FontSubstitutions()
    assert "没有核实" in str(FontSubstitutions())
