"""An installation to measure: its settings, and the same as a process finds them around it."""

import os
import sys
from pathlib import Path

from checkin import bootstrap
from checkin.adapters.cipher import Cipher
from checkin.settings import Settings
from checkin.settings.storage import DEMO_ORGANISATION
from checkin.usecases.ports import Services

TOKEN = "0123456789abcdef0123456789abcdef"
ACCOUNT = "AC" + "0" * 32
NUMBER = "+12125550142"
BASE_URL = "https://bench.example.org"
NO_REDIS = "redis://127.0.0.1:1/0"  # nobody is there
SECRET_KEY = "a key of the benchmarks, which keeps no secret"
DATA_KEY = "YmVuY2htYXJrcyBoYXZlIG5vdGhpbmcgdG8gaGlkZSE="


class Installation:
    """The service on the database at `database_url`, as far as its settings go."""

    def __init__(self, database_url: str, var: Path, redis_url: str = NO_REDIS) -> None:
        self.database_url = database_url
        self.settings = Settings.model_validate(
            {
                "var": var,
                "database_url": database_url,
                "redis_url": redis_url,
                "secret_key": SECRET_KEY,
                "data_keys": DATA_KEY,
                "organisation": DEMO_ORGANISATION,
                "public_base_url": BASE_URL,
                "twilio_account_sid": ACCOUNT,
                "twilio_auth_token": TOKEN,
                "twilio_from_number": NUMBER,
            }
        )

    @property
    def on_postgres(self) -> bool:
        """Whether its database is PostgreSQL."""
        return self.database_url.startswith("postgresql")

    def environment(self) -> dict[str, str]:
        """The same settings for a process of its own."""
        return os.environ | {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.settings.redis_url or "",
            "PUBLIC_BASE_URL": BASE_URL,
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "TWILIO_FROM_NUMBER": NUMBER,
            "CHECKIN_VAR": str(self.settings.var),
            "CHECKIN_SECRET_KEY": SECRET_KEY,
            "CHECKIN_DATA_KEYS": DATA_KEY,
            "CHECKIN_ORGANISATION": str(DEMO_ORGANISATION),
        }

    def cipher(self) -> Cipher:
        """Seals and opens as the service does."""
        return Cipher(self.settings.data_keys, self.settings.secret_key)

    def services(self) -> Services:
        """What its use cases are given."""
        return bootstrap.services(self.settings)
