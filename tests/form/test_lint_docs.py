"""The page about rules is true: its table is made from the records, and every rule has a test."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from lint_drawing import SENTENCE, Draw

from kit.app.cli import main
from kit.form.judge import lint, rules
from kit.form.rule import Rule
from kit.form.rule_table import END, START, aligned, as_json, markdown, written_into

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "official_form.md").read_text(encoding="utf-8")
TABLE = TEXT.partition(START)[2].partition(END)[0]
TESTS = "".join(
    path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests" / "form").glob("test_*.py"))
)


def test_the_table_of_the_page_is_made_from_the_records_by_make_docs() -> None:
    assert written_into(TEXT, rules()) == TEXT, "run make docs"


def test_the_table_has_a_line_for_each_rule_and_no_other() -> None:
    lines = re.findall(r"^\| (?:([A-Z]{2,3}-\d\d)|file) \|", TABLE, re.MULTILINE)

    assert len(lines) == len(rules()) == len({rule.id for rule in rules()})


RULE = Rule(
    "XX-01", "署名不超过一行", "GB/T 1 2", "规定", also=("一般",), fix=("face",), sees=("form", "pages"),
    person="谁署名要看文义",
)  # fmt: skip


def test_a_record_is_a_line_of_the_table_with_all_that_is_asked_of_whom() -> None:
    [*_, line] = markdown([RULE]).splitlines()

    assert line == (
        "| XX-01 | 署名不超过一行 | GB/T 1 2 | 规定、一般 | 文件、版面 | 改好 | 机器；人：谁署名要看文义 |"
    )


def test_on_a_screen_the_columns_stand_under_their_headings() -> None:
    heading, line = aligned([RULE])

    assert heading == "规则   强度        看什么      --fix  依据      要求            由谁判断"
    assert line == "XX-01  规定、一般  文件、版面  改好   GB/T 1 2  署名不超过一行  机器；人：谁署名要看文义"


def test_words_are_mended_as_tracked_changes_and_what_has_no_repair_is_not() -> None:
    shown = {
        line.split(" | ")[0].strip("| "): line.split(" | ")[5] for line in markdown(rules()).splitlines()
    }

    assert (shown["NUM-04"], shown["TY-01"], shown["MB-09"]) == ("写成修订", "改好", "–")


def said_by(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[Any, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return ended.value.code, *capsys.readouterr()


def test_kit_lint_rules_prints_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = said_by(capsys, "lint", "--rules")

    assert status == 0
    assert out.splitlines() == aligned(rules())


def test_kit_lint_rules_with_json_is_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = said_by(capsys, "lint", "--rules", "--json")

    assert status == 0
    assert json.loads(out) == [as_json(rule) for rule in rules()]


def test_without_a_file_and_without_rules_there_is_nothing_to_check(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, _, err = said_by(capsys, "lint")

    assert (status, err.strip()) == (2, "还要写明 文件…。用法见 kit --help。")


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_every_rule_has_a_title_a_source_and_a_test(rule: Rule) -> None:
    assert rule.title
    assert rule.clause or rule.id == "file"
    assert f'"{rule.id}"' in TESTS


RUN_IN = f"二级| （一）组织领导。⟦仿|{SENTENCE}⟧\n"
BODY = f"{SENTENCE}\n一级| 一、基本情况\n{SENTENCE}\n{RUN_IN}三级| 1.分工\n{SENTENCE}\n"
SIGNED = "署名| 市财政局\n成文日期| 2009年4月20日\n"
KINDS = {
    "讲话稿": f"公文标题| 在动员会上的讲话\n题注| 某某某\n题注| （2009年5月8日）\n称谓| 同志们：\n{BODY}",
    "总结": f"公文标题| 阶段工作总结\n副标题| ——学习调研阶段\n{BODY}{SIGNED}",
    "通报": "红头| 某市某局文件\n发文字号| 某发〔2009〕8号\n红线|\n公文标题| 关于评议结果的通报\n"
    f"主送| 各单位：\n{BODY}附件说明| 附件：评议结果表\n{SIGNED}附件标识| 附件\n附件标题| 评议结果表\n"
    "表格 15 60 40\n+ 序号 | 单位 | 份数\n- 1 | 财政局 | 40\n表终\n抄送| 抄送：市委办公室。\n"
    "印发| 某市某局办公室⇥2009年4月21日印发\n",
    "横排表": "版面 横\n公文标题| 意见汇总表\n"
    "表格 15 60 150\n+ 序号 | 方面 | 意见\n- 1 | 学习 | 加强调研\n表终\n表注| 注：略。\n",
    "长名单位": f"公文标题| 通知书\n主送| 市政府办公室：\n{BODY}署名| 某市某委员会某某工作领导小组办公室\n"
    "成文日期| 2009年12月30日\n附注| （联系人：张某，电话：0755-12345678）\n",
    "只有标题": "公文标题| 通知\n",
    "空文档": "空行|\n",
}  # fmt: skip


@pytest.mark.parametrize("profile", ["A", "B"])
@pytest.mark.parametrize("text", KINDS.values(), ids=KINDS)
def test_every_kind_of_clean_document_is_silent(draw: Draw, text: str, profile: str) -> None:
    assert lint(draw(text=text, profile=profile), profile) == ()
