"""Recognising the parts of a document that another program made, from its words alone."""

import pytest
from lint_drawing import SENTENCE, Draw

from kit.form.roles.document import read_form


def roles(write: Draw, *lines: str) -> list[str]:
    """Return the roles of paragraphs; a line that begins with > is centred, in 2号."""
    body = ""
    for line in lines:
        centred = '<w:pPr><w:jc w:val="center"/></w:pPr>' if line.startswith(">") else ""
        size = '<w:rPr><w:sz w:val="44"/></w:rPr>' if line.startswith(">") else ""
        body += f"<w:p>{centred}<w:r>{size}<w:t>{line.removeprefix('>')}</w:t></w:r></w:p>"
    return [paragraph.role for paragraph in read_form(write(body)).paragraphs]


def test_a_whole_circular_is_recognised(write: Draw) -> None:
    assert roles(
        write,
        "某发〔2009〕8号", ">关于评议结果", ">情况的通报", "各区县人民政府，市直各部门：", SENTENCE,
        "一、基本情况", "（一）学习", "1.安排", "（1）分工", "附件：1.统计表", "2.意见", "",
        "市财政局", "2009年4月20日", "（联系人：张某）", "附件1",
    ) == [
        "发文字号", "标题", "标题", "主送", "正文", "一级", "二级", "三级", "四级",
        "附件说明", "附件说明", "空", "署名", "成文日期", "附注", "附件标识",
    ]  # fmt: skip


def test_a_speech_has_a_note_under_its_title_and_a_salutation(write: Draw) -> None:
    assert roles(write, ">在动员会上的讲话", "（2009年4月20日）", "同志们：", SENTENCE) == [
        "标题", "题注", "主送", "正文",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "3.5米以下的道路由各单位维护",
        "2026.04.20前完成",
        "1.已培训300人，覆盖全部单位，其中基层单位二十个，比上一轮增加三个，各项指标均已按期完成",
        "一、本办法由市委办公室负责解释，自2009年4月1日起施行，此前规定与本办法不一致的一律以本办法为准",
        "6月30日前报送",
        "一是认真学习",
        "（略）",
    ],
)
def test_words_that_only_look_like_a_heading_are_body_text(write: Draw, text: str) -> None:
    assert roles(write, ">通报", SENTENCE, text)[-1] == "正文"


def test_a_line_that_introduces_a_list_is_no_heading(write: Draw) -> None:
    assert roles(write, ">通报", SENTENCE, "1.以下单位评为优秀：")[-1] == "正文"


def test_a_date_within_the_body_does_not_make_a_sentence_the_organ(write: Draw) -> None:
    assert roles(write, ">通报", SENTENCE, "2009年4月20日")[-2:] == ["正文", "成文日期"]
