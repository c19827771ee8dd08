"""Logging in and out."""

from collections.abc import Callable
from typing import Any

import structlog
from flask import Blueprint, Response, flash, request, session, url_for
from flask_login import current_user

from checkin.usecases import staff
from checkin.usecases.ports import Services
from checkin.web.admin import kept, sessions
from checkin.web.admin.addresses import is_act, one_of_ours
from checkin.web.admin.limits import View
from checkin.web.admin.pages import Pages
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
        after = one_of_ours(request.form.get("next", ""))
        words: dict[str, Any] = {"note": kept.note(), "others": kept.others()}
        coordinator = staff.log_in(services, typed, request.form.get("password", ""))
        if coordinator is None:
            log.warning("login_refused")
            return pages.show(
                "login.html", 401, login=typed, next=after, fault_key="login.wrong", **words
            )
        log.info("logged_in", coordinator_id=coordinator.id)
        sessions.begin(coordinator)
        if any(words.values()) and is_act(after):
            return pages.show("again.html", reason="again.logged_in", address=after, **words)
        return see(after)

    @routes.post("/logout")
    def log_out() -> Response:
        session.clear()
        flash("login.out")
        return see(url_for("admin.login"))
