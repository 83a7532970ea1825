"""Profile speech.print (讲话稿存档件): a speech on the standard's page, as offices file and print it.

A speech (讲话稿) is no 公文 of GB/T 9704, so that all of it is practice (gbt9704.md 2.4).
"""

from __future__ import annotations

from dataclasses import replace

from kit.word.profiles.nominal import PROFILE as NOMINAL
from kit.word.profiles.practice import as_practice

WHOSE = "本单位讲话稿样式"
PROFILE = replace(as_practice(NOMINAL, WHOSE), name="speech.print", title="讲话稿存档版面")
