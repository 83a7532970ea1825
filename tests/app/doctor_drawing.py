"""Templates in tests: outline text in, what the doctor says out."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from engine_drawing import with_parts

from kit.app.doctor.doctoring import Checked, check_template
from kit.app.doctor.trials import Trials
from kit.documents.catalogue.material import example_campaign
from kit.docx.typeset import typeset

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GOOD = """
公文标题| {{ 标题 }}
空行|
{{ 说明 }}
{%p for 行 in 各行 %}
{{ 行.序号 }}.{{ 行.内容 }}
{%p endfor %}
"""


@cache
def example_trials() -> Trials:
    """Return the trials of the invented campaign; their material is worked out once for all tests."""
    return Trials(example_campaign(), None)


def drawn_template(path: Path, text: str, *changes: Callable[[dict[str, bytes]], Any]) -> Path:
    """Write a template, its parts changed by hand afterwards."""
    path.write_bytes(typeset(text))
    return with_parts(path, *changes) if changes else path


def diagnosed(path: Path, text: str, *changes: Callable[[dict[str, bytes]], Any]) -> Checked:
    """Return what the doctor says of a template of that file name."""
    [checked] = check_template([drawn_template(path, text, *changes)], example_trials())
    return checked


def rules(checked: Checked) -> list[str]:
    """Return the rules that were broken, each once, in the order of the findings."""
    return list(dict.fromkeys(finding.rule for finding in checked.findings))
