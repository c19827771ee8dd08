"""Settings as an operator would write them, for a service on this machine."""

from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet

from checkin.settings import Organisation, Settings
from checkin.settings.storage import DEMO_ORGANISATION

ACCOUNT = "AC" + "0123456789abcdef" * 2
TOKEN = "12345678901234567890123456789012"
SERVICE = "+12125550142"
DATA_KEY = Fernet.generate_key().decode()


def settings(folder: Path, database_url: str, **others: Any) -> Settings:
    """Settings for a service on `database_url`; `others` say more, or otherwise."""
    given: dict[str, Any] = {
        "var": folder,
        "database_url": database_url,
        "redis_url": "redis://127.0.0.1:1/0",
        "secret_key": "s" * 40,
        "data_keys": (DATA_KEY,),
        "organisation": Organisation.load(DEMO_ORGANISATION),
        "public_base_url": "https://example.org",
        "twilio_account_sid": ACCOUNT,
        "twilio_auth_token": TOKEN,
        "twilio_from_number": SERVICE,
    }
    return Settings(**given | others)
