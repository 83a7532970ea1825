import pytest

from kit.documents.style.length import characters


@pytest.mark.parametrize(
    "line",
    [
        "表格 15 100",
        "+ 序号 | 意见",
        "- 1 | 修路",
        "表终",
        "版面 横",
        "抄送| 市委",
        "印发| 某局",
        "附注| （此件公开）",
    ],
)
def test_what_nobody_reads_aloud_counts_no_character(line: str) -> None:
    assert characters(f"公文标题| 讲话\n{line}\n今天开会。") == len("讲话今天开会。")
