import csv
from pathlib import Path

from kit.opinions.proposing.words import cut
from kit.text.cutting import segment

WORDS = ("社情民意信息", "提案办理")


def test_both_doors_cut_alike_with_and_without_words_of_the_campaign() -> None:
    path = Path(__file__).parent / "data" / "pairs.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        texts = [row["甲"] for row in csv.DictReader(lines)]
    texts += ["社情民意信息报送渠道要畅通，提案办理要快", "见 https://a.cn/b?c=1，电话0700-2810000，A市3.5%"]

    assert cut(texts) == segment(texts)
    assert cut(texts, WORDS) == segment(texts, WORDS)


def test_no_character_is_lost() -> None:
    for text in ("路灯不亮，请修！", "{{ 7*7 }}", "", "\u202e👍 a\tb"):
        assert "".join(cut([text])[0]) == text
