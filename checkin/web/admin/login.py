"""Logging in and out: the first step, and where everybody goes after the last."""

from collections.abc import Callable
from typing import Any

import structlog
from flask import Blueprint, Response, flash, request, session, url_for
from flask_login import current_user

from checkin.usecases import door, second_factor
from checkin.usecases.door import Held
from checkin.usecases.ports import Services
from checkin.usecases.ports.door import LastLogin
from checkin.usecases.ports.staff import Coordinator
from checkin.web.admin import kept, sessions
from checkin.web.admin.addresses import is_act, one_of_ours
from checkin.web.admin.limits import View
from checkin.web.admin.pages import Pages, me
from checkin.web.admin.qr import picture
from checkin.web.admin.sessions import see

log = structlog.get_logger(__name__)


def add_routes(
    routes: Blueprint, services: Services, pages: Pages, limited: Callable[[View], View]
) -> None:
    """`/admin/login` and `/admin/logout`; `limited` holds back who tries too often."""

    @routes.get("/login")
    def login() -> Response:
        if current_user.is_authenticated:
            return see(url_for("admin.waiting"))
        return pages.show("login.html", next=one_of_ours(request.args.get("next", "")))

    @routes.post("/login")
    @limited
    def log_in() -> Response:
        typed = request.form.get("login", "")
        try:
            coordinator = door.knock(services, typed, request.form.get("password", ""))
        except Held as held:
            return held_back(pages, held, login=typed)
        if coordinator is None:
            log.warning("login_refused")
            return pages.show(
                "login.html", 401, login=typed, fault_key="login.wrong", **kept_for_later()
            )
        return first_step_done(services, pages, coordinator)

    @routes.post("/logout")
    def log_out() -> Response:
        door.leave(services, me(), sessions.its_name(), sessions.LONGEST)
        session.clear()
        flash("login.out")
        return see(url_for("admin.login"))


def first_step_done(services: Services, pages: Pages, coordinator: Coordinator) -> Response:
    """Their password was right: they are in, unless a second factor is needed first."""
    if coordinator.second_factor:
        sessions.begin_half(coordinator, services.wall())
        return pages.show("second.html", **kept_for_later())
    if door.must_enrol(coordinator):
        sessions.begin_half(coordinator, services.wall())
        return enrolment(services, pages, coordinator)
    return let_in(services, pages, coordinator, door.enter(services, coordinator))


def enrolment(
    services: Services, pages: Pages, who: Coordinator, status: int = 200, **told: Any
) -> Response:
    """What to do to set up a second factor; who has one already is asked for its code instead."""
    secret = second_factor.offered(services, who)
    if secret is None:
        return pages.show("second.html", status, **kept_for_later(), **told)
    issuer = pages.words().say("site.name")
    address = services.second_factors.address(secret, who.login, issuer)
    return pages.show(
        "enrol.html",
        status,
        picture=picture(address),
        letters=[secret[at : at + 4] for at in range(0, len(secret), 4)],
        forced=door.must_enrol(who),
        **kept_for_later(),
        **told,
    )


def let_in(services: Services, pages: Pages, coordinator: Coordinator, last: LastLogin) -> Response:
    """A session, what was before it, and on to where they wanted to go."""
    log.info("logged_in", coordinator_id=coordinator.id)
    sessions.begin(coordinator, services.wall())
    tell_of(pages, last)
    typed = kept_for_later()
    after = typed.pop("next")
    if any(typed.values()) and is_act(after):
        return pages.show("again.html", reason="again.logged_in", address=after, **typed)
    return see(after)


def tell_of(pages: Pages, last: LastLogin) -> None:
    """Say on the next page when they logged in before, so that they notice if it was not them."""
    words = pages.words()
    before = {"time": words.when(last.at)} if last.at else {}
    if last.wrong_tries:
        key = "login.last_wrong" if last.at else "login.first_wrong"
        before["count"] = str(last.wrong_tries)
    else:
        key = "login.last" if last.at else "login.first"
    flash((key, before))  # type: ignore[arg-type]  # anything that JSON holds, says Flask itself


def held_back(pages: Pages, held: Held, template: str = "login.html", **typed: str) -> Response:
    """There were too many wrong tries: how long to wait, with what was typed still there."""
    log.warning("login_held")
    response = pages.show(
        template,
        429,
        fault_key="login.held",
        fault_values={"span": pages.words().span(held.wait)},
        **kept_for_later(),
        **typed,  # type: ignore[arg-type]
    )
    response.headers["Retry-After"] = str(int(held.wait.total_seconds()))
    return response


def kept_for_later() -> dict[str, Any]:
    """Where they wanted to go, and what they had typed there, as every step of a login shows it."""
    return {
        "next": one_of_ours(request.form.get("next", "")),
        "note": kept.note(),
        "others": kept.others(),
    }
