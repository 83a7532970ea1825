"""Documents made to break a reader: each is judged or refused within seconds, never a crash."""

import random
import time
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from lint_drawing import CLEAN, MAIN, SENTENCE, SETTINGS, STYLES, Draw, packed

from kit.docx.typeset import typeset
from kit.form.judge import lint
from kit.form.mending.comments import annotate_document
from kit.form.mending.repairing import fix
from kit.form.wording.findings import text_findings
from kit.model.finding import KitError

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PATIENCE = 20  # seconds, on a machine that others use too


def document(body: str) -> str:
    return f"<w:document {SPACE}><w:body>{body}</w:body></w:document>"


def para(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def nested(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + para("深") + "</w:tc></w:tr></w:tbl>" * depth


NOT_DOCX = {
    "rtf": (b"{\\rtf1\\ansi hello}", "这不是 .docx 文件"),
    "html": (b"<html><body>hello</body></html>", "这不是 .docx 文件"),
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "这是旧格式的 .doc 文件"),
    "xlsx": (packed({"xl/workbook.xml": "<a/>"}), "压缩包里没有 Word 文档的正文"),
    "深套表格": (packed({MAIN: document(nested(60))}), "表格或控件嵌套超过 100 层"),
}


@pytest.mark.parametrize(("data", "problem"), NOT_DOCX.values(), ids=NOT_DOCX)
def test_what_only_looks_like_a_document_is_one_finding(tmp_path: Path, data: bytes, problem: str) -> None:
    path = tmp_path / "来件.docx"
    path.write_bytes(data)

    [finding] = lint(path)

    assert (finding.rule, finding.problem) == ("file", problem)


ABSURD = {
    "没有样式": {MAIN: document(para(SENTENCE))},
    "没有节": {MAIN: document(para("标题") + para(SENTENCE)), STYLES: f"<w:styles {SPACE}/>"},
    "空正文": {MAIN: document("")},
    "负的字号": {
        MAIN: document(f'<w:p><w:r><w:rPr><w:sz w:val="-32"/></w:rPr><w:t>{SENTENCE}</w:t></w:r></w:p>')
    },
    "零字号": {
        MAIN: document(f'<w:p><w:r><w:rPr><w:sz w:val="0"/></w:rPr><w:t>{SENTENCE}</w:t></w:r></w:p>')
    },
    "负的字距比字宽": {
        MAIN: document(
            f'<w:p><w:r><w:rPr><w:sz w:val="2"/><w:spacing w:val="-20"/></w:rPr>'
            f"<w:t>{SENTENCE}</w:t></w:r></w:p>"
            '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
        )
    },
    "负的页边距": {
        MAIN: document(
            para(SENTENCE) + '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
            '<w:pgMar w:top="-9" w:bottom="-99999" w:left="x" w:right="" w:footer="-1"/></w:sectPr>'
        )
    },
    "零高的纸": {
        MAIN: document(
            para(SENTENCE) + '<w:sectPr><w:pgSz w:w="0" w:h="0"/><w:docGrid w:linePitch="0"/></w:sectPr>'
        )
    },
    "列表编号大": {
        MAIN: document(
            '<w:p><w:pPr><w:numPr><w:ilvl w:val="99"/><w:numId w:val="7"/></w:numPr></w:pPr></w:p>'
        ),
        "word/numbering.xml": f'<w:numbering {SPACE}><w:num w:numId="7"/></w:numbering>',
    },
    "设置不对": {
        MAIN: document(para(SENTENCE)),
        SETTINGS: f"<w:settings {SPACE}><w:evenAndOddHeaders/></w:settings>",
    },
    "套了几层的表格": {MAIN: document(nested(20) + para(SENTENCE))},
    "套着的文本框": {
        MAIN: document(
            "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:pict><w:txbxContent>"
            f"{para('里')}</w:txbxContent></w:pict><w:t>外</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
        )
    },
}  # fmt: skip


@pytest.mark.parametrize("parts", ABSURD.values(), ids=ABSURD)
def test_an_absurd_document_is_judged_repaired_and_remarked_without_a_crash(
    tmp_path: Path, parts: dict[str, str]
) -> None:
    path = tmp_path / "来件.docx"
    path.write_bytes(packed({"[Content_Types].xml": TYPES, **parts}))

    findings = lint(path)

    assert all(finding.problem and finding.remedy for finding in findings)
    assert annotate_document(path, findings, tmp_path / "批注").is_file()
    assert fix(path, findings, tmp_path / "改好").path.is_file()


TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
LONG_TEXTS = {
    "字母": "a" * 30_000,
    "数字": "1" * 30_000,
    "汉字数字": "一" * 30_000,
    "书名号": "《" * 20_000,
    "引号": '"' * 20_000,
    "括号": "(" * 20_000,
    "顿号": "甲、" * 10_000,
    "半角": "甲,a.b" * 20_000,
    "空格": "甲 " * 10_000,
}


@pytest.mark.parametrize("text", LONG_TEXTS.values(), ids=LONG_TEXTS)
def test_the_rules_about_words_take_no_time_over_endless_texts(text: str) -> None:
    start = time.process_time()

    text_findings([text])

    assert time.process_time() - start < PATIENCE / 2


@pytest.mark.parametrize(
    "line",
    [f"{SENTENCE}{SENTENCE}", "2009年4月20日", "附件1", "某发〔2009〕8号", "一、基本情况", "附件：1.名称"],
    ids=["句子", "日期", "附件", "文号", "标题", "附件说明"],
)
def test_thousands_of_paragraphs_are_judged_within_seconds(tmp_path: Path, line: str) -> None:
    path = tmp_path / "来件.docx"
    path.write_bytes(packed({MAIN: document(para(line) * (10_000 if SENTENCE in line else 2_000))}))
    start = time.process_time()

    lint(path)

    assert time.process_time() - start < PATIENCE


def test_text_boxes_are_read_and_their_words_judged(draw: Draw) -> None:
    box = f"<w:r><w:pict><w:txbxContent>{para('请于6月30号前报送。')}</w:txbxContent></w:pict></w:r>"
    path = draw((MAIN, "</w:p><w:sectPr>", f"{box}</w:p><w:sectPr>"), text=f"公文标题| 通报\n{SENTENCE}\n")

    assert [finding.rule for finding in lint(path)] == ["NUM-04"]


@pytest.mark.parametrize("seed", range(25))
def test_a_damaged_document_never_breaks_the_reader(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same damage every time
    with zipfile.ZipFile(BytesIO(typeset(CLEAN))) as source:
        parts = {name: source.read(name).decode() for name in source.namelist()}
    name = chance.choice([MAIN, STYLES, SETTINGS, "word/footer1.xml", "word/_rels/document.xml.rels"])
    text = parts[name]
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(text))
        piece = chance.choice(
            ["", '"', "<", "</w:p>", "999999999", "\u202e", text[at // 2 : at // 2 + 90], "-"]
        )
        text = text[:at] + piece + text[at + chance.choice([0, 0, 1, 5]) :]
    path = tmp_path / "来件.docx"
    path.write_bytes(packed({**parts, name: text}))

    findings = lint(path)

    for write in (annotate_document, fix):
        with suppress(KitError):
            assert write(path, findings, tmp_path / write.__name__)
