from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from kit.model.finding import WorkbookError
from kit.opinions.deciding.answers import Applied, apply_review
from kit.opinions.deciding.decisions import Decision, add_decisions, joint, read_decisions, verbatim_code
from kit.opinions.deciding.identities import check_identities
from kit.opinions.deciding.merging import merge_opinions
from kit.opinions.deciding.review import write_review
from kit.opinions.deciding.suggesting import Suggestions, suggest
from kit.opinions.proposing.aspects import AspectWords, Taxonomy

ASPECTS = Taxonomy((AspectWords("民生", ("路灯", "公交")), AspectWords("机关", ("会议", "文件"))))
FIRST = pd.DataFrame(
    {
        "意见ID": ["Y1", "Y2", "Y3", "Y4"],
        "来源渠道": "座谈会",
        "原文": ["建议增加路灯", "希望增加路灯。", "会议太多", "1、公交太少；2、文件太长。"],
    }
)
MORE = pd.DataFrame({"意见ID": ["Y5", "Y6"], "来源渠道": "意见箱", "原文": ["增加路灯！", "天气太热"]})


class Desk:
    """A folder in which one reviews, fills in and applies."""

    def __init__(self, folder: Path) -> None:
        self.workbook, self.decisions = folder / "审核.xlsx", folder / "opinions" / "decisions.jsonl"

    def suggest(self, by_opinion: pd.DataFrame) -> Suggestions:
        """Return what the machine proposes now."""
        return suggest(by_opinion, ASPECTS, read_decisions(self.decisions))

    def review(self, by_opinion: pd.DataFrame, *, decided_too: bool = False) -> int:
        """Write the review workbook and return how many proposals it holds."""
        found = self.suggest(by_opinion)
        made = read_decisions(self.decisions)
        return write_review(
            self.workbook, found.by_opinion, found.proposals, ASPECTS, made, decided_too=decided_too
        )

    def rows(self, sheet: str) -> list[dict[str, object]]:
        """Return the rows of a sheet by heading."""
        head, *rows = openpyxl.load_workbook(self.workbook)[sheet].iter_rows(values_only=True)
        return [dict(zip(head, row, strict=True)) for row in rows]

    def fill(self, sheet: str, answers: dict[str, dict[str, str]], key: str = "意见ID") -> None:
        """Write the answers by id and heading, as a person would."""
        book = openpyxl.load_workbook(self.workbook)
        head = [cell.value for cell in book[sheet][1]]
        for row in book[sheet].iter_rows(min_row=2):
            for heading, said in answers.get(str(row[head.index(key)].value), {}).items():
                row[head.index(heading)].value = said
        book.save(self.workbook)

    def apply(self, who: str = "王某", when: str = "2020-05-01") -> Applied:
        """Read the decisions back."""
        return apply_review(self.workbook, self.decisions, ASPECTS, who=who, when=when)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_there_is_one_row_for_each_proposal_and_none_is_decided_by_machine(desk: Desk) -> None:
    assert desk.review(FIRST) == 5

    assert [(row["代表ID"], row["意见ID"]) for row in desk.rows("重复")] == [("Y1", "Y2")]
    assert [(row["意见ID"], row["建议方面"], row["条数"]) for row in desk.rows("方面")] == [
        ("Y1", "民生", 2),
        ("Y3", "机关", 1),
        ("Y4", "民生", 1),
    ]
    assert desk.rows("拆分")[0]["片段"] == "【Y4-1】1、公交太少；\n【Y4-2】2、文件太长。"
    assert not any(row["决定"] for sheet in ("重复", "方面", "拆分") for row in desk.rows(sheet))
    assert desk.apply() == Applied((), ())


def test_decisions_come_from_drop_downs(desk: Desk) -> None:
    desk.review(FIRST)
    book = openpyxl.load_workbook(desk.workbook)
    [rule] = book["方面"].data_validations.dataValidation
    lists = {cell.value for row in book["选项"].iter_rows() for cell in row}

    assert rule.type == "list"
    assert {
        "同意建议",
        "民生",
        "机关",
        "作废",
        "转送",
        "同一条",
        "不同",
        "拆",
        "不拆",
        "全部同意",
        "逐条看",
    } <= lists
    assert book["选项"].sheet_state == "hidden"


def test_the_same_proposals_give_the_same_bytes(desk: Desk) -> None:
    desk.review(FIRST)
    before = desk.workbook.read_bytes()
    desk.review(FIRST[::-1])

    assert desk.workbook.read_bytes() == before


def test_an_opinion_that_looks_like_a_formula_stays_text(desk: Desk) -> None:
    desk.review(pd.DataFrame({"意见ID": ["Y1"], "原文": ["=1+1 会议太多"]}))
    cell = openpyxl.load_workbook(desk.workbook)["方面"]["C2"]

    assert (cell.value, cell.data_type) == ("=1+1 会议太多", "s")


def test_decisions_become_merged_opinions_with_their_raw_ids(desk: Desk) -> None:
    desk.review(FIRST)
    desk.fill("重复", {"Y2": {"决定": "同一条"}})
    desk.fill("拆分", {"Y4": {"决定": "拆"}})
    desk.fill(
        "方面", {"Y1": {"决定": "同意建议", "归纳表述": "增加路灯"}, "Y3": {"决定": "作废", "理由": "已办"}}
    )
    assert len(desk.apply().added) == 5
    desk.review(FIRST)
    assert [row["意见ID"] for row in desk.rows("方面")] == ["Y4-1", "Y4-2"]
    desk.fill("方面", {"Y4-1": {"决定": "同意建议"}, "Y4-2": {"决定": "机关"}})
    desk.apply()

    merged = merge_opinions(FIRST, read_decisions(desk.decisions))
    rows = merged.by_merged.to_dict("records")
    assert [(row["归纳ID"], row["一级方面"], row["归纳表述"], row["来源意见ID"]) for row in rows] == [
        ("GY1", "民生", "增加路灯", ("Y1", "Y2")),
        ("GY4-1", "民生", "1、公交太少；", ("Y4-1",)),
        ("GY4-2", "机关", "2、文件太长。", ("Y4-2",)),
    ]
    assert merged.disposed.to_dict("records") == [
        {"意见ID": "Y3", "处理": "作废", "理由": "已办", "审核人": "王某"}
    ]
    assert (merged.undecided, merged.findings) == ((), ())
    assert check_identities(merged.by_opinion, merged.by_merged, merged.disposed, merged.undecided) == ()


def test_a_new_import_leaves_every_decision_and_id_as_it_was(desk: Desk) -> None:
    desk.review(FIRST)
    desk.fill("重复", {"Y2": {"决定": "同一条"}})
    desk.fill("方面", {"Y1": {"决定": "机关"}, "Y3": {"决定": "同意建议"}})
    desk.apply()
    before = merge_opinions(FIRST, read_decisions(desk.decisions)).by_merged
    kept = desk.decisions.read_bytes()

    everything = pd.concat([MORE, FIRST[::-1]], ignore_index=True)
    desk.review(everything)
    after = merge_opinions(everything, read_decisions(desk.decisions))

    assert desk.decisions.read_bytes() == kept
    pd.testing.assert_frame_equal(after.by_merged, before)
    assert after.undecided == ("Y4", "Y5", "Y6")
    assert [row["意见ID"] for row in desk.rows("重复")] == ["Y5"]
    assert "Y1" not in {row["意见ID"] for row in desk.rows("方面")}


def test_a_new_duplicate_with_a_smaller_id_changes_no_merged_id(desk: Desk) -> None:
    desk.review(FIRST)
    desk.fill("重复", {"Y2": {"决定": "同一条"}})
    desk.fill("方面", {"Y1": {"决定": "同意建议"}})
    desk.apply()
    everything = pd.concat(
        [FIRST, pd.DataFrame({"意见ID": ["Y0"], "来源渠道": ["座谈会"], "原文": ["建议增加路灯。"]})]
    )
    desk.review(everything)
    [asked] = [row for row in desk.rows("重复") if "Y0" in (row["代表ID"], row["意见ID"])]
    desk.fill("重复", {str(asked["意见ID"]): {"决定": "同一条"}})
    desk.apply()

    merged = merge_opinions(everything, read_decisions(desk.decisions)).by_merged.to_dict("records")
    assert [(row["归纳ID"], row["来源意见ID"]) for row in merged] == [("GY1", ("Y0", "Y1", "Y2"))]


def test_a_whole_batch_is_accepted_at_once_and_a_single_answer_goes_before_it(desk: Desk) -> None:
    texts = [f"{place}的路灯不亮" for place in ("东街", "西街", "南街", "北街")]
    by_opinion = pd.DataFrame({"意见ID": ["Y1", "Y2", "Y3", "Y4"], "原文": texts})
    desk.review(by_opinion)
    [batch] = desk.rows("整批")
    assert (batch["建议"], batch["依据"], batch["条数"]) == ("民生", "关键词：路灯", 4)
    desk.fill("整批", {"P1": {"决定": "全部同意"}}, key="批号")
    desk.fill("方面", {"Y3": {"决定": "机关"}})

    added = desk.apply().added
    assert {said.about[0]: said.answer for said in added} == {
        "Y1": "民生",
        "Y2": "民生",
        "Y3": "机关",
        "Y4": "民生",
    }


def test_an_answer_against_an_earlier_decision_is_shown_and_not_taken(desk: Desk) -> None:
    desk.review(FIRST)
    untouched = desk.workbook.read_bytes()
    desk.fill("方面", {"Y3": {"决定": "机关"}})
    desk.apply(who="王某")
    desk.workbook.write_bytes(untouched)
    desk.fill("方面", {"Y3": {"决定": "民生"}})
    found = desk.apply(who="李某", when="2020-05-02")

    assert found.added == ()
    assert str(found.findings[0]).startswith(
        "审核.xlsx「方面」第3行“决定”列：Y3 的方面定为“机关”（王某，2020-05-01），这里又填“民生”，没有采用。"
    )
    assert read_decisions(desk.decisions)[-1].answer == "机关"


def test_a_decision_is_changed_on_purpose_beside_the_earlier_one(desk: Desk) -> None:
    desk.review(FIRST)
    desk.fill("方面", {"Y3": {"决定": "机关"}})
    desk.apply()
    desk.review(FIRST, decided_too=True)
    assert [row["原决定"] for row in desk.rows("方面") if row["意见ID"] == "Y3"] == ["机关"]
    desk.fill("方面", {"Y3": {"决定": "民生"}})
    found = desk.apply(who="李某", when="2020-05-02")

    assert found.findings == ()
    assert [(said.answer, said.replaces) for said in read_decisions(desk.decisions)] == [
        ("机关", ""),
        ("民生", "机关"),
    ]


def test_void_without_a_reason_an_unknown_answer_and_an_unknown_id_are_shown_together(desk: Desk) -> None:
    desk.review(FIRST)
    desk.fill("方面", {"Y1": {"归入": "Y99"}, "Y3": {"决定": "作废"}, "Y4": {"决定": "别的"}})
    found = desk.apply()

    assert found.added == ()
    assert [finding.problem for finding in found.findings] == [
        "“Y99”不是本表里另一条意见的意见ID，没有采用",
        "选了“作废”，没有写理由，这一条没有采用",
        "“别的”不是能选的决定，没有采用",
    ]


def test_two_opinions_in_other_words_are_joined_by_hand(desk: Desk) -> None:
    by_opinion = pd.DataFrame({"意见ID": ["Y1", "Y2"], "原文": ["会议太多", "开会占去了一半的时间"]})
    desk.review(by_opinion)
    desk.fill("方面", {"Y1": {"决定": "机关"}, "Y2": {"归入": "Y1"}})
    desk.apply()

    merged = merge_opinions(by_opinion, read_decisions(desk.decisions))
    assert list(merged.by_merged["来源意见ID"]) == [("Y1", "Y2")]


def test_a_workbook_that_is_no_review_workbook_is_refused(desk: Desk) -> None:
    openpyxl.Workbook().save(desk.workbook)

    with pytest.raises(WorkbookError, match="不是审核表"):
        desk.apply()


def test_a_broken_decisions_file_is_named_with_its_line(desk: Desk) -> None:
    add_decisions(desk.decisions, [Decision("方面", ("Y1",), "机关", "王某", "2020-05-01", "x")])
    with desk.decisions.open("a", encoding="utf-8") as lines:
        lines.write("{half\n")

    with pytest.raises(WorkbookError, match="第2行"):
        read_decisions(desk.decisions)


def test_a_decision_on_a_text_that_has_changed_is_kept_and_not_used(desk: Desk) -> None:
    add_decisions(
        desk.decisions, [Decision("方面", ("Y3",), "机关", "王某", "2020-05-01", verbatim_code("会议太少"))]
    )
    merged = merge_opinions(FIRST, read_decisions(desk.decisions))

    assert "Y3" in merged.undecided
    assert [finding.rule for finding in merged.findings] == ["opinions.decisions.stale"]


def test_a_same_that_would_join_what_was_kept_apart_is_shown_and_not_used() -> None:
    def pair(one: str, other: str, answer: str) -> Decision:
        seen = joint(verbatim_code(one * 3), verbatim_code(other * 3))
        return Decision("重复", (one, other), answer, "王某", "2020-05-01", seen)

    by_opinion = pd.DataFrame({"意见ID": list("ABC"), "原文": ["AAA", "BBB", "CCC"]})
    answers = [pair("A", "C", "不同"), pair("A", "B", "同一条"), pair("B", "C", "同一条")]
    aspects = [
        Decision("方面", (id_,), "机关", "王某", "2020-05-01", verbatim_code(id_ * 3)) for id_ in "ABC"
    ]
    merged = merge_opinions(by_opinion, [*answers, *aspects])

    assert list(merged.by_merged["来源意见ID"]) == [("A", "B"), ("C",)]
    assert [finding.rule for finding in merged.findings] == ["opinions.decisions.conflict"]


def test_of_two_aspects_in_one_group_the_earlier_decision_holds_and_the_other_is_shown() -> None:
    by_opinion = pd.DataFrame({"意见ID": ["A", "B"], "原文": ["甲", "乙"]})
    a, b = verbatim_code("甲"), verbatim_code("乙")
    made = [
        Decision("方面", ("B",), "机关", "王某", "2020-05-01", b),
        Decision("方面", ("A",), "民生", "李某", "2020-05-02", a),
        Decision("重复", ("A", "B"), "同一条", "李某", "2020-05-03", joint(a, b)),
    ]
    merged = merge_opinions(by_opinion, made)

    assert merged.by_merged[["归纳ID", "一级方面", "审核人"]].to_numpy().tolist() == [["GB", "机关", "王某"]]
    [finding] = merged.findings
    assert finding.problem.startswith(
        "A 的方面定为“民生”（李某，2020-05-02）：和归为一条的“B 的方面定为“机关”"
    )


def test_whether_a_merged_opinion_is_adopted_is_asked_once_it_is_merged_and_kept(desk: Desk) -> None:
    desk.review(FIRST)
    assert desk.rows("采纳") == []
    desk.fill("方面", {"Y1": {"决定": "民生"}, "Y3": {"决定": "机关"}})
    desk.apply()
    assert desk.review(FIRST) == 3  # what waits for an answer; adoption may wait for months
    assert [(row["归纳ID"], row["频次"]) for row in desk.rows("采纳")] == [("GY1", 1), ("GY3", 1)]
    answers = {"GY1": {"决定": "采纳"}, "GY3": {"决定": "未采纳"}}
    desk.fill("采纳", answers, key="归纳ID")

    [finding] = desk.apply().findings

    assert (finding.place.column, finding.problem) == ("理由", "选了“未采纳”，没有写理由，这一条没有采用")
    merged = merge_opinions(FIRST, read_decisions(desk.decisions)).by_merged.set_index("归纳ID")
    assert (merged.loc["GY1", "采纳"], merged.loc["GY3", "采纳"]) == ("采纳", None)
    desk.review(FIRST)
    assert [row["归纳ID"] for row in desk.rows("采纳")] == ["GY3"]
