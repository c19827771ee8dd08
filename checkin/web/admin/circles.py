"""Circles: made of members with their cost shown first, and looked after by a facilitator."""

from flask import Blueprint, Response, flash, request, url_for

from checkin.domain.audit import Reason
from checkin.usecases import looking_at_circles, making_circles
from checkin.usecases.making_circles import NotMade
from checkin.usecases.ports import Conflict, Services
from checkin.web.admin.pages import Pages, me
from checkin.web.admin.sessions import see

ONE = "/circles/<int(max=999999999999999999):circle_id>"
DOING = f"{ONE}/<any(show, add, remove, hold, release):doing>"


def add_routes(routes: Blueprint, services: Services, pages: Pages) -> None:
    """`/admin/circles`, `/admin/circles/<id>`, and what is sent from it."""

    @routes.get("/circles")
    def circles() -> Response:
        return _listed(services, pages)

    @routes.post("/circles")
    def make_circle() -> Response:
        return _made(services, pages)

    @routes.get(ONE)
    def circle(circle_id: int) -> Response:
        return _one(services, pages, circle_id)

    @routes.post(DOING)
    def change_circle(circle_id: int, doing: str) -> Response:
        return _changed(services, pages, circle_id, doing)

    @routes.get(DOING)
    def back_to_circle(circle_id: int, doing: str) -> Response:
        """A phone that opens its tabs again asks for this by GET."""
        return see(url_for("admin.circle", circle_id=circle_id))


def _made(services: Services, pages: Pages) -> Response:
    """Asked first with what it costs, then made: two pages, and no script."""
    chosen = [
        int(one) for one in request.form.getlist("member") if len(one) < 19 and one.isdecimal()
    ]
    if "sure" not in request.form:
        return _listed(services, pages, chosen=chosen)
    try:
        made = making_circles.make(services, chosen, me().id)
    except NotMade as error:
        return _listed(services, pages, 422, chosen, str(error))
    flash("done.circle_made")
    return see(url_for("admin.circle", circle_id=made))


def _changed(services: Services, pages: Pages, circle_id: int, doing: str) -> Response:
    if doing == "show":
        reason = request.form.get("reason", "")
        known = Reason(reason) if reason in set(Reason) else None
        return _one(services, pages, circle_id, known, 200 if known else 422)
    try:
        _do(services, circle_id, doing, _number("which"))
    except (NotMade, Conflict) as error:
        wrong = str(error) if isinstance(error, NotMade) else "circle.fault_late"
        return _one(services, pages, circle_id, None, 422, wrong)
    flash(f"done.circle_{doing}")
    return see(url_for("admin.circle", circle_id=circle_id))


def _do(services: Services, circle_id: int, doing: str, which: int) -> None:
    looking_at_circles.one(services, circle_id, me().id)  # it must be there
    if doing == "add":
        making_circles.add(services, circle_id, which, me().id)
    elif doing == "remove":
        if not making_circles.remove(services, circle_id, which, me().id):
            raise NotMade("circle.fault_who")
    else:
        release = doing == "release"
        making_circles.hold(services, circle_id, which, me().id, release=release)


def _number(name: str) -> int:
    typed = request.form.get(name, "")[:18]
    return int(typed) if typed.isdecimal() else 0


def _listed(
    services: Services,
    pages: Pages,
    status: int = 200,
    chosen: list[int] | None = None,
    fault: str = "",
) -> Response:
    """The list, with whom a new one may be made of; with some chosen, what they cost."""
    people = making_circles.candidates(services)
    taken = [each for each in people if each.member.id in set(chosen or ())]
    return pages.show(
        "circles.html",
        status,
        found=looking_at_circles.listing(services),
        people=people,
        chosen=[each.member.id for each in taken],
        cost=making_circles.cost(services, taken),
        terms=services.policy.circles,
        fault_key=fault,
    )


def _one(
    services: Services,
    pages: Pages,
    circle_id: int,
    reason: Reason | None = None,
    status: int = 200,
    fault: str = "",
) -> Response:
    seen = looking_at_circles.one(services, circle_id, me().id, reason)
    return pages.show(
        "circle.html",
        status,
        circle=seen,
        shown=reason is not None,
        alias=lambda number: services.wording.text(services.language, f"alias.{number}", {}),
        reasons=[each for each in Reason if each is not Reason.ESCALATION],
        people=making_circles.candidates(services),
        fault_key=fault,
    )
