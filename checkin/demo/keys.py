"""The demo's own keys: made once, kept in its folder, and refused everywhere else."""

import json
import secrets
from base64 import urlsafe_b64encode
from pathlib import Path

from checkin.settings import DEMO_PREFIX


def keys(folder: Path) -> dict[str, str]:
    """The keys in `folder`, as settings; made on the first call."""
    file = folder / "keys.json"
    if file.exists():
        kept: dict[str, str] = json.loads(file.read_text())
        return kept
    made = {
        "CHECKIN_SECRET_KEY": DEMO_PREFIX + secrets.token_urlsafe(32),
        "CHECKIN_DATA_KEYS": _data_key(),
        "TWILIO_ACCOUNT_SID": f"AC{secrets.token_hex(16)}",
        "TWILIO_AUTH_TOKEN": secrets.token_hex(16),
    }
    file.touch(mode=0o600)
    file.write_text(json.dumps(made, indent=2))
    return made


def _data_key() -> str:
    """A key of the right shape whose beginning tells that it is the demo's."""
    random = urlsafe_b64encode(secrets.token_bytes(32)).decode()
    return DEMO_PREFIX + random[len(DEMO_PREFIX) :]
