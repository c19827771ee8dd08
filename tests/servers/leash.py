"""A server process that cannot outlive the tests, however they end.

A small shell starts the server and then reads from a rope: a pipe whose other end the tests hold.
When the last holder is gone (closed, finished or killed), the read ends; the shell kills the
server and removes its folder. No signal handler and no exit hook has to run for that.
"""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.servers.account import Account, stepping_down
from tests.servers.waiting import wait_until

# The inner shell is the server's parent: it notes when the server is gone, so that its number is
# not taken for that of another process later.
_KEEPER = """
exec 3<&0
at_end=$1; shift
(
    server=$( (
        "$@" </dev/null 3<&- >>log 2>&1 &
        echo $!; echo $! >pid; exec >&-
        wait $!; echo $? >ended
    ) & )
    read -r signal keep <&3
    [ -e ended ] || kill -s "${signal:-$at_end}" "$server"
    until [ -e ended ] || ! kill -0 "$server"; do sleep 0.02; done
    if [ "$keep" = keep ]; then echo yes >kept; else rm -rf "$PWD"; fi
) &
"""
_SECONDS = 20.0


class Leash:
    """One server at a time, running in `folder` under `account`, bound to the life of the tests.

    `at_end` is the signal that ends it when the rope is let go.
    """

    def __init__(self, folder: Path, at_end: str, account: Account | None = None) -> None:
        self.folder = folder
        self._at_end = at_end
        self._account = account
        self._held: int | None = None

    def start(self, command: Sequence[str], rope: int | None = None) -> None:
        """Start `command`, its output going to the file `log`.

        With `rope` (a descriptor to read from) the server lives until the rope's other end is let
        go by everybody; without, until `end` or the death of this process.
        """
        for name in ("pid", "ended", "kept"):
            (self.folder / name).unlink(missing_ok=True)
        if rope is None:
            rope, self._held = os.pipe()
        try:
            subprocess.run(
                ["/bin/sh", "-c", _KEEPER, "sh", self._at_end, *command],
                stdin=rope,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=self.folder,
                env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
                start_new_session=True,
                check=True,
                **stepping_down(self._account),
            )
        finally:
            os.close(rope)
        wait_until(lambda: bool(self._read("pid")), _SECONDS, f"start of {command[0]}")

    @property
    def pid(self) -> int:
        """The server's process number."""
        return int(self._read("pid"))

    @property
    def ended(self) -> bool:
        """Whether the server is gone, for whatever reason."""
        return not self.folder.exists() or bool(self._read("ended"))

    def log(self) -> str:
        """Return what the server has printed."""
        return self._read("log")

    def end(self, signal: str | None = None, keep: bool = False) -> None:
        """End the server and wait for it; its folder goes too, unless `keep`.

        `signal` is one for this time instead of `at_end`.

        Raises TimeoutError when it does not end. A leash without a server is left as it is.
        """
        if self._held is None:
            return
        os.write(self._held, f"{signal or self._at_end} {'keep' if keep else ''}\n".encode())
        os.close(self._held)
        self._held = None
        done = (lambda: bool(self._read("kept"))) if keep else (lambda: not self.folder.exists())
        wait_until(done, _SECONDS, f"end of the server in {self.folder}")

    def _read(self, name: str) -> str:
        try:
            return (self.folder / name).read_text()
        except FileNotFoundError:
            return ""
