import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from kit.app.make import executors
from kit.app.make.notices import Batch, journal_path, make_notices
from kit.app.make.noticing import Made, Task, make_chunk
from kit.docx.outline import outline
from kit.model.fact import Fact, Facts
from kit.model.finding import KitError, ParameterError, WriteError

Office = Any


def names(office: Office) -> list[str]:
    return sorted(path.name for path in (office.out / "notices").glob("*.docx"))


def text(office: Office, name: str) -> str:
    return outline((office.out / "notices" / f"{name}.docx").read_bytes())


def register(office: Office, name: str = "register.xlsx") -> list[tuple[object, ...]]:
    rows = load_workbook(office.out / "notices" / name).active.iter_rows(min_row=2, values_only=True)
    return list(rows)


def endings(batch: Batch) -> list[tuple[str, str]]:
    return [(made.task.unit.name, made.ending) for made in batch.made]


def ledger(count: int) -> Facts:
    return Facts([Fact("forms.returned", "收回份数", count, str(count))])


def test_every_unit_gets_its_own_notice_and_a_line_in_the_register(office: Office) -> None:
    make_notices(office.work())

    assert names(office) == ["通知书（档案局）.docx", "通知书（水利局）.docx", "通知书（财政局）.docx"]
    assert "财政局收回150份" in text(office, "通知书（财政局）")
    assert [(row[0], row[1], row[4], row[5], row[6]) for row in register(office)] == [
        (1, "财政局", "已做好", "待编", None),
        (2, "档案局", "已做好", "待编", None),
        (3, "水利局", "已做好", "待编", None),
    ]


def test_a_second_run_makes_nothing_anew(office: Office) -> None:
    make_notices(office.work())
    before = {path: path.stat().st_mtime_ns for path in (office.out / "notices").glob("*.docx")}

    batch = make_notices(office.work())

    assert {ending for _, ending in endings(batch)} == {"没有变"}
    assert before == {path: path.stat().st_mtime_ns for path in before}


def test_a_unit_that_fails_does_not_stop_the_rest_and_is_named_with_the_reason(office: Office) -> None:
    finance, archive, water = office.units
    office.units = (finance, replace(archive, addressee=""), water)

    batch = make_notices(office.work())

    assert endings(batch) == [("财政局", "做好"), ("档案局", "没做成"), ("水利局", "做好")]
    assert "没有主送名称" in batch.made[1].problem
    assert "没有主送名称" in str(register(office)[1][4])


def test_once_the_reason_is_mended_only_the_failed_unit_is_made(office: Office) -> None:
    whole = office.units
    office.units = (whole[0], replace(whole[1], addressee=""), whole[2])
    make_notices(office.work())
    office.units = whole

    assert endings(make_notices(office.work())) == [
        ("财政局", "没有变"),
        ("档案局", "做好"),
        ("水利局", "没有变"),
    ]


def test_even_a_fault_of_the_kit_itself_costs_one_unit_only(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = make_chunk

    def compose(material: Any, unit: Any) -> Any:
        if unit.name == "档案局":
            raise ZeroDivisionError
        return notice.compose(material, unit)

    from kit.app.make.noticing import document_kinds  # noqa: PLC0415 - as the office has set it

    notice = document_kinds()[2]
    monkeypatch.setattr("kit.app.make.noticing.document_kinds", lambda: (replace(notice, compose=compose),))

    batch = make_notices(office.work())

    assert [ending for _, ending in endings(batch)] == ["做好", "没做成", "做好"]
    assert "ZeroDivisionError" in batch.made[1].problem
    assert real is make_chunk


def killed_after(count: int) -> Callable[..., Iterator[list[Made]]]:
    """Return what makes so many notices and is then killed."""

    def made_in(material: Any, tasks: Sequence[Task], *_: object) -> Iterator[list[Made]]:
        for task in tasks[:count]:
            yield make_chunk(material, [task])
        raise KeyboardInterrupt

    return made_in


def test_killed_and_started_again_it_makes_only_what_is_missing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as power_cut:
        power_cut.setattr("kit.app.make.notices.made_in", killed_after(2))
        with pytest.raises(KeyboardInterrupt):
            make_notices(office.work())

    assert endings(make_notices(office.work())) == [
        ("财政局", "没有变"),
        ("档案局", "没有变"),
        ("水利局", "做好"),
    ]


def test_a_torn_last_line_of_the_journal_costs_that_one_unit_only(office: Office) -> None:
    make_notices(office.work())
    journal = journal_path(office.out)
    journal.write_bytes(journal.read_bytes()[:-20])

    assert endings(make_notices(office.work())) == [
        ("财政局", "没有变"),
        ("档案局", "没有变"),
        ("水利局", "做好"),
    ]
    assert endings(make_notices(office.work()))[2] == ("水利局", "没有变")


def test_a_notice_that_is_gone_is_made_again(office: Office) -> None:
    make_notices(office.work())
    (office.out / "notices" / "通知书（档案局）.docx").unlink()

    assert endings(make_notices(office.work()))[1] == ("档案局", "做好")


def test_new_figures_make_every_notice_that_prints_them_anew(office: Office) -> None:
    make_notices(office.work())
    office.facts = ledger(173)

    assert {ending for _, ending in endings(make_notices(office.work()))} == {"做好"}
    assert "收回173份" in text(office, "通知书（财政局）")


def test_a_hand_edited_notice_is_never_overwritten(office: Office) -> None:
    make_notices(office.work())
    path = office.out / "notices" / "通知书（档案局）.docx"
    path.write_bytes(b"edited")
    office.facts = ledger(173)

    batch = make_notices(office.work())

    assert endings(batch)[1] == ("档案局", "新稿")
    assert path.read_bytes() == b"edited"
    assert "收回173份" in text(office, "通知书（档案局）.新稿")
    assert "没有覆盖" in str(register(office)[1][4])


def test_a_register_with_numbers_written_in_is_kept_and_the_new_one_lies_beside_it(office: Office) -> None:
    make_notices(office.work())
    path = office.out / "notices" / "register.xlsx"
    book = load_workbook(path)
    book.active["F2"] = "第1号"
    book.save(path)
    office.facts = ledger(173)

    batch = make_notices(office.work())

    assert batch.register.path.name == "register.新稿.xlsx"
    assert register(office)[0][5] == "第1号"
    assert register(office, "register.新稿.xlsx")[0][5] == "待编"


def test_the_sha256_in_the_register_is_that_of_the_file_as_it_lies_there(office: Office) -> None:
    from kit.app.hashing import sha256_of  # noqa: PLC0415 - used here only

    make_notices(office.work())
    (office.out / "notices" / "通知书（档案局）.docx").write_bytes(b"edited")
    make_notices(office.work())

    for row in register(office):
        assert row[3] == sha256_of(office.out / "notices" / str(row[2]))


def test_only_the_units_that_were_named_are_made(office: Office) -> None:
    batch = make_notices(office.work(), ["U2", "水利局"])

    assert endings(batch) == [("档案局", "做好"), ("水利局", "做好")]
    assert [row[4] for row in register(office)] == ["还没做", "已做好", "已做好"]


def test_an_unknown_unit_is_refused_with_the_nearest_name(office: Office) -> None:
    with pytest.raises(ParameterError, match="是不是“财政局”"):
        make_notices(office.work(), ["财证局"])


def test_the_notice_of_a_unit_that_is_no_longer_listed_is_reported_and_kept(office: Office) -> None:
    make_notices(office.work())
    office.units = office.units[:2]

    batch = make_notices(office.work())

    assert [path.name for path in batch.left_over] == ["通知书（水利局）.docx"]
    assert "通知书（水利局）.docx" in names(office)


def test_units_whose_names_differ_only_in_case_or_signs_get_files_of_their_own(office: Office) -> None:
    finance = office.units[0]
    called = ("A局", "a局", "甲/乙", "甲:乙", "CON")
    office.units = tuple(replace(finance, id=f"U{n}", name=name) for n, name in enumerate(called))

    make_notices(office.work())

    assert len({name.casefold() for name in names(office)}) == 5
    assert not any(sign in name for name in names(office) for sign in '<>:"/\\|?*')


def test_a_broken_template_is_told_once_and_not_for_every_unit(office: Office) -> None:
    office.write_template("notice.docx", "公文标题| 通知书\n{{ 收会份数 }}\n")

    with pytest.raises(KitError, match="收会份数"):
        make_notices(office.work())


def test_a_full_disk_stops_the_run_and_leaves_nothing_half_written(
    office: Office, fill_disk: Callable[[], None]
) -> None:
    fill_disk()

    with pytest.raises(WriteError):
        make_notices(office.work())

    left = (
        [path.name for path in (office.out / "notices").rglob("*")]
        if (office.out / "notices").exists()
        else []
    )
    assert left == []


def test_a_missing_cluster_library_is_said_plainly(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)

    with pytest.raises(ParameterError, match="没有装 distributed"):
        make_notices(office.work(), scheduler="tcp://127.0.0.1:1")


def test_a_cluster_makes_the_same_notices(office: Office) -> None:
    distributed = pytest.importorskip(
        "distributed", reason="a Dask cluster is optional: pip install .[cluster]"
    )

    with distributed.LocalCluster(
        n_workers=1, processes=False, dashboard_address=None, protocol="tcp"
    ) as cluster:
        batch = make_notices(office.work(), scheduler=cluster.scheduler_address)

    assert endings(batch) == [("财政局", "做好"), ("档案局", "做好"), ("水利局", "做好")]
    assert "财政局收回150份" in text(office, "通知书（财政局）")


def test_chunks_of_a_pool_all_arrive_and_the_order_is_the_units(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def processes(_: int, material: Any) -> Iterator[Callable[[Sequence[Task]], Future[list[Made]]]]:
        def submit(chunk: Sequence[Task]) -> Future[list[Made]]:
            ended: Future[list[Made]] = Future()
            ended.set_result(make_chunk(material, chunk))
            return ended

        yield submit

    monkeypatch.setattr(executors, "CHUNK", 1)
    monkeypatch.setattr(executors, "_processes", processes)

    batch = make_notices(office.work(), jobs=2)

    assert endings(batch) == [("财政局", "做好"), ("档案局", "做好"), ("水利局", "做好")]


def test_the_journal_names_no_figure_and_no_person(office: Office) -> None:
    make_notices(office.work())

    for line in journal_path(office.out).read_text(encoding="utf-8").splitlines():
        assert set(json.loads(line)) == {"kind", "unit", "key", "file", "newest", "sha256"}


def test_progress_counts_up_to_the_number_of_units(office: Office) -> None:
    seen: list[tuple[int, int]] = []

    make_notices(office.work(), progress=lambda done, whole: seen.append((done, whole)))

    assert seen[-1] == (3, 3)
    assert Path(journal_path(office.out)).is_file()
