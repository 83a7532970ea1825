"""Set books (阅读书目), copies given out and readers who finished: S08."""

from kit.nouns.counting import Names, Rows, Sums, over

FACTS = over(
    "set_books",
    Rows("books.count", "阅读书目数", "本", "阅读书目表的行数", "书名"),
    Names("books.list", "阅读书目", "书名", once=False, title=True),
    *(
        Sums(f"books.{key}", name, unit, f"各书“{column}”之和", column)
        for key, column, name, unit in (
            ("copies", "发放册数", "发放书籍册数", "册"),
            ("read", "完成人数", "读完人次", "人次"),
        )
    ),
)
