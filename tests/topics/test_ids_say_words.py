"""Ids of facts hold an office's own words after NFKC, never a position; old ids are known by it."""

from drawing import drawn_table
from hypothesis import given
from hypothesis import strategies as st

from kit.model.campaign import Campaign
from kit.model.counting import counted
from kit.model.fact import BY_POSITION, id_now, own_word
from kit.model.table import Sheets
from kit.topics import opinions, watchwords

ASPECTS = "归纳ID 一级方面 归纳表述 来源意见ID\nG1 市政Ａ 路灯 Y1\nG2 民生 看病 Y2\nG3 民生 上学 Y3"
WORDS = "提法 展开\n两个坚持 甲、乙\n三个１ 子、丑、寅"


def test_aspects_and_watchwords_go_by_their_words(campaign: Campaign) -> None:
    sheets = Sheets((drawn_table("merged_opinions", ASPECTS), drawn_table("watchwords", WORDS)))

    facts = {
        fact.id: fact for topic in (opinions, watchwords) for fact in counted(topic.FACTS, sheets, campaign)
    }

    assert facts["opinions.aspect.民生.merged"] == 2
    assert facts["opinions.aspect.市政A.raw"] == 1
    assert facts["watchwords.三个1"].text == "子、丑、寅"


@given(st.lists(st.sampled_from(["民生", "市政", "教育", "1", "3"]), unique=True, min_size=1))
def test_an_id_that_said_a_position_means_the_word_that_stands_there(words: list[str]) -> None:
    for start, key in [("opinions.aspect.", ".raw"), ("watchwords.", ""), ("evaluation.class.", ".score")]:
        ledger = ["opinions.raw", *(f"{start}{own_word(word)}{key}" for word in words)]
        for at, word in enumerate(words, 1):
            said = f"{start}{at}{key}"
            assert id_now(said, ledger) == (said if str(at) in words else f"{start}{word}{key}")
        assert id_now(f"{start}{len(words) + 9}{key}", ledger) == f"{start}{len(words) + 9}{key}"
    assert start in BY_POSITION
