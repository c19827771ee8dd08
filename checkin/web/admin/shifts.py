"""The rota: who is on call, where nobody is, and what changes it."""

from flask import Blueprint, Response, flash, request, url_for

from checkin.domain.urgency import Who
from checkin.usecases import shifts
from checkin.usecases.ports import Services
from checkin.usecases.shifts import ONCE, NewShift, NotAdded
from checkin.web.admin.pages import Pages, me
from checkin.web.admin.sessions import see

ONE = "/shifts/<int(max=999999999999999999):shift_id>/remove"
FIELDS = ("who", "day", "on", "starts", "ends", "time_zone")


def add_routes(routes: Blueprint, services: Services, pages: Pages) -> None:
    """`/admin/shifts`, and what is sent from it."""

    @routes.get("/shifts")
    def shifts_page() -> Response:
        return _shown(services, pages, 200, {}, None)

    @routes.post("/shifts")
    def add_shift() -> Response:
        typed = {name: request.form.get(name, "")[:40].strip() for name in FIELDS}
        chosen = request.form.get("coordinator", "")
        try:
            new = NewShift(int(chosen) if chosen.isdecimal() else 0, **typed)
            shifts.add(services, new, me().id)
        except NotAdded as error:
            kept = typed | {"coordinator": chosen}
            return _shown(services, pages, 422, kept, str(error))
        flash("done.shift_added")
        return see(url_for("admin.shifts_page"))

    @routes.post(ONE)
    def remove_shift(shift_id: int) -> Response:
        flash("done.shift_removed" if shifts.remove(services, shift_id, me().id) else "shift.gone")
        return see(url_for("admin.shifts_page"))

    @routes.get(ONE)
    def back_to_shifts(shift_id: int) -> Response:
        """A phone that opens its tabs again asks for this by GET."""
        return see(url_for("admin.shifts_page"))


def _shown(
    services: Services, pages: Pages, status: int, typed: dict[str, str], fault: str | None
) -> Response:
    return pages.show(
        "shifts.html",
        status,
        rota=shifts.rota(services),
        typed=typed,
        fault_key=fault,
        once=ONCE,
        places=(Who.FIRST, Who.SECOND),
        zone_name=services.time_zone,
    )
