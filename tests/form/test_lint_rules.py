"""Each rule finds the one thing that is wrong, and nothing is found where nothing is wrong."""

from pathlib import Path

import pytest
from lint_drawing import CLEAN, MAIN, SENTENCE, SETTINGS, STYLES, Change, Draw, run_of, style_of

from kit.form.judge import lint

ODD, EVEN = "word/footer1.xml", "word/footer2.xml"
FANGSONG = "仿宋_GB2312"
SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:footer="1446" w:gutter="0"/>'
    "</w:sectPr>"
)


def rules(path: Path, profile: str = "A") -> list[str]:
    return [finding.rule for finding in lint(path, profile)]


def test_a_clean_document_is_silent_in_both_profiles(draw: Draw) -> None:
    assert lint(draw()) == ()
    assert lint(draw(profile="B")) == ()
    assert lint(draw(profile="B"), "B") == ()
    assert lint(draw(), "B") == ()


def test_a_clean_document_whose_styles_have_other_names_is_silent_too(draw: Draw) -> None:
    names = [
        "公文标题",
        "主送",
        "一级",
        "二级",
        "三级",
        "四级",
        "附件说明",
        "署名",
        "成文日期",
        "附注",
        "附件标识",
    ]
    changes = [
        (STYLES, f'<w:name w:val="{name}"/>', f'<w:name w:val="House{i}"/>') for i, name in enumerate(names)
    ]

    assert lint(draw(*changes)) == ()


def test_a_clean_landscape_table_is_silent(draw: Draw) -> None:
    text = "版面 横\n附件标识| 附件\n公文标题| 意见汇总表\n表格 15 200\n+ 序号 | 意见\n- 1 | 加强调研\n表终\n"

    assert lint(draw(text=text)) == ()


def test_a_clean_red_headed_document_is_silent(draw: Draw) -> None:
    head = "红头| 某市某局文件\n空行|\n空行|\n发文字号| 某发〔2009〕8号\n红线|\n空行|\n空行|\n"
    imprint = "抄送| 抄送：市委办公室。\n印发| 某市某局⇥2009年4月21日印发\n"

    assert lint(draw(text=head + CLEAN.lstrip() + imprint)) == ()


WRONG: list[tuple[str, str, list[Change]]] = [
    ("PG-01", "Letter 纸", [(MAIN, 'w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')]),
    ("PG-02", "天头 25.4 毫米", [(MAIN, 'w:top="2098"', 'w:top="1440"')]),
    ("PG-02", "装订线 10 毫米", [(MAIN, 'w:gutter="0"', 'w:gutter="567"')]),
    (
        "PG-03",
        "四边都在允差内，版心却矮了",
        [(MAIN, 'w:top="2098"', 'w:top="2149"'), (MAIN, 'w:bottom="1984"', 'w:bottom="2035"')],
    ),
    ("PG-04", "右边距 31.8 毫米", [(MAIN, 'w:right="1474"', 'w:right="1803"')]),
    ("PG-05", "奇偶页相同", [(SETTINGS, "<w:evenAndOddHeaders/>", "")]),
    ("PG-06", "行距 30 磅", [(STYLES, 'w:line="579"', 'w:line="600"')]),
    ("PG-06", "单倍行距", [(STYLES, 'w:line="579" w:lineRule="exact"', 'w:line="240" w:lineRule="auto"')]),
    (
        "PG-09",
        "第二节左边距不同",
        [
            (MAIN, 'w:left="1587"', 'w:left="1800"'),
            (MAIN, '<w:pStyle w:val="附注"/>', f'<w:pStyle w:val="附注"/>{SECTION}'),
        ],
    ),
    ("file", "页边距写错单位", [(MAIN, 'w:header="851"', 'w:header="138960"')]),
    ("PN-01", "页码5号", [(ODD, '"28"', '"21"')]),
    ("PN-01", "页码仿宋", [(ODD, "宋体", "仿宋"), (EVEN, "宋体", "仿宋")]),
    ("PN-01", "页码没有一字线", [(ODD, "— ", ""), (ODD, " —", "")]),
    ("PN-02", "页脚距边界 12.7 毫米", [(MAIN, 'w:footer="1446"', 'w:footer="720"')]),
    ("PN-03", "单页码居中", [(ODD, '<w:jc w:val="right"/>', '<w:jc w:val="center"/>')]),
    ("PN-03", "双页码居右", [(EVEN, '<w:jc w:val="left"/>', '<w:jc w:val="right"/>')]),
    ("PN-03", "单页码没有空一字", [(ODD, 'w:right="280"', 'w:right="0"')]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "changes"), [pytest.param(r, c, id=f"{r} {name}") for r, name, c in WRONG])
def test_a_wrong_page_is_found_by_exactly_its_rule(draw: Draw, rule: str, changes: list[Change]) -> None:
    assert rules(draw(*changes)) == [rule]


FORMS = [
    ("TY-01", "正文宋体", SENTENCE, FANGSONG, "宋体"),
    ("TY-01", "正文小4号", SENTENCE, '"32"', '"24"'),
    ("TY-02", "主题字体压过仿宋", SENTENCE, "<w:rFonts ", '<w:rFonts w:eastAsiaTheme="minorEastAsia" '),
    ("TY-05", "标题加粗", "关于群众评议", "<w:sz ", "<w:b/><w:sz "),
    ("TY-05", "一级标题加粗", "一、基本情况", "<w:sz ", "<w:b/><w:sz "),
    ("PG-08", "正文红字", SENTENCE, "<w:sz ", '<w:color w:val="FF0000"/><w:sz '),
    ("PG-08", "正文突出显示", SENTENCE, "<w:sz ", '<w:highlight w:val="yellow"/><w:sz '),
    ("PG-08", "正文加底纹", SENTENCE, "<w:sz ", '<w:shd w:val="clear" w:fill="FFFF00"/><w:sz '),
    ("MB-07", "空二字用空格凑", ">" + SENTENCE, ">会议", ">\u3000\u3000会议"),
    ("MB-01", "标题小2号", "关于群众评议", '"44"', '"36"'),
    ("MB-01", "标题黑体", "关于群众评议", "方正小标宋简体", "黑体"),
    ("MB-08", "一级标题仿宋", "一、基本情况", "黑体", FANGSONG),
    ("MB-08", "二级标题4号", "（一）组织领导", '"32"', '"28"'),
    ("MB-08", "三级标题楷体", "1.具体安排", FANGSONG, "楷体"),
]


@pytest.mark.parametrize(
    ("rule", "words", "old", "new"),
    [pytest.param(r, w, o, n, id=f"{r} {name}") for r, name, w, o, n in FORMS],
)
def test_a_wrong_run_is_found_by_exactly_its_rule(
    draw: Draw, rule: str, words: str, old: str, new: str
) -> None:
    run = run_of(draw(), words)
    assert old in run

    assert rules(draw((MAIN, run, run.replace(old, new)))) == [rule]


PARAGRAPHS = [
    ("TY-06", "正文段前 10 磅", "正文", 'w:before="0"', 'w:before="200"'),
    ("MB-01", "标题居中又缩进", "公文标题", 'w:firstLineChars="0"', 'w:firstLineChars="200"'),
    ("MB-01", "标题不居中", "公文标题", '<w:jc w:val="center"/>', '<w:jc w:val="left"/>'),
    ("MB-07", "正文顶格", "正文", 'w:firstLineChars="200" w:firstLine="630"', 'w:firstLine="0"'),
    ("MB-07", "正文空四字", "正文", 'w:firstLineChars="200"', 'w:firstLineChars="400"'),
]


@pytest.mark.parametrize(
    ("rule", "style", "old", "new"),
    [pytest.param(r, s, o, n, id=f"{r} {name}") for r, name, s, o, n in PARAGRAPHS],
)
def test_a_wrong_style_is_found_by_exactly_its_rule(
    draw: Draw, rule: str, style: str, old: str, new: str
) -> None:
    own = style_of(draw(), style)
    assert old in own

    assert rules(draw((STYLES, own, own.replace(old, new)))) == [rule]


def test_a_landscape_page_whose_text_area_is_not_the_portrait_one_turned_is_found(draw: Draw) -> None:
    text = f"版面 横\n公文标题| 意见汇总表\n{SENTENCE}\n"

    assert rules(draw((MAIN, 'w:right="2098"', 'w:right="1440"'), text=text)) == ["PG-03"]


def test_lines_that_snap_to_a_grid_of_the_right_pitch_are_twenty_two(draw: Draw) -> None:
    free = (STYLES, 'w:line="579" w:lineRule="exact"', 'w:line="240" w:lineRule="auto"')
    snapped = (STYLES, '<w:snapToGrid w:val="0"/>', "")

    assert rules(draw(free, snapped)) == []
    assert rules(draw(free, snapped, (MAIN, 'w:linePitch="579"', 'w:linePitch="312"'))) == ["PG-06"]


def test_a_long_document_without_page_numbers_is_told_so_and_a_short_one_is_not(draw: Draw) -> None:
    footers = [
        (MAIN, f'<w:footerReference w:type="{kind}"', f'<w:x w:type="{kind}"') for kind in ("default", "even")
    ]

    assert rules(draw(*footers, text=f"公文标题| 通报\n{SENTENCE * 20}\n")) == ["PN-01"]
    assert rules(draw(*footers, text=f"公文标题| 通报\n{SENTENCE}\n")) == []


def test_page_numbers_that_were_typed_are_told_from_real_ones(draw: Draw) -> None:
    field = [(part, "w:fldChar", "w:x") for part in (ODD, EVEN)]
    code = [(part, "w:instrText", "w:x") for part in (ODD, EVEN)]
    [finding] = lint(draw(*field, *code))

    assert (finding.rule, finding.measured) == ("PN-01", "文字")


def test_a_repeated_fault_is_one_finding_with_all_its_places(draw: Draw) -> None:
    path = draw((MAIN, 'w:val="32"', 'w:val="30"'))

    [body] = [finding for finding in lint(path) if finding.rule == "TY-01"]
    assert len(body.places) == 8
    assert str(body.place) == "通报.docx第4段“会议要求各单位深入学习，紧密联系工作实…”"
    assert "（共8处）" in str(body)


def test_an_unhedged_clause_is_an_error_and_only_it_is_called_a_rule_of_the_standard(draw: Draw) -> None:
    changes = [(MAIN, 'w:top="2098"', 'w:top="1440"'), (STYLES, 'w:line="579"', 'w:line="600"')]
    margin, pitch = lint(draw(*changes))

    assert (margin.level, margin.strength, "国标规定" in margin.remedy) == ("error", "规定", True)
    assert (pitch.level, pitch.strength, "国标规定" in pitch.remedy) == ("warning", "一般", False)


def test_centred_page_numbers_are_an_error_in_a_circular_and_the_offices_own_affair_in_a_speech(
    draw: Draw,
) -> None:
    centred = (ODD, '<w:jc w:val="right"/>', '<w:jc w:val="center"/>')

    assert [finding.level for finding in lint(draw(centred))] == ["error"]
    speech = f"公文标题| 在动员会上的讲话\n称谓| 同志们：\n{SENTENCE}\n"
    [found] = lint(draw(centred, text=speech))
    assert (found.rule, found.level, found.clause) == ("PN-03", "info", "本单位讲话稿样式")
    assert "国标" not in str(found)
    assert [finding.level for finding in lint(draw(centred, text=speech), "A")] == ["warning"]


def test_a_finding_says_everything_a_program_needs(draw: Draw) -> None:
    [finding] = lint(draw((MAIN, 'w:top="2098"', 'w:top="1440"')))

    assert finding.as_json() == {
        "rule": "PG-02",
        "level": "error",
        "place": {"file": "通报.docx"},
        "problem": "上边距（天头）是 25.4毫米",
        "remedy": "国标规定：37±1毫米（国标标称版面），请把上边距（天头）改成 37 毫米",
        "stops": [],
        "clause": "GB/T 9704 5.2.1",
        "strength": "规定",
        "measured": "25.4毫米",
        "expected": "37±1毫米（国标标称版面）",
        "fixable": True,
        "places": [{"file": "通报.docx"}],
    }
