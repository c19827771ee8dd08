"""One database's half: the list of our application and the floor, on the same rows."""

from contextlib import ExitStack
from dataclasses import replace

from benchmarks.desk import reading, waiting
from benchmarks.desk.reading import Reading, read
from benchmarks.inbound.statements import counting
from benchmarks.inbound.web import serving
from benchmarks.measuring import Sample, Way
from benchmarks.progress import say
from benchmarks.scale import Scale
from benchmarks.seed import members
from benchmarks.servers import Ground
from checkin.adapters.sql.engine import connect_to
from checkin.adapters.time import system_now
from checkin.domain.escalation import EVERYTHING, EscalationKind, Filter, Level, Whose
from checkin.usecases import desk
from checkin.web.admin.addresses import of_place

OURS = "checkin.bootstrap:create_app()"
FLOOR = "benchmarks.floors.listing:create_app()"
FLOOR_PAGE = "an empty view, a query, a template"
FIRST, DEEP = "first page", "half way down"
WARM_UP = 50  # requests
ALL = 10_000_000  # rows
NARROWED = {
    "level=yellow": Filter(level=Level.YELLOW),
    "level=red": Filter(level=Level.RED),
    "kind=stop": Filter(kind=EscalationKind.STOP),
    "whose=mine": Filter(whose=Whose.MINE),
    "whose=nobody": Filter(whose=Whose.NOBODY),
    "late=1": Filter(late=True),
    "state=resolved": Filter(resolved=True),
    "state=resolved&kind=stop": Filter(kind=EscalationKind.STOP, resolved=True),
    "state=resolved&whose=mine": Filter(whose=Whose.MINE, resolved=True),
}


class Side:
    """Both servers on one database, running until `stack` is closed."""

    def __init__(self, ground: Ground, scale: Scale, stack: ExitStack, *, postgres: bool) -> None:
        self.database = "PostgreSQL" if postgres else "SQLite"
        self.many = scale.pages
        self.name = f"desk_{self.database.lower()}"
        installation = ground.installation(self.name, postgres=postgres)
        self.services = installation.services()
        stack.callback(self.services.close)
        self.reader_id, other = reading.staff(self.services)
        say(f"desk: making members, texts and escalations on {self.database}")
        engine, now = connect_to(installation.database_url), system_now()
        with engine.begin() as connection:
            members(connection, installation, scale.members[0], now)
            waiting.said(connection, installation, scale.said, now)
            waiting.raised(connection, scale.waiting, (self.reader_id, other), now)
        engine.dispose()
        self.reading = Reading(installation, self.services)
        log, environment = ground.folder / f"{self.name}.log", installation.environment()
        self.ours = stack.enter_context(serving(OURS, environment, log))
        self.floor = stack.enter_context(serving(FLOOR, environment, log.with_suffix(".floor")))
        self.paths = {FIRST: "/admin/", DEEP: self._deep("", EVERYTHING)}
        for query, wanted in NARROWED.items():
            self.paths[query] = f"/admin/?{query}"
            self.paths[f"{query}, {DEEP}"] = self._deep(f"{query}&", wanted)

    def ways(self) -> dict[str, Way]:
        """What is asked for in each round, by name."""
        ours = {name: self._way(path) for name, path in self.paths.items()}
        return {self.named(name): way for name, way in {FLOOR_PAGE: self._least, **ours}.items()}

    def named(self, name: str) -> str:
        """The name of a way of this database."""
        return f"{self.database}: {name}"

    def warm_up(self) -> None:
        """Ask for each page, unmeasured; raises unless both servers show as many rows."""
        read(self.floor, self.reading.request("/admin/"), WARM_UP)
        read(self.ours, self.reading.request("/admin/"), WARM_UP)
        for name, path in self.paths.items():
            if not self.reading.page(path).count('<li class="card'):
                raise RuntimeError(f"nobody is on the page {path}: {name}")
            read(self.ours, self.reading.request(path), WARM_UP // 10)

    def statements(self) -> int:
        """How many SQL statements the page takes that takes the most."""
        most = 0
        for path in self.paths.values():
            with counting() as executed:
                self.reading.page(path)
            most = max(most, len([word for word in executed if word != "BEGIN"]))
        return most

    def _way(self, path: str) -> Way:
        request = self.reading.request(path)
        return lambda: read(self.ours, request, self.many)

    def _least(self) -> Sample:
        return read(self.floor, self.reading.request("/admin/"), self.many)

    def _deep(self, query: str, wanted: Filter) -> str:
        """The address of the page in the middle of this list."""
        wanted = replace(wanted, reader_id=self.reader_id)
        concerns = desk.listing(self.services, None, ALL, wanted).concerns
        return f"/admin/?{query}after={of_place(concerns[len(concerns) // 2].place)}"
