"""What a document shows: styles, defaults, themes, revisions, fields, lists and sections."""

from lint_drawing import Draw

from kit.docx.reading.form import ParagraphForm
from kit.form.roles.document import read_form

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def only(write: Draw, body: str, styles: str = "", **parts: str) -> ParagraphForm:
    [paragraph] = read_form(write(body, styles, **parts)).paragraphs
    return paragraph


def para(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def style(name: str, inside: str, kind: str = "paragraph", based: str = "", *, default: bool = False) -> str:
    first = ' w:default="1"' if default else ""
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"{first}><w:name w:val="{name}"/>{on}{inside}</w:style>'
    )


def test_a_run_takes_what_it_does_not_say_from_its_styles_and_the_defaults(write: Draw) -> None:
    defaults = '<w:rPr><w:sz w:val="21"/><w:spacing w:val="-5"/></w:rPr>'
    styles = (
        f"<w:docDefaults><w:rPrDefault>{defaults}</w:rPrDefault></w:docDefaults>"
        + style("base", '<w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="30"/></w:rPr>', default=True)
        + style("own", '<w:rPr><w:sz w:val="32"/></w:rPr>', based="base")
        + style("red", '<w:rPr><w:color w:val="ff0000"/></w:rPr>', kind="character")
    )
    body = para(run("文", '<w:rStyle w:val="red"/>'), '<w:pStyle w:val="own"/>')

    [shown] = only(write, body, styles).runs

    assert (shown.fonts.east_asia, shown.size, shown.tracking, shown.colour) == ("仿宋", 32, -5, "FF0000")


def test_a_loop_of_styles_ends(write: Draw) -> None:
    styles = style("a", "", based="b") + style("b", '<w:rPr><w:sz w:val="32"/></w:rPr>', based="a")

    assert only(write, para(run("文"), '<w:pStyle w:val="a"/>'), styles).size == 32


def test_a_theme_beats_the_name_beside_it_but_not_a_name_nearer_to_the_text(write: Draw) -> None:
    fonts = '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:font script="Hans" typeface="等线"/>'
    theme = f'<a:theme xmlns:a="{DRAWING}"><a:minorFont>{fonts}</a:minorFont></a:theme>'
    both = '<w:rPr><w:rFonts w:eastAsia="仿宋" w:eastAsiaTheme="minorEastAsia"/></w:rPr>'
    body = para(run("远") + run("近", '<w:rFonts w:eastAsia="黑体"/>'))

    shown = only(write, body, style("base", both, default=True), **{"theme/theme1.xml": theme}).runs

    assert [(one.fonts.east_asia, one.fonts.pushed_aside) for one in shown] == [
        ("等线", "仿宋"),
        ("黑体", ""),
    ]


def test_bold_toggles_between_styles_and_is_decided_by_the_run(write: Draw) -> None:
    bold = "<w:rPr><w:b/></w:rPr>"
    styles = style("base", bold, default=True) + style("strong", bold, kind="character")
    runs = [run("文"), run("文", '<w:rStyle w:val="strong"/>'), run("文", '<w:b w:val="0"/>')]

    assert [one.is_bold for one in only(write, para("".join(runs)), styles).runs] == [True, False, False]


def test_insertions_are_read_and_deletions_are_not(write: Draw) -> None:
    deleted = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"

    assert only(write, para(f"<w:ins>{run('新')}</w:ins>{deleted}")).text == "新"


def test_the_code_of_a_field_is_not_text_and_its_result_is(write: Draw) -> None:
    start = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    result = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("3")}'
    paragraph = only(write, para(f'{start}{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'))

    assert [(one.text, one.field) for one in paragraph.runs] == [("3", "PAGE")]


def test_a_page_number_that_was_never_worked_out_is_seen(write: Draw) -> None:
    start = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    paragraph = only(write, para(f'{start}<w:r><w:fldChar w:fldCharType="end"/></w:r>'))

    assert [(one.text, one.field) for one in paragraph.runs] == [("1", "PAGE")]


def test_a_list_prints_its_numbers(write: Draw) -> None:
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    numbering = (
        f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="7">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    item = para(run("学习"), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')

    document = read_form(write(item * 2, **{"numbering.xml": numbering}))

    assert [(one.text, one.role) for one in document.paragraphs] == [
        ("一、学习", "一级"),
        ("二、学习", "一级"),
    ]


def test_an_own_hanging_indent_sets_aside_the_first_line_of_the_style(write: Draw) -> None:
    ahead = '<w:pPr><w:ind w:firstLineChars="200" w:firstLine="630"/></w:pPr>'
    body = para(run("文"), '<w:ind w:left="630" w:hanging="315"/>')

    indent = only(write, body, style("base", ahead, default=True)).indent

    assert (indent.first, indent.first_chars, indent.left) == (-315, 0, 630)


def test_content_controls_and_tables_are_entered_in_order(write: Draw) -> None:
    control = f"<w:sdt><w:sdtContent>{para(run('一'))}</w:sdtContent></w:sdt>"
    table = f"<w:tbl><w:tr><w:tc>{para(run('二'))}</w:tc></w:tr></w:tbl>"
    document = read_form(write(control + table + para(run("三"))))

    shown = [(one.number, one.text, one.is_in_table) for one in document.paragraphs]
    assert shown == [(1, "一", False), (2, "二", True), (3, "三", False)]


def test_a_section_without_footers_of_its_own_has_those_of_the_section_before(write: Draw) -> None:
    number = f'<w:fldSimple w:instr="PAGE">{run("1")}</w:fldSimple>'
    parts = {
        "footer1.xml": f'<w:ftr xmlns:w="{WORD}">{para(number)}</w:ftr>',
        "_rels/document.xml.rels": '<Rels><Relationship Id="r1" Target="footer1.xml"/></Rels>',
    }
    reference = f'<w:footerReference w:type="default" xmlns:r="{RELATION}" r:id="r1"/>'
    body = para("", f"<w:sectPr>{reference}</w:sectPr>") + "<w:p/><w:sectPr/>"

    sections = read_form(write(body, **parts)).sections

    assert [section.numbers["default"] is not None for section in sections] == [True, True]
