"""Set books (阅读书目): S08."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.fact import Fact, count_fact, list_fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


def count(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every family is called alike
    """Yield how many books were set, their titles in 《》, copies given out and readers who finished."""
    by_book = sheets.frame("set_books")
    if by_book.empty:
        return
    sources = sheets.sources(by_book, "书名")
    yield count_fact("books.count", "阅读书目数", len(by_book), "本", "阅读书目表的行数", sources)
    titles = (f"《{str(title).strip('《》')}》" for title in by_book["书名"])
    yield list_fact("books.list", "阅读书目", titles, sources=sources)
    for key, column, name, unit in (
        ("copies", "发放册数", "发放书籍册数", "册"),
        ("read", "完成人数", "读完人次", "人次"),
    ):
        if column in by_book and len(filled := by_book[by_book[column].notna()]):
            total, sources = sum(int(n) for n in filled[column]), sheets.sources(filled, column)
            yield count_fact(f"books.{key}", name, total, unit, f"各书“{column}”之和", sources)
