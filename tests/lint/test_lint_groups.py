"""Whoever adds a group of rules is greeted here: it offers what its neighbours offer, and is tested."""

import re
from pathlib import Path

import pytest

from kit.lint import Group, groups

TESTED = "".join(
    path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("test_lint_*.py"))
)


@pytest.mark.parametrize("group", groups(), ids=lambda group: group.__name__)
def test_every_group_offers_rules_a_check_and_a_docstring(group: Group) -> None:
    assert group.RULES
    assert all(re.fullmatch(r"[A-Z]{2,3}-\d\d|file", rule) for rule in group.RULES)
    assert callable(group.check)
    assert group.__doc__


@pytest.mark.parametrize("group", groups(), ids=lambda group: group.__name__)
def test_every_rule_of_a_group_is_found_by_a_test(group: Group) -> None:
    assert [rule for rule in group.RULES if f'"{rule}"' not in TESTED] == []


def test_no_two_groups_share_a_rule() -> None:
    rules = [rule for group in groups() for rule in group.RULES]

    assert sorted(set(rules)) == sorted(rules)
