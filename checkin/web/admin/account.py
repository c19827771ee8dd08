"""One's own login: its second factor, its recovery codes, its sessions."""

from flask import Blueprint, Response, flash, request, session, url_for

from checkin.usecases import door, second_factor, staff
from checkin.usecases.door import Held
from checkin.usecases.ports import Services
from checkin.web.admin import sessions
from checkin.web.admin.pages import Pages, me
from checkin.web.admin.second import show_codes
from checkin.web.admin.sessions import see


class Account:
    """The page of one's own login."""

    def __init__(self, services: Services, pages: Pages) -> None:
        self.services = services
        self.pages = pages

    def account(self, status: int = 200, refused: str = "", **values: str) -> Response:
        """What there is, and what can be done about it."""
        left = second_factor.codes_left(self.services, me())
        told = {"codes_left": left, "refused": refused, "refused_values": values}
        return self.pages.show("account.html", status, **told)  # type: ignore[arg-type]

    def change(self) -> Response:
        """Do what the pressed button says; all but logging out needs the password again."""
        act = request.form.get("act", "")
        if act == "everywhere":
            door.leave_everywhere(self.services, me())
            session.clear()
            flash("login.out_everywhere")
            return see(url_for("admin.login"))
        try:
            if not door.prove(self.services, me(), request.form.get("password", "")):
                return self.account(422, "refused.password")
        except Held as held:
            return self.account(429, "login.held", span=self.pages.words().span(held.wait))
        if act == "codes" and me().second_factor:
            return show_codes(self.pages, second_factor.new_codes(self.services, me()))
        if act == "pin":
            if not staff.set_pin(self.services, me().id, request.form.get("pin", "")):
                return self.account(422, "refused.pin")
            flash("done.pin")
            return see(url_for("admin.account"))
        if act != "enrol":
            return self.account(422, "refused.no_act")
        who = second_factor.begin_anew(self.services, me())
        sessions.begin_half(who, self.services.wall())
        return see(url_for("admin.enrolment"))


def add_routes(routes: Blueprint, account: Account) -> None:
    """`/admin/account`."""
    routes.add_url_rule("/account", "account", account.account)
    routes.add_url_rule("/account", "change_account", account.change, methods=["POST"])
