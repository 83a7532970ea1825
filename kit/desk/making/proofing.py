"""A finished text read once more: contradictions, lists, slips of the pen (documents.md 4.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.finding import Finding
from kit.words import proofreading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.place import Place

READINGS = (
    proofreading.confusions,
    proofreading.doubled_hedges,
    proofreading.exact_and_approximate,
    proofreading.impossible_percentages,
    proofreading.wrong_differences,
    proofreading.short_lists,
    proofreading.wrong_leads,
)
REMEDY = "请对照底稿和前后文核对，该改的改模板、campaign.toml 或稿子"


def proofread(place: Place, outline: str) -> Iterator[Finding]:
    """Yield what an old hand would circle; outline: one paragraph a line, its style before the bar."""
    paragraphs = [line.partition("| ")[2] or line for line in outline.splitlines()]
    for reading in READINGS:
        for slip in reading(paragraphs):
            yield Finding(f"text.{slip.rule}", "warning", place, str(slip), REMEDY)
