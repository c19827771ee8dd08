"""A Chromium for the browser tests: the installed one, else installed on the spot.

`python -m tests.servers.browser` has it ready before the tests, whose time is limited.
"""

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.servers.waiting import turn

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# "0" is Playwright's word for: keep browsers in the package's own folder, so in this environment.
_PLAYWRIGHT_PLACE = {"PLAYWRIGHT_BROWSERS_PATH": "0"}
_PLAYWRIGHT_PATH = (
    "from playwright.sync_api import sync_playwright as s\n"
    "with s() as p: print(p.chromium.executable_path)"
)
# Another package manager at work is waited for, in seconds.
_APT = ["apt-get", "-o", "DPkg::Lock::Timeout=600"]
_MINUTES = 60.0


class NoBrowser(RuntimeError):
    """No Chromium is here and none could be installed; the message is one line."""


@functools.cache
def browser_launch_options() -> dict[str, Any]:
    """Return the arguments for Playwright's `chromium.launch`, installing a browser if needed.

    Raises NoBrowser.
    """
    flags = [*_FLAGS, "--no-sandbox"] if os.geteuid() == 0 else [*_FLAGS]
    return {"executable_path": str(find_browser()), "args": flags}


def find_browser() -> Path:
    """Return the path of a Chromium that runs: installed, else by apt-get, else by Playwright.

    One process at a time: the others wait and then find what the first installed. Raises NoBrowser.
    """
    found = installed_browser()
    if found is not None:
        return found
    with turn(Path(sys.prefix) / "browser.lock"):
        found = installed_browser() or _by_apt() or _by_playwright()
    if found is None:
        raise NoBrowser(
            "no browser for the tests: install chromium, or let Playwright: "
            f"{sys.executable} -m playwright install --with-deps chromium"
        )
    return found


def installed_browser() -> Path | None:
    """Return the first installed Chromium or Chrome that starts, if there is one.

    Starting counts: on some systems the name belongs to a stub that only asks to be installed.
    """
    for name in _NAMES:
        path = shutil.which(name)
        if path and _done([path, "--version"], minutes=1):
            return Path(path)
    return None


def _by_apt() -> Path | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    _say("installing chromium by apt-get")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    _done([*_APT, "update"], minutes=10, **quiet)
    _done([*_APT, "install", "-y", "--no-install-recommends", "chromium"], minutes=30, **quiet)
    return installed_browser()


def _by_playwright() -> Path | None:
    _say("installing chromium by Playwright")
    _done([sys.executable, "-m", "playwright", "install", "chromium"], 10, **_PLAYWRIGHT_PLACE)
    asked = subprocess.run(
        [sys.executable, "-c", _PLAYWRIGHT_PATH],
        env=os.environ | _PLAYWRIGHT_PLACE,
        capture_output=True,
        text=True,
        check=False,
    )
    path = Path(asked.stdout.strip())
    return path if path.is_file() and _done([str(path), "--version"], minutes=1) else None


def _done(command: list[str], minutes: float, **environment: str) -> bool:
    try:
        return not subprocess.run(
            command,
            env=os.environ | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=minutes * _MINUTES,
            check=False,
        ).returncode
    except (OSError, subprocess.TimeoutExpired):
        return False


def main() -> int:
    """Have a browser ready; return 1 after one line on standard error when there can be none."""
    try:
        find_browser()
    except NoBrowser as error:
        _say(str(error))
        return 1
    return 0


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
