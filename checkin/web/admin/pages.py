"""Puts a page together: the template, the reader's words, and what every page shows."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import Response, g, render_template

from checkin.domain.schedule import zone_named
from checkin.domain.staff import Right, may
from checkin.usecases.ports import Services
from checkin.usecases.ports.staff import Coordinator
from checkin.web.admin import sheet
from checkin.web.admin.standing import Teller
from checkin.web.admin.words import Words


class Pages:
    """Makes pages for whoever has logged in; `zone` is the organisation's."""

    def __init__(self, services: Services, zone: str) -> None:
        self.services = services
        self.zone = zone_named(zone)

    def show(
        self, template: str, status: int = 200, *, zone: ZoneInfo | None = None, **values: Any
    ) -> Response:
        """The page, with its times in `zone`. Asks no database, so it can tell of its absence."""
        reader = coordinator()
        words = self.words(zone)
        page = render_template(
            template,
            **words.for_template(),
            standing=self._teller(words).standing,
            reader=reader,
            may=lambda right: reader is not None and may(reader.role, Right(right)),
            sheet=sheet.DIGEST,
            **values,
        )
        return Response(page, status, content_type="text/html; charset=utf-8")

    def words(self, zone: ZoneInfo | None = None) -> Words:
        """The reader's words, with times in `zone`."""
        reader = coordinator()
        return Words(
            services=self.services,
            language=reader.language if reader else self.services.language,
            now=self.services.now(),
            zone=zone or self.zone,
        )

    def teller(self) -> Teller:
        """What tells the reader of escalations."""
        return self._teller(self.words())

    def _teller(self, words: Words) -> Teller:
        reader = coordinator()
        return Teller(words, self.services.policy, reader.id if reader else None)


def coordinator() -> Coordinator | None:
    """Who has logged in, once the guard has let them through."""
    found: Coordinator | None = g.get("coordinator")
    return found


def me() -> Coordinator:
    """The coordinator on a page that only they can see."""
    found = coordinator()
    if found is None:
        raise LookupError("nobody has logged in here")
    return found
