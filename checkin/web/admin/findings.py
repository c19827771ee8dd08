"""Whether the rules were right about a text: two buttons beside it, and no script."""

from flask import Blueprint, Response, abort, flash, request, url_for

from checkin.usecases.judging import judge
from checkin.usecases.ports import Services
from checkin.usecases.ports.findings import Verdict
from checkin.web.admin.addresses import one_of_ours
from checkin.web.admin.pages import me
from checkin.web.admin.sessions import see

JUDGED = "/messages/<int(max=999999999999999999):its_id>/judge"
VERDICTS = frozenset(Verdict)


def add_routes(routes: Blueprint, services: Services) -> None:
    """`/admin/messages/<id>/judge`, which leads back to the page with the button."""

    @routes.post(JUDGED, endpoint="judge")
    def judged(its_id: int) -> Response:
        verdict = request.form.get("verdict", "")
        if verdict not in VERDICTS:
            abort(400)
        judge(services, its_id, Verdict(verdict), me().id)
        flash(f"done.judged_{verdict}")
        return see(f"{one_of_ours(request.form.get('back', ''))}#t{its_id}")

    @routes.get(JUDGED)
    def not_judged(its_id: int) -> Response:
        """A phone that opens its tabs again asks for it by GET."""
        return see(url_for("admin.waiting"))
