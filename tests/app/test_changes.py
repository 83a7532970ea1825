from typing import Any

from kit.app.build.changes import Changes, changes_between, record_of
from kit.model.fact import Fact, Facts
from kit.model.table import Sheets

Draw = Any
Office = Any


def record(office: Office, sheets: Sheets, **figures: int) -> dict[str, Any]:
    """Return the record of a run on these sheets, with facts of these values."""
    facts = Facts(Fact(f"f.{name}", name, value, str(value), "份") for name, value in figures.items())
    office.facts = facts
    work = office.work()
    object.__setattr__(work.reading, "sheets", sheets)
    return record_of(work)


def test_a_first_run_has_nothing_to_compare_with(office: Office, draw: Draw) -> None:
    assert changes_between({}, record(office, draw(), 收回=1)) == Changes(is_first=True)


def test_added_removed_and_changed_rows_are_counted_by_kind_of_sheet(office: Office, draw: Draw) -> None:
    before = record(
        office, draw(visits="日期 对象\n3月1日 甲\n3月2日 乙", opinions="意见ID 原文\nY1 路\nY2 灯")
    )
    after = record(
        office, draw(visits="日期 对象\n3月1日 甲\n3月2日 丙\n3月3日 丁", opinions="意见ID 原文\nY1 路")
    )

    assert changes_between(before | {"facts": {"x": ["x", "1", ""]}}, after).sheets == (
        "意见登记（原始） -1 行",
        "走访台账 +1 行、改了 1 行",
    )


def test_changed_figures_are_told_from_and_to(office: Office, draw: Draw) -> None:
    before = record(office, draw(), 收回=150, 走访=30, 旧数=1)
    after = record(office, draw(), 收回=173, 走访=30, 新数=2)

    assert changes_between(before, after).figures == (
        "收回 150 → 173份",
        "新数 新有 2份",
        "旧数 1份 → 没有了",
    )


def test_nothing_changed_is_nothing_told(office: Office, draw: Draw) -> None:
    same = record(office, draw(visits="日期 对象\n3月1日 甲"), 收回=150)

    assert changes_between(same, same) == Changes(is_first=False)


def test_the_record_holds_no_text_of_any_row(office: Office, draw: Draw) -> None:
    said = record(office, draw(opinions="意见ID 原文\nY1 路灯不亮"))

    assert "路灯" not in str(said)
