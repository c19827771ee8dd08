"""All of `/admin`, put together."""

from dataclasses import dataclass

from flask import Blueprint, Flask, Response
from flask_wtf.csrf import CSRFProtect

from checkin.domain.importing.enrolment import Terms
from checkin.usecases.desk import NotThere
from checkin.usecases.ports import Conflict, Services, Unavailable
from checkin.web.admin import (
    account,
    audit,
    changing,
    circles,
    concerns,
    enrolling,
    findings,
    headers,
    limits,
    login,
    members,
    messages,
    mishaps,
    pairings,
    printed,
    report,
    roster,
    second,
    sessions,
    sheet,
    shifts,
    staff,
)
from checkin.web.admin.pages import Pages


@dataclass(frozen=True, slots=True)
class Site:
    """Where the page stands: reached by https or not, in which zone, and where tries are counted.

    `limits` is the address of Redis, or `memory://`; `terms` is what holds for new members.
    """

    https: bool
    time_zone: str
    limits: str
    terms: Terms


def add(app: Flask, services: Services, site: Site) -> CSRFProtect:
    """Add the coordinators' page to `app`; what checks all forms, to exempt signed doors from.

    The guard comes before the check of a form, so that a form sent after the session has ended
    leads to the login and not to a complaint.
    """
    pages = Pages(services, site.time_zone)
    sessions.set_up(app, services, https=site.https)
    sessions.guard(app, pages)
    headers.add(app, https=site.https)
    app.config.update(WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_TIME_LIMIT=None)
    csrf = CSRFProtect(app)
    app.before_request(lambda: csrf.protect(apply_exemptions=True))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    mishaps.add(app, pages)
    app.register_blueprint(_routes(app, services, site, pages))
    return csrf


def _routes(app: Flask, services: Services, site: Site, pages: Pages) -> Blueprint:
    routes = Blueprint("admin", __name__, url_prefix="/admin")
    sheet.add_route(routes)
    limited = limits.on_login(app, site.limits)
    login.add_routes(routes, services, pages, limited)
    second.add_routes(routes, second.Second(services, pages), limited)
    account.add_routes(routes, account.Account(services, pages))
    concerns.add_routes(routes, concerns.Concerns(services, pages))
    members.add_routes(routes, services, pages)
    printed.add_routes(routes, services, pages)
    changing.add_routes(routes, services, pages, site.terms)
    enrolling.add_routes(routes, services, pages, site.terms)
    circles.add_routes(routes, services, pages)
    roster.add_routes(routes, services, pages, site.terms)
    messages.add_routes(routes, services, pages)
    findings.add_routes(routes, services)
    audit.add_routes(routes, services, pages)
    staff.add_routes(routes, staff.Staff(services, pages))
    shifts.add_routes(routes, services, pages)
    pairings.add_routes(routes, services, pages)
    report.add_routes(routes, services, pages)

    @routes.errorhandler(NotThere)
    def not_there(_: NotThere) -> Response:
        return mishaps.mishap(pages, 404)

    @routes.errorhandler(Conflict)
    @routes.errorhandler(Unavailable)
    def database_away(_: Exception) -> Response:
        return mishaps.database_away(pages)

    return routes
