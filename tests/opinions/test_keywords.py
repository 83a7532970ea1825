from kit.opinions.proposing.words import KeyWord, key_words, stop_words


def words(*opinions: str) -> list[list[str]]:
    return [opinion.split() for opinion in opinions]


def test_a_word_that_one_aspect_speaks_of_comes_before_a_word_that_all_speak_of() -> None:
    by_aspect = {
        "发展": words("道路 群众", "道路 群众", "道路 群众"),
        "机关": words("文件 群众", "文件 群众", "文件 群众", "群众"),
    }

    found = key_words(by_aspect)

    assert [word.word for word in found["发展"]] == ["道路", "群众"]
    assert [word.word for word in found["机关"]] == ["文件", "群众"]


def test_a_word_counts_opinions_and_not_how_often_one_opinion_says_it() -> None:
    [only] = key_words({"发展": words("拆迁 拆迁 拆迁", "拆迁", "拆迁")})["发展"]

    assert only == KeyWord("拆迁", 3)


def test_a_word_of_fewer_than_three_opinions_is_not_shown() -> None:
    assert key_words({"发展": words("提案", "督办 提案", "督办")}) == {"发展": ()}


def test_stop_words_single_characters_and_punctuation_are_no_key_words() -> None:
    said = "加强 的 路 ， abc 道路"

    assert [word.word for word in key_words({"发展": words(said, said, said)})["发展"]] == ["道路"]


def test_a_count_is_no_key_word() -> None:
    said = "一个月 两天 十公里 道路"

    assert [word.word for word in key_words({"发展": words(said, said, said)})["发展"]] == ["道路"]


def test_a_person_is_never_a_key_word_in_whole_or_in_part() -> None:
    said = "王大明 大明 王大明主任 道路"

    found = key_words({"发展": words(said, said, said)}, without=["王大明"])

    assert [word.word for word in found["发展"]] == ["道路"]


def test_no_more_words_are_shown_than_asked_for_and_ties_are_settled_by_the_word() -> None:
    said = "丙丙 甲甲 乙乙"

    found = key_words({"发展": words(said, said, said)}, most=2)

    assert [word.word for word in found["发展"]] == ["丙丙", "乙乙"]


def test_a_rare_character_outside_the_basic_plane_may_stand_in_a_key_word() -> None:
    [only] = key_words({"发展": words("𠮷村", "𠮷村", "𠮷村")})["发展"]

    assert only.word == "𠮷村"


def test_the_stop_words_are_words_and_no_comment_is_among_them() -> None:
    assert {"加强", "希望"} <= stop_words()
    assert not any("#" in word or "：" in word for word in stop_words())
