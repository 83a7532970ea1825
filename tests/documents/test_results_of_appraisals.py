"""evaluation_notice and evaluation_circular: every branch of documents.md, Appendix A."""

import re
from typing import Any

import pandas as pd
import pytest
from document_drawing import kind_of, material_of, told
from drawing import drawn_table, without_groups

from kit.model.campaign import Campaign
from kit.model.draft import Material
from kit.model.evaluation import AppraisalItem
from kit.model.fact import Fact
from kit.model.prose import Prose
from kit.model.table import Sheets, Table

UNITS = """
    单位ID 全称     简称   类别 排序 主送名
    U1     市财政局 财政局 机关 1    市财政局
    U2     市档案局 档案局 机关 2    -
"""
COLUMNS = ("票号", "被评单位", "工作好不好", "作风好不好", "整票判定", "无效原因", "文字意见", "转达")


def ballots(*votes: str) -> Table:
    """Return ballots; a vote is 6×好/较好, 2×好/好! (void) or 1×好/好:会少了 (with a comment).

    A comment with ? behind it is one that nobody has passed on.
    """
    rows: list[list[Any]] = []
    for unit, vote in (each.split(" ", 1) for each in votes):
        times, answers = vote.split("×")
        marks, _, comment = answers.partition(":")
        void = marks.endswith("!")
        first, second = marks.rstrip("!").split("/")
        passed = "照转" if comment and not comment.endswith("?") else None
        judged = ["无效", "无法辨认"] if void else ["有效", None]
        rows += [
            [unit, first, second, *judged, comment.rstrip("?") or None, passed] for _ in range(int(times))
        ]
    numbered = [[f"T{number}", *row] for number, row in enumerate(rows, 1)]
    frame = pd.DataFrame(numbered, index=range(2, len(rows) + 2), columns=list(COLUMNS), dtype=object)
    return Table("ballots", "票.xlsx", "票", "0" * 64, frame)


@pytest.fixture
def plain(campaign: Campaign) -> Campaign:
    """Return the drawn campaign without groups of voters."""
    return without_groups(campaign)


def material(campaign: Campaign, *votes: str, **more: str) -> Material:
    """Return the material of two units' ballots."""
    tables = [drawn_table("units", UNITS), ballots(*votes)]
    tables += [drawn_table(kind, text) for kind, text in more.items()]
    return material_of(Sheets(tuple(tables)), campaign)


def notice(made: Material, unit: int = 0) -> str:
    """Return one unit's notice."""
    return told("evaluation_notice", made, made.units[unit])


def test_a_notice_tells_turnout_result_and_every_item(plain: Campaign) -> None:
    voters = "类别 票种 被评单位 应参评 实到 发票数\n全体 - U1 20 10 10"

    text = notice(material(plain, "U1 5×好/较好", "U1 2×较好/一般", "U1 1×好/好!", voters=voters))

    assert "应参评20人，实到10人，到会率50.0%；发出评议票10张，收回8张，回收率80.0%；" in text
    assert "其中无效票1张，有效票7张，有效率87.5%。无效票的原因：无法辨认1张。" in text
    assert "+ 评议项目 | 好 | 较好 | 一般 | 差 | 弃权 | 无效 | 好评率" in text
    assert "- 工作好不好 | 5⏎71.4% | 2⏎28.6% | 0⏎0.0% | 0⏎0.0% | 0 | 0 | 100.0%" in text
    assert "主送| 市财政局：" in text


def test_a_unit_with_too_few_ballots_gets_its_number_and_nothing_more(plain: Campaign) -> None:
    text = notice(material(plain, "U1 4×好/较好:别公布我"))

    assert "有效票4张" in text
    assert "有效票不足5张，样本不足，不作分项公布。" in text
    assert not re.search("好4|好评率|得分|别公布我|工作好不好", text)


def test_comments_on_too_few_ballots_do_not_even_reach_the_template(plain: Campaign) -> None:
    made = material(plain, "U1 4×好/较好:别公布我")

    assert not kind_of("evaluation_notice").compose(made, made.units[0]).context["意见"]


def test_a_unit_without_a_valid_ballot_has_no_valid_result(plain: Campaign) -> None:
    text = notice(material(plain, "U1 6×好/好!", "U2 6×好/好"))

    assert "有效票0张" in text
    assert "没有收到有效票，本次无有效评价。" in text
    assert "%" not in text.split("二、评议结果")[1]


def test_without_a_last_round_nothing_is_compared(plain: Campaign) -> None:
    text = notice(material(plain, "U1 6×好/一般"))

    assert "没有口径相同的上次结果，不作比较" in text
    assert "与上次比较" not in text


def test_with_a_last_round_the_difference_is_told_in_percentage_points(plain: Campaign) -> None:
    before = """
        轮次 日期       单位   项         票种 有效票 第1等 第2等 第3等 第4等
        上次 2008-06-01 财政局 工作好不好 -    10     5     4     1     0
        上次 2008-06-01 财政局 作风好不好 -    10     5     4     1     0
    """

    text = notice(material(plain, "U1 6×好/好", previous_results=before))

    assert "综合好评率100.0%，比上次提高10.0个百分点（上次为90.0%）" in text
    assert "与上次比较" in text


def test_the_best_and_the_weakest_items_are_named_with_all_that_share_the_place(plain: Campaign) -> None:
    grades = ("好", "较好", "一般", "差")
    three = [
        AppraisalItem(id=f"i{n}", question=q, grades=grades)
        for n, q in enumerate(("工作好不好", "作风好不好"))
    ]
    more = plain.model_copy(
        update={
            "evaluation": plain.evaluation and plain.evaluation.model_copy(update={"items": tuple(three)})
        }
    )

    text = notice(material(more, "U1 5×好/好", "U1 1×好/一般"))

    assert "分项好评率最高的是“工作好不好”（100.0%），最低的是“作风好不好”（83.3%）。" in text


def test_where_all_items_are_alike_no_item_is_singled_out(plain: Campaign) -> None:
    text = notice(material(plain, "U1 6×好/较好"))

    assert "各项目好评率相同。" in text
    assert "最高的是" not in text


def test_with_one_item_nothing_is_said_of_best_and_weakest(plain: Campaign) -> None:
    assert plain.evaluation
    one = plain.model_copy(
        update={"evaluation": plain.evaluation.model_copy(update={"items": plain.evaluation.items[:1]})}
    )

    text = notice(material(one, "U1 6×好/较好"))

    assert not re.search("最高的是|各项目好评率相同", text)
    assert "工作好不好" in text


def test_the_rank_is_told_only_where_the_campaign_says_so(plain: Campaign) -> None:
    assert plain.evaluation
    shown = plain.model_copy(update={"evaluation": plain.evaluation.model_copy(update={"show_rank": True})})
    votes = ("U1 6×好/好", "U2 6×较好/较好")

    assert "位次" not in notice(material(plain, *votes))
    assert "在机关中位次为第1" in notice(material(shown, *votes))


def test_comments_are_printed_word_for_word_in_an_order_of_their_own(plain: Campaign) -> None:
    votes = ["U1 4×好/好", *(f"U1 1×好/好:第{n}条意见，{{{{ 7*7 }}}}" for n in range(1, 7))]

    first, again = (notice(material(plain, *votes)) for _ in range(2))

    told_numbers = re.findall(r"\d\.第(\d)条意见，\{\{ 7\*7 \}\}", first)
    assert sorted(told_numbers) == list("123456")
    assert told_numbers != list("123456")
    assert first == again
    assert "三、文字意见（6条，原话照录）" in first


def test_a_single_comment_has_no_number_and_none_is_said_to_be_none(plain: Campaign) -> None:
    assert "\n会少了\n" in notice(material(plain, "U1 5×好/好", "U1 1×好/好:会少了"))
    assert "没有在评议票上写下文字意见" in notice(material(plain, "U1 6×好/好"))


def test_a_notice_is_silent_on_comments_that_nobody_has_passed_on(plain: Campaign) -> None:
    text = notice(material(plain, "U1 5×好/好", "U1 1×好/好:会少了?"))

    assert "会少了" not in text
    assert "文字意见" not in text
    assert "一级| 三、有关要求" in text


def test_a_notice_says_how_many_comments_there_are_only_where_it_prints_all(plain: Campaign) -> None:
    text = notice(material(plain, "U1 5×好/好", "U1 1×好/好:会少了", "U1 1×好/好:会多了?"))

    assert "一级| 三、文字意见（原话照录）\n会少了\n" in text
    assert "会多了" not in text
    assert "一级| 四、有关要求" in text


def test_a_notice_says_that_what_led_to_a_person_was_taken_out(plain: Campaign) -> None:
    text = notice(material(plain, "U1 5×好/好", "U1 1×好/好:请回〔电话〕"))

    assert "三、文字意见（1条，原话照录，涉及个人的地方隐去）" in text


def test_a_unit_without_an_addressee_is_addressed_by_its_full_name(plain: Campaign) -> None:
    assert "主送| 市档案局：" in notice(material(plain, "U2 6×好/好"), unit=1)


def figures_in(value: Any) -> set[str]:
    """Return the ids of all figures in a context, however deep."""
    if isinstance(value, Fact):
        return {value.id}
    if isinstance(value, Prose):
        value = value.pieces
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return {id_ for each in inner for id_ in figures_in(each)}


def test_a_notice_is_given_no_figure_of_another_unit(demo: Material) -> None:
    kind, strangers = kind_of("evaluation_notice"), {"all", *(unit.id for unit in demo.units)}
    for unit in demo.units:
        given = {
            id_.split(".")[1] for id_ in figures_in(kind.compose(demo, unit).context) if "evaluation" in id_
        }

        assert unit.id in given
        assert not given & (strangers - {unit.id}), unit.name


def test_no_notice_of_the_demo_names_another_unit(demo: Material) -> None:
    for unit in demo.units:
        text = told("evaluation_notice", demo, unit)
        text = text.partition("公文标题| ")[2]  # the issuer mark names the office that issues all of them
        names = {other.name for other in demo.units if other is not unit and other.name not in unit.name}

        assert not [name for name in names if name in text], unit.name


def test_the_circular_lists_every_unit_and_keeps_small_ones_closed(plain: Campaign) -> None:
    text = told("evaluation_circular", material(plain, "U1 6×好/较好", "U2 2×差/差"))

    assert "- 1 | 财政局 | 6 | 90.0 | 100.0%\n- 2 | 档案局 | 2 | — | —\n" in text
    assert "标“—”的，样本不足，不作分项公布。" in text
    assert "有效票不足5张的单位1个，因样本不足，不作分项公布，也不计入总体结果。" in text
    assert "差2" not in text


BEFORE = """
    轮次 日期       单位   项         票种 有效票 第1等 第2等 第3等 第4等
    上次 2008-06-01 财政局 工作好不好 -    10     5     4     1     0
    上次 2008-06-01 财政局 作风好不好 -    10     5     4     1     0
"""


def test_the_circular_compares_where_one_unit_can_be_compared_and_says_which_cannot(plain: Campaign) -> None:
    votes = ("U1 6×好/好", "U2 6×好/好")

    compared = told("evaluation_circular", material(plain, *votes, previous_results=BEFORE))
    first = told("evaluation_circular", material(plain, *votes))

    assert "| 与上次比较\n- 1 | 财政局 | 6 | 100.0 | 100.0% | 提高10.0个百分点" in compared
    assert "- 2 | 档案局 | 6 | 100.0 | 100.0% | 无可比数据" in compared
    assert "综合好评率\n- 1 | 财政局" in first
    assert not re.search("上次|首次|可比|对比", first)


def test_groups_whose_names_hold_a_comma_of_lists_are_told_apart_with_their_weights(
    campaign: Campaign,
) -> None:
    assert campaign.evaluation is not None
    names = ("委员、群众", "干部", "职工")
    groups = [
        group.model_copy(update={"name": name})
        for group, name in zip(campaign.evaluation.groups, names, strict=True)
    ]
    named = campaign.model_copy(
        update={"evaluation": campaign.evaluation.model_copy(update={"groups": tuple(groups)})}
    )

    text = told("evaluation_circular", material(named, "U1 6×好/好"))

    assert "参评人员分类投票，各类的权重是：委员、群众40%，干部30%，职工30%。" in text
    assert "每个项目设四个等次，由参评人员独立填写" in text


DISCLOSED = """
    文件         批准人 范围     方式
    评议结果报告 张     参评人员 会议通报
"""


def test_whom_to_ask_stands_last_in_the_circular(plain: Campaign) -> None:
    office = plain.office.model_copy(update={"contact": "王五"})
    asked = plain.model_copy(update={"office": office})

    text = told("evaluation_circular", material(asked, "U1 6×好/好", disclosures=DISCLOSED))

    assert "面向参评人员公开。联系人：王五。\n" in text


HANDLED = """
    评议意见ID 被评单位 原文 采纳
    P1         财政局   一   采纳
"""


def test_the_circular_counts_comments_on_ballots_apart_from_those_that_were_dealt_with(
    plain: Campaign,
) -> None:
    votes = ("U1 4×好/好", "U1 2×好/好:会少了")

    both = told("evaluation_circular", material(plain, *votes, "U2 6×好/好:好", appraisal_opinions=HANDLED))
    closed = told(
        "evaluation_circular", material(plain, *votes, "U2 2×好/好:别公布", appraisal_opinions=HANDLED)
    )

    assert "评议票上共有文字意见8条。已研究评议意见1条，予以采纳。" in both
    assert "公布结果的1个单位，评议票上共有文字意见2条。" in closed
    assert "提出意见" not in both + closed


def test_the_comments_of_the_circular_are_those_that_the_notices_print(demo: Material) -> None:
    printed = [demo.facts.get(f"evaluation.{unit.id}.comments") for unit in demo.units]

    assert demo.facts["evaluation.all.comments"] == sum(fact.value for fact in printed if fact is not None)
    assert "评议票上共有文字意见52条。" in told("evaluation_circular", demo)


def test_the_circular_without_any_publishable_unit_has_no_overall_result(plain: Campaign) -> None:
    text = told("evaluation_circular", material(plain, "U1 2×好/较好", "U2 2×差/差"))

    assert "总体结果" not in text.replace("也不计入总体结果", "")
    assert "附件：" not in text


def test_the_circular_names_who_rose_and_who_fell(demo: Material) -> None:
    text = told("evaluation_circular", demo)
    rose, fell = ({unit.short for unit in demo.units if sign(demo, unit.id) == wanted} for wanted in (1, -1))

    assert set(re.findall("比上次提高的有([^；。]*)", text)[0].split("、")) == rose
    assert set(re.findall("比上次下降的有([^；。]*)", text)[0].split("、")) == fell


def sign(made: Material, unit: str) -> int:
    """Return whether a unit rose (1), kept (0) or fell (-1)."""
    change = made.facts.get(f"evaluation.{unit}.change")
    return 0 if change is None else (change > 0) - (change < 0)
