"""A plain engine: its transactions last as well, and exclude each other as well, as the service's.

Apart from that it has nothing that could be left out.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, event


def connect_to(url: str) -> Engine:
    """An engine for `url`."""
    if not url.startswith("sqlite"):
        return sa.create_engine(url, pool_size=8)
    engine = sa.create_engine(url, connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
