"""Who is logged in: the session's cookie, and the guard on every page."""

from datetime import timedelta

from flask import Flask, Request, Response, redirect, request, session, url_for
from flask import g as request_globals
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_login import LoginManager, UserMixin, current_user, login_user

from checkin.usecases import staff
from checkin.usecases.ports import Services
from checkin.usecases.ports.staff import Coordinator
from checkin.web.admin.kept import kept
from checkin.web.admin.pages import Pages

IDLE = timedelta(minutes=15)  # R170
OPEN = frozenset({"admin.login", "admin.log_in", "admin.style"})  # everything else needs a login


class User(UserMixin):  # type: ignore[misc]
    """A coordinator as Flask-Login keeps them in the session: an id and a stamp."""

    def __init__(self, coordinator: Coordinator) -> None:
        self.coordinator = coordinator

    def get_id(self) -> str:
        """What stands in the session; it does not hold once the password has changed."""
        return f"{self.coordinator.id}.{self.coordinator.stamp}"


class Sessions(SecureCookieSessionInterface):
    """Keeps the cookie to the pages: neither the carrier nor the style sheet gets one."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Set the cookie, and with it begin the idle time anew, on a coordinator's page only."""
        if request.blueprint == "admin" and request.endpoint != "admin.style":
            super().save_session(app, session, response)


def set_up(app: Flask, services: Services, *, https: bool) -> None:
    """Cookies that scripts and other sites cannot use, and that end when nobody uses them."""
    app.session_interface = Sessions()
    app.config.update(
        # The prefix has browsers refuse the cookie unless it is secure and ours alone.
        SESSION_COOKIE_NAME="__Host-checkin" if https else "checkin",
        SESSION_COOKIE_SECURE=https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=IDLE,
    )
    manager = LoginManager()
    manager.session_protection = None  # a phone's address changes as it moves from mast to mast
    manager.init_app(app, add_context_processor=False)

    @manager.user_loader  # type: ignore[untyped-decorator]
    def load(kept_id: str) -> User | None:
        id_, _, stamp = kept_id.partition(".")
        coordinator = staff.known(services, int(id_), stamp) if id_.isdecimal() else None
        return User(coordinator) if coordinator else None


def begin(coordinator: Coordinator) -> None:
    """A session of its own for this login: nothing of an earlier one is kept."""
    session.clear()
    login_user(User(coordinator))
    session.permanent = True
    request_globals.coordinator = coordinator


def guard(app: Flask, pages: Pages) -> None:
    """Nobody sees a page without a login; what they typed waits until they have one."""

    @app.before_request
    def check() -> Response | None:
        if request.blueprint != "admin" or request.endpoint in OPEN:
            return None
        if current_user.is_authenticated:
            request_globals.coordinator = current_user.coordinator
            return None
        if request.method in ("GET", "HEAD"):
            return see(url_for("admin.login", next=_address(request)))
        typed = kept()
        return pages.show(
            "login.html",
            401,
            next=typed.address,
            note=typed.note,
            others=typed.others,
            fault_key="login.idle",
        )


def see(address: str) -> Response:
    """Send the browser to `address`, by GET."""
    response: Response = redirect(address, 303, Response)  # type: ignore[assignment]
    return response


def _address(asked: Request) -> str | None:
    """Where to go after the login; the list needs no mention."""
    return asked.full_path.rstrip("?") if asked.path != "/admin/" or asked.args else None
