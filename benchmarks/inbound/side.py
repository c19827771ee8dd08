"""One database's half of the comparison: our application and the transaction floor on it."""

from contextlib import ExitStack

from benchmarks.floors import transaction
from benchmarks.inbound import checks
from benchmarks.inbound.sending import EMPTY, REPLY, Sending
from benchmarks.inbound.statements import Statements, statements
from benchmarks.inbound.web import serving
from benchmarks.installation import Installation
from benchmarks.measuring import Way
from benchmarks.progress import say
from benchmarks.scale import Scale
from benchmarks.seed import found_by_number, members, number, open_check_ins
from benchmarks.servers import Ground
from checkin.adapters.sql.engine import connect_to
from checkin.adapters.time import system_now

OURS = "checkin.bootstrap:create_app()"
FLOOR = "benchmarks.floors.transaction:create_app()"
WARM_UP = 200  # texts before the first round: connections, imports and compiled statements


class Side:
    """Both servers on one database, running until `stack` is closed."""

    def __init__(self, ground: Ground, scale: Scale, stack: ExitStack, *, postgres: bool) -> None:
        self.database = "PostgreSQL" if postgres else "SQLite"
        self.scale = scale
        say(f"inbound: making members on {self.database}")
        self.many = WARM_UP + scale.rounds * scale.requests
        name = f"inbound_{self.database.lower()}"
        self.ours = ground.installation(name, postgres=postgres)
        self.engine = connect_to(self.ours.database_url)
        self._seed()
        floor = Installation(ground.empty(f"{name}_floor", postgres=postgres), ground.folder)
        transaction.prepare(floor.database_url, [number(i + 1) for i in range(self.many)])
        log = ground.folder / f"{name}.log"
        web = stack.enter_context(serving(OURS, self.ours.environment(), log))
        self.to_ours = Sending(web, REPLY)
        web = stack.enter_context(serving(FLOOR, floor.environment(), log.with_suffix(".floor")))
        self.to_floor = Sending(web, EMPTY)

    def _seed(self) -> None:
        now = system_now()
        with self.engine.begin() as connection:
            members(connection, self.ours, self.many + 1, now)
            found_by_number(connection, self.ours, self.many + 1)
            open_check_ins(connection, now)

    def ways(self) -> dict[str, Way]:
        """What is sent in each round, by name; `again` comes after `first` in the first round."""
        many = self.scale.requests
        return {
            f"{self.database}: transaction": lambda: self.to_floor.first(many),
            f"{self.database}: first": lambda: self.to_ours.first(many),
            f"{self.database}: again": self.to_ours.again,
        }

    def warm_up(self) -> None:
        """Send the first texts, which are not measured, and the same once more."""
        self.to_floor.first(WARM_UP)
        self.to_ours.first(WARM_UP)
        self.to_ours.again()

    def check(self) -> int:
        """How many rows the repeats have left; raises unless every text was stored and heard."""
        with self.engine.connect() as connection:
            checks.all_heard(connection, self.to_ours.sent)
            extra = checks.texts(connection) - 2 * self.to_ours.sent
        return extra

    def statements(self) -> Statements:
        """How many SQL statements a text takes here; leaves one more text behind."""
        return statements(self.ours, self.many + 1)
