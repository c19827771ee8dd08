"""The staff, for admins: who has a login, and what it may do."""

from typing import Any

from flask import Blueprint, Response, flash, request, url_for

from checkin.domain.staff import Role
from checkin.usecases import door, staffing
from checkin.usecases.door import Held
from checkin.usecases.ports import Services
from checkin.usecases.ports.staff import NewCoordinator
from checkin.usecases.staff import NotAdded, hire
from checkin.usecases.staffing import NotDone
from checkin.web.admin.pages import Pages, me
from checkin.web.admin.sessions import see

ONE = "/staff/<int(max=999999999999999999):coordinator_id>"
TYPED = ("login", "name", "number", "role")


class Staff:
    """The pages of the staff."""

    def __init__(self, services: Services, pages: Pages) -> None:
        self.services = services
        self.pages = pages

    def everybody(self) -> Response:
        """Who has or had a login."""
        return self.pages.show("staff.html", staff=staffing.everybody(self.services))

    def one(self, coordinator_id: int, status: int = 200, refused: str = "") -> Response:
        """One of them, and what can be done about their login."""
        return self.pages.show(
            "colleague.html",
            status,
            one=staffing.one(self.services, coordinator_id),
            roles=list(Role),
            refused=refused,
        )

    def change(self, coordinator_id: int) -> Response:
        """Do what the pressed button says, if the admin's own password is right."""
        act = request.form.get("act", "")
        try:
            self._prove("password")
            if act == "role":
                role = _role(request.form.get("role", ""))
                staffing.give_role(self.services, me().id, coordinator_id, role)
            elif act == "deactivate":
                staffing.deactivate(self.services, me().id, coordinator_id)
            elif act == "reset":
                staffing.reset_second_factor(self.services, me().id, coordinator_id)
            else:
                raise NotDone("refused.no_act")
        except NotDone as error:
            return self.one(coordinator_id, 422, error.key)
        flash(f"done.staff_{act}")
        return see(url_for("admin.staff"))

    def new(self, status: int = 200, refused: str = "", **typed: Any) -> Response:
        """The form for somebody who is to have a login."""
        values: dict[str, Any] = {"roles": list(Role), "typed": typed, "refused": refused}
        return self.pages.show("new_colleague.html", status, **values)

    def add(self) -> Response:
        """Give somebody a login, or say why not and give back what was typed."""
        typed = {name: request.form.get(name, "") for name in TYPED}
        number = "".join(typed["number"].split()) or None
        try:
            self._prove("own_password")
            role = _role(typed["role"])
            wanted = NewCoordinator(typed["login"], typed["name"], me().language, number, role)
            hire(self.services, wanted, request.form.get("password", ""), me().id)
        except (NotAdded, NotDone) as error:
            return self.new(422, error.key, **typed)
        flash("done.staff_added")
        return see(url_for("admin.staff"))

    def _prove(self, field: str) -> None:
        """Their own password again. Raises `NotDone`."""
        try:
            if not door.prove(self.services, me(), request.form.get(field, "")):
                raise NotDone("refused.password")
        except Held:
            raise NotDone("refused.held") from None


def add_routes(routes: Blueprint, staff: Staff) -> None:
    """`/admin/staff` and what lies below it."""
    routes.add_url_rule("/staff", "staff", staff.everybody)
    routes.add_url_rule("/staff/new", "new_colleague", staff.new)
    routes.add_url_rule("/staff/new", "add_colleague", staff.add, methods=["POST"])
    routes.add_url_rule(ONE, "colleague", staff.one)
    routes.add_url_rule(ONE, "change_colleague", staff.change, methods=["POST"])


def _role(word: str) -> Role:
    try:
        return Role(word)
    except ValueError:
        raise NotDone("refused.no_act") from None
