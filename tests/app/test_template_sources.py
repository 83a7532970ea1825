"""Templates are what their sources say: `kit template typeset`, `make templates`, what ships."""

import re
import shutil
import zipfile
from collections.abc import Callable
from io import BytesIO
from itertools import zip_longest
from pathlib import Path

import pytest
from engine_drawing import replaced, with_parts

from kit.app.cli import main
from kit.app.doctor.typesetting import typeset_templates
from kit.documents import document_kinds, kinds_per_member
from kit.docx.outline import outline
from kit.docx.typeset import typeset
from kit.model.finding import ParameterError, TemplateError, WriteError

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "templates"
SOURCES = sorted((SHIPPED / "source").glob("*.txt"))
LETTER = "# 给写的人看的\n公文标题| {{ 标题 }}\n各单位。\n"
Source = Callable[[str], Path]


@pytest.fixture
def source(tmp_path: Path) -> Source:
    """Return a function that writes 信.txt."""

    def written(text: str) -> Path:
        path = tmp_path / "信.txt"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def parts(data: bytes) -> dict[str, list[str]]:
    """Return the parts of a .docx, an element a line."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {
            name: package.read(name).decode().replace("><", ">\n<").split("\n") for name in package.namelist()
        }


def first_difference(written: bytes, shipped: bytes) -> str:
    """Return where two documents differ first: part, line, and both lines; nothing if they are equal."""
    left, right = parts(written), parts(shipped)
    for name in sorted({*left, *right}):
        lines = zip_longest(left.get(name, []), right.get(name, []), fillvalue="（没有）")
        for number, (one, other) in enumerate(lines, 1):
            if one != other:
                return f"{name} 第{number}行：底本 {one}，现有 {other}"
    return ""


def without_remarks(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("# "))


def recipe() -> list[str]:
    """Return what `make templates` gives to kit, its pattern not expanded."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    [command] = re.findall(r"^templates:.*\n\t\$\(BIN\)/kit (.*)$", text, re.MULTILINE)
    return str(command).split()


def test_make_templates_writes_what_ships(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(SHIPPED / "source", tmp_path / "templates" / "source")
    monkeypatch.chdir(tmp_path)
    *arguments, pattern = recipe()

    with pytest.raises(SystemExit) as ended:
        main([*arguments, *(str(path) for path in Path().glob(pattern))])

    assert not ended.value.code
    for path in sorted((tmp_path / "templates").glob("*.docx")):
        assert first_difference(path.read_bytes(), (SHIPPED / path.name).read_bytes()) == "", path.name


def test_every_kind_of_document_has_a_template_and_every_template_a_source() -> None:
    kinds = {Path(kind.template).stem for kind in (*document_kinds(), *kinds_per_member())}

    assert {path.stem for path in SHIPPED.glob("*.docx")} == kinds
    assert {path.stem for path in SOURCES} == kinds


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_shipped_template_reads_back_as_its_source_without_the_remarks(path: Path) -> None:
    template = (SHIPPED / f"{path.stem}.docx").read_bytes()

    assert outline(template) == without_remarks(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_source_begins_by_saying_what_it_is_and_what_to_run(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]

    assert first.startswith("# ")
    assert f"templates/{path.stem}.docx" in first
    assert "make templates" in first


def test_a_difference_is_named_with_its_part_and_line() -> None:
    said = first_difference(typeset("各单位。"), typeset("各部门。"))

    assert re.fullmatch("word/document.xml 第[0-9]+行：底本 .*各单位。.*，现有 .*各部门。.*", said)


def test_a_template_lies_beside_its_source_or_in_the_folder_that_was_said(
    source: Source, tmp_path: Path
) -> None:
    [beside] = typeset_templates([source(LETTER)])
    [away] = typeset_templates([source(LETTER)], tmp_path / "模板")

    assert (beside.path, away.path) == (tmp_path / "信.docx", tmp_path / "模板" / "信.docx")
    assert beside.path.read_bytes() == away.path.read_bytes()
    assert outline(beside.path.read_bytes()) == "公文标题| {{ 标题 }}\n各单位。\n"


def test_a_source_that_changed_is_written_again_and_one_that_did_not_is_left(source: Source) -> None:
    typeset_templates([source(LETTER)])
    [same] = typeset_templates([source(LETTER)])
    [changed] = typeset_templates([source(LETTER + "请回复。\n")])

    assert (same.written, changed.written) == (False, True)
    assert outline(changed.path.read_bytes()).endswith("请回复。\n")


def test_the_same_parts_in_another_compression_count_as_unchanged(source: Source) -> None:
    [made] = typeset_templates([source(LETTER)])
    with_parts(made.path)

    assert not typeset_templates([source(LETTER)])[0].written


@pytest.mark.parametrize("damaged", [False, True])
def test_a_file_that_was_edited_in_word_is_replaced_only_when_told(source: Source, *, damaged: bool) -> None:
    [made] = typeset_templates([source(LETTER)])
    if damaged:
        made.path.write_bytes(b"PK")
    else:
        with_parts(made.path, replaced("word/document.xml", "<w:body>", "<w:body><w:p/>"))
    edited = made.path.read_bytes()

    with pytest.raises(WriteError, match=r"信\.docx：.*没有覆盖.*--replace"):
        typeset_templates([source(LETTER)])
    assert made.path.read_bytes() == edited
    assert typeset_templates([source(LETTER)], replace=True)[0].written


def test_one_faulty_source_is_named_with_its_line_and_nothing_is_written(
    source: Source, tmp_path: Path
) -> None:
    faulty = tmp_path / "表.txt"
    faulty.write_text("# 表\n表格 20\n- 甲 | 乙\n表终\n", encoding="utf-8")

    with pytest.raises(TemplateError, match=r"表\.txt第3行：这一行有 2 格"):
        typeset_templates([source(LETTER), faulty])
    assert not list(tmp_path.glob("*.docx"))


@pytest.mark.parametrize(
    ("name", "said"), [("没有.txt", "没有这个文件"), ("gbk.txt", "读不出文字"), ("", "读不出文字")]
)
def test_a_source_that_cannot_be_read_is_refused(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "gbk.txt").write_bytes("各单位。".encode("gbk"))

    with pytest.raises(TemplateError, match=said):
        typeset_templates([tmp_path / name])


def test_two_sources_of_one_name_are_refused(source: Source, tmp_path: Path) -> None:
    again = tmp_path / "另" / "信.txt"
    again.parent.mkdir()
    again.write_text("各单位。\n", encoding="utf-8")

    with pytest.raises(ParameterError, match="两份底本"):
        typeset_templates([source(LETTER), again], tmp_path)


def test_the_command_says_of_every_template_whether_it_was_written(
    source: Source, capsys: pytest.CaptureFixture[str]
) -> None:
    said = []
    for _ in range(2):
        with pytest.raises(SystemExit) as ended:
            main(["template", "typeset", str(source(LETTER))])
        assert not ended.value.code
        said.append(capsys.readouterr().out)

    assert [text.split("：")[0] for text in said] == ["写好", "没有变"]
