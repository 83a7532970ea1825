"""What documents the kit had never seen taught: forms that only looked wrong, and faults that hid in them."""

import pytest
from lint_drawing import CLEAN, MAIN, SENTENCE, Draw, part_of, run_of
from test_lint_elements import roles
from test_lint_parts import RED, WHOLE, rules

from kit.form.judge import lint
from kit.form.roles.document import read_form
from kit.form.rule import FormPlace
from kit.form.wording.findings import text_findings

TITLE = "公文标题| 关于群众评议结果的通报"
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/footer" Target="footer1.xml"/></Relationships>'
)
SECTION = (
    f'<w:sectPr xmlns:r="{OFFICE}"><w:footerReference w:type="default" r:id="rId1"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:footer="1446"/></w:sectPr>'
)


def footer(content: str) -> dict[str, str]:
    """Return the parts of a footer with a page number."""
    return {
        "footer1.xml": f'<w:ftr xmlns:w="{SPACE}">{content}</w:ftr>',
        "_rels/document.xml.rels": RELATIONS,
    }


def lines(*texts: str, look: str = "") -> str:
    """Return paragraphs that all look the same."""
    return "".join(f"<w:p><w:pPr>{look}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)


@pytest.mark.parametrize(
    "text",
    ["（联系人：张某，电话：8623 1170）", "抽查（1）制度、（2）台账。", "要求如下：1）学习；2）实践。"],
)
def test_figures_before_a_closing_parenthesis_do_not_undo_the_pair(text: str) -> None:
    assert text_findings([text]) == ()


def test_a_parenthesis_that_is_never_closed_is_still_found() -> None:
    assert [one.rule for one in text_findings(["（联系人：张某，电话：8623 1170"])] == ["PUN-02"]


def test_a_pair_may_open_on_one_line_of_the_title_and_close_on_the_next(draw: Draw) -> None:
    title = "公文标题| 关于印发《群众评议\n公文标题| 工作办法》的通知"

    assert rules(draw(text=CLEAN.replace(TITLE, title))) == []
    [finding] = lint(draw(text=CLEAN.replace(TITLE, title.replace("》", ""))))
    assert (finding.rule, str(finding.place)) == ("PUN-02", "通报.docx第1段“关于印发《群众评议”")


def test_the_name_of_an_attachment_may_begin_with_a_year(write: Draw) -> None:
    note = ["附件：1.2009年度统计表", "2.2009年度意见建议", "3.5米以下道路名单"]

    assert roles(write, ">通报", SENTENCE, *note)[-3:] == ["附件说明", "附件说明", "正文"]


def test_a_heading_may_begin_with_a_year(write: Draw) -> None:
    assert roles(write, ">通报", SENTENCE, "1.2009年工作", "2.2010年打算")[-2:] == ["三级", "三级"]


def test_a_heading_with_a_year_is_counted(write: Draw) -> None:
    assert "MB-09" not in rules(write(lines(SENTENCE, "1.2009年工作", "2.下一步打算")))
    assert "MB-09" in rules(write(lines(SENTENCE, "1.2009年工作", "3.下一步打算")))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("一、检查值班制度落实情况，重点检查领导带班是否执行到位。", "正文"),
        ("（一）进一步加强组织领导。", "二级"),
        ("（五）实施电商工程。建设县乡村物流体系，快递进村。", "二级"),
        ("1.实施电商工程。建设县乡村物流体系。", "正文"),
    ],
)
def test_a_sentence_with_a_number_is_told_from_a_heading(write: Draw, text: str, role: str) -> None:
    assert roles(write, ">通报", SENTENCE, text)[-1] == role


def test_the_last_item_of_a_list_is_no_heading(write: Draw) -> None:
    items = ["有下列情形之一的，不得派车：", "（一）上下班接送；", "（二）其他情形。"]

    assert roles(write, ">制度", SENTENCE, *items)[-1] == "正文"


def test_a_sentence_that_speaks_of_printing_is_no_imprint(write: Draw) -> None:
    text = "本制度自公布起施行，2008年6月15日印发的《评议制度》同时废止。"

    assert roles(write, ">制度", SENTENCE, text)[-1] == "正文"


def test_an_order_has_a_mark_though_it_has_no_title(write: Draw) -> None:
    mark = (
        '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:color w:val="FF0000"/>'
        '<w:sz w:val="88"/></w:rPr><w:t>某市人民政府令</w:t></w:r></w:p>'
    )
    path = write(mark + lines("第8号", SENTENCE))

    assert [one.role for one in read_form(path).paragraphs] == ["标志", "发文字号", "正文"]
    assert "PG-08" not in rules(path)


def test_a_title_at_the_left_is_told_by_its_words_to_stand_in_the_middle(write: Draw) -> None:
    assert roles(write, "某市某局关于评议结果的通报", "各单位：", SENTENCE) == ["标题", "主送", "正文"]
    assert roles(write, "关于评议结果", "各单位：", SENTENCE)[0] == "正文"


def test_a_sentence_that_introduces_a_list_is_no_recipient(write: Draw) -> None:
    sentence = "因管道施工，定于5月16日至17日对下列区域停水："

    assert roles(write, ">关于停水的公告", sentence, SENTENCE) == ["标题", "正文", "正文"]
    assert roles(write, ">关于停水的公告", "各区人民政府：", SENTENCE)[1] == "主送"


def test_a_signer_is_known_before_a_title_that_is_not(write: Draw) -> None:
    assert roles(write, "某发〔2009〕8号", "签发人：张某", "各单位：", SENTENCE)[1] == "签发人"


def test_names_of_several_organs_stand_one_under_another(write: Draw) -> None:
    end = lines("甲局", "乙局", "2009年4月20日", look='<w:jc w:val="right"/>')

    found = [one.role for one in read_form(write(lines(SENTENCE, "请遵照执行") + end)).paragraphs]

    assert found == ["正文", "正文", "署名", "署名", "成文日期"]


@pytest.mark.parametrize(("gap", "found"), [("　　　", False), ("", True)])
def test_two_organs_on_one_line_are_not_measured_as_one(write: Draw, gap: str, found: object) -> None:
    organs = lines(f"中共某县委{gap}某县人民政府", look='<w:ind w:right="630"/><w:jc w:val="right"/>')
    day = lines("2009年4月20日", look='<w:ind w:right="1260"/><w:jc w:val="right"/>')

    assert ("MB-13" in rules(write(lines(SENTENCE) + organs + day + SECTION))) is found


def test_a_page_number_without_a_result_is_a_page_number(write: Draw) -> None:
    field = '<w:p><w:fldSimple w:instr="PAGE"/></w:p>'

    found = {one.problem for one in lint(write(lines(SENTENCE * 40) + SECTION, **footer(field)))}

    assert "没有页码" not in found
    assert "页码写成“1”" in found


NUMBER = '<w:fldSimple w:instr="PAGE"/>'
FRAMED = f'<w:p><w:pPr><w:framePr w:hAnchor="margin" w:xAlign="outside"/></w:pPr>{NUMBER}</w:p>'
BOXED = (
    f'<w:p><w:r><w:drawing><d:anchor xmlns:d="{DRAWING}"><d:align>outside</d:align>'
    f"<w:txbxContent><w:p>{NUMBER}</w:p></w:txbxContent></d:anchor></w:drawing></w:r></w:p>"
)


@pytest.mark.parametrize("content", [FRAMED, BOXED, f"<w:p>{NUMBER}</w:p>"])
def test_a_number_may_stand_by_the_side_of_its_page(write: Draw, content: str) -> None:
    number = read_form(write(lines(SENTENCE) + SECTION, **footer(content))).sections[0].numbers["default"]

    assert number is not None
    assert number.is_mirrored == ("outside" in content)


def test_lines_of_the_imprint_may_belong_to_its_cells(draw: Draw) -> None:
    main = part_of(draw(text=WHOLE), MAIN)
    table = main[main.index("<w:tbl><w:tblPr><w:tblpPr") : main.rindex("</w:tbl>")]
    start, end = table.index("<w:tblBorders>"), table.index("</w:tblBorders>") + len("</w:tblBorders>")
    bare = table[:start] + table[end:]
    own = '<w:tcBorders><w:top w:val="single" w:sz="{}"/><w:bottom w:val="single" w:sz="{}"/></w:tcBorders>'
    upper, lower = bare.split("</w:tr>")[:2]
    ruled = "</w:tr>".join(
        row.replace("<w:vAlign", own.format(*sizes) + "<w:vAlign")
        for row, sizes in ((upper, (8, 6)), (lower + "</w:tr>", (6, 8)))
    )

    assert rules(draw((MAIN, table, ruled), text=WHOLE)) == []
    assert set(rules(draw((MAIN, table, bare), text=WHOLE))) == {"RC-01"}


def test_a_line_typed_with_characters_is_a_line(draw: Draw) -> None:
    typed = WHOLE.replace(RED, RED.replace("红线|\n", "━━━━━━━━━━━━━━━━━━━━\n"))

    assert rules(draw(text=typed)) == []


def test_a_note_under_a_table_is_no_body_text(write: Draw) -> None:
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>40</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    note = "注：1.统计数以各单位报送的为准，截止时间为2009年4月20日。2.总数不含临时机构。"

    found = [one.role for one in read_form(write(table + lines(note, note))).paragraphs]

    assert found == ["表格", "其他", "正文"]


def test_typed_bullets_are_a_list_whose_indent_is_free(write: Draw) -> None:
    assert "MB-07" not in rules(write(lines(f"• {SENTENCE}")))
    assert "MB-07" in rules(write(lines(SENTENCE)))


def test_a_heading_begins_two_characters_in_like_any_paragraph(draw: Draw) -> None:
    own = '<w:pStyle w:val="一级"/>'
    flush = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'

    assert rules(draw((MAIN, own, own + flush))) == ["MB-07"]
    assert rules(draw((MAIN, own, f'{own}{flush}<w:jc w:val="center"/>'))) == []


def test_a_text_without_chinese_is_passed_over_and_that_is_said(write: Draw) -> None:
    words = "On behalf of the Committee, it is my pleasure to invite you. " * 3
    blue = f'<w:p><w:r><w:rPr><w:color w:val="4F81BD"/></w:rPr><w:t>{words}</w:t></w:r></w:p>'

    [finding] = lint(write(blue))

    assert (finding.rule, finding.level) == ("file", "info")
    assert finding.problem == "未检查：文中几乎没有汉字，不是中文公文"
    official = blue.replace("<w:color", '<w:rFonts w:eastAsia="仿宋_GB2312"/><w:color')
    assert "PG-08" in rules(write(official))  # a template of styles, with foreign words for a sample


def test_a_number_on_a_landscape_page_is_not_measured_from_its_foot(draw: Draw) -> None:
    low = (MAIN, 'w:bottom="1984"', 'w:bottom="1200"')
    turned = (MAIN, 'w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"')

    assert "PN-02" in rules(draw(low))
    assert "PN-02" not in rules(draw(low, turned))


def test_coloured_words_are_quoted_themselves(draw: Draw) -> None:
    run = run_of(draw(), "会议要求")
    head, words, tail = (run.replace(SENTENCE, part) for part in (SENTENCE[:4], SENTENCE[4:7], SENTENCE[7:]))
    blue = words.replace("<w:spacing", '<w:color w:val="0000FF"/><w:spacing', 1)

    [finding] = lint(draw((MAIN, run, head + blue + tail)))

    place = finding.place
    assert isinstance(place, FormPlace)
    assert (finding.rule, place.quote, place.start, place.end) == ("PG-08", SENTENCE[4:7], 4, 7)
