"""Another layout: what typeset would have made, the same words and marks, and hands respected."""

import itertools
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pytest
from lxml import etree

from kit.docx.outline import outline
from kit.docx.profiles import PROFILES
from kit.docx.profiles.office import layout_of
from kit.docx.restyle.relay import relaid
from kit.docx.typeset import typeset
from kit.docx.writing.tables import with_mark
from kit.model.campaign import Form

if TYPE_CHECKING:
    from kit.docx.profiles.value import Profile

OFFICE = layout_of(
    Form.model_validate(
        {
            "top": 33,
            "pitch": 28,
            "page_number": "centre",
            "third_level_bold": True,
            "fonts": {"title": "华文中宋", "digits": "Times New Roman"},
        }
    ),
    spoken=False,
)
LAYOUTS = {**PROFILES, "office": OFFICE}
CIRCULAR = """
红头| 某市某局文件
发文字号| 某发〔2009〕8号
红线|
公文标题| 关于评议结果的通报
主送| 各单位：
会议要求各单位认真学习。
一级| 一、基本情况
二级| （一）组织领导
三级| 1.具体安排。各组分头准备，按期完成。
附件说明| 附件：1.统计表
附件说明| 2.意见建议
署名| 市财政局
成文日期| 2009年4月20日
附件标识| 附件1
附件标题| 统计表
表格 15 100
+ 序号 | 意见
- 1 | 加强调研
表终
抄送| 抄送：市委办公室。
印发| 市财政局⇥2009年4月21日印发
"""
SPEECH = """
公文标题| 在动员会上的讲话
题注| 市长　甲
题注| （2009年4月1日）
称谓| 同志们：
今天开会，讲三点意见。
三级| 1.好处
"""
TURNED = """
版面 横
附件标识| 附件
公文标题| 意见汇总表
表格 15 200
+ 序号 | 意见
- 1 | 加强调研
表终
"""
PAIRS = list(itertools.permutations(LAYOUTS, 2))


def parts(data: bytes) -> dict[str, bytes]:
    """Return the XML parts in canonical form; the list of fonts is no part of the layout."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        names = [name for name in package.namelist() if name.endswith(".xml") and "fontTable" not in name]
        return {name: etree.tostring(etree.fromstring(package.read(name)), method="c14n") for name in names}


@pytest.mark.parametrize("text", [CIRCULAR, SPEECH, TURNED], ids=["circular", "speech", "turned"])
@pytest.mark.parametrize(("old", "new"), PAIRS, ids=[f"{old}-{new}" for old, new in PAIRS])
def test_a_document_in_another_layout_is_what_typeset_makes_in_that_layout(
    text: str, old: str, new: str
) -> None:
    made = relaid(typeset(text, LAYOUTS[old]), LAYOUTS[new], [OFFICE])

    assert parts(made) == parts(typeset(text, LAYOUTS[new]))


def test_a_document_that_already_has_the_layout_stays_as_it_is() -> None:
    data = typeset(CIRCULAR, "B")

    assert parts(relaid(data, PROFILES["B"])) == parts(data)


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    """Return a document in one part of which something was changed by hand."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(target, "w") as copy:
        for entry in source.namelist():
            content = source.read(entry)
            if entry == name:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode(), 1)
            copy.writestr(entry, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("word/document.xml", 'w:left="1587"', 'w:left="1800"'),
        ("word/styles.xml", '<w:sz w:val="44"/>', '<w:sz w:val="40"/>'),
        ("word/styles.xml", 'w:line="660"', 'w:line="700"'),
        ("word/document.xml", 'w:eastAsia="黑体"', 'w:eastAsia="微软雅黑"'),
        ("word/document.xml", "会议要求", "会议一致要求"),
    ],
    ids=["边距", "标题字号", "标题行距", "字体", "文字"],
)
def test_what_a_hand_has_set_otherwise_stays(name: str, old: str, new: str) -> None:
    made = relaid(changed(typeset(CIRCULAR), name, old, new), PROFILES["B"])

    with zipfile.ZipFile(BytesIO(made)) as package:
        content = package.read(name).decode()
    assert new in content
    assert 'w:top="1960"' in zipfile.ZipFile(BytesIO(made)).read("word/document.xml").decode()


def test_a_narrower_page_has_narrower_tables_and_the_imprint_as_wide_as_the_text() -> None:
    narrow: Profile = layout_of(Form(left=40.0, right=40.0), spoken=False)
    text = CIRCULAR.replace("表格 15 100", "表格 20 136")

    made = etree.fromstring(zipfile.ZipFile(BytesIO(relaid(typeset(text), narrow))).read("word/document.xml"))

    ns = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    widths = [int(width) for width in made.xpath("//w:tblW/@w:w", namespaces=ns)]
    assert all(narrow.text_width - 20 <= width <= narrow.text_width for width in widths)
    assert len(widths) == 2


def test_the_words_of_a_document_are_the_same_in_every_layout() -> None:
    for layout in LAYOUTS.values():
        assert outline(relaid(typeset(CIRCULAR), layout)) == outline(typeset(CIRCULAR))


def test_a_document_without_the_kits_styles_is_left_alone() -> None:
    buffer = BytesIO()
    plain = docx.Document()
    plain.add_paragraph("各单位要认真学习。")
    plain.save(buffer)

    assert parts(relaid(buffer.getvalue(), PROFILES["B"])) == parts(buffer.getvalue())


def sizes(data: bytes) -> tuple[list[str], list[str]]:
    """Return the sizes of the mark's runs, in half points, and the height of its line, in twips."""
    body = etree.fromstring(zipfile.ZipFile(BytesIO(data)).read("word/document.xml"))
    ns = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    mark = body.xpath("//w:p[w:pPr/w:pStyle/@w:val='红头']", namespaces=ns)[0]
    return (
        mark.xpath("w:r/w:rPr/w:sz/@w:val", namespaces=ns),
        mark.xpath("w:pPr/w:spacing/@w:line", namespaces=ns),
    )


@pytest.mark.parametrize(
    ("mark", "size"),
    [("某县文件", "104"), ("某某市委员会办公室文件", "77"), ("某某市人民代表大会常务委员会办公厅文件", "44")],
)
def test_the_mark_of_a_template_gets_the_size_that_keeps_its_words_on_one_line(mark: str, size: str) -> None:
    template = typeset("红头| {{ 发文机关标志 }}\n发文字号| {{ 发文字号 }}\n红线|\n")

    made = relaid(template, with_mark(PROFILES["A"], mark))

    assert sizes(template) == (["84"], ["840"])
    assert sizes(made) == ([size], [f"{size}0"])
    assert int(size) * 10 * len(mark) <= PROFILES["A"].text_width


def test_a_mark_whose_size_a_hand_has_set_stays_so() -> None:
    template = typeset("红头| {{ 发文机关标志 }}\n文\n")
    own = changed(template, "word/document.xml", '<w:sz w:val="84"/>', '<w:sz w:val="90"/>')

    assert sizes(relaid(own, with_mark(PROFILES["A"], "某某市委员会办公室文件")))[0] == ["90"]
