"""Each part of a document: one thing wrong is found by exactly its rule, and the right form stays silent."""

import re

import pytest
from lint_drawing import CLEAN, MAIN, SENTENCE, STYLES, Change, Draw, part_of, run_of, style_of

from kit.form.judge import lint

RED = """红头| 某市某局文件
空行|
空行|
发文字号| 某发〔2009〕8号
红线|
空行|
空行|
"""
IMPRINT = "抄送| 抄送：市委办公室，市人大常委会办公室。\n印发| 某市某局办公室⇥2009年4月21日印发\n"
WHOLE = RED + CLEAN.lstrip() + IMPRINT


def rules(path: object, profile: str = "A") -> list[str]:
    return [finding.rule for finding in lint(path, profile)]  # type: ignore[arg-type]


TEXTS: list[tuple[str, str, str, str]] = [
    ("HD-04", "标志黑体", "红头| 某市某局文件", "红头| ⟦黑|某市某局文件⟧"),
    ("HD-07", "方括号", "〔2009〕", "[2009]"),
    ("HD-07", "加了第", "〕8号", "〕第8号"),
    ("HD-07", "编虚位", "〕8号", "〕08号"),
    ("HD-10", "没有红线", "红线|\n", ""),
    ("MB-02", "末行一字", "关于群众评议结果的通报", "关于全市各级各部门群众评议结果有关情况的通报"),
    ("MB-02", "沙漏形", "关于群众评议结果的通报", "关于全市群众评议工作⏎结果⏎有关情况的通报"),
    ("MB-02", "行太长", "关于群众评议结果的通报", f"关于{'全市各级' * 5}群众评议⏎结果的通报"),
    ("MB-03", "标题有句号", "关于群众评议结果的通报", "关于群众评议结果的通报。"),
    ("MB-04", "没有文种", "关于群众评议结果的通报", "关于群众评议结果的情况"),
    ("MB-05", "没有冒号", "主送| 各单位：", "主送| 各单位"),
    ("MB-09", "编号跳了", "二级| （一）组织领导", "二级| （二）组织领导"),
    ("MB-09", "一级重号", "三级| 1.具体安排", "一级| 三、具体安排"),
    ("MB-10", "一级用点", "一级| 一、基本情况", "一级| 一.基本情况"),
    ("MB-10", "二级加顿号", "二级| （一）组织领导", "二级| （一）、组织领导"),
    ("MB-10", "三级用顿号", "三级| 1.具体安排", "三级| 1、具体安排"),
    ("MB-10", "半角括号", "四级| （1）分工", "四级| (1)分工"),
    ("MB-11", "标题有句号", "一级| 一、基本情况", "一级| 一、基本情况。"),
    ("MB-12", "名称后有句号", "附件：1.统计表", "附件：1.统计表。"),
    ("MB-12", "编号不连续", "附件说明| 2.意见建议", "附件说明| 3.意见建议"),
    ("MB-16", "汉字日期", "成文日期| 2009年4月20日", "成文日期| 二〇〇九年四月二十日"),
    ("MB-16", "编虚位", "成文日期| 2009年4月20日", "成文日期| 2009年04月20日"),
    ("MB-16", "没有这一天", "成文日期| 2009年4月20日", "成文日期| 2009年4月31日"),
    ("MB-17", "此页无正文", "署名| 市财政局", "（此页无正文）\n署名| 市财政局"),
    ("MB-18", "与日期隔了两行", "附注| （", "空行|\n空行|\n附注| （"),
    ("MB-18", "半角括号", "附注| （联系人：张某）", "附注| (联系人：张某)"),
    ("MB-19", "序号不一致", "附件标识| 附件2", "附件标识| 附件3"),
    ("MB-19", "标题不一致", "附件标题| 统计表", "附件标题| 汇总表"),
    ("MB-19", "少附一个", "附件标识| 附件2\n空行|\n附件标题| 意见建议\n", ""),
    ("MB-21", "没有附件3", "三级| 1.具体安排", f"具体安排见附件3。{SENTENCE}\n三级| 1.具体安排"),
    ("RC-04", "抄送没有句号", "办公室。\n印发", "办公室\n印发"),
    ("RC-05", "主送在抄送下", "印发| ", "抄送| 主送：各单位。\n印发| "),
    ("RC-06", "日期编虚位", "4月21日印发", "04月21日印发"),
    ("PUN-10", "表题有句号", "表题| 评议结果", "表题| 表1　评议结果。"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "old", "new"), [pytest.param(r, o, n, id=f"{r} {name}") for r, name, o, n in TEXTS]
)
def test_a_wrong_text_is_found_by_exactly_its_rule(draw: Draw, rule: str, old: str, new: str) -> None:
    assert old in WHOLE

    assert rules(draw(text=WHOLE.replace(old, new, 1))) == [rule]


HEADLINE = WHOLE.replace("关于群众评议结果的通报", "听意见有办法　抓整改见实效")


def test_a_title_without_a_genre_breaks_the_regulation_which_is_no_standard(draw: Draw) -> None:
    [finding] = lint(draw(text=HEADLINE))

    assert (finding.rule, finding.level, finding.clause) == (
        "MB-04",
        "error",
        "党政机关公文处理工作条例第九条",
    )
    assert finding.remedy.startswith("《党政机关公文处理工作条例》规定：标题末尾是法定文种")
    assert "国标" not in str(finding)


@pytest.mark.parametrize(
    ("mark", "number"),
    [
        ("某市工作简报", "某简〔2009〕8号"),
        ("某 市 简 报", "某简〔2009〕8号"),
        ("某市某局文件", "第8期"),
        ("某市某局文件", "第【待补：期号】期"),
    ],
)
def test_the_title_of_a_bulletin_needs_no_genre(draw: Draw, mark: str, number: str) -> None:
    text = HEADLINE.replace("某市某局文件", mark).replace("某发〔2009〕8号", number)

    assert "MB-04" not in rules(draw(text=text))


STYLED: list[tuple[str, str, str, str, str]] = [
    ("HD-04", "标志靠左", "红头", '<w:jc w:val="center"/>', '<w:jc w:val="left"/>'),
    ("HD-07", "文号靠左", "发文字号", '<w:jc w:val="center"/>', '<w:jc w:val="left"/>'),
    ("MB-05", "主送缩进", "主送", 'w:firstLineChars="0"', 'w:firstLineChars="200"'),
    ("MB-18", "附注顶格", "附注", 'w:leftChars="200" w:left="630"', 'w:left="0"'),
    ("MB-19", "附件标识居中", "附件标识", '<w:jc w:val="left"/>', '<w:jc w:val="center"/>'),
    ("MB-19", "附件不另起一面", "附件标识", "<w:pageBreakBefore/>", ""),
    ("PUN-11", "行首可以是标点", "正文", "<w:widowControl", '<w:kinsoku w:val="0"/><w:widowControl'),
    ("RC-04", "抄送没有空一字", "抄送", 'w:rightChars="100" w:right="280"', 'w:right="0"'),
    ("RC-06", "印发没有空一字", "印发", 'w:leftChars="100" w:left="280"', 'w:left="0"'),
]


@pytest.mark.parametrize(
    ("rule", "style", "old", "new"),
    [pytest.param(r, s, o, n, id=f"{r} {name}") for r, name, s, o, n in STYLED],
)
def test_a_part_in_the_wrong_place_is_found_by_exactly_its_rule(
    draw: Draw, rule: str, style: str, old: str, new: str
) -> None:
    own = style_of(draw(text=WHOLE), style)
    assert old in own

    assert rules(draw((STYLES, own, own.replace(old, new)), text=WHOLE)) == [rule]


RUNS: list[tuple[str, str, str, str, str]] = [
    ("HD-04", "标志黑色", "某市某局文件", "FF0000", "000000"),
    ("HD-07", "文号楷体", "某发〔2009〕8号", "仿宋_GB2312", "楷体"),
    ("HD-07", "文号4号", "某发〔2009〕8号", '"32"', '"28"'),
    ("MB-19", "附件标识仿宋", "附件1", "黑体", "仿宋"),
    ("RC-04", "抄送3号", "抄送：", '"28"', '"32"'),
    ("RC-06", "印发楷体", "某市某局办公室", "仿宋_GB2312", "楷体"),
    ("TY-04", "一处数字用别的字体", "3.5米以下", 'w:ascii="仿宋_GB2312"', 'w:ascii="Arial"'),
]


@pytest.mark.parametrize(
    ("rule", "words", "old", "new"),
    [pytest.param(r, w, o, n, id=f"{r} {name}") for r, name, w, o, n in RUNS],
)
def test_a_part_in_the_wrong_letters_is_found_by_exactly_its_rule(
    draw: Draw, rule: str, words: str, old: str, new: str
) -> None:
    run = run_of(draw(text=WHOLE), words)
    assert old in run

    assert rules(draw((MAIN, run, run.replace(old, new)), text=WHOLE)) == [rule]


CHANGES: list[tuple[str, str, list[Change]]] = [
    ("HD-10", "线是黑的", [(MAIN, 'w:space="0" w:color="FF0000"', 'w:space="0" w:color="000000"')]),
    ("PG-07", "字距加宽", [(MAIN, '<w:spacing w:val="-5"/>', '<w:spacing w:val="40"/>')]),
    ("PN-04", "首页没有页码", [(MAIN, "<w:docGrid ", "<w:titlePg/><w:docGrid ")]),
    ("MB-13", "日期顶到右边", [(MAIN, '<w:ind w:right="1260"/>', '<w:ind w:right="0"/>')]),
    ("MB-14", "署名右空二字而日期不配", [
        (MAIN, '<w:ind w:right="1654"/>', '<w:ind w:right="630"/>'),
        (MAIN, '<w:ind w:right="1260"/>', '<w:ind w:right="2600"/>'),
    ]),
    ("RC-01", "版记线太粗", [(MAIN, '<w:top w:val="single" w:sz="8"', '<w:top w:val="single" w:sz="18"')]),
    ("RC-01", "版记线不与版心等宽", [(MAIN, '<w:tblW w:w="8844"', '<w:tblW w:w="7000"')]),
    ("RC-01", "末条没有线", [(MAIN, '<w:bottom w:val="single" w:sz="8"', '<w:bottom w:val="none" w:sz="8"')]),
    ("TB-02", "表格太宽", [(MAIN, '<w:tblW w:w="6520"', '<w:tblW w:w="9600"')]),
    ("TY-03", "引号用西文字体", [
        (MAIN, "确保取得实效。", "确保“取得”实效。"),
        (MAIN, 'w:hint="eastAsia" ', ""),
        (STYLES, 'w:hint="eastAsia" ', ""),
        (MAIN, 'w:hAnsi="仿宋_GB2312"', 'w:hAnsi="Times New Roman"'),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "changes"), [pytest.param(r, c, id=f"{r} {name}") for r, name, c in CHANGES]
)
def test_one_wrong_property_is_found_by_exactly_its_rule(
    draw: Draw, rule: str, changes: list[Change]
) -> None:
    assert sorted(set(rules(draw(*changes, text=WHOLE)))) == [rule]


def test_the_corner_of_the_first_page_is_recognised_and_judged(draw: Draw) -> None:
    corner = "主送| ⟦仿|000001⟧\n主送| ⟦黑|机密★1年⟧\n主送| ⟦黑|特急⟧\n"
    own = ("word/styles.xml", '<w:name w:val="主送"/>', '<w:name w:val="House"/>')

    assert rules(draw(own, text=corner + WHOLE)) == []
    for rule, old, new in (
        ("HD-01", "000001", "0001"),
        ("HD-02", "机密★1年", "机密★一年"),
        ("HD-02", "⟦黑|机密★1年⟧", "机密★1年"),
        ("HD-03", "⟦黑|特急⟧", "特急"),
        ("HD-03", "⟦黑|特急⟧", "⟦黑|紧急⟧"),
    ):
        assert rules(draw(own, text=corner.replace(old, new) + WHOLE)) == [rule], new
    upside = "主送| ⟦黑|特急⟧\n主送| ⟦黑|机密★1年⟧\n"
    assert rules(draw(own, text=upside + WHOLE)) == ["HD-03"]


def test_the_number_of_a_report_stands_left_on_the_signers_line(draw: Draw) -> None:
    line = "发文字号| 某发〔2009〕8号⇥签发人：⟦楷|张三⟧"
    text = WHOLE.replace("发文字号| 某发〔2009〕8号", line).replace("通报", "报告")
    one_in = '<w:ind w:leftChars="100" w:left="315"/><w:jc w:val="left"/>'

    assert rules(draw(text=text)) == []
    assert rules(draw((MAIN, one_in, '<w:jc w:val="center"/>'), text=text)) == ["HD-08"]
    assert rules(draw(text=text.replace("⟦楷|张三⟧", "张三"))) == ["HD-09"]


def test_signers_stand_on_the_line_of_the_number(draw: Draw) -> None:
    own = (STYLES, '<w:name w:val="称谓"/>', '<w:name w:val="House"/>')
    signers = "称谓| 签发人：⟦楷|张三　李四⟧\n"
    text = WHOLE.replace("通报", "报告").replace(
        "空行|\n空行|\n发文字号|", f"空行|\n空行|\n{signers}发文字号|"
    )
    style = style_of(draw(text=text), "发文字号")
    left = style.replace('<w:jc w:val="center"/>', '<w:jc w:val="left"/>').replace(
        '<w:ind w:firstLineChars="0" w:firstLine="0"/>', '<w:ind w:leftChars="100" w:left="315"/>'
    )
    last = text.replace("某发〔2009〕8号", "某发〔2009〕8号⇥⟦楷|王五⟧")

    assert rules(draw(own, (STYLES, style, left), text=text)) == ["HD-08"]
    assert rules(draw(own, (STYLES, style, left), text=last)) == []
    small = run_of(draw(text=last), "签发人")
    spoilt_size = (MAIN, small, small.replace('"32"', '"28"'))
    name = run_of(draw(text=last), "李四")
    assert rules(
        draw(own, (STYLES, style, left), spoilt_size, (MAIN, name, name.replace('"32"', '"28"')), text=last)
    ) == ["HD-09"]


def test_copies_that_run_on_to_a_second_line_hang_after_the_colon(draw: Draw) -> None:
    text = WHOLE.replace("市委办公室，", "市委办公室，市人民政府办公室，市政协办公室，市中级人民法院，")
    own = style_of(draw(text=text), "抄送")
    flush = own.replace('w:leftChars="400"', 'w:leftChars="100"').replace('w:left="1120"', 'w:left="280"')
    flat = flush.replace(' w:hangingChars="300" w:hanging="840"', "")

    assert rules(draw(text=text)) == []
    assert rules(draw((STYLES, own, flat), text=text)) == ["RC-04"]
    assert rules(draw((STYLES, own, flat), text=WHOLE)) == []  # one line hangs nowhere


def test_no_line_parts_recipients_and_copies_in_the_imprint(draw: Draw) -> None:
    text = WHOLE.replace("抄送| 抄送", "抄送| 主送：各单位。\n抄送| 抄送")
    own = '<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="抄送"/>'
    free = own.replace("<w:vAlign", '<w:tcBorders><w:bottom w:val="nil"/></w:tcBorders><w:vAlign')

    assert rules(draw(text=text)) == ["RC-05"]
    assert rules(draw((MAIN, own, free), text=text)) == []


def test_lines_of_an_imprint_that_is_no_table_are_judged_too(draw: Draw) -> None:
    line = '<w:pBdr><w:top w:val="single" w:sz="{}" w:space="0" w:color="000000"/></w:pBdr>'
    text = WHOLE.partition("抄送|")[0] + "表注| 抄送：市委办公室。\n"
    own = style_of(draw(text=text), "表注")
    look = '<w:pStyle w:val="表注"/>'
    place = '<w:ind w:leftChars="100" w:left="280" w:rightChars="100" w:right="280"/>'
    four = (STYLES, own, own.replace('w:val="24"', 'w:val="28"').replace('w:val="表注"', 'w:val="House"'))
    small = (MAIN, run_of(draw(text=text), "抄送"), run_of(draw(text=text), "抄送").replace('"24"', '"28"'))

    def said(above: str, size: int, text: str = text) -> list[str]:
        drawn = f"<w:p><w:pPr>{line.format(size)}{above}</w:pPr></w:p><w:p><w:pPr>{look}"
        return rules(draw(four, small, (MAIN, f"<w:p><w:pPr>{look}", drawn + place), text=text))

    assert said("", 8) == []
    assert said('<w:ind w:left="900" w:hanging="900"/>', 8) == []  # drawn from where the first line begins
    assert said("", 24) == ["RC-01"]
    assert said("", 24, text.replace("关于群众评议结果的通报", "专题会议纪要")) == ["JY-01"]
    assert said('<w:ind w:left="1000"/>', 8) == ["RC-01"]


LANDSCAPE = 'w:w="16838" w:h="11906" w:orient="landscape"'


def test_a_page_number_under_a_page_that_lies_across_is_found_among_upright_pages(draw: Draw) -> None:
    main = part_of(draw(), MAIN)
    own = main[main.index("<w:sectPr>") : main.index("</w:sectPr>") + 11]
    turned = own.replace('w:w="11906" w:h="16838"', LANDSCAPE)
    for side, twips in (("top", 1587), ("right", 2098), ("bottom", 1474), ("left", 1984), ("footer", 937)):
        turned = re.sub(rf' w:{side}="\d+"', f' w:{side}="{twips}"', turned)
    before = f'<w:pStyle w:val="附注"/>{own}'
    changes = [(MAIN, own, turned), (MAIN, '<w:pStyle w:val="附注"/>', before)]
    framed = '<w:framePr w:hAnchor="page" w:x="1500" w:vAnchor="page" w:y="9600" w:wrap="around"/>'
    boxed = [
        (f"word/footer{n}.xml", '<w:pStyle w:val="页码"/>', f'<w:pStyle w:val="页码"/>{framed}')
        for n in (1, 2)
    ]

    assert rules(draw(*changes)) == ["TB-01"]
    assert rules(draw(*changes, *boxed)) == []
    assert rules(draw((MAIN, own, turned))) == []  # no upright page to be like


def test_a_page_header_above_the_mark_is_found(draw: Draw) -> None:
    header = '<w:headerReference w:type="default" r:id="rId90"/><w:footerReference w:type="default"'
    relation = (
        '<Relationship Id="rId90" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'header" Target="header9.xml"/></Relationships>'
    )
    path = draw(
        (MAIN, '<w:footerReference w:type="default"', header),
        ("word/_rels/document.xml.rels", "</Relationships>", relation),
        text=WHOLE,
    )
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    from lint_drawing import added  # noqa: PLC0415 - only this test adds a part

    added(path, "word/header9.xml", f"<w:hdr {space}><w:p><w:r><w:t>内部资料</w:t></w:r></w:p></w:hdr>")

    assert rules(path) == ["HD-11"]


def test_a_section_that_counts_its_pages_anew_is_found(draw: Draw) -> None:
    section = part_of(draw(), MAIN)
    own = section[section.index("<w:sectPr>") : section.index("</w:sectPr>") + 11]
    anew = own.replace("<w:docGrid ", '<w:pgNumType w:start="1"/><w:docGrid ')
    inside = f'<w:pStyle w:val="附注"/>{own}'

    path = draw((MAIN, own, anew), (MAIN, '<w:pStyle w:val="附注"/>', inside))

    assert rules(path) == ["PN-04"]


def test_a_long_table_must_repeat_its_headings_and_keep_its_rows(draw: Draw) -> None:
    rows = "".join(f"- {n} | 某局 | 40\n" for n in range(1, 20))
    text = f"公文标题| 通报\n{SENTENCE}\n表格 15 60 40\n+ 序号 | 单位 | 份数\n{rows}表终\n"

    assert rules(draw(text=text)) == []
    [repeat] = lint(draw((MAIN, "<w:tblHeader/>", ""), text=text))
    [split] = lint(draw((MAIN, "<w:cantSplit/>", ""), text=text))
    assert (repeat.rule, repeat.measured, split.rule, split.measured) == (
        "TB-02",
        "不重复",
        "TB-02",
        "允许拆行",
    )


def test_an_unsealed_sign_off_is_silent_too(draw: Draw) -> None:
    unsealed = [
        (MAIN, '<w:ind w:right="1654"/>', '<w:ind w:right="2047"/>'),
        (MAIN, '<w:ind w:right="1260"/>', '<w:ind w:right="630"/>'),
    ]

    assert rules(draw(*unsealed, text=WHOLE)) == []
    close = WHOLE.replace("空行|\n署名", "署名")
    assert rules(draw(*unsealed, text=close)) == ["MB-14"]
    assert rules(draw(text=close)) == []  # with a seal the place above depends on the seal
    both = close.replace("署名| 市财政局", "署名| 某市某某工作领导小组").replace(
        "4月20日\n附注", "4月2日\n附注"
    )
    assert rules(draw(text=both)) == []  # a name so long stands alike with a seal and without


def test_places_still_to_be_filled_are_no_faults_of_form(draw: Draw) -> None:
    text = WHOLE.replace("某发〔2009〕8号", "某发〔2009〕【待补：顺序号】号").replace(
        "2009年4月20日", "{{ 成文日期 }}", 1
    )

    assert rules(draw(text=text)) == []
