"""`kit tally`: the facts."""

from kit.desk.commands.blocked import told_findings
from kit.desk.commands.options import Folder, Json
from kit.desk.making.ledger import ledger_json, write_ledger
from kit.desk.running.lock import only_run
from kit.desk.showing.naming import shown
from kit.desk.showing.screen import say, say_json
from kit.desk.showing.tables import is_of_one_unit
from kit.desk.work import open_campaign


def tally(folder: Folder = None, *, json: Json = False) -> None:
    """Compute the facts and write the ledger."""
    work = open_campaign(folder)
    with told_findings(work, json=json), only_run(work.campaign.out):
        path = write_ledger(work)
    if json:
        say_json(ledger_json(work.facts))
        return
    told = [fact for fact in work.facts.values() if not is_of_one_unit(fact.id)]
    for fact in told:
        unit = "" if fact.unit == "%" else fact.unit
        say(f"  {fact.name}：{fact.text}{unit}    [{fact.id}]")
    say(f"共 {len(work.facts)} 个数，上面是其中不分单位的 {len(told)} 个，底稿在 {shown(path)}")
