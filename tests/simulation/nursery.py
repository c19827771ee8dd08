"""`python -m tests.simulation.nursery`: runs patched copies of the package, one after another.

It has in memory what takes long to load and is never patched: other people's packages, and the
rules of danger. For each line, a folder and the first seed to try, it forks, and the child imports
the package from that folder. What the child prints comes back, and an empty line after it.
"""

import os
import sys
import traceback
from importlib import import_module
from pathlib import Path

LOADED = (
    "alembic.command",
    "argon2",
    "babel",
    "click",
    "cryptography.fernet",
    "flask",
    "flask_limiter",
    "flask_login",
    "flask_wtf",
    "phonenumbers",
    "phonenumbers.timezone",
    "prometheus_client",
    "pydantic_settings",
    "pyotp",
    "redis",
    "rich",
    "rq",
    "segno",
    "smsutil",
    "sqlmodel",
    "structlog",
    "twilio.rest",
)
RISK = "checkin.domain.risk"  # cannot be patched: its rules take seconds to read


def main() -> None:
    """Load once; then one child for each line of standard input."""
    for name in LOADED:
        import_module(name)
    import_module(RISK).ready()
    for name in [name for name in sys.modules if name.partition(".")[0] == "checkin"]:
        if not name.startswith(RISK):
            del sys.modules[name]
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _run(*line.split())
        os.waitpid(child, 0)
        sys.stdout.write("\n")
        sys.stdout.flush()


def _run(named: str, first: str) -> None:
    """Everything in the child: it never comes back."""
    try:
        folder = Path(named)
        sys.path.insert(0, named)
        os.chdir(folder)
        plans = import_module("tests.simulation.plans")
        import checkin.simulation.plan

        if not Path(checkin.simulation.plan.__file__).is_relative_to(folder):
            raise RuntimeError("the package did not come from the patched folder")
        sys.stdout.writelines(f"{told}\n" for told in plans.caught(int(first)))
    except BaseException:
        traceback.print_exc(file=sys.stdout)
    finally:
        sys.stdout.flush()
        os._exit(0)


if __name__ == "__main__":
    main()
