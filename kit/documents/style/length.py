"""What a writer should know of a finished text: how long it takes to read aloud, whether it is too long."""

from __future__ import annotations

from kit.model.fact import Place
from kit.model.finding import Finding

SLOW, FAST = 150, 200  # characters a minute (documents.md 4)
_NOT_SAID = ("表格", "+ ", "- ", "表终", "版面", "抄送", "印发", "附注")


def characters(outline: str) -> int:
    """Return how many characters an outline text has, without tables, imprint and style names."""
    lines = (line for line in outline.splitlines() if not line.startswith(_NOT_SAID))
    return sum(len("".join(line.split("|", 1)[-1].split())) for line in lines)


def minutes(count: int) -> tuple[int, int]:
    """Return the shortest and the longest time in minutes to read so many characters aloud.

    >>> minutes(6200)
    (31, 41)
    """
    return round(count / FAST), round(count / SLOW)


def time_remark(name: str, outline: str) -> Finding:
    """Return how long a speech takes."""
    count = characters(outline)
    shortest, longest = minutes(count)
    return Finding(
        "documents.reading_time",
        "info",
        Place(name),
        f"全文约{count}字，按每分钟{SLOW}至{FAST}字，要讲{shortest}至{longest}分钟",
        "会议时间不够的，请删减 campaign.toml 里的要点",
    )


def length_remarks(name: str, outline: str, least: int, most: int) -> tuple[Finding, ...]:
    """Return a finding if a text is shorter or longer than its genre allows; least may be 0."""
    count = characters(outline)
    if least <= count <= most:
        return ()
    said = f"超过{most}字" if count > most else f"不到{least}字"
    remedy = "请删减 campaign.toml 里的要点" if count > most else "请在 campaign.toml 里补上要说的内容"
    return (Finding("documents.length", "info", Place(name), f"全文{count}字，{said}", remedy),)
