"""The table of clauses is true: every rule stands in it, every rule and every test in it exists."""

import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from lint_drawing import SENTENCE, Draw

import kit.lint.rendering
from kit.lint import groups, lint

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "official_form.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.partition("## Clauses")[2].partition("\n## ")[0].splitlines()
    if line.startswith("|") and not line.startswith(("| Clause", "|---"))
]
TESTS = "".join(
    path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests" / "lint").glob("test_*.py"))
)


def rules_of_the_code() -> set[str]:
    names = [module.name for module in pkgutil.iter_modules(kit.lint.rendering.__path__)]
    rendered = [importlib.import_module(f"kit.lint.rendering.{name}") for name in names]
    found = [*groups(), *(module for module in rendered if hasattr(module, "RULES"))]
    return {rule for group in found for rule in group.RULES}


def test_every_rule_of_the_code_stands_in_the_table_and_every_rule_there_is_in_the_code() -> None:
    assert {row[2] for row in ROWS} - {"–"} == rules_of_the_code()


@pytest.mark.parametrize("name", sorted(set(re.findall(r"\btest_\w+", TEXT)) - {"test_lint_docs"}))
def test_every_test_named_exists(name: str) -> None:
    assert f"def {name}(" in TESTS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[2]} {row[1]}")
def test_every_clause_has_a_rule_with_a_test_or_needs_a_person(row: list[str]) -> None:
    if row[2] == "–":
        assert row[3].startswith(("needs a person", "a permission", "a control"))
    else:
        assert re.match(r"test_\w+", row[3])
        assert f'"{row[2]}"' in TESTS


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
