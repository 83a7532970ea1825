"""What each member of the leading body hears (意见反馈): opinions.md 3.5; personal, one per member (S35).

A member gets the opinions on the body as a whole and those that name him or her, word for word, and nothing
else; who said them stays out.
"""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - a field is called date
from typing import TYPE_CHECKING

from pydantic import Field

from kit.documents.style.blanks import day_or_blank
from kit.documents.style.names import common
from kit.documents.style.titles import sign_off_indents
from kit.model.campaign import document_settings
from kit.model.draft import DocumentKind, Draft
from kit.model.finding import Finding
from kit.model.settings import Section
from kit.topics.merged_opinions import naming, nobody, on_the_body

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.model.draft import Material, Member


ID, NAME = "feedback_pack", "意见反馈"


class FeedbackPackSection(Section):
    """[documents.feedback_pack]."""

    title: str = Field("征求意见情况反馈", description="标题", examples=["意见反馈"])
    secrecy: str = Field(
        "内部材料，仅供本人阅改，不得复印、转传",
        description="标题下括号里的话",
        examples=["内部材料，仅供本人阅改"],
    )
    date: Day | None = Field(
        None, description="成文日期（不加引号）；不写就印【待补：成文日期】", examples=[Day(2009, 6, 12)]
    )


def compose(material: Material, member: Member | None = None) -> Draft:
    """Return the draft of one member's paper; nothing in it was said of another member alone."""
    if member is None:
        raise ValueError("意见反馈一人一份，要说明是给谁的")
    own, always = document_settings(material.campaign, ID, FeedbackPackSection), common(material)
    organ, day = material.campaign.office.name, day_or_blank(own.date, "成文日期")
    context = {
        "标题": own.title,
        "密级": own.secrecy,
        "姓名": member.name,
        "活动简称": always["活动简称"],
        "班子": always["班子"],
        "班子意见": _numbered(on_the_body(material, member)),
        "本人意见": _numbered(naming(material, member)),
        "发文机关": organ,
        "成文日期": day,
        **sign_off_indents(organ, day, sealed=False),
    }
    return Draft(ID, f"{NAME}（{member.name}）", f"{ID}.docx", context, title=own.title)


def _numbered(texts: Sequence[str]) -> list[dict[str, str]]:
    numbers = [f"{number}." for number in range(1, len(texts) + 1)] if len(texts) > 1 else [""]
    return [{"序": number, "文": text} for number, text in zip(numbers, texts, strict=False)]


def findings(material: Material) -> tuple[Finding, ...]:
    """Return the opinions on a member that reach nobody: no name, or one that the list does not have."""
    return tuple(
        Finding(
            "documents.unaddressed_opinion",
            "warning",
            row.place("指向人"),
            "指向班子成员，但" + (f"班子名单里没有“{row['指向人']}”" if row["指向人"] else "没有写是哪一位"),
            "请补上姓名，写法与班子名单一致；不补的，这条意见不会反馈给任何成员",
        )
        for row in nobody(material)
    )


KIND = DocumentKind(
    id=ID,
    name=NAME,
    compose=compose,
    section=FeedbackPackSection,
    per_member=True,
    needs=("opinions.raw", "leaders"),
    findings=findings,
)
