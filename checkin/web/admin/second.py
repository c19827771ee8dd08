"""The second step of a login: a code, or for who has no second factor yet, setting one up."""

from collections.abc import Callable
from typing import Any

import structlog
from flask import Blueprint, Response, request, url_for

from checkin.usecases import door, second_factor
from checkin.usecases.door import Held
from checkin.usecases.ports import Services
from checkin.web.admin import sessions
from checkin.web.admin.addresses import is_act
from checkin.web.admin.limits import View
from checkin.web.admin.login import enrolment, held_back, kept_for_later, let_in, tell_of
from checkin.web.admin.pages import Pages
from checkin.web.admin.sessions import see

log = structlog.get_logger(__name__)


class Second:
    """The pages between the password and the session."""

    def __init__(self, services: Services, pages: Pages) -> None:
        self.services = services
        self.pages = pages

    def second(self) -> Response:
        """A phone that opens its tabs again asks for the step by GET."""
        if sessions.halfway(self.services) is None:
            return see(url_for("admin.login"))
        return self.pages.show("second.html")

    def answer(self) -> Response:
        """A code was typed."""
        who = sessions.halfway(self.services)
        if who is None:
            return self._over()
        try:
            last = door.answer(self.services, who, request.form.get("code", ""))
        except Held as held:
            return held_back(self.pages, held, "second.html")
        if last is None:
            log.warning("second_factor_refused", coordinator_id=who.id)
            return self._again("second.html", "second.wrong")
        return let_in(self.services, self.pages, who, last)

    def enrolment(self) -> Response:
        """The secret, as a picture and in letters."""
        who = sessions.halfway(self.services)
        if who is None:
            return see(url_for("admin.login"))
        return enrolment(self.services, self.pages, who)

    def enrol(self) -> Response:
        """A first code was typed: it is set up, and they are in."""
        who = sessions.halfway(self.services)
        if who is None:
            return self._over()
        done = second_factor.confirm(self.services, who, request.form.get("code", ""))
        if done is None:
            return enrolment(self.services, self.pages, who, 401, fault_key="second.wrong")
        last = door.enter(self.services, done.coordinator)
        log.info("second_factor_set_up", coordinator_id=who.id)
        sessions.begin(done.coordinator, self.services.wall())
        tell_of(self.pages, last)
        return show_codes(self.pages, done.codes)

    def _again(self, template: str, fault_key: str) -> Response:
        return self.pages.show(template, 401, fault_key=fault_key, **kept_for_later())

    def _over(self) -> Response:
        """It took too long: from the password on again, with what was typed."""
        return self._again("login.html", "login.idle")


def show_codes(pages: Pages, codes: Any) -> Response:
    """Recovery codes, told this once; and on to where they wanted to go."""
    typed = kept_for_later()
    after = typed.pop("next")
    kept = typed if is_act(after) else {}
    return pages.show("codes.html", codes=codes, address=after, **kept)


def add_routes(routes: Blueprint, second: Second, limited: Callable[[View], View]) -> None:
    """`/admin/login/code` and `/admin/login/enrol`."""
    routes.add_url_rule("/login/code", "second", second.second)
    routes.add_url_rule("/login/code", "answer", limited(second.answer), methods=["POST"])
    routes.add_url_rule("/login/enrol", "enrolment", second.enrolment)
    routes.add_url_rule("/login/enrol", "enrol", limited(second.enrol), methods=["POST"])
