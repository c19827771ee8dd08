"""What a process hands on to those it starts."""

import os

OURS = ("CHECKIN_", "TWILIO_")
ALSO_OURS = frozenset({"DATABASE_URL", "REDIS_URL", "PUBLIC_BASE_URL", "WEB_PORT"})


def environment(**settings: str) -> dict[str, str]:
    """The environment without any setting of ours, and then with `settings` alone.

    So that a demo started in a shell that serves real people never reaches them.
    """
    others = {
        name: value
        for name, value in os.environ.items()  # noqa: TID251 - settings read the environment
        if not name.startswith(OURS) and name not in ALSO_OURS
    }
    return others | settings
