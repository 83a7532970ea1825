"""Files nobody vouches for: each gets one finding in plain words, never an exception."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lint_drawing import CLEAN, MAIN, SENTENCE, Draw, packed, run_of

from kit.docx.typeset import typeset
from kit.form.judge import lint
from kit.model.finding import ParameterError

ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
BOMB = packed({MAIN: " " * (33 * 2**20)})
ENTITIES = packed({MAIN: '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'})
MANY = packed({MAIN: "<a/>"} | {f"word/{number}.xml": " " * (30 * 2**20) for number in range(5)})
BAD = {
    "很多大部分": (MANY, "各部分展开后超过 128 MB"),
    "空文件": (b"", "文件是空的"),
    "网页": (b"<html></html>", "这不是 .docx 文件"),
    "加密": (ENCRYPTED, "文件设了打开密码"),
    "旧格式": (OLD_WORD, "这是旧格式的 .doc 文件"),
    "截断": (typeset(CLEAN)[:3000], "文件不完整或已经损坏"),
    "不是文档": (packed({"a.xml": "<a/>"}), "压缩包里没有 Word 文档的正文"),
    "坏XML": (packed({MAIN: "<w:document>"}), "word/document.xml 不是完整的 XML，文件已经损坏"),
    "没有正文": (packed({MAIN: "<document/>"}), "文档里没有正文部分"),
    "压缩炸弹": (BOMB, "word/document.xml 展开后超过 32 MB"),
    "外部实体": (ENTITIES, "word/document.xml 里有实体声明，可能会读取别的文件"),
}


@pytest.mark.parametrize(("data", "problem"), [pytest.param(*said, id=name) for name, said in BAD.items()])
def test_a_file_that_cannot_be_read_is_one_finding(tmp_path: Path, data: bytes, problem: str) -> None:
    path = tmp_path / "来件.docx"
    path.write_bytes(data)

    [finding] = lint(path)

    assert (finding.rule, finding.level, finding.problem) == ("file", "error", problem)
    assert str(finding.place) == "来件.docx"


def test_a_file_that_is_not_there_is_one_finding(tmp_path: Path) -> None:
    [finding] = lint(tmp_path / "没有.docx")

    assert finding.problem.startswith("打不开（")


def test_a_damaged_entry_is_one_finding(tmp_path: Path) -> None:
    data = bytearray(typeset(CLEAN))
    with zipfile.ZipFile(BytesIO(bytes(data))) as package:
        start = package.getinfo(MAIN).header_offset + 60
    data[start : start + 40] = b"\xff" * 40
    path = tmp_path / "来件.docx"
    path.write_bytes(bytes(data))

    [finding] = lint(path)

    assert finding.problem == "文件不完整或已经损坏"


def test_an_unknown_profile_is_refused(draw: Draw) -> None:
    with pytest.raises(ParameterError):
        lint(draw(), "谁")


@pytest.mark.parametrize("said", ['w:line="138960"', 'w:line="很大"', 'w:before="-99999"'])
def test_a_measure_no_document_can_have_is_named_with_its_paragraph(draw: Draw, said: str) -> None:
    run = run_of(draw(), SENTENCE)
    start = f'<w:p><w:pPr><w:pStyle w:val="正文"/></w:pPr>{run}'
    odd = start.replace("</w:pPr>", f"<w:spacing {said}/></w:pPr>", 1)
    path = draw((MAIN, start, odd), text=f"公文标题| 通报\n{SENTENCE}\n{CLEAN.splitlines()[7]}\n")

    absurd = next(finding for finding in lint(path) if finding.rule == "file")

    assert absurd.level == "error"
    assert said.removeprefix("w:").replace("=", "=") in absurd.problem
    assert str(absurd.place).startswith("通报.docx第2段")


def test_the_strict_namespace_is_read_like_the_usual_one(draw: Draw) -> None:
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    path = draw((MAIN, usual, strict), (MAIN, 'w:top="2098"', 'w:top="25.4mm"'))

    assert [finding.rule for finding in lint(path)] == ["PG-02"]


def test_the_text_is_found_under_whatever_name_the_package_gives_it(tmp_path: Path, draw: Draw) -> None:
    path = tmp_path / "来件.docx"
    with zipfile.ZipFile(draw((MAIN, 'w:top="2098"', 'w:top="1440"'))) as source:
        parts = {name: source.read(name).decode() for name in source.namelist()}
    moved = {name.replace("document.xml", "document2.xml"): text for name, text in parts.items()}
    moved["_rels/.rels"] = moved["_rels/.rels"].replace("document.xml", "document2.xml")
    path.write_bytes(packed(moved))

    assert [finding.rule for finding in lint(path)] == ["PG-02"]
