"""How many units are appraised (受评单位): S32."""

from kit.nouns.counting import Rows, over
from kit.nouns.roster import units_of

__all__ = ["FACTS", "units_of"]

FACTS = over("units", Rows("units.count", "受评单位数", "个", "单位目录的行数", "全称"))
