"""Taking back an import: an entry of its own, nothing rewritten; the file again brings its ids back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kit.model.campaign import Campaign
from kit.model.finding import WorkbookError
from kit.opinions.deciding.decisions import (
    ASPECT,
    DUPLICATE,
    Decision,
    add_decisions,
    decisions_path,
    joint,
    verbatim_code,
)
from kit.opinions.deciding.tables import registered
from kit.opinions.register.entering import import_files
from kit.opinions.register.view import read_register, register_table
from kit.opinions.register.withdrawing import withdraw
from kit.text.privacy.names import PersonNames

Writes = Callable[..., Path]
BOARD = ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情"]
HEAD = ["来源渠道", "意见内容"]
NOBODY = PersonNames()


def board(*messages: tuple[int, str]) -> list[list[Any]]:
    return [BOARD, *([n, f"U{n}", "题", f"2020/1/6 12:09:{n:02d}", text] for n, text in messages)]


def ids(campaign: Campaign) -> dict[str, str]:
    register = read_register(campaign, verbatim=True)
    return dict(zip(register["原文"], register["意见ID"], strict=True))


def entries(campaign: Campaign) -> dict[str, bytes]:
    folder = campaign.folder / "opinions/restricted"
    return {path.name: path.read_bytes() for path in sorted(folder.glob("0*.jsonl"))}


def test_what_was_imported_is_gone_and_what_lies_in_the_register_is_untouched(
    xlsx: Writes, campaign: Campaign
) -> None:
    import_files(campaign, [xlsx("留言.xlsx", board((1, "修路"), (2, "修桥")))])
    import_files(campaign, [xlsx("走访.xlsx", [HEAD, ["走访", "种树"]])])
    before = entries(campaign)

    [done] = withdraw(campaign, ["留言.xlsx"], who="王某", reason="传错了", when="2020-01-07 09:00")

    assert (done.file, done.opinions) == ("留言.xlsx", 2)
    assert list(ids(campaign)) == ["种树"]
    assert list(read_register(campaign)["原文"]) == ["种树"]
    assert {name: data for name, data in entries(campaign).items() if name in before} == before
    assert all(said in entries(campaign)["0003.jsonl"].decode() for said in ("王某", "传错了", "2020-01-07"))


def test_the_same_file_again_brings_its_opinions_back_under_their_ids(
    xlsx: Writes, campaign: Campaign
) -> None:
    path = xlsx("走访.xlsx", [HEAD, ["走访", "修路"], ["走访", "修桥"], ["走访", "修路"]])
    import_files(campaign, [path])
    before = list(read_register(campaign)["意见ID"])
    withdraw(campaign, ["走访.xlsx"])

    done = import_files(campaign, [path])

    assert (done.added, done.known, done.restored) == (3, 0, 3)
    assert list(read_register(campaign)["意见ID"]) == before
    assert len(set(before)) == 3


def test_it_may_come_back_with_another_channel(xlsx: Writes, campaign: Campaign) -> None:
    path = xlsx("汇总.xlsx", [["序号", "意见内容"], [1, "修路"]])
    import_files(campaign, [path], {"汇总.xlsx「Sheet1」：渠道": "走访"})
    before = ids(campaign)
    withdraw(campaign, ["汇总.xlsx"])

    asked = import_files(campaign, [path])
    import_files(campaign, [path], {"渠道": "谈心"})

    assert [question.topic for question in asked.questions] == ["渠道"]
    assert ids(campaign) == before
    assert list(read_register(campaign)["来源渠道"]) == ["谈心"]


def test_one_occurrence_that_stays_does_not_shift_the_ids_of_the_others(
    xlsx: Writes, campaign: Campaign
) -> None:
    first, second = (
        xlsx("一.xlsx", board((1, "修路"))),
        xlsx("二.xlsx", [*board((1, "修路")), board((1, "修路"))[1]]),
    )
    import_files(campaign, [first])
    import_files(campaign, [second])
    before = list(read_register(campaign)["意见ID"])
    withdraw(campaign, ["一.xlsx"])

    import_files(campaign, [second])

    assert sorted(read_register(campaign)["意见ID"]) == sorted(before)


def test_numbers_of_answer_sheets_are_never_given_twice(xlsx: Writes, campaign: Campaign) -> None:
    head = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "1、您的意见"]

    def survey(name: str, *numbers: int) -> Path:
        rows = [[n, f"2020/4/6 9:{n:02d}:00", "9秒", "微信", "N/A", "10.0.0.1", f"意见{n}"] for n in numbers]
        return xlsx(name, [head, *rows])

    import_files(campaign, [survey("一.xlsx", 1, 2)])
    import_files(campaign, [survey("二.xlsx", 3)])
    withdraw(campaign, ["一.xlsx"])
    import_files(campaign, [survey("三.xlsx", 4)])
    import_files(campaign, [survey("一.xlsx", 1, 2)])

    register = read_register(campaign)
    assert dict(zip(register["原文"], register["份号"], strict=True)) == {
        "意见3": "F00003", "意见4": "F00004", "意见1": "F00001", "意见2": "F00002"
    }  # fmt: skip


def test_all_may_be_taken_back_and_nothing_is_counted(xlsx: Writes, campaign: Campaign) -> None:
    import_files(campaign, [xlsx("走访.xlsx", [HEAD, ["走访", "修路"]])])

    withdraw(campaign, ["走访.xlsx"])

    assert register_table(campaign) is None
    found = registered(campaign, NOBODY)
    assert found.tables == ()
    assert [finding.level for finding in found.findings] == ["info"]


def test_tallies_of_a_file_go_with_it(xlsx: Writes, campaign: Campaign) -> None:
    head = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "1、您的性别", "2、您的意见"]
    rows = [[n, f"2020/4/6 9:{n:02d}:00", "9秒", "微信", "N/A", "10.0.0.1", "男", "修路"] for n in (1, 2)]
    import_files(campaign, [xlsx("问卷.xlsx", [head, *rows])])
    assert (campaign.folder / "opinions/tallies/问卷.xlsx").is_file()

    withdraw(campaign, ["问卷.xlsx"])

    assert not (campaign.folder / "opinions/tallies/问卷.xlsx").exists()


def test_what_was_decided_is_kept_does_not_count_and_holds_again_afterwards(
    xlsx: Writes, campaign: Campaign
) -> None:
    one, two = xlsx("走访.xlsx", [HEAD, ["走访", "修路"]]), xlsx("谈心.xlsx", [HEAD, ["谈心", "把路修好"]])
    import_files(campaign, [one, two])
    first, second = (ids(campaign)[text] for text in ("修路", "把路修好"))
    marks = {first: verbatim_code("修路"), second: verbatim_code("把路修好")}
    pair = tuple(sorted((first, second)))
    decisions = (
        Decision(ASPECT, (first,), "民生", "王某", "2020-01-07", marks[first]),
        Decision(ASPECT, (second,), "民生", "王某", "2020-01-07", marks[second]),
        Decision(DUPLICATE, pair, "同一条", "王某", "2020-01-07", joint(*marks.values())),
    )
    add_decisions(decisions_path(campaign), decisions)
    kept = decisions_path(campaign).read_bytes()

    def merged() -> list[tuple[str, ...]]:
        [table] = [table for table in registered(campaign, NOBODY).tables if table.kind == "merged_opinions"]
        return [tuple(sorted(sources)) for sources in table.frame["来源意见ID"]]

    assert merged() == [pair]
    withdraw(campaign, ["走访.xlsx"])
    [said] = registered(campaign, NOBODY).findings
    assert merged() == [(second,)]
    assert (said.rule, said.level) == ("opinions.withdrawn", "info")
    assert "1 条" in said.problem
    assert "2 个决定" in said.problem
    assert decisions_path(campaign).read_bytes() == kept
    import_files(campaign, [one])
    assert merged() == [pair]
    assert registered(campaign, NOBODY).findings == ()


def test_a_file_that_nobody_imported_is_named_with_those_that_were(xlsx: Writes, campaign: Campaign) -> None:
    import_files(campaign, [xlsx("走访.xlsx", [HEAD, ["走访", "修路"]])])
    before = entries(campaign)

    with pytest.raises(WorkbookError, match=r"没有从这个文件登记过.*走访\.xlsx（1 条）"):
        withdraw(campaign, ["走访.xlsx", "座谈.xlsx"])
    assert entries(campaign) == before


def test_a_copy_under_another_name_is_known_by_its_bytes(
    xlsx: Writes, campaign: Campaign, tmp_path: Path
) -> None:
    path = xlsx("走访.xlsx", [HEAD, ["走访", "修路"]])
    import_files(campaign, [path])
    copy = tmp_path / "副本.xlsx"
    copy.write_bytes(path.read_bytes())

    assert [done.file for done in withdraw(campaign, [str(copy)])] == ["走访.xlsx"]


def test_a_withdrawal_that_was_edited_by_hand_is_refused(xlsx: Writes, campaign: Campaign) -> None:
    import_files(campaign, [xlsx("走访.xlsx", [HEAD, ["走访", "修路"], ["走访", "修桥"]])])
    withdraw(campaign, ["走访.xlsx"])
    path = campaign.folder / "opinions/restricted/0002.jsonl"
    path.write_bytes(b"\n".join(path.read_bytes().split(b"\n")[:2]) + b"\n")

    with pytest.raises(WorkbookError, match="被改动过"):
        read_register(campaign, verbatim=True)


def test_whom_a_withdrawn_opinion_made_known_stays_out_of_what_is_shared(
    xlsx: Writes, campaign: Campaign
) -> None:
    import_files(campaign, [xlsx("登记.xlsx", [[*HEAD, "提出人"], ["走访", "修桥", "朱琦梦"]])])
    import_files(campaign, [xlsx("留言.xlsx", board((1, "朱琦梦家门口的路")))])

    withdraw(campaign, ["登记.xlsx"])

    assert list(read_register(campaign)["原文"]) == ["〔姓名〕家门口的路"]
    [table] = registered(campaign, NOBODY).tables
    assert list(table.frame["原文"]) == ["题。〔姓名〕家门口的路"]  # its subject before it
