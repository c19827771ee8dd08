"""The `checkin` command as an operator runs it, on a database of the test's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from click.testing import CliRunner, Result
from cryptography.fernet import Fernet

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.unit_of_work import SqlUnitOfWork, transactions
from checkin.cli import main
from checkin.settings.storage import DEMO_ORGANISATION
from tests.town.settings import ACCOUNT, SERVICE, TOKEN

SECRET = "s" * 40


class Command:
    """Runs `checkin` with an environment of its own, and looks into its database."""

    def __init__(self, database_url: str, folder: Path, *data_keys: str) -> None:
        self.database_url = database_url
        self.folder = folder
        self.data_keys = data_keys or (Fernet.generate_key().decode(),)

    @property
    def environment(self) -> dict[str, str]:
        """Every setting of the service."""
        return {
            "CHECKIN_VAR": str(self.folder),
            "DATABASE_URL": self.database_url,
            "REDIS_URL": "redis://127.0.0.1:1/0",
            "CHECKIN_SECRET_KEY": SECRET,
            "CHECKIN_DATA_KEYS": ",".join(self.data_keys),
            "CHECKIN_ORGANISATION": str(DEMO_ORGANISATION),
            "PUBLIC_BASE_URL": "https://example.org",
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "TWILIO_FROM_NUMBER": SERVICE,
        }

    @property
    def storage(self) -> dict[str, Any]:
        """The settings of what touches people's data, as arguments."""
        return {
            "var": self.folder,
            "database_url": self.database_url,
            "secret_key": SECRET,
            "data_keys": self.data_keys,
            "organisation": DEMO_ORGANISATION,
        }

    def __call__(self, *arguments: str, typed: str = "", **environment: str | None) -> Result:
        """What came of `checkin` with these arguments; `environment` is laid over the settings."""
        given: dict[str, str | None] = {**self.environment, **environment}
        return CliRunner().invoke(main, arguments, input=typed, env=given)

    def imports(self, *rows: str, header: str) -> Result:
        """What came of importing a file with these rows below `header`."""
        file = self.folder / "members.csv"
        file.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
        return self("members", "import", str(file))

    @property
    def cipher(self) -> Cipher:
        """What opens the database."""
        return Cipher(self.data_keys, SECRET)

    @contextmanager
    def work(self) -> Iterator[SqlUnitOfWork]:
        """A transaction on the database."""
        engine = connect_to(self.database_url)
        try:
            with transactions(engine, self.cipher, "en")() as work:
                yield work
        finally:
            engine.dispose()

    def rows(self, statement: sa.Executable) -> list[Any]:
        """The rows of a statement."""
        with self.work() as work:
            return [tuple(row) for row in work.connection.execute(statement)]
