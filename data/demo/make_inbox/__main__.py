"""Write every workbook of data/demo/inbox again: python data/demo/make_inbox [OTHER FOLDER]."""

import appraisal
import background
import consultation
import doings
import further
from clerk import INBOX


def main() -> None:
    """Write the workbooks and say how many there are."""
    INBOX.mkdir(exist_ok=True)
    for old in INBOX.iterdir():
        if not old.name.startswith("."):
            old.unlink()
    background.write()
    consultation.write()
    expected, present = appraisal.write()
    doings.write(expected, present)
    further.write()
    print(f"{INBOX}：{len(list(INBOX.iterdir()))} 个文件")


main()
