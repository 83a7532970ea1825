"""`kit lab`: JupyterLab on a campaign."""

from kit.desk.commands.options import Folder
from kit.desk.lab import open_lab
from kit.desk.showing.screen import say
from kit.desk.work import open_campaign


def lab(folder: Folder = None) -> int:
    """Open the campaign in JupyterLab and wait until it ends."""
    campaign = open_campaign(folder).campaign
    say(f"正在打开 JupyterLab：{campaign.campaign.title}。用完在这里按 Ctrl+C 结束。")
    return open_lab(campaign)
