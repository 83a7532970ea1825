"""Words that give the author of an opinion away to whoever knows the people, though they name nobody.

How many work in a unit, how long somebody has been in a post, 我们科, 我是…的: no rule can tell whether that
is one person among a thousand or the only one. They are pointed at for a person to judge, never taken out.
"""

from __future__ import annotations

import re

from kit.text.privacy.names import HAN

STOP = r"，,。.；;、！!？?：:\s“”\"〔〕"
NUMBER = r"(?:\d{1,2}(?!\d)|[一二两三四五六七八九十几]{1,3})"
UNIT = (
    "办公室|科室|机关|单位|部门|支部|党组|公司|集团|中心|社区|小区|街道|车间|班组|学校|医院|专委会|活动组|界别|寨子|"
    "工厂|小厂|局(?!限|部|面)|委(?!员|托|屈)|处(?!于|理|在|级)|科(?!学|技|研)|股(?!份)|室(?!内|外)|站(?!在|出|起)|"
    "院(?!子)|校(?!对|正)|厂|村|屯|寨|巷|组(?!织|建)|队(?!伍)|所(?![有以说提谓需做知见想])|系(?![统列])|家(?!乡|常)"
)
POST = (
    "科员|主任|科长|处长|局长|书记|委员|干部|监督员|驾驶员|会计|出纳|文书|秘书|代表|教师|医生|组长|站长|所长|主席|秘书长|"
    "干事|村支书"
)
PEOPLE = f"{POST}|人员|职工|工人|农民"
WE = "(?:我们|咱们|咱|我)"
NEAR = "(?:这个|那个|这|那|所在的?|的|老|小|县|市|乡|镇)"
OURS = f"本(?:科室|单位|部门|局|处|室|机关|村|支部)|我们?|全|[{HAN}]{{1,6}}?"
ONLY = "(?:里|内)?(?:一共|总共|共|只有|仅有|就|才|现有|有)?"
HEADS = "(?:个|名|位)(?:人(?!均|次)|同志|在编)"
VERB = "干|工作|呆|待|当|做|任|教|开|跑|守|住|服务|退休|入党|下岗|转业|借调|挂职"
YEARS = rf"(?:已经|已|快|近|将近|整整|都|有|满)*{NUMBER}[多余来]?(?:年|届|个年头)"
NO_PLAN = "(?!规划|计划|以内|之内|内|期|行动|目标|一次|一轮|前|后)"
CLAIMS = "(?:我|本人)(?:们)?(?:是|作为|身为|属于|当|任)"
KIN = "爱人|丈夫|妻子|老公|老婆|孩子|小孩|儿子|女儿|父亲|母亲"
UNDER = "销售|车间|学生|病人|徒弟"
GIVEN = "建议|提案|意见|信息|发言"
PATTERNS = tuple(
    map(
        re.compile,
        (
            rf"(?:{OURS})?(?<![每各某])(?:{UNIT}){ONLY}{NUMBER}{HEADS}",
            rf"(?:在[{HAN}]{{1,12}}?)?(?:{VERB})(?:[{HAN}]{{0,8}}?(?:{POST}))?了?{YEARS}{NO_PLAN}",
            rf"{CLAIMS}[^{STOP}觉想说认希不要在][^{STOP}]{{0,20}}?(?:{PEOPLE}|老板|员工?|的[{HAN}]{{1,6}})",
            rf"{CLAIMS}(?:{PEOPLE}|老板)",
            rf"(?:作为|身为)(?:一[名个位])?[{HAN}]{{1,12}}?(?:{PEOPLE}|同志|老师|党员)",
            rf"{WE}{NEAR}?(?:[{HAN}]{{0,2}}(?:巷|社区|小区)|{UNIT})",
            r"本(?:科室|处室|单位|部门|局|村|社区|支部|车间|班组|校|院(?!子))",
            rf"(?:我|本人)(?:今年|都|已经|已|快)*{NUMBER}(?:岁|了(?=，))",
            r"(?:再过\w{1,2}年就|马上就?要?|快要?|即将)退休了?",
            rf"(?:唯一|惟一)的?(?:一[名个位])?[{HAN}]{{0,6}}?(?:{POST}|职工|人员|员|同志|人)",
            rf"我的?(?:{KIN}|{UNDER})",
            rf"我(?:在[^{STOP}]{{1,10}}(?:上|会|里))?(?:提|写|报|反映)?过?的[^{STOP}]{{0,4}}(?:{GIVEN})",
        ),
    )
)


def identifying_words(text: str) -> tuple[str, ...]:
    """Return the words of a text that may give its author away, in their order.

    >>> identifying_words("在一个科室干了十四年没动过，我们科没有人管。")
    ('在一个科室干了十四年', '我们科')
    """
    spans = sorted(match.span() for pattern in PATTERNS for match in pattern.finditer(text))
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(dict.fromkeys(text[start:end] for start, end in merged))
