"""Members among whom some are due, and the ways to plan their check-ins."""

import gc
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

import sqlalchemy as sa

from benchmarks.floors import row_by_row, set_based
from benchmarks.floors.engine import connect_to
from benchmarks.measuring import Sample, Way, timed
from benchmarks.progress import say
from benchmarks.scale import Scale
from benchmarks.seed import due_again, members
from benchmarks.servers import Ground
from checkin.adapters.sql.rows import CHECK_IN, MEMBER, OUTBOX
from checkin.usecases import clock_pass


class Crowd:
    """So many members on one database. All ways write the same rows, of the same members."""

    def __init__(
        self, ground: Ground, many: int, scale: Scale, now: datetime, *, postgres: bool
    ) -> None:
        kind = "PostgreSQL" if postgres else "SQLite"
        self.database = f"{kind}, {many // 1000}k members"
        self.name = f"planner_{kind.lower()}_{many}"
        self.many, self.scale, self.now = many, scale, now
        say(f"planner: making {self.database}")
        installation = ground.installation(self.name, postgres=postgres)
        self.engine = connect_to(installation.database_url)
        with self.engine.begin() as connection:
            members(connection, installation, many, now)
        self._tidy("CHECKPOINT")
        self.services = replace(installation.services(), now=lambda: now)

    def ways(self) -> dict[str, Way]:
        """How to plan those who are due, by name."""
        ask_within = self.services.policy.ask_within
        ours = partial(clock_pass.plan_check_ins, self.services)
        floor = partial(set_based.plan, self.engine, self.now, ask_within)
        objects = partial(row_by_row.plan, self.engine, self.now, ask_within)
        return {
            "ours": partial(self._planned, ours, self.scale.due),
            "set-wise": partial(self._planned, floor, self.scale.due),
            "by objects": partial(self._planned, objects, self.scale.by_objects),
        }

    def idle(self) -> float:
        """Seconds that a pass of the clock takes when nobody is due."""
        with self.engine.begin() as connection:
            due_again(connection, self.many + 1, self.now)
        clock_pass.run(self.services, _failed)
        began = time.perf_counter()
        clock_pass.run(self.services, _failed)
        return time.perf_counter() - began

    def close(self) -> None:
        """Let the database go."""
        self.services.close()
        self.engine.dispose()

    def _planned(self, work: Callable[[], int], due: int) -> Sample:
        """One run over so many who are due; raises RuntimeError unless all of them were planned."""
        with self.engine.begin() as connection:
            due_again(connection, self.many // due, self.now)
        self._tidy("VACUUM member")
        gc.collect()
        sample = timed(time.process_time, work)
        with self.engine.connect() as connection:
            for table in (CHECK_IN.id.table, OUTBOX.id.table):
                count = sa.select(sa.func.count()).select_from(table)
                if (found := connection.execute(count).scalar_one()) != due:
                    raise RuntimeError(f"{due} were due, and {found} are in {table.name}")
            late = sa.select(MEMBER.id).where(MEMBER.next_due_at <= self.now).limit(1)
            if connection.execute(late).first():
                raise RuntimeError("somebody is still due")
        return sample

    def _tidy(self, command: str) -> None:
        """What PostgreSQL would else do of itself, in the middle of somebody's round."""
        if self.engine.dialect.name == "postgresql":
            with self.engine.connect() as connection:
                connection.execution_options(isolation_level="AUTOCOMMIT")
                connection.execute(sa.text(command))


def _failed(step: str, error: Exception) -> None:
    raise RuntimeError(f"the clock's step {step} failed") from error
