"""Every fault becomes a Chinese message and an exit status; never a traceback."""

from __future__ import annotations

import re
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import typer

from kit.app.paths import user_state_folder
from kit.files.writing import DISK_FULL, FULL, FULL_REMEDY, write_atomically
from kit.model.finding import KitError

if TYPE_CHECKING:
    from collections.abc import Callable


FAILED, STOPPED = 2, 130  # the second as every shell says that somebody pressed Ctrl-C
LOG = "kit-出错记录.txt"
HALTED = "停下来了。做好的都在；再运行一次，接着做。"

_SAID = (
    (r"No such option: (\S+)", "没有 {0} 这个选项"),
    (r"No such command '(.+?)'\.?", "没有“{0}”这个命令"),
    (r"Missing parameter: (\S+)", "还要写明 {0}"),
    (r"Missing (?:argument|option)(?: '?(.+?)'?)?\.", "还要写明 {0}"),
    (r"Got unexpected extra argument.*? \((?!s\))(.+)\)", "多出来的内容：{0}"),
    (r"Option '?(.+?)'? requires an argument\.?", "选项 {0} 后面要跟一个值"),
    (r"Option '(.+?)' does not take a value", "选项 {0} 后面不跟值"),
    (r"Invalid value for '?(.+?)'?: .*greater than or equal to (\S+)", "{0} 不能小于 {1}"),
    (r"Invalid value for '?(.+?)'?: .*less than or equal to (\S+)", "{0} 不能大于 {1}"),
    (r"Invalid value for '?(.+?)'?: .*valid integer", "{0} 要写整数"),
    (r"Invalid value for '?(.+?)'?: .*valid (?:number|float)", "{0} 要写数"),
    (r"Invalid value for '?(.+?)'?: .*", "{0} 的值不对"),
)


def told(run: Callable[[], Any]) -> int:
    """Return the exit status of a command, having said on standard error what went wrong."""
    try:
        status = run()
    except KitError as error:
        problem, status = str(error), error.exit_status
    except typer.TyperException as error:
        problem, status = f"{translated_usage_error(error.format_message())}。用法见 kit --help。", FAILED
    except (KeyboardInterrupt, typer.Abort):
        problem, status = HALTED, STOPPED
    except OSError as error:
        is_full = error.errno in DISK_FULL
        problem = f"{FULL}。{FULL_REMEDY}。" if is_full else _own_fault(error)
        status = FAILED
    except Exception as error:  # noqa: BLE001 - whatever is left is the kit's own fault
        problem, status = _own_fault(error), FAILED
    else:
        if status != STOPPED:
            return status if isinstance(status, int) else 0
        problem, status = HALTED, STOPPED  # typer makes this status of Ctrl-C in a command, and says nothing
    from kit.app.show.screen import complain  # noqa: PLC0415 - rich is not needed for --help

    complain(problem)
    return int(status)


def translated_usage_error(message: str) -> str:
    """Return a message of the command-line library in Chinese, as far as it is known.

    >>> translated_usage_error("No such option: --jsn")
    '没有 --jsn 这个选项'
    """
    for pattern, said in _SAID:
        if found := re.match(pattern, message):
            return said.format(*(part or "参数" for part in found.groups()))
    return "命令写得不对"


def _own_fault(error: Exception) -> str:
    from kit.app.campaigns import last_found  # noqa: PLC0415 - only when something has gone wrong

    campaign = last_found()
    folder = campaign / "out" if campaign else user_state_folder()
    where = "详情也没能记下来"
    if folder is not None:
        with suppress(KitError, OSError):
            write_atomically(folder / LOG, "".join(traceback.format_exception(error)).encode(), private=True)
            where = f"详情记在 {folder / LOG}"
    what = f"工具自己出错了（{type(error).__name__}），不是表格的问题；已有的文件没有动"
    return f"{what}。{where}，请交给维护工具的人。"
