from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from kit.model.finding import WorkbookError
from kit.opinions.deciding.answers import Applied, apply_review
from kit.opinions.deciding.decisions import Decision, add_decisions, joint, read_decisions, verbatim_code
from kit.opinions.deciding.identities import check_identities
from kit.opinions.deciding.merging import merge_opinions
from kit.opinions.deciding.review import aspect_meant, write_review
from kit.opinions.deciding.suggesting import Suggestions, suggest
from kit.opinions.proposing.aspects import AspectWords, Taxonomy
from kit.sheets.writing.review import ReviewSheet, write_review_workbook

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


BOARD = pd.DataFrame(
    {
        "意见ID": ["Y1", "Y2", "Y3"],
        "主题": ["反对设摊", "支持设摊", "会议太多"],
        "原文": ["见标题", "见标题", "无"],
    }
)


def test_a_decision_on_an_opinion_says_nothing_of_another_one_with_the_same_text(desk: Desk) -> None:
    seen = verbatim_code("见标题")
    add_decisions(desk.decisions, [Decision("方面", ("Y1",), "机关", "王某", "2020-05-01", seen)])
    found = desk.suggest(BOARD).proposals.aspects.set_index("意见ID")

    assert (found.loc["Y1", "来历"], found.loc["Y2", "来历"]) == ("与已定的相同", "待人工")


def test_a_merged_opinion_is_worded_with_its_subject_and_a_subject_alone_says_something() -> None:
    seen = verbatim_code("见标题")
    made = [Decision("方面", ("Y1",), "机关", "王某", "2020-05-01", seen)]
    merged = merge_opinions(BOARD, made)

    assert list(merged.by_merged["归纳表述"]) == ["反对设摊。见标题"]
    assert (merged.undecided, list(merged.disposed["意见ID"])) == (("Y2", "Y3"), [])


def lift(desk: Desk, sheet: str, change: Callable[[Any], None]) -> None:
    """Change a sheet of the review workbook as a person would."""
    book = openpyxl.load_workbook(desk.workbook)
    change(book[sheet])
    book.save(desk.workbook)


def column(page: Any, heading: str) -> int:
    return [cell.value for cell in page[1]].index(heading) + 1


LONG = "我{}到便民大厅办落户，工作人员说系统坏了让改天再来，请核实情况，给一个准信"
TWO_DAYS = pd.DataFrame({"意见ID": ["Y1", "Y2"], "原文": [LONG.format("3月5日"), LONG.format("3月8日")]})


def test_what_differs_in_one_day_stands_in_a_list_of_its_own_and_never_in_a_batch(desk: Desk) -> None:
    desk.review(TWO_DAYS)
    [row] = desk.rows("疑似")

    assert row["依据"] == "只差一处数字或日期：3月5日 / 3月8日"
    assert (desk.rows("重复"), desk.rows("整批")) == ([], [])
    desk.fill("疑似", {"Y2": {"决定": "不同"}})
    [said] = desk.apply().added
    assert (said.kind, said.about, said.answer) == ("重复", ("Y1", "Y2"), "不同")
    desk.review(TWO_DAYS)
    assert desk.rows("疑似") == []


def test_subjects_stand_beside_the_text_and_only_where_there_are_any(desk: Desk) -> None:
    desk.review(BOARD)
    head = list(desk.rows("方面")[0])
    assert head.index("原文") == head.index("主题") + 1

    desk.review(FIRST)
    assert "主题" not in desk.rows("方面")[0]


def test_a_workbook_made_before_there_was_a_list_of_suspects_is_read(desk: Desk) -> None:
    desk.review(FIRST)
    desk.fill("方面", {"Y3": {"决定": "机关"}})
    book = openpyxl.load_workbook(desk.workbook)
    del book["疑似"]
    book["方面"].delete_cols(column(book["方面"], "核对"))
    book.save(desk.workbook)

    assert [said.answer for said in desk.apply().added] == ["机关"]


def test_rows_in_another_order_and_a_row_twice_change_nothing(desk: Desk) -> None:
    desk.review(FIRST)
    desk.fill("方面", {"Y1": {"决定": "民生"}, "Y3": {"决定": "机关"}})

    def disorder(page: Any) -> None:
        rows = [list(row) for row in page.iter_rows(min_row=2, values_only=True)]
        page.delete_rows(2, len(rows))
        for row in [*rows[::-1], rows[0]]:
            page.append(row)

    lift(desk, "方面", disorder)
    found = desk.apply()
    assert {said.about: said.answer for said in found.added} == {("Y1",): "民生", ("Y3",): "机关"}
    assert found.findings == ()


def test_one_column_sorted_alone_is_named_and_nothing_of_the_row_is_taken(desk: Desk) -> None:
    desk.review(FIRST)
    desk.fill("方面", {"Y1": {"决定": "民生"}, "Y4": {"决定": "机关"}})

    def sort_one(page: Any) -> None:
        at = column(page, "原文")
        cells = [page.cell(row, at) for row in range(2, page.max_row + 1)]
        for cell, text in zip(cells, sorted(cell.value for cell in cells), strict=True):
            cell.value = text

    lift(desk, "方面", sort_one)
    found = desk.apply()
    assert found.added == ()
    assert [finding.problem for finding in found.findings] == [
        "Y1 这一行的编号和原文对不上，没有采用",
        "Y4 这一行的编号和原文对不上，没有采用",
    ]


@pytest.mark.parametrize("heading", ["意见ID", "决定", "指纹", "建议方面"])
def test_a_deleted_column_is_named_and_the_other_sheets_are_read(desk: Desk, heading: str) -> None:
    desk.review(FIRST)
    desk.fill("重复", {"Y2": {"决定": "同一条"}})
    desk.fill("方面", {"Y3": {"决定": "机关"}})
    lift(desk, "方面", lambda page: page.delete_cols(column(page, heading)))
    found = desk.apply()

    assert [said.kind for said in found.added] == ["重复"]
    assert [finding.problem for finding in found.findings] == [f"缺“{heading}”列，这一张没有读"]


@pytest.mark.parametrize("heading", ["批号", "条数", "把握", "其他可能", "归入", "归纳表述", "理由", "原文"])
def test_a_deleted_column_that_an_answer_does_not_need_loses_nothing(desk: Desk, heading: str) -> None:
    desk.review(FIRST)
    desk.fill("方面", {"Y3": {"决定": "机关", "归纳表述": "少开会"}})
    lift(desk, "方面", lambda page: page.delete_cols(column(page, heading)))

    assert [said.answer for said in desk.apply().added if said.kind == "方面"] == ["机关"]


def test_a_deleted_column_of_wordings_does_not_take_an_earlier_wording_back(desk: Desk) -> None:
    desk.review(FIRST)
    desk.fill("方面", {"Y3": {"决定": "机关", "归纳表述": "少开会"}})
    desk.apply()
    desk.review(FIRST, decided_too=True)
    lift(desk, "方面", lambda page: page.delete_cols(column(page, "归纳表述")))

    assert desk.apply().added == ()


def test_a_renamed_sheet_is_known_by_its_headings_and_a_copied_one_is_named(desk: Desk) -> None:
    desk.review(FIRST)
    desk.fill("方面", {"Y3": {"决定": "机关"}})
    book = openpyxl.load_workbook(desk.workbook)
    book["重复"].title = "重复 张某看过"
    book.copy_worksheet(book["方面"]).title = "方面（2）"
    book.save(desk.workbook)
    desk.fill("重复 张某看过", {"Y2": {"决定": "同一条"}})
    found = desk.apply()

    assert {said.kind for said in found.added} == {"重复", "方面"}
    assert [finding.problem for finding in found.findings] == ["和“方面”是同样的表，只读了“方面”那一张"]


def test_a_line_written_above_the_headings_and_spaces_in_a_heading_do_no_harm(desk: Desk) -> None:
    desk.review(FIRST)
    desk.fill("方面", {"Y3": {"决定": "机关"}})

    def write_above(page: Any) -> None:
        page.cell(1, column(page, "理由")).value = "理 由"
        page.insert_rows(1)
        page.cell(1, 1).value = "四月份第一批"

    lift(desk, "方面", write_above)
    assert [said.answer for said in desk.apply().added] == ["机关"]


def test_an_answer_in_a_row_without_a_number_is_named(desk: Desk) -> None:
    desk.review(FIRST)

    def write_below(page: Any) -> None:
        page.cell(page.max_row + 1, column(page, "决定")).value = "机关"

    lift(desk, "方面", write_below)
    [finding] = desk.apply().findings
    assert finding.problem == "这一行没有编号，不知道说的是哪一条，没有采用"


LEVELS = Taxonomy(
    (
        AspectWords("城乡建设", ("路灯",), "道路·路灯", "010101"),
        AspectWords("城乡建设", ("桥",), "道路·桥梁", "010102"),
        AspectWords("农业农村", ("村道",), "设施·道路", "020101"),
    )
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("城乡建设·道路·路灯", "城乡建设·道路·路灯"),
        ("城乡建设/道路/桥梁", "城乡建设·道路·桥梁"),
        ("路灯", "城乡建设·道路·路灯"),
        ("０１０１０２", "城乡建设·道路·桥梁"),
        ("道路", "农业农村·设施·道路"),
        ("天气", None),
    ],
)
def test_an_aspect_may_be_typed_by_its_path_its_code_or_its_last_name(typed: str, meant: str | None) -> None:
    assert aspect_meant(typed, LEVELS) == meant


def test_every_sheet_prints_one_page_wide_with_its_headings_and_a_fixed_first_row(desk: Desk) -> None:
    desk.review(FIRST)
    pages = [page for page in openpyxl.load_workbook(desk.workbook) if page.sheet_state == "visible"]

    assert [page.title for page in pages] == ["说明", "整批", "重复", "疑似", "方面", "拆分", "采纳"]
    for page in pages:
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert (page.sheet_properties.pageSetUpPr.fitToPage, page.page_setup.fitToHeight) == (True, 0)
        assert (page.freeze_panes, page.print_title_rows) == ("A2", "$1:$1")
        assert page.auto_filter.ref


def test_a_marked_row_and_a_missing_reason_are_seen(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    rows = [["是", "甲", None, None], [None, "乙", None, None]]
    sheet = ReviewSheet(
        "方面",
        ["抽查", "原文", "决定", "理由"],
        rows,
        choices={"决定": ("作废",)},
        marked="抽查",
        reasons=("作废",),
    )
    write_review_workbook(path, [sheet])
    page = openpyxl.load_workbook(path)["方面"]

    assert page["B2"].fill.fgColor.rgb != page["B3"].fill.fgColor.rgb
    [(where, [rule])] = [(key.sqref, rules) for key, rules in page.conditional_formatting._cf_rules.items()]
    assert (str(where), rule.formula) == ("D2:D3", ['AND(OR($C2="作废"),$D2="")'])


def test_a_row_is_high_enough_for_its_longest_cell(desk: Desk) -> None:
    desk.review(pd.DataFrame({"意见ID": ["Y1", "Y2"], "原文": ["会议太多", "会议太多，" * 40]}))
    page = openpyxl.load_workbook(desk.workbook)["方面"]
    heights = {page.cell(row, 2).value: page.row_dimensions[row].height for row in (2, 3)}

    assert heights["Y2"] > 8 * heights["Y1"]


@pytest.mark.parametrize(("entries", "style"), [(3, None), (200, "warning")])
def test_a_short_drop_down_takes_nothing_else_and_a_long_one_may_be_typed_into(
    tmp_path: Path, entries: int, style: str | None
) -> None:
    path = tmp_path / "表.xlsx"
    names = tuple(f"甲{number}" for number in range(entries))
    write_review_workbook(
        path, [ReviewSheet("方面", ["原文", "决定"], [["甲", None]], choices={"决定": names})]
    )
    book = openpyxl.load_workbook(path)
    [rule] = book["方面"].data_validations.dataValidation

    assert (rule.type, rule.errorStyle) == ("list", style)
    assert [row[0].value for row in book["选项"].iter_rows(max_col=1)] == list(names)
