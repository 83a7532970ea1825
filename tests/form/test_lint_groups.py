"""Whoever adds a group of rules is greeted here: it offers what its neighbours offer, and is tested."""

import ast
import importlib
import pkgutil
import re
from pathlib import Path
from typing import get_args

import pytest

import kit.form.judge
import kit.form.pages
from kit.form.judge import RuleGroup, groups, rules
from kit.form.mending import repairing
from kit.form.rule import Repair, Rule

LINT = Path(kit.form.judge.__file__).parent
TESTED = "".join(
    path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("test_lint_*.py"))
)


def rules_of(group: RuleGroup) -> dict[str, Rule]:
    """Return the records that stand in the file of a group."""
    return {rule.id: rule for rule in vars(group).values() if isinstance(rule, Rule)}


@pytest.mark.parametrize("group", groups(), ids=lambda group: group.__name__)
def test_every_group_offers_rules_a_check_and_a_docstring(group: RuleGroup) -> None:
    assert rules_of(group)
    assert all(re.fullmatch(r"[A-Z]{2,3}-\d\d|file", rule) for rule in rules_of(group))
    assert callable(group.check)
    assert group.__doc__


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_every_rule_is_found_by_a_test(rule: Rule) -> None:
    assert f'"{rule.id}"' in TESTED


def test_no_two_groups_share_a_rule() -> None:
    found = [rule for group in groups() for rule in rules_of(group)]

    assert sorted(set(found)) == sorted(found)


def strings_of(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def test_the_id_of_a_rule_is_written_once_in_the_linter_at_its_record() -> None:
    written = [one for path in LINT.rglob("*.py") for one in strings_of(path)]
    ids = [one for one in written if re.fullmatch(r"[A-Z]{2,3}-\d\d", one)]

    assert sorted(ids) == sorted(rule.id for rule in rules() if rule.id != "file")


def test_a_rule_is_judged_on_pages_if_and_only_if_its_record_says_so() -> None:
    names = [module.name for module in pkgutil.iter_modules(kit.form.pages.__path__)]
    modules = [importlib.import_module(f"kit.form.pages.{name}") for name in names]
    judged = {value.id for module in modules for value in vars(module).values() if isinstance(value, Rule)}

    assert judged == {rule.id for rule in rules() if "pages" in rule.sees}


def test_no_part_of_a_rule_is_stricter_or_laxer_than_its_record_owns_to() -> None:
    records = {rule.id.replace("-", "_"): rule for rule in rules()}
    calls = [
        node
        for path in LINT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "asking"
    ]
    said = {
        (ast.unparse(call.func.value), ast.literal_eval(word.value))  # type: ignore[attr-defined]
        for call in calls
        for word in call.keywords
        if word.arg == "strength"
    }
    unknown = {(name, strength) for name, strength in said if name not in records}

    assert unknown == {("demand", "实务")}  # a salutation, of the rule about recipients
    assert all(strength in records[name].also for name, strength in said - unknown)


def test_every_repair_that_a_record_names_is_one_that_can_be_made() -> None:
    made = {*repairing._PARAGRAPHS, *repairing._RUNNING_TEXT, *repairing._SECTIONS, "alike", "words"}
    named = {repair for rule in rules() for repair in rule.fix}

    assert named == made == set(get_args(Repair))


PARTS = {
    "attachments": "MB", "closing": "MB", "document_number": "HD", "head": "HD", "headings": "MB",
    "imprint": "RC", "kinds": "CM JY", "letter": "LT", "page": "PG TB", "page_number": "PG PN",
    "safety": "SA", "soundness": "file", "tables": "TB", "title": "MB", "type": "PG PUN TY", "words": "NUM",
}  # fmt: skip


def test_every_group_speaks_of_its_own_part_of_the_standard() -> None:
    said = {
        group.__name__.rpartition(".")[2]: {rule.partition("-")[0] for rule in rules_of(group)}  # type: ignore[attr-defined]
        for group in groups()
    }

    assert said == {name: set(chapters.split()) for name, chapters in PARTS.items()}
