"""Marks of secrecy are told by their form; ordinary words that hold 秘密 are not."""

import pytest

from kit.text.privacy.secrecy import secrecy_in_name, secrecy_marking

MARKED = """
绝密
机密
秘密
绝　密
机 密
秘密★1年
机密★10年
绝密★长期
秘密★
机密★ 20年
机密☆5年
秘密★6个月
绝密★启用前
机密*10年
机密 10年
（秘密）
【机密】
[绝密]
秘密级
机密级文件
秘密级材料
绝密级
密级：秘密
密级:机密
密级：绝密级
密级 机密
密级为机密
密级：机密★10年 份号：000012
文件编号12号 密级：秘密
本件为秘密级
本文件属于国家机密。
此件系机密
该材料定为秘密级
机密文件，注意保存
秘密材料，严禁复制
绝密件 阅后即焚
机密 第003号
绝密 000012
第12期 机密★10年
涉密等级：机密
""".strip().split("\n")
ORDINARY = """
商业秘密保护
加强商业秘密保护
保护国家秘密人人有责
保密工作
秘密投票
采取秘密投票方式
无记名秘密划票
系统的机密性不够
信息机密性、完整性、可用性
内部资料
内部资料，注意保存
保密
（保密）
保密期限长期
工作秘密
个人隐私和商业秘密
严守党和国家秘密
保守国家秘密的义务
不得泄露工作秘密
涉密人员管理要加强
定密工作不规范
秘密级以上事项不得上网
机密级以上文件由专人送
密级为机密的文件不得带回家
不涉及国家秘密
密级：公开
密级：无
密级：非密
密级标识不清楚
密级
文件密级标注不准
机要科保密检查
成功的秘密在于坚持
秘密花园的路灯坏了
举报人信息严格保密
绝密飞行
密码太复杂
办理进度像机密一样查不到
保密知识答题★★★★★
服务好没有秘密★★★★★
保护商业秘密★★★
密切联系群众
""".strip().split("\n")


@pytest.mark.parametrize("line", MARKED)
def test_a_marking_of_secrecy_is_found_by_its_form(line: str) -> None:
    assert secrecy_marking(line)


@pytest.mark.parametrize("line", ORDINARY)
def test_an_ordinary_use_is_no_marking(line: str) -> None:
    assert secrecy_marking(line) == ""


@pytest.mark.parametrize(
    "stem",
    [
        "座谈会记录（秘密）",
        "机密-名单",
        "绝密",
        "【机密】方案",
        "[秘密]统计",
        "秘密★1年 名单",
        "名单_机密",
        "2009 机密 名单",
    ],
)
def test_a_name_that_marks_its_file_is_found(stem: str) -> None:
    assert secrecy_in_name(stem)


@pytest.mark.parametrize(
    "stem",
    [
        "秘密投票统计",
        "商业秘密保护台账",
        "批评意见（保密）",
        "机密性评估",
        "保密工作检查",
        "谈心台账（保密）",
        "内部资料",
        "保密-自查表",
    ],
)
def test_a_name_that_only_holds_the_word_is_none(stem: str) -> None:
    assert secrecy_in_name(stem) == ""
