from kit.text.cutting import segment


def test_text_is_cut_into_words_and_nothing_is_lost() -> None:
    text = "希望加强道路建设，减少会议文件。"

    [words] = segment([text])

    assert "".join(words) == text
    assert {"道路", "会议", "文件"} <= set(words)


def test_a_word_of_the_campaign_is_kept_whole() -> None:
    text = "社情民意信息报送渠道要畅通"

    assert "社情民意信息" not in segment([text])[0]
    assert "社情民意信息" in segment([text], words=["社情民意信息"])[0]


def test_words_of_one_call_do_not_reach_the_next() -> None:
    segment(["码头仓单"], words=["码头仓单"])

    assert segment(["码头仓单"])[0] != ("码头仓单",)


def test_opinion_text_that_looks_like_code_is_only_text() -> None:
    for text in ("{{ 7*7 }}", "<w:p>", "=cmd()", ""):
        assert "".join(segment([text])[0]) == text
