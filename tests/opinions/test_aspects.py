import pandas as pd
import pytest

from kit.opinions.proposing.aspects import (
    AspectWords,
    Taxonomy,
    by_keywords,
    default_taxonomy,
    propose_aspects,
    taxonomy,
)

TWO = Taxonomy(
    (AspectWords("民生", ("路灯", "公交", "公交站台")), AspectWords("机关", ("会议", "文件", "公交经费")))
)


def proposed(*texts: str, aspects: Taxonomy = TWO, **columns: list[str]) -> list[dict[str, object]]:
    ids = [f"Y{number}" for number in range(1, len(texts) + 1)]
    found = propose_aspects(pd.DataFrame({"意见ID": ids, "原文": texts, **columns}), aspects)
    return found.to_dict("records")


def test_the_reason_names_the_words_that_spoke_for_it() -> None:
    [found] = proposed("会议太多，文件太长")

    assert (found["方面"], found["依据"], found["来历"]) == ("机关", "关键词：会议、文件", "词典")


def test_of_two_aspects_the_longer_keyword_wins_and_the_other_is_named() -> None:
    [found] = proposed("路灯旁边的公交经费")

    assert (found["方面"], found["其他可能"]) == ("机关", "民生")
    assert found["把握"] < proposed("公交经费太少")[0]["把握"]


def test_an_opinion_without_any_keyword_waits_for_a_person_and_is_not_dropped() -> None:
    [found] = proposed("天气太热")

    assert (found["方面"], found["把握"], found["来历"]) == ("待人工", 0.0, "待人工")


def test_what_the_meeting_sorted_stays_as_it_was_sorted() -> None:
    [found] = proposed("会议太多", 方面=["民生"])

    assert (found["方面"], found["来历"]) == ("民生", "会上分好")


def test_an_opinion_on_one_person_is_personal_whatever_its_words() -> None:
    [found] = proposed("会议太多", aspects=default_taxonomy(), 指向人=["某某"])

    assert (found["方面"], found["小类"]) == ("领导班子及成员", "成员个人")


def test_a_text_that_was_decided_before_is_proposed_alike() -> None:
    by_opinion = pd.DataFrame({"意见ID": ["Y1"], "原文": ["会议太多！"]})
    [found] = propose_aspects(by_opinion, TWO, decided={"会议太多": "民生·路灯"}).to_dict("records")

    assert (found["方面"], found["小类"], found["来历"]) == ("民生", "路灯", "与已定的相同")


def test_answers_that_say_nothing_get_no_aspect() -> None:
    assert proposed("无意见", "没有。") == []


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("小区路灯坏了，下水道堵塞", "城乡建设与市容市政"),
        ("拆迁补偿款没有到位", "征地拆迁与住房"),
        ("公交车等太久，早晚堵车", "交通运输"),
        ("低保发放不及时，下岗人员多", "就业与社会保障"),
        ("看病难，医院药价高", "医疗卫生"),
        ("幼儿园入学难，教师不够", "教育文体与文物"),
        ("农民饮水困难，水利失修", "农业农村"),
        ("工厂废水污染河道", "生态环境"),
        ("提案办理答复走形式", "参政议政·调研提案"),
        ("机关作风拖拉，办事推诿", "作风与效率"),
        ("年轻干部轮岗交流太少", "队伍与干部"),
        ("班子决策不够民主，民主集中制执行不好", "班子建设"),
        ("公车私用，收礼吃喝", "党风廉政"),
    ],
)
def test_the_default_taxonomy_sorts_plain_cases(text: str, detail: str) -> None:
    assert by_keywords(text, default_taxonomy())[0].aspect.detail == detail


def test_a_word_that_only_contains_a_keyword_does_not_count() -> None:
    assert by_keywords("食堂餐具消毒不彻底", default_taxonomy())[0].aspect.detail == "制度与内部管理"
    assert all("毒" not in found.words for found in by_keywords("病毒消毒", default_taxonomy()))


def test_the_default_taxonomy_has_the_classes_of_petitions_and_proposals() -> None:
    assert taxonomy().names[0] == "全市发展"
    assert len({aspect.code for aspect in taxonomy().aspects}) == len(taxonomy().aspects) == 21
    assert all(aspect.petition_class and aspect.proposal_field for aspect in taxonomy().aspects)


def test_the_order_of_rows_does_not_change_a_proposal() -> None:
    by_opinion = pd.DataFrame({"意见ID": ["Y1", "Y2", "Y3"], "原文": ["路灯不亮", "会议太多", "天热"]})
    one = propose_aspects(by_opinion, TWO).sort_values("意见ID", ignore_index=True)
    other = propose_aspects(by_opinion[::-1], TWO).sort_values("意见ID", ignore_index=True)

    pd.testing.assert_frame_equal(one, other)
