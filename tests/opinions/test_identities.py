import pandas as pd
import pytest

from kit.opinions.deciding.identities import check_identities

RAW = pd.DataFrame({"意见ID": ["Y1", "Y2", "Y3"], "来源渠道": ["座谈会", "座谈会", "意见箱"]})
MERGED = pd.DataFrame(
    {"归纳ID": ["G1", "G2"], "一级方面": ["民生", "机关"], "来源意见ID": [("Y1",), ("Y2",)], "频次": [1, 1]}
)
VOID = pd.DataFrame({"意见ID": ["Y3"], "处理": ["作废"], "理由": ["重复投诉"]})


def test_a_ledger_that_balances_has_no_finding() -> None:
    counts = {"座谈会": 2, "意见箱": 1}, {"民生": 1, "机关": 1}

    assert check_identities(RAW, MERGED, VOID, (), *counts) == ()


@pytest.mark.parametrize(
    ("merged", "void", "undecided", "said"),
    [
        (MERGED, VOID[:0], (), "Y3 没有归纳，也没有写明作废或转送"),
        (MERGED.assign(来源意见ID=[("Y1", "Y2"), ("Y2",)], 频次=[2, 1]), VOID, (), "Y2 归了不止一处"),
        (MERGED.assign(来源意见ID=[("Y1", "Y9"), ("Y2",)], 频次=[2, 1]), VOID, (), "Y9 不在登记表里"),
        (MERGED.assign(频次=[1, 4]), VOID, (), "G2 的频次写的是 4，来源意见有 1 条"),
        (MERGED, VOID.assign(理由=[" "]), (), "Y3 作废或转送，没有写理由"),
        (
            MERGED.assign(一级方面=["民生", None]),
            VOID,
            (),
            "1 条归纳意见没有填一级方面，各一级方面相加对不上总数 2",
        ),
        (MERGED, VOID[:0], ("Y3",), "还有 1 条等人定：Y3"),
    ],
)
def test_what_does_not_balance_is_named(
    merged: pd.DataFrame, void: pd.DataFrame, undecided: tuple[str, ...], said: str
) -> None:
    [finding] = check_identities(RAW, merged, void, undecided)

    assert finding.problem == said


def test_the_published_case_of_four_channels_is_found_out_of_balance() -> None:
    raw = pd.DataFrame(
        {
            "意见ID": [f"Y{n}" for n in range(252)],
            "来源渠道": ["座谈会"] * 199 + ["表"] * 19 + ["意见箱"] * 5 + ["其他"] * 29,
        }
    )
    void = raw.assign(处理="转送", 理由="属于部门")
    reported = {"座谈会": 199, "表": 19, "意见箱": 5}

    findings = check_identities(raw, MERGED[:0], void, (), reported)
    assert [finding.problem for finding in findings] == [
        "各来源渠道相加是 223 条，原始意见是 252 条",
        "来源渠道“其他”报的是 0 条，表里是 29 条",
    ]


def test_more_merged_than_raw_is_an_error() -> None:
    merged = pd.concat([MERGED] * 2, ignore_index=True).assign(
        来源意见ID=[("Y1",), ("Y2",), (), ()], 频次=[1, 1, 0, 0]
    )

    assert "归纳意见 4 条，多于原始意见 3 条" in [f.problem for f in check_identities(RAW, merged, VOID)]
