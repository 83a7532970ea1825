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


PARTS = {
    "attachment_note": "MB", "attachments": "MB", "body": "MB", "cells": "PG", "colour": "PG",
    "detached": "MB", "document_number": "HD", "head": "HD", "heading_order": "MB", "headings": "MB",
    "imprint": "RC", "imprint_lines": "RC", "joint_mark": "HD", "landscape": "TB", "latin": "TY",
    "letter": "LT", "letter_rules": "LT", "line_breaks": "PUN", "minutes": "JY", "numbering": "PN",
    "numerals": "NUM", "order": "CM", "page": "PG", "page_number": "PG PN", "pitch": "PG",
    "punctuation": "PUN", "recipients": "MB", "sign_off": "MB", "signature": "MB", "soundness": "file",
    "tables": "TB", "title": "MB", "title_words": "MB", "type_face": "TY",
}  # fmt: skip


def test_every_group_speaks_of_its_own_part_of_the_standard() -> None:
    said = {
        group.__name__.rpartition(".")[2]: {rule.partition("-")[0] for rule in group.RULES}  # type: ignore[attr-defined]
        for group in groups()
    }

    assert said == {name: set(chapters.split()) for name, chapters in PARTS.items()}
