"""Many invented opinions imported, compared and sorted, beside plain jieba + pandas + datasketch.

    python benchmarks/opinions.py --rows 1000000 --jobs 2

From a text table on disk through the import and the register to all proposals and the hot issues.

Prints seconds, rows per second, the ratio to the peer (on a sample, side by side in one run) and the
peak memory. benchmarks/opinion_libraries.py times the libraries that were compared for each inner loop.
"""

from __future__ import annotations

import argparse
import random
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from kit.model.campaign import Campaign
from kit.opinions.proposing.aspects import default_taxonomy, propose_aspects
from kit.opinions.proposing.duplicates import near_duplicates
from kit.opinions.proposing.hot_issues import hot_issues
from kit.opinions.proposing.splitting import propose_splits
from kit.opinions.register.entering import import_files
from kit.opinions.register.view import read_register

SEED = 7
EXACT, NEAR, SEEMING = 0.03, 0.09, 0.12  # shares of rows, each counted from nothing
FIRST, SECOND = "云柳松石清河金长东新龙凤青红宝德和安永兴泰", "岭荫山溪泉港桥堤湾岗塘坪湖源峰林田沙洲潭"
KINDS = ("路", "街", "巷", "小区", "村", "社区", "公园", "市场", "大道", "新村")
THINGS = [
    "路灯",
    "下水道",
    "人行道",
    "公交站",
    "停车场",
    "健身器材",
    "垃圾站",
    "菜市场",
    "电梯",
    "围墙",
    "幼儿园",
    "卫生站",
    "活动室",
    "图书室",
    "自来水管",
    "红绿灯",
    "消防通道",
    "公共厕所",
    "绿化带",
    "快递柜",
    "充电桩",
    "河堤",
    "排水沟",
    "宣传栏",
    "办事窗口",
    "食堂",
    "宿舍",
    "会议室",
    "值班电话",
    "考勤制度",
    "提案办理",
    "委员活动",
    "调研报告",
    "补助发放",
    "医保报销",
    "养老金",
    "班车",
    "化肥供应",
    "饮水工程",
    "农产品销路",
]
FAULTS = [
    "坏了{n}个月没有人修",
    "年久失修影响{n}户人家",
    "数量太少每天排队{n}分钟",
    "管理混乱已经反映{n}次",
    "收费不透明多收{n}元",
    "卫生条件差{n}天没有清理",
    "使用不方便来回要走{n}米",
    "噪音很大持续{n}天",
    "存在安全隐患摔伤{n}人",
    "无人负责推来推去{n}回",
    "开放时间太短只有{n}小时",
    "标准不统一相差{n}元",
    "建成{n}年从来没有维护",
    "被占用{n}处一直没有清退",
    "通知不及时{n}户没有收到",
    "质量太差用了{n}天就坏",
]
EFFECTS = [
    "老人和孩子出行很不安全",
    "附近的学生上学要绕很远",
    "下雨天积水漫过脚面",
    "夏天臭味很重",
    "上班的人天天迟到",
    "大家意见很大",
    "商户生意受到影响",
    "夜里黑得看不见路",
    "残疾人根本过不去",
    "排队的人经常吵架",
    "群众白跑好几趟",
    "救护车也开不进来",
]
WISHES = [
    "建议安排专人负责并公布电话",
    "希望列入今年的计划尽快动工",
    "请有关部门到现场看一看",
    "建议向住户公开经费和进度",
    "希望增加数量合理布局",
    "建议与物业协商明确责任",
    "希望延长时间方便上班的人",
    "建议听取住户代表的意见再定",
    "请制定制度长期坚持下去",
    "希望简化手续一次办完",
]
LIGHT = (
    ("建议", "希望"),
    ("希望", "恳请"),
    ("尽快", "及早"),
    ("，", "。"),
    ("有关", "相关"),
    ("孩子", "小孩"),
    ("的", ""),
)


def invented(rows: int) -> pd.DataFrame:
    """Return invented opinions of some 60 characters: 9 % say an earlier one again, 3 % only seem to."""
    luck = random.Random(SEED)  # noqa: S311 - nothing secret
    texts: list[str] = []
    for _ in range(rows):
        turn = luck.random()
        if texts and turn < SEEMING:
            text = luck.choice(texts[-5000:])
            texts.append(
                text if turn < EXACT else _lightly(text, luck) if turn < NEAR else _elsewhere(text, luck)
            )
        else:
            texts.append(_one(luck))
    return pd.DataFrame(
        {"意见ID": [f"Y{number:07d}" for number in range(1, rows + 1)], "原文": texts, "来源渠道": "网上征集"}
    )


def _one(luck: random.Random) -> str:
    place = luck.choice(FIRST) + luck.choice(SECOND) + luck.choice(KINDS)
    fault = luck.choice(FAULTS).format(n=luck.randint(2, 90))
    side = f"{luck.choice('东西南北')}侧{luck.randint(1, 300)}号附近的"
    effects = f"{luck.choice(EFFECTS)}，{luck.choice(EFFECTS)}"
    return f"{place}{side}{luck.choice(THINGS)}{fault}，{effects}，{luck.choice(WISHES)}。"


def _lightly(text: str, luck: random.Random) -> str:
    for old, new in luck.sample(LIGHT, 3):
        text = text.replace(old, new, 1)
    return text


def _elsewhere(text: str, luck: random.Random) -> str:
    return luck.choice(FIRST) + luck.choice(SECOND) + text[2:]


def imported(path: Path) -> pd.DataFrame:
    """Register the opinions of a file in a campaign of their own; return the register, word for word."""
    said = {
        "folder": path.parent,
        "campaign": {"title": "试验活动", "year": 2009, "phase": 1},
        "office": {"name": "试验办公室", "body": "试验机关", "body_short": "机关"},
    }
    campaign = Campaign.model_validate(said)
    done = import_files(campaign, [path], accept=True)
    print(f"登记 {done.added} 条，{len(done.findings)} 条提示")
    return read_register(campaign, verbatim=True)


def written(by_opinion: pd.DataFrame, folder: Path) -> Path:
    """Write the opinions as a board's download would come: a text table, a day beside each opinion."""
    path, first = folder / "意见表.csv", date(2009, 1, 1)
    days = [str(first + timedelta(days=number % 300)) for number in range(len(by_opinion))]
    table = by_opinion[["来源渠道", "原文"]].assign(登记日=days)
    table.rename(columns={"原文": "意见内容"}).to_csv(path, index=False, encoding="utf-8-sig")
    return path


def peer(by_opinion: pd.DataFrame) -> None:
    """Do the same with what one would write first: jieba, pandas, datasketch, keywords one by one."""
    import jieba  # noqa: PLC0415 - the peer's import is part of the comparison only
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415

    index = MinHashLSH(threshold=0.7, num_perm=128)
    for number, text in zip(by_opinion["意见ID"], by_opinion["原文"], strict=True):
        signature = MinHash(num_perm=128)
        signature.update_batch([text[at : at + 2].encode() for at in range(len(text) - 1)])
        index.query(signature)
        index.insert(number, signature)
    aspects = {aspect.detail: set(aspect.keywords) for aspect in default_taxonomy().aspects}
    words = by_opinion["原文"].map(jieba.lcut)
    words.map(lambda said: max(aspects, key=lambda name: len(aspects[name].intersection(said))))


def timed(name: str, rows: int, work: object, *given: object) -> float:
    """Run the work once, print its time, and return its seconds."""
    start = time.perf_counter()
    found = work(*given)  # type: ignore[operator]
    seconds = time.perf_counter() - start
    size = f"，{len(found)} 行" if isinstance(found, pd.DataFrame) else ""
    print(
        f"{name}：{seconds:.1f} 秒，每秒 {rows / seconds:,.0f} 条{size}，峰值内存 {peak_memory():.2f} GiB",
        flush=True,
    )
    return seconds


def peak_memory() -> float:
    """Return the largest memory so far of this process and of its largest child, added, in GiB."""
    import resource  # noqa: PLC0415 - not on Windows

    used = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(used) / 2**20


def main() -> None:
    """Time the kit on all rows and the peer on a sample."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--sample", type=int, default=5_000)
    said = parser.parse_args()
    by_opinion = invented(said.rows)
    length = by_opinion["原文"].str.len().mean()
    print(f"{said.rows} 条，平均 {length:.0f} 字，{said.jobs} 个进程")
    with TemporaryDirectory() as folder:
        path = written(by_opinion, Path(folder))
        registered = by_opinion.head(0)

        def take_in() -> pd.DataFrame:
            nonlocal registered
            registered = imported(path)
            return registered

        whole = timed("导入、登记", said.rows, take_in)
    pool = ProcessPoolExecutor(said.jobs, get_context("spawn")) if said.jobs > 1 else nullcontext()
    with pool as executor:
        ours = timed("疑似重复", said.rows, lambda: near_duplicates(registered, executor=executor))
        ours += timed(
            "归到方面", said.rows, lambda: propose_aspects(registered, default_taxonomy(), executor=executor)
        )
    whole += ours
    print(f"合计：{whole:.1f} 秒，每秒 {said.rows / whole:,.0f} 条")
    timed("拆分", said.rows, lambda: propose_splits(registered))
    timed("热点", said.rows, lambda: hot_issues(registered, date(2009, 12, 31)))
    sample = by_opinion.head(said.sample)
    theirs = timed(f"通常做法（{len(sample)} 条）", len(sample), peer, sample)
    mine = timed(
        f"本工具（同样 {len(sample)} 条）",
        len(sample),
        lambda: (near_duplicates(sample), propose_aspects(sample, default_taxonomy())),
    )
    whole = theirs / len(sample) * said.rows / ours
    print(f"同样 {len(sample)} 条，快 {theirs / mine:.1f} 倍；大表每条快 {whole:.1f} 倍")


if __name__ == "__main__":
    main()
