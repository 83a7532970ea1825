"""A letter (信函) as an office would draw it: the mark in a frame, the double rules as drawn lines."""

from lint_drawing import MAIN, SENTENCE, Change, packed, parts_of, spoilt

from kit.docx.typeset import typeset

MM = 36000  # EMU
LETTER = f"""
红头| 某市某局
红线|
发文字号| 某函〔2009〕8号
空行|
空行|
公文标题| 关于群众评议结果的函
主送| 各单位：
{SENTENCE * 3}
一级| 一、基本情况
{SENTENCE * 2}
署名| 市财政局
成文日期| 2009年4月20日
"""
SPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.{space}"'
    for prefix, space in (
        ("w", "openxmlformats.org/wordprocessingml/2006/main"),
        ("wp", "openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("a", "openxmlformats.org/drawingml/2006/main"),
        ("wps", "microsoft.com/office/word/2010/wordprocessingShape"),
        ("mc", "openxmlformats.org/markup-compatibility/2006"),
    )
)
MARK, RULE, NUMBER = '<w:pStyle w:val="红头"/>', '<w:pStyle w:val="红线"/>', '<w:pStyle w:val="发文字号"/>'
FRAME = (
    '<w:framePr w:w="8845" w:hAnchor="margin" w:xAlign="left" w:vAnchor="page" w:y="1761" w:wrap="around"/>'
)
BORDER = '<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="0" w:color="FF0000"/></w:pBdr>'
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
FOOTER = "word/footer9.xml"
RELATION = (
    '<Relationship Id="rId91" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/footer" Target="footer9.xml"/></Relationships>'
)


def line(middle: float, points: float, length: float = 170, colour: str = "FF0000") -> str:
    """Return a run with a line across the sheet; middle and length in mm."""
    size = f'cx="{round(length * MM)}" cy="0"'
    shape = (
        f'<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="{round(points * 12700)}"><a:solidFill>'
        f'<a:srgbClr val="{colour}"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>'
    )
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" '
        'locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="page"><wp:align>center</wp:align></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{round(middle * MM)}</wp:posOffset></wp:positionV>'
        f'<wp:extent {size}/><wp:wrapNone/><wp:docPr id="{round(middle * 10)}" name="line"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"{shape}</a:graphicData></a:graphic></wp:anchor>"
    )
    choice = f'<mc:Choice Requires="wps"><w:drawing>{anchor}</w:drawing></mc:Choice>'
    return f"<w:r><mc:AlternateContent {SPACES}>{choice}</mc:AlternateContent></w:r>"


UPPER = line(51.7, 2.25) + line(52.6, 0.75)
LOWER = line(276.4, 0.75) + line(277.2, 2.25)


def letter(*changes: Change, text: str = LETTER, upper: str = UPPER, lower: str = LOWER) -> bytes:
    """Return a letter; upper, lower: runs with its rules, the latter in the footer of the first page."""
    drawn = spoilt(
        typeset(text),
        (MAIN, MARK, MARK + FRAME),
        (MAIN, 'w:before="1984"', 'w:before="0"'),
        (MAIN, f"{RULE}{BORDER}</w:pPr>", f"{RULE}</w:pPr>{upper}"),
        (MAIN, NUMBER, f'{NUMBER}<w:spacing w:before="155"/><w:jc w:val="right"/>'),
        (MAIN, "<w:sectPr>", '<w:sectPr><w:footerReference w:type="first" r:id="rId91"/>'),
        (MAIN, "<w:docGrid ", "<w:titlePg/><w:docGrid "),
        ("word/_rels/document.xml.rels", "</Relationships>", RELATION),
        ("[Content_Types].xml", "</Types>", f'<Override PartName="/{FOOTER}" ContentType="{TYPE}"/></Types>'),
    )
    parts = {**parts_of(drawn), FOOTER: f"<w:ftr {SPACES}><w:p>{lower}</w:p></w:ftr>"}
    return spoilt(packed(parts), *changes)
