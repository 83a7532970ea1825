"""Press and broadcast items (宣传报道), by carrier and level, and the media that printed them: S09."""

from kit.nouns.counting import Names, Rows, is_one_of, over

CARRIERS = {
    "报": "press",
    "台": "broadcast",
    "网": "web",
    "简报": "bulletin",
    "版报": "board",
    "内网": "intranet",
}
LEVELS = {"中央": "national", "省级": "provincial", "市级": "municipal", "本单位": "own"}
FACTS = over(
    "media_items",
    Rows("media.items", "宣传报道篇次", "篇次", "宣传报道表的行数，一行一篇次", "媒体"),
    Names("media.list", "刊播媒体", "媒体"),
    *(
        Rows(
            f"media.{key}",
            f"{word}刊播篇次",
            "篇次",
            f"{column}为“{word}”",
            column,
            is_one_of(column, word),
            zero=False,
        )
        for column, words in (("载体", CARRIERS), ("媒体级别", LEVELS))
        for word, key in words.items()
    ),
)
