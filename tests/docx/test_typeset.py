import re
import zipfile
from io import BytesIO
from typing import Any

import pytest
from lxml import etree

from kit.docx.outline import outline
from kit.docx.profiles import PROFILES, STANDARD, profile_named
from kit.docx.typeset import typeset
from kit.model.finding import ParameterError, TemplateError
from kit.text.width import sign_off

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
LETTER = """
    红头| 某市某局文件
    发文字号| 某发〔2009〕8号
    红线|
    公文标题| 关于评议结果的通报
    主送| 各单位：
    一级| 一、基本情况
    会议要求各单位认真学习。
    附件说明| 附件：1.统计表
    附件说明| 2.意见建议
    署名| 市财政局
    成文日期| 2009年4月20日
    抄送| 抄送：市委办公室。
    印发| 市财政局⇥2009年4月21日印发
"""


def part(data: bytes, name: str = "word/document.xml") -> Any:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def find(element: Any, path: str) -> Any:
    return element.xpath(path, namespaces=W)


def test_the_page_carries_the_numbers_of_its_profile() -> None:
    for name, top, pitch in (("A", "2098", "579"), ("B", "1960", "592")):
        [section] = find(part(typeset("文", name)), "//w:sectPr")

        assert find(section, "w:pgMar/@w:top") == [top]
        assert find(section, "w:docGrid/@w:linePitch") == [pitch]
        assert find(section, "w:docGrid/@w:type") == ["lines"]


def test_twenty_two_lines_of_twenty_eight_characters_fit_the_text_area_of_the_standard() -> None:
    for one in STANDARD:
        assert one.text_height // one.pitch.twips == 22
        assert one.text_width // one.cell == 28


def test_the_lines_and_characters_of_every_profile_are_those_its_measures_give() -> None:
    for one in PROFILES.values():
        assert (one.lines.number, one.cells.number) == (
            one.text_height // one.pitch.twips,
            one.text_width // one.cell,
        )


def test_an_unknown_profile_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ParameterError, match="可用的有：A、B"):
        profile_named("谁")


def test_the_same_text_gives_the_same_bytes() -> None:
    assert typeset(LETTER) == typeset(LETTER)


def test_nothing_of_a_theme_a_person_or_a_date_is_left_in_the_package() -> None:
    data = typeset(LETTER)

    with zipfile.ZipFile(BytesIO(data)) as package:
        names = sorted(package.namelist())
        text = "".join(package.read(name).decode() for name in names)
    assert names == [
        "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels",
        "word/document.xml", "word/fontTable.xml", "word/footer1.xml", "word/footer2.xml",
        "word/settings.xml", "word/styles.xml",
    ]  # fmt: skip
    assert not re.search(r"[tT]heme=|asciiTheme|python-docx|dcterms:created>", text)


def test_every_style_names_its_font_in_every_slot() -> None:
    for fonts in find(part(typeset("文"), "word/styles.xml"), "//w:rFonts"):
        slots = {fonts.get(f"{{{W['w']}}}{slot}") for slot in ("ascii", "hAnsi", "eastAsia", "cs")}

        assert len(slots) == 1
        assert None not in slots


def test_a_tag_of_a_template_stands_in_one_run_with_all_its_properties() -> None:
    [run] = find(part(typeset("共收到{{ 意见数 }}条意见，{% if 有 %}已归纳{% endif %}。")), "//w:p/w:r")

    assert find(run, "w:rPr/w:rFonts/@w:eastAsia") == ["仿宋_GB2312"]
    assert find(run, "w:rPr/w:sz/@w:val") == ["32"]
    assert find(run, "w:rPr/w:spacing/@w:val") == ["-5"]


def test_body_paragraphs_are_indented_for_programs_that_read_characters_and_for_those_that_read_twips() -> (
    None
):
    [indent] = find(part(typeset("文"), "word/styles.xml"), "//w:style[@w:styleId='正文']//w:ind")

    assert find(indent, "@w:firstLineChars") == ["200"]
    assert find(indent, "@w:firstLine") == ["630"]


def test_headings_have_outline_levels_and_stay_with_the_next_line() -> None:
    styles = part(typeset("文"), "word/styles.xml")

    levels = [
        find(styles, f"//w:style[@w:styleId='{name}']//w:outlineLvl/@w:val") for name in ("一级", "四级")
    ]
    assert levels == [["0"], ["3"]]
    assert find(styles, "//w:style[@w:styleId='二级']//w:keepNext")


def test_a_heading_that_runs_into_its_paragraph_does_not_drag_it_to_the_next_page() -> None:
    [standing, running] = find(
        part(typeset("二级| （一）认真学习\n二级| （一）认真学习。⟦仿|各单位参加。⟧")), "//w:pPr"
    )

    assert not find(standing, "w:keepNext")
    assert find(running, "w:keepNext/@w:val") == ["0"]


def test_page_numbers_are_fields_and_stand_right_on_odd_and_left_on_even_pages() -> None:
    data = typeset("文")

    for name, side in (("word/footer1.xml", "right"), ("word/footer2.xml", "left")):
        [paragraph] = find(part(data, name), "//w:p")
        assert find(paragraph, "string()").replace(" PAGE ", "") == "— 1 —"
        assert find(paragraph, "w:pPr/w:jc/@w:val") == [side]
        assert find(paragraph, f"w:pPr/w:ind/@w:{side}") == ["280"]
    assert find(part(data, "word/settings.xml"), "w:evenAndOddHeaders")


def test_attachments_hang_under_the_first_character_of_their_names() -> None:
    text = "附件说明| 附件：统计表\n附件说明| 附件：1.统计表\n附件说明| 2.意见\n附件说明| 10.名册"
    indents = find(part(typeset(text)), "//w:ind")

    assert [(find(one, "string(@w:leftChars)"), find(one, "string(@w:hangingChars)")) for one in indents] == [
        ("500", "300"), ("600", "400"), ("600", "100"), ("600", "150"),
    ]  # fmt: skip


def test_the_organ_is_centred_over_a_date_that_ends_four_characters_from_the_right() -> None:
    indents = find(part(typeset(LETTER)), "//w:p[w:pPr/w:pStyle/@w:val='署名']//w:ind/@w:right")
    dates = find(part(typeset(LETTER)), "//w:p[w:pPr/w:pStyle/@w:val='成文日期']//w:ind/@w:right")

    assert (indents, dates) == (["1654"], ["1260"])


@pytest.mark.parametrize(
    ("organ", "organ_right", "date_right"),
    [("某市机关事务管理局", 2, 2.5), ("市委", 4 + 6.5 - 2, 2)],
)
def test_without_a_seal_the_date_starts_two_characters_behind_the_organ_or_ends_two_from_the_right(
    organ: str, organ_right: float, date_right: float
) -> None:
    placed = sign_off(organ, "2009年4月20日", 315, sealed=False)

    assert (placed.organ, placed.date) == (round(organ_right * 315), round(date_right * 315))


def test_an_organ_longer_than_the_text_area_allows_moves_the_date_to_the_left_with_it() -> None:
    placed = sign_off("某" * 20, "2009年4月20日", 315, sealed=True)

    assert placed.organ == 0
    assert placed.date == round((4 + 2.75) * 315)


def test_a_name_of_several_lines_leaves_the_date_its_room() -> None:
    for sealed, date_right in ((True, 4 + 6.75), (False, 26 - 6.5)):
        placed = sign_off("某" * 60, "2009年4月20日", 315, sealed=sealed)

        assert placed.date == round(date_right * 315)


@pytest.mark.parametrize("name", ["署名", "成文日期", "附注", "印发", "主送", "公文标题"])
def test_what_is_not_indented_says_so_or_libreoffice_takes_the_indent_of_the_body(name: str) -> None:
    [indent] = find(part(typeset("文"), "word/styles.xml"), f"//w:style[@w:styleId='{name}']//w:ind")

    assert (find(indent, "string(@w:firstLine)"), find(indent, "string(@w:firstLineChars)")) == ("0", "0")


@pytest.mark.parametrize(("text", "name"), [("文", "speech.podium"), ("版面 横\n文", "A")])
def test_a_grid_that_would_leave_room_is_none_or_libreoffice_sets_the_page_lower(
    text: str, name: str
) -> None:
    [grid] = find(part(typeset(text, name)), "//w:docGrid")

    assert find(grid, "@w:type") == []


def test_the_heading_of_a_table_stays_with_its_first_row() -> None:
    assert find(part(typeset("文"), "word/styles.xml"), "//w:style[@w:styleId='表头']//w:keepNext")


def test_a_table_repeats_its_heading_keeps_rows_whole_and_never_clips_a_line() -> None:
    table = part(typeset("表格 15 60\n+ 序号 | 单位\n- 1 | 财政局\n- 合计\n表终\n"))

    assert len(find(table, "//w:tr[w:trPr/w:tblHeader]")) == 1
    assert len(find(table, "//w:tr[w:trPr/w:cantSplit]")) == 3
    assert find(table, "//w:tblLayout/@w:type") == ["fixed"]
    assert find(table, "//w:tr[3]/w:tc/w:tcPr/w:gridSpan/@w:val") == ["2"]
    rules = find(
        part(typeset("文"), "word/styles.xml"), "//w:style[@w:styleId='表文']//w:spacing/@w:lineRule"
    )
    assert rules == ["atLeast"]


def test_short_cells_are_centred_and_long_ones_are_not() -> None:
    table = part(typeset("表格 15 100\n- 1 | 建议进一步加强调查研究工作\n表终\n"))

    assert [find(cell, ".//w:jc/@w:val") for cell in find(table, "//w:tc")] == [["center"], []]


def test_headings_too_long_for_their_columns_make_the_whole_table_smaller() -> None:
    def sizes(text: str) -> set[str]:
        return set(find(part(typeset(text)), "//w:tbl//w:r/w:rPr/w:sz/@w:val"))

    assert sizes("表格 15 60\n+ 序号 | 单位\n- 1 | 局\n表终\n") == {"28"}
    assert sizes("表格 15 60\n+ 发出份数 | 单位\n- 1 | 局\n表终\n") == {"24"}


def test_two_tables_in_a_row_are_kept_apart_and_a_last_one_is_followed_by_a_paragraph() -> None:
    body = part(typeset("表格 9\n- 一\n表终\n表格 9\n- 二\n表终\n"))

    assert [etree.QName(one).localname for one in find(body, "/w:document/w:body/*")] == [
        "tbl", "p", "tbl", "p", "sectPr",
    ]  # fmt: skip


def test_the_imprint_floats_at_the_bottom_with_thick_outer_and_thin_inner_lines() -> None:
    [properties] = find(part(typeset(LETTER)), "//w:tblPr")

    assert find(properties, "w:tblpPr/@w:tblpYSpec") == ["bottom"]
    sizes = [
        find(properties, f"string(w:tblBorders/w:{edge}/@w:sz)") for edge in ("top", "insideH", "bottom")
    ]
    assert sizes == ["8", "6", "8"]


@pytest.mark.parametrize(("name", "heights"), [("A", []), ("B", ["137"])])
def test_the_imprint_ends_at_the_foot_of_the_ink_not_of_the_margin(name: str, heights: list[str]) -> None:
    table = part(typeset(LETTER, name))

    assert find(table, "//w:tr[last()]/w:trPr/w:trHeight[@w:hRule='exact']/@w:val") == heights
    assert outline(typeset(LETTER, name)) == outline(typeset(LETTER))


def test_a_long_issuer_mark_shrinks_to_one_line() -> None:
    def mark(text: str) -> int:
        return int(find(part(typeset(f"红头| {text}")), "string(//w:r/w:rPr/w:sz/@w:val)"))

    assert mark("某市某局文件") == 104
    assert mark("某" * 20) * 10 * 20 <= profile_named("A").text_width


def test_landscape_turns_the_page_with_its_head_at_the_binding_edge() -> None:
    [section] = find(part(typeset("版面 横\n文")), "//w:sectPr")

    margins = [find(section, f"string(w:pgMar/@w:{side})") for side in ("top", "right", "bottom", "left")]
    assert margins == ["1587", "2098", "1474", "1984"]
    assert find(section, "w:pgSz/@w:orient") == ["landscape"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("公文标题| 通报\n表格 10 20\n+ 一 | 二", "第2行：这个表格没有结束"),
        ("表格 10 20\n- 一 | 二 | 三\n表终", "第2行：这一行有 3 格，表格只有 2 列"),
        ("表格 10 20\n一 | 二\n表终", "第2行：“一 | 二”不是表格的行"),
        ("表格 100 57\n- 一\n表终", "表格宽 157 毫米，超出版心的 156 毫米"),
        ("通报\n各\x07单位", "第2行：有不能写进文档的控制字符 U\\+0007"),
    ],
)
def test_text_that_is_no_outline_is_refused_with_its_line(text: str, said: str) -> None:
    with pytest.raises(TemplateError, match=said):
        typeset(text)


def test_a_tag_about_a_row_of_the_imprint_becomes_a_row_of_its_one_table() -> None:
    text = "文\n{%p if 抄送 %}\n抄送| 抄送：{{ 抄送 }}。\n{%p endif %}\n印发| 办公室\n"
    document = part(typeset(text))

    assert len(find(document, "//w:tbl")) == 1
    assert [find(row, "string(.)") for row in find(document, "//w:tr")] == [
        "{%tr if 抄送 %}", "抄送：{{ 抄送 }}。", "{%tr endif %}", "办公室",
    ]  # fmt: skip
    assert outline(typeset(text)) == text


def test_a_tag_about_the_whole_imprint_stays_outside_so_that_the_table_keeps_a_row() -> None:
    text = "文\n{%p if 有版记 %}\n抄送| 抄送：市委。\n印发| 办公室\n{%p endif %}\n"

    assert [find(row, "string(.)") for row in find(part(typeset(text)), "//w:tr")] == [
        "抄送：市委。",
        "办公室",
    ]
    assert outline(typeset(text)) == text


def test_a_table_before_a_tag_keeps_a_paragraph_behind_it_when_the_tag_has_vanished() -> None:
    body = part(typeset("{%p if 有 %}\n表格 9\n- 一\n表终\n{%p endif %}\n表格 9\n- 二\n表终\n"))

    names = [etree.QName(one).localname for one in find(body, "/w:document/w:body/*")]
    assert names == ["p", "tbl", "p", "p", "tbl", "p", "sectPr"]


def test_a_new_page_before_a_tag_does_not_vanish_with_it() -> None:
    body = part(typeset("文\n分页|\n{%p if 有 %}\n附注| （略）\n{%p endif %}\n"))

    [kept] = find(body, "//w:p[w:pPr/w:pageBreakBefore]")
    assert find(kept, "string(.)") == ""


@pytest.mark.parametrize(
    ("text", "room"),
    [
        ("红头| 某局文件\n发文字号| 某发〔2009〕8号", "1029"),
        ("红线|\n公文标题| 通报", "1048"),
        ("公文标题| 通报\n主送| 各单位：", "579"),
        ("公文标题| 讲话\n称谓| 同志们：", "579"),
        ("公文标题| 讲话\n副标题| 在动员会上\n称谓| 同志们：", "579"),
        ("公文标题| 讲话\n题注| 市长　甲\n称谓| 同志们：", "579"),
        ("公文标题| 通报\n副标题| 一季度\n主送| 各单位：", "579"),
        ("公文标题| 通报\n题注| （征求意见稿）\n主送| 各单位：", "579"),
        ("公文标题| 讲话\n空行|\n称谓| 同志们：", ""),
        ("公文标题| 讲话\n今天开会。\n称谓| 同志们：", ""),
        ("公文标题| 讲话\n副标题| 在动员会上", ""),
        ("文\n附件说明| 附件：统计表", "579"),
        ("附件标识| 附件\n附件标题| 统计表", "579"),
        ("公文标题| 通报\n空行|\n主送| 各单位：", ""),
        ("文\n空行|\n附件说明| 附件：统计表", ""),
        ("附件说明| 附件：1.统计表\n附件说明| 2.名册", ""),
    ],
)
def test_blank_lines_of_the_standard_are_kept_where_the_text_has_none(text: str, room: str) -> None:
    last = find(part(typeset(text)), "//w:body/w:p[last()]")[0]

    assert find(last, "string(w:pPr/w:spacing/@w:before)") == room


def kept(text: str) -> list[str]:
    """Return the texts of the paragraphs that themselves say they stay with the next one."""
    body = part(typeset(text))
    return [find(one, "string(.)") for one in find(body, "//w:p[w:pPr/w:keepNext]")]


@pytest.mark.parametrize(
    ("above", "stays"),
    [
        ("甲。\n乙。\n", ["乙。"]),
        ("甲。\n乙。\n空行|\n", ["乙。", ""]),
        ("甲。\n乙。\n附件说明| 附件：统计表\n", ["乙。", "附件：统计表"]),
        ("甲。\n乙。\n{%p if 有 %}\n丙。\n{%p endif %}\n", ["乙。", "丙。"]),
        ("甲。\n{%p for 项 in 各项 %}\n{{ 项 }}\n{%p endfor %}\n", []),
        ("表格 20\n- 甲\n表终\n", []),
    ],
    ids=["末段", "空行", "附件说明", "可有可无", "循环", "表格"],
)
def test_the_last_lines_of_text_stay_with_the_sign_off(above: str, stays: list[str]) -> None:
    assert kept(f"{above}署名| 市财政局\n成文日期| 2009年4月20日\n") == stays


def test_a_line_with_a_tab_ends_at_the_right_edge() -> None:
    [line] = find(part(typeset("题注| 某办公室编⇥2009年4月20日")), "//w:body/w:p")

    assert find(line, "w:pPr/w:tabs/w:tab/@w:pos") == ["8844"]
    assert find(line, "w:pPr/w:jc/@w:val") == ["left"]


def test_the_heading_of_a_group_of_rows_is_never_parted_from_the_row_below_it() -> None:
    text = "表格 30 40\n+ 项目 | 票数\n- 财政局\n- 认识 | 40\n表终"

    assert kept(text) == ["财政局"]
