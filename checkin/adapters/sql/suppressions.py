"""The numbers of lines that have stopped us, opened one by one."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy import Engine

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.rows import LINE

STOPPED = sa.select(LINE.number).where(LINE.stopped).order_by(LINE.id)


def stopped_numbers(engine: Engine, cipher: Cipher) -> Iterator[str]:
    """All of them, in order of their lines."""
    with engine.connect() as connection:
        for row in connection.execute(STOPPED):
            yield cipher.open(row.number)
