"""`kit` and `python -m kit`: what must be settled before anything large is loaded."""

import os
import sys


def main() -> None:
    """Run the command line; Ctrl-C while it is still being loaded ends it as later, without a traceback."""
    try:
        _must_speak_utf8()
        from kit.app.cli import main as run  # noqa: PLC0415 - see above

        run()
    except KeyboardInterrupt:
        sys.stderr.write("停下来了。做好的都在；再运行一次，接着做。\n")
        sys.exit(130)


def _must_speak_utf8() -> None:
    """Start Python anew in its UTF-8 mode where file names are ASCII (LC_ALL=C): here they are Chinese."""
    if sys.getfilesystemencoding().lower() in {"utf-8", "utf8"} or sys.flags.utf8_mode:
        return
    os.environ["PYTHONUTF8"] = "1"
    os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 - our own interpreter


if __name__ == "__main__":
    main()
