"""Who waits, one escalation, and what a coordinator does about it."""

from typing import Any

from flask import Blueprint, Response, flash, request, url_for

from checkin.domain.escalation import Refused
from checkin.domain.schedule import zone_named
from checkin.usecases import desk, looking
from checkin.usecases.looking import Looker
from checkin.usecases.ports import Conflict, Services
from checkin.usecases.ports.desk import Bookmark
from checkin.web.admin import addresses, sight
from checkin.web.admin.kept import LONGEST_NOTE
from checkin.web.admin.pages import Pages, me
from checkin.web.admin.sessions import see

ONE = "/escalations/<int(max=999999999999999999):escalation_id>"


class Concerns:
    """The pages of escalations."""

    def __init__(self, services: Services, pages: Pages) -> None:
        self.services = services
        self.pages = pages

    def waiting(self) -> Response:
        """The list of who waits."""
        listing = desk.listing(self.services, addresses.place())
        following = addresses.of_place(listing.next) if listing.next else None
        return self.pages.show(
            "waiting.html",
            listing=listing,
            following=following,
            first_page=addresses.place() is None,
        )

    def one(self, escalation_id: int, status: int = 200, **told: Any) -> Response:
        """One escalation; `told` is what an act led to, and what was typed for it."""

        def looker(member_id: int | None) -> Looker:
            return sight.looker(sight.of_member(member_id, escalation_id))

        seen, hidden = looking.concern(self.services, looker, escalation_id, addresses.bookmark())
        older = seen.member.history.older
        return self.pages.show(
            "escalation.html",
            status,
            zone=zone_named(seen.concern.time_zone),
            seen=seen,
            hidden=hidden,
            mine=seen.concern.escalation.taken_by == me().id,
            older=_older(escalation_id, older) if older else None,
            longest=LONGEST_NOTE,
            **told,
        )

    def show(self, escalation_id: int) -> Response:
        """Show older words, too: whoever comes from an escalation is working on it."""
        member_id = looking.about(self.services, escalation_id)
        sight.remember(sight.of_member(member_id, escalation_id), self.services.now())
        return see(f"{url_for('admin.escalation', escalation_id=escalation_id)}#history")

    def take(self, escalation_id: int) -> Response:
        """Take it, or hold it longer; what was typed meanwhile is still there afterwards."""
        note = request.form.get("note", "")
        try:
            desk.take(self.services, escalation_id, me().id)
        except (Refused, Conflict) as error:
            return self.one(escalation_id, 409, refused=_why(error), note=note)
        if note:
            return self.one(escalation_id, note=note)
        flash("done.taken")
        return see(url_for("admin.escalation", escalation_id=escalation_id))

    def resolve(self, escalation_id: int) -> Response:
        """Resolve it, or say why not and give back the note."""
        note = request.form.get("note", "")
        if len(note) > LONGEST_NOTE:
            return self.one(escalation_id, 422, refused="refused.note_too_long", note=note)
        try:
            desk.resolve(self.services, escalation_id, me().id, note)
        except (Refused, Conflict) as error:
            why = _why(error)
            status = 422 if why == "refused.note_missing" else 409
            return self.one(escalation_id, status, refused=why, note=note)
        flash("done.resolved")
        return see(url_for("admin.waiting"))


def add_routes(routes: Blueprint, concerns: Concerns) -> None:
    """The list, one escalation, and the acts on it."""
    routes.add_url_rule("/", "waiting", concerns.waiting)
    routes.add_url_rule(ONE, "escalation", concerns.one)
    routes.add_url_rule(f"{ONE}/show", "show_concern", concerns.show, methods=["POST"])
    routes.add_url_rule(f"{ONE}/take", "take", concerns.take, methods=["POST"])
    routes.add_url_rule(f"{ONE}/resolve", "resolve", concerns.resolve, methods=["POST"])

    @routes.get("")
    def entrance() -> Response:
        """The address in a text has no slash; it leads on without naming a host or a scheme."""
        return see(url_for("admin.waiting"))

    @routes.get(f"{ONE}/<any(take, resolve, show):_act>")
    def back(escalation_id: int, _act: str) -> Response:
        """A phone that opens its tabs again asks for these by GET."""
        return see(url_for("admin.escalation", escalation_id=escalation_id))


def _older(escalation_id: int, mark: Bookmark) -> str:
    before = addresses.of_bookmark(mark)
    return url_for("admin.escalation", escalation_id=escalation_id, before=before)


def _why(error: Refused | Conflict) -> str:
    """The key of why it was not done."""
    return error.key if isinstance(error, Refused) else "refused.changed_just_now"
