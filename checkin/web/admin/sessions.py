"""Who is logged in: the session's cookie, and the guard on every page."""

from datetime import datetime, timedelta
from secrets import token_urlsafe

from flask import Flask, Request, Response, redirect, request, session, url_for
from flask import g as request_globals
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_login import LoginManager, UserMixin, current_user, login_user

from checkin.usecases import staff
from checkin.usecases.ports import Services
from checkin.usecases.ports.staff import Coordinator
from checkin.web.admin.kept import kept
from checkin.web.admin.pages import Pages
from checkin.web.admin.rights import OPEN, refusal

IDLE = timedelta(minutes=15)  # R170
LONGEST = timedelta(hours=12)  # whoever is at work for longer logs in again
HALFWAY = timedelta(minutes=10)  # from the password to the code

# What stands in the session beside Flask-Login's own.
BEGUN, HALF, NAME = "begun", "half", "session"


class User(UserMixin):  # type: ignore[misc]
    """A coordinator as Flask-Login keeps them in the session: an id and a stamp."""

    def __init__(self, coordinator: Coordinator) -> None:
        self.coordinator = coordinator

    def get_id(self) -> str:
        """What stands in the session; it does not hold once their stamp is another."""
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
        if _age(services) > LONGEST:
            return None
        coordinator = _known(services, kept_id)
        return User(coordinator) if coordinator else None


def begin(coordinator: Coordinator, now: datetime) -> None:
    """A session of its own for this login: nothing of an earlier one is kept."""
    session.clear()
    login_user(User(coordinator))
    session[BEGUN] = now.timestamp()
    session[NAME] = token_urlsafe(16)
    session.permanent = True
    request_globals.coordinator = coordinator


def begin_half(coordinator: Coordinator, now: datetime) -> None:
    """Their password was right; they see nothing before their second factor."""
    session.clear()
    session[HALF] = User(coordinator).get_id()
    session[BEGUN] = now.timestamp()
    session.permanent = True


def its_name() -> str:
    """What tells this session from all others; empty for one that is only half begun."""
    name: str = session.get(NAME, "")
    return name


def halfway(services: Services) -> Coordinator | None:
    """Who has given their password just now, and owes a second factor."""
    half = session.get(HALF)
    return _known(services, half) if half and _age(services) <= HALFWAY else None


def _age(services: Services) -> timedelta:
    """How long ago the session began, on everybody's own clock."""
    return timedelta(seconds=services.wall().timestamp() - session.get(BEGUN, 0))


def _known(services: Services, kept_id: str) -> Coordinator | None:
    id_, _, stamp = kept_id.partition(".")
    return staff.known(services, int(id_), stamp, its_name()) if id_.isdecimal() else None


def guard(app: Flask, pages: Pages) -> None:
    """Nobody sees a page without a login and the right to it; what they typed waits for a login."""

    @app.before_request
    def check() -> Response | None:
        if request.blueprint != "admin" or request.endpoint in OPEN:
            return None
        if current_user.is_authenticated:
            request_globals.coordinator = current_user.coordinator
            return refusal(current_user.coordinator)
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
