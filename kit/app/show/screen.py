"""What a clerk sees in the terminal; the only user of rich.

Paths and moments as a clerk says them.
"""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from kit.app.show.causes import MOST_LINES, asks_something, causes_of, check_json, line_of
from kit.model.finding import BlockedError
from kit.text.unseen import escaped_json, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kit.app.work import Work
    from kit.model.finding import Finding


MARKS = {"error": ("✗", "red"), "warning": ("⚠", "yellow"), "info": ("·", "dim")}


def say(text: str = "", style: str | None = None, *, end: str = "\n") -> None:
    """Print a line on standard output, as it is: never wrapped, never read as markup.

    Here and in `complain` control characters and the like are made visible; nothing else prints words.
    """
    _out().print(visible(text), style=style, end=end, markup=False, highlight=False, soft_wrap=True)


def complain(text: str) -> None:
    """Print a line on standard error."""
    Console(stderr=True).print(visible(text), style="red", markup=False, highlight=False, soft_wrap=True)


def say_json(said: Any) -> None:  # noqa: ANN401 - whatever JSON holds
    """Print one JSON document on standard output."""
    print(escaped_json(json.dumps(said, ensure_ascii=False, indent=1)))  # noqa: T201 - JSON is printed bare


def say_findings(findings: Iterable[Finding], say: Callable[[str, str | None], None] = say) -> None:
    """Print findings, those that stop the drafts first."""
    order = list(MARKS)
    for finding in sorted(findings, key=lambda found: order.index(found.level)):
        mark, color = MARKS[finding.level]
        say(f"  {mark} {line_of(finding)}", color if finding.level == "error" else None)


def say_causes(findings: Sequence[Finding], say: Callable[[str, str | None], None] = say) -> None:
    """Print what is to be done, a cause a line, and in one line how much more there is to read."""
    causes = causes_of(finding for finding in findings if asks_something(finding))
    for cause in causes[:MOST_LINES]:
        mark, color = MARKS[cause.level]
        say(f"  {mark} {cause}", color if cause.level == "error" else None)
    rest = sum(len(cause.findings) for cause in causes[MOST_LINES:])
    more = [f"{len(causes) - MOST_LINES} 类、{rest} 处要看的"] if rest else []
    quiet = sum(not asks_something(finding) for finding in findings)
    more += [f"{quiet} 处提示，不用管"] if quiet else []
    if more:
        say(f"  另有 {'，'.join(more)}；kit check -v 一处一处列出", None)


@contextmanager
def told_findings(work: Work, *, json: bool = False) -> Iterator[None]:
    """Show every finding on standard error if one of them stops the drafts.

    json: standard output gets what `kit check --json` prints, since nothing may be computed from such sheets.
    """
    try:
        work.must_be_sound()
        yield
    except BlockedError as error:
        say_causes(error.findings, lambda text, _: complain(text))
        if json:
            say_json(check_json(work, error.findings))
        raise


def asking() -> Callable[[str], bool] | None:
    """Return what puts a question that is answered with yes or no; None where nobody could answer it."""
    return _agrees if sys.stdin is not None and sys.stdin.isatty() and _out().is_terminal else None


def _agrees(question: str) -> bool:
    say(f"{question}（同意请输入 y 再按回车，直接回车是不同意）")
    return sys.stdin.readline().strip().lower() in {"y", "yes", "是", "同意"}


@contextmanager
def busy(text: str) -> Iterator[None]:
    """Show a sign of life while something runs; nothing where nobody watches."""
    console = _out()
    if console.is_terminal:
        with console.status(text):
            yield
    else:
        yield


@contextmanager
def counting(text: str) -> Iterator[Callable[[int, int], None]]:
    """Yield a function that shows how many of how many are done."""
    columns = (TextColumn("  {task.description}"), BarColumn(28), MofNCompleteColumn(), TimeElapsedColumn())
    console = _out()
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task(text, total=None)
        yield lambda done, whole: progress.update(task, completed=done, total=whole)


def _out() -> Console:
    return Console()


def short_path(path: Path) -> str:
    """Return a path as short as it can be said from the current folder."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def shell_quoted(path: Path | str) -> str:
    """Return a path as it must be typed behind a command.

    >>> shell_quoted("我的 活动"), shell_quoted("活动")
    ('"我的 活动"', '活动')
    """
    return f'"{path}"' if " " in str(path) else str(path)


def clock(moment: str) -> str:
    """Return a moment as a clerk says it.

    >>> clock("2009-11-20T16:02")
    '11月20日 16:02'
    """
    if not moment:
        return ""
    when = datetime.fromisoformat(moment)
    return f"{when.month}月{when.day}日 {when:%H:%M}"
