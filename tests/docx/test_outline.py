import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.docx.outline import outline
from kit.docx.typeset import typeset
from kit.docx.writing.blocks import SHORT, STYLES, NewPage, Outline, ParagraphBlock, TableBlock, TableRow
from kit.docx.writing.language import write_blocks
from kit.model.finding import TemplateError

TAGS = ["{{ 单位 }}", "{% if 有 %}", "{{ 条|upper }}"]
letters = st.sampled_from(list("#市委办公室关于〔2009〕8号“引号”——，。a|-+ {}&<>\u3000𠮷⏎⇥"))
words = st.text(letters, max_size=12).map(str.strip)
texts = st.lists(words | st.sampled_from(TAGS), max_size=3).map("".join).map(str.strip)
few = st.text("各单位", min_size=1, max_size=3)
changed = st.builds("{}⟦{}|{}⟧{}".format, few, st.sampled_from(["楷", "黑"]), few, few)
FANGSONG = ["正文", "称谓", "三级", "附件说明", "署名", "附注", "发文字号", "抄送", "空行"]
lines = st.builds(ParagraphBlock, st.sampled_from(STYLES), texts) | st.builds(
    ParagraphBlock, st.sampled_from(FANGSONG), changed
)
usual = lines.filter(
    lambda line: line.style != "印发" or ("\u3000" not in line.text and "  " not in line.text)
)
rows = st.builds(TableRow, st.lists(texts, min_size=1, max_size=3).map(tuple), heading=st.booleans())
grids = st.builds(TableBlock, st.just((15.0, 60.5, 40.0)), st.lists(rows, max_size=4).map(tuple))
blocks = st.lists(usual | grids | st.just(NewPage()), max_size=6).map(tuple)
layouts = st.builds(Outline, blocks, landscape=st.booleans())


@settings(max_examples=60, deadline=None)
@given(layouts)
def test_a_document_that_was_typeset_reads_back_as_the_text_it_was_made_from(layout: Outline) -> None:
    text = write_blocks(layout)

    assert outline(typeset(text)) == text


def test_remarks_of_whoever_writes_the_text_are_no_part_of_the_document() -> None:
    text = "# 初稿\n版面 横\n#\n公文标题| 通知\n表格 20\n# 一行\n- 甲\n表终\n"

    assert outline(typeset(text)) == "版面 横\n公文标题| 通知\n表格 20\n- 甲\n表终\n"


def test_a_paragraph_that_looks_like_a_remark_is_written_with_its_style() -> None:
    for text in ("正文| # 初稿\n", "正文| #\n", "#1号楼\n"):
        assert outline(typeset(text)) == text


def changed_document(text: str, old: str, new: str) -> bytes:
    """Return the typeset text with a piece of its document.xml replaced; the piece must occur."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(typeset(text))) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode()
            if name == "word/document.xml":
                assert old in content
                content = content.replace(old, new)
            target.writestr(name, content)
    return buffer.getvalue()


def test_every_short_name_of_a_face_survives_in_a_paragraph_of_another_face() -> None:
    for short in SHORT:
        text = f"各单位⟦{short}|落实⟧到位。\n" if short != "仿" else "一级| 一、学习⟦仿|落实⟧到位\n"

        assert outline(typeset(text)) == text


def test_marks_around_a_figure_leave_no_trace() -> None:
    marked = changed_document(
        "共收到8条意见。",
        ">共收到8条意见。</w:t>",
        '>共收到</w:t></w:r><w:bookmarkStart w:id="1" w:name="_kit_1"/><w:r><w:t>8</w:t></w:r>'
        '<w:bookmarkEnd w:id="1"/><w:r><w:t>条意见。</w:t>',
    )

    assert outline(marked) == "共收到8条意见。\n"


def test_an_insertion_is_read_and_a_deletion_is_not() -> None:
    revised = changed_document(
        "共8条。",
        ">共8条。</w:t></w:r>",
        ">共</w:t></w:r><w:del><w:r><w:delText>8</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>9</w:t></w:r></w:ins><w:r><w:t>条。</w:t></w:r>",
    )

    assert outline(revised) == "共9条。\n"


def test_a_style_of_another_house_prints_as_its_own_name() -> None:
    foreign = changed_document("落款", '<w:pStyle w:val="正文"/>', '<w:pStyle w:val="HouseStyle"/>')

    assert outline(foreign) == "HouseStyle| 落款\n"


def test_blank_lines_and_needless_styles_vanish_in_the_usual_form() -> None:
    text = "\n版面 竖\n正文| 各单位：\n\n印发| 办公室　　2009年4月2日印发\n"

    assert outline(typeset(text)) == "各单位：\n印发| 办公室⇥2009年4月2日印发\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "文件是空的"), (b"PK\x03\x04 broken", "文件不完整"), (typeset("文")[:400], "文件不完整")],
)
def test_what_is_no_document_is_refused_in_plain_words(data: bytes, said: str) -> None:
    with pytest.raises(TemplateError, match=said):
        outline(data)
