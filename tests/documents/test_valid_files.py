"""Every file that is produced is valid Open XML, by the word of an independent validator."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from document_drawing import ROOT, filled, whose
from openxml_audit import OpenXmlValidator
from rendered_corpus import FORMS, KINDS, recipient

from kit.app.make.keys import template_of
from kit.app.make.restyling import restyled
from kit.documents import document_kinds, kinds_per_member
from kit.docx.typeset import typeset
from kit.docx.writing.comments import Note, commented
from kit.files.document import read_document
from kit.files.package import packed
from kit.form.judge import lint
from kit.form.mending.comments import annotate_document
from kit.form.mending.repairing import fix
from kit.model.campaign import Campaign
from kit.model.draft import DocumentKind, Draft, Material
from kit.sheets.writing.blank import write_blank
from kit.sheets.writing.workbook import SheetOut, write_workbook
from kit.template.fill import fill
from kit.template.template import compile_template
from kit.topics.kinds import sheet_kinds

NO_THEME = "officeDocument/2006/relationships/theme' is missing"  # ISO 29500-1 11.3.1: it may be missing
EVERYTHING = """
红头| 市政府办公室文件
发文字号| 政办发〔2009〕12号
红线|
公文标题| 关于评议结果的通报
副标题| ——试验
题注| （征求意见稿）
空行|
主送| 各单位：
一级| 一、总的情况
二级| （一）分项
三级| 1.再分
四级| （1）又分⟦楷|楷体⟧和⟦黑|黑体⟧
正文一段。
表题| 分项结果
表格 15 60 25
+ 序号 | 单位 | 份数
- 1 | 财政局 | 38
表终
表注| 单位：份
附件说明| 附件：名单
署名| 市政府办公室
成文日期| 2009年4月21日
附注| （联系人：张某）
分页|
附件标识| 附件
附件标题| 名单
抄送| 抄送：市委办公室。
印发| 市政府办公室⇥2009年4月21日印发
"""


def faults(path: Path) -> list[str]:
    """Return what the validator has against a file; a theme is optional, and the kit sets none on purpose."""
    found = OpenXmlValidator().validate(str(path)).errors
    return [str(fault) for fault in found if NO_THEME not in str(fault)]


@pytest.mark.parametrize("path", sorted((ROOT / "templates").glob("*.docx")), ids=lambda path: path.stem)
def test_a_template_is_valid(path: Path) -> None:
    assert faults(path) == []


@pytest.mark.parametrize("kind", [*document_kinds(), *kinds_per_member()], ids=lambda kind: kind.id)
def test_a_document_of_the_demo_is_valid(kind: DocumentKind, demo: Material, tmp_path: Path) -> None:
    path = tmp_path / f"{kind.id}.docx"
    path.write_bytes(filled(kind.id, demo, whose(kind.id, demo)).data)

    assert faults(path) == []


@pytest.mark.parametrize("layout", ["B", "office", "print", "podium"])
def test_a_document_in_another_layout_is_valid(layout: str, demo: Material, tmp_path: Path) -> None:
    spoken = layout in {"print", "podium"}
    campaign = demo.campaign.model_copy(update={"form": FORMS[layout]})
    for kind in (one for one in KINDS if one.is_spoken == spoken):
        draft = kind.compose(replace(demo, campaign=campaign), recipient(kind, demo))
        path = tmp_path / f"{kind.id}.docx"
        path.write_bytes(fill(template_of(campaign, draft), draft).data)

        assert faults(path) == [], kind.id


@pytest.mark.parametrize("name", ["B", "speech.podium"])
def test_a_restyled_document_is_valid(name: str, demo: Material, tmp_path: Path) -> None:
    for id_ in ("speech", "evaluation_circular"):
        path = tmp_path / f"{id_}.docx"
        path.write_bytes(filled(id_, demo).data)

        assert faults(restyled(path, name, tmp_path / "换").path) == []


def test_annotated_and_mended_copies_are_valid(tmp_path: Path) -> None:
    path = tmp_path / "错.docx"
    path.write_bytes(broken(b'w:top="2098"', b'w:top="1440"', EVERYTHING + "请于6月30号前报送3、4份。\n"))
    found = lint(path, "A")
    mended = fix(path, found, tmp_path / "改", "A")

    assert {"NUM-04", "PG-02"} <= {finding.rule for finding in found}
    for copy in (annotate_document(path, found, tmp_path / "批"), mended.path):
        assert faults(copy) == []


@pytest.mark.parametrize("profile", ["A", "B"])
@pytest.mark.parametrize("text", [EVERYTHING, "版面 横\n公文标题| 汇总表\n正文一段。\n"], ids=["竖", "横"])
def test_what_typeset_makes_is_valid(text: str, profile: str, tmp_path: Path) -> None:
    path = tmp_path / "样张.docx"
    path.write_bytes(typeset(text, profile))

    assert faults(path) == []


def test_a_document_with_marks_breaks_and_an_emptied_cell_is_valid(tmp_path: Path) -> None:
    source = tmp_path / "模板.docx"
    source.write_bytes(
        typeset("公文标题| {{ 标题 }}\n表格 60 60\n+ 甲 | 乙\n- {% if 有 %}有{% endif %} | {{ 文 }}\n表终\n")
    )
    context = {"标题": "两行\n标题", "有": False, "文": "制\t表 <&>"}
    path = tmp_path / "文.docx"
    path.write_bytes(fill(compile_template(source), Draft("试", "试", source.name, context)).data)

    assert faults(path) == []


def test_a_copy_with_comments_is_valid(tmp_path: Path) -> None:
    path = tmp_path / "批注.docx"
    path.write_bytes(commented(typeset(EVERYTHING), [Note("这里不对", 3), Note("总的")]))

    assert faults(path) == []


def test_a_register_is_valid(tmp_path: Path) -> None:
    rows = [(1, "财政局", "=1+1", None), (2, "档案局", "通知书.docx", 2)]
    path = tmp_path / "register.xlsx"
    write_workbook(path, [SheetOut("登记簿", ("序号", "单位", "文件", "页数"), rows, (6, 28, 48, 6))])

    assert faults(path) == []


def test_a_blank_workbook_is_valid(campaign: Campaign, tmp_path: Path) -> None:
    kind = next(kind for kind in sheet_kinds() if kind.id == "rectification")
    path = tmp_path / "空白表.xlsx"
    write_blank(path, kind, campaign)

    assert faults(path) == []


def broken(old: bytes, new: bytes, text: str = EVERYTHING) -> bytes:
    """Return a typeset document with one thing wrong in its body."""
    parts = read_document(typeset(text)).parts
    assert old in parts["word/document.xml"]
    return packed(parts | {"word/document.xml": parts["word/document.xml"].replace(old, new, 1)}).around(())


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: broken(b"<w:body>", b"<w:body><w:unheard/>"),
        lambda: broken(b"<w:p>", b'<w:p><w:r><w:t>x</w:t></w:r><w:pPr><w:jc w:val="left"/></w:pPr>'),
        lambda: broken(b'w:type="lines"', b'w:type="squares"'),
    ],
    ids=["an unknown element", "elements out of order", "a value nobody knows"],
)
def test_the_validator_finds_what_is_wrong(wrong: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / "错.docx"
    path.write_bytes(wrong())

    assert faults(path)
