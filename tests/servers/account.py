"""The account a server runs under: ours, or an ordinary one when we are root."""

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# A socket's path must fit in about 104 bytes; this leaves room for the socket's own name.
_LONGEST_FOLDER = 80


@dataclass(frozen=True)
class Account:
    """An account of this machine by its numbers."""

    uid: int
    gid: int


def ordinary_account() -> Account | None:
    """Return `postgres` or `nobody` to step down to when we are root, else None: stay as we are."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    found = names.get("postgres") or names.get("nobody")
    if found is None:
        raise RuntimeError("PostgreSQL does not run as root, and there is no account `nobody`")
    return Account(found.pw_uid, found.pw_gid)


def stepping_down(account: Account | None) -> dict[str, Any]:
    """Return the arguments that make `subprocess` run a program under `account`."""
    if account is None:
        return {}
    return {"user": account.uid, "group": account.gid, "extra_groups": []}


def short_folder(account: Account | None) -> Path:
    """Make a temporary folder for a server: owned by `account`, closed to others, path short.

    Raises RuntimeError when no temporary folder can be used by that account.
    """
    for parent in (tempfile.gettempdir(), "/tmp"):
        folder = Path(tempfile.mkdtemp(prefix="checkin-", dir=parent))
        if account is not None:
            os.chown(folder, account.uid, account.gid)
        if len(os.fsencode(folder)) <= _LONGEST_FOLDER and _writable(folder, account):
            return folder
        shutil.rmtree(folder)
    raise RuntimeError("no temporary folder that a test server can use; set TMPDIR to a short one")


def _writable(folder: Path, account: Account | None) -> bool:
    """Ask as the account itself: a parent folder may be closed to it."""
    test = ["/bin/sh", "-c", 'test -w "$1"', "sh", str(folder)]
    return subprocess.run(test, check=False, **stepping_down(account)).returncode == 0
