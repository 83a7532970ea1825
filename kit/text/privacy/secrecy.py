"""Marks of secrecy (密级): whether a line says of its own document that it is a state secret.

The evidence is the form of a marking as the law on keeping state secrets asks for it (机密★10年, 密级：秘密,
a line of nothing but the level), never the word alone: 商业秘密, 秘密投票, 保密工作 are ordinary words.
"""

from __future__ import annotations

import re

_HAN = "\u4e00-\u9fff"
_LEVEL = r"(?:绝[ 　]*密|机[ 　]*密|秘[ 　]*密)"
_SPACE = "[ 　]*"
_TERM = rf"(?:[0-9０-９一二三四五六七八九十]+{_SPACE}(?:年|个?月|天|日)|长期|启用前|公布前|公开前|解密)"
_OPEN, _CLOSE = r"[【\[（(〔<《“\"]?", r"[】\]）)〕>》”\"]?"
_NUMBER = rf"(?:第?{_SPACE}[0-9０-９]+{_SPACE}号|编号[:：]?.{{0,12}}|[0-9０-９]{{3,6}})"
_OWN = "(?:本|此|该)(?:件|文件|文|表|材料|资料|册|卷|报告|名单|记录|纪要)"
_PAPER = "(?:文件|材料|资料|件|事项|会议材料)"
WHOLE_LINE = re.compile(
    rf"{_OPEN}{_LEVEL}级?{_PAPER}?{_CLOSE}{_SPACE}(?:[★☆✩*＊]?{_SPACE}{_OPEN}{_TERM}{_CLOSE}|[★☆✩])?{_SPACE}{_NUMBER}?"
)
BARE = re.compile(rf"{_OPEN}{_LEVEL}级?{_CLOSE}")
ANYWHERE = (
    re.compile(rf"{_LEVEL}级?{_SPACE}(?:[★☆✩]{_SPACE}|[*＊]){_SPACE}{_TERM}"),
    re.compile(rf"(?<![{_HAN}]){_LEVEL}级?{_SPACE}[★☆✩](?![★☆✩])"),
    re.compile(
        rf"(?:密级|涉密等级|秘密等级){_SPACE}[:：]?(?:定?为|是)?{_SPACE}{_OPEN}{_LEVEL}级?(?![{_HAN}])"
    ),
    re.compile(
        rf"{_OWN}[^，。；,;]{{0,6}}(?:为|属于?|系|是|定为|列为)(?:国家)?{_LEVEL}级?{_PAPER}?(?![{_HAN}])"
    ),
    re.compile(
        rf"{_LEVEL}级?{_PAPER}[，,！!：:]?{_SPACE}(?:请)?(?:注意保[存管]|妥善保管|严禁|不得|禁止|阅后)"
    ),
)
IN_NAME = re.compile(
    rf"(?:^|[（(【\[〔_\-—\s.、])(?:密级[:：]?)?{_LEVEL}级?(?:文件|材料|资料|件)?(?:$|[）)】\]〕_\-—\s★☆.*])|"
    rf"{_LEVEL}级?[★☆]"
)
LEVEL_HEADING = re.compile(
    r"(?:文件|材料|资料)?(?:密级|涉密等级|秘密等级|定密级别|涉密级别|保密等级|密级程度)"
)
CUE = re.compile(r"密")


def secrecy_marking(line: str) -> str:
    """Return the words of a line that mark its document as secret, or nothing.

    >>> secrecy_marking("机密★10年"), secrecy_marking("商业秘密保护"), secrecy_marking("密级：秘密")
    ('机密★10年', '', '密级：秘密')
    """
    if not CUE.search(line):
        return ""
    said = line.strip(" 　\t\r\n\xa0")
    if WHOLE_LINE.fullmatch(said):
        return said
    return next((found[0] for pattern in ANYWHERE if (found := pattern.search(said))), "")


def is_bare_level(line: str) -> bool:
    """Return whether a line is a level and nothing else: alone a marking, in a table a word."""
    return bool(BARE.fullmatch(line.strip(" 　\t\r\n\xa0")))


def secrecy_in_name(stem: str) -> str:
    """Return the part of a file's name that marks it as secret, or nothing.

    >>> secrecy_in_name("座谈会记录（秘密）"), secrecy_in_name("秘密投票统计")
    ('（秘密）', '')
    """
    found = IN_NAME.search(stem)
    return found[0] if found else ""
