"""The files of the project, and the application with all its routes."""

import subprocess
from functools import lru_cache
from pathlib import Path

from flask import Flask

from checkin import bootstrap
from tests.town.database import fresh_sqlite
from tests.town.settings import settings

ROOT = Path(__file__).parents[2]


@lru_cache(maxsize=1)
def files() -> tuple[Path, ...]:
    """Every file that is ours, known to git or about to be."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found = (ROOT / name for name in listed.split("\0") if name)
    return tuple(path for path in found if path.is_file())


def modules() -> list[Path]:
    """Every Python module of the service and of its tools; no tests and no written migrations."""
    left_out = (ROOT / "tests", ROOT / "migrations" / "versions")
    return [
        path
        for path in files()
        if path.suffix == ".py" and not any(path.is_relative_to(folder) for folder in left_out)
    ]


def application(folder: Path) -> Flask:
    """The web application, with a database in `folder`."""
    chosen = settings(folder, fresh_sqlite(folder))
    return bootstrap.app(chosen, bootstrap.services(chosen))
