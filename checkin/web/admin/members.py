"""One member and their history."""

from flask import Blueprint, Response, url_for

from checkin.domain.audit import Reason
from checkin.domain.schedule import zone_named
from checkin.usecases import looking
from checkin.usecases.ports import Services
from checkin.usecases.ports.desk import Bookmark
from checkin.web.admin import addresses, sight
from checkin.web.admin.pages import Pages
from checkin.web.admin.sessions import see

ONE = "/members/<int(max=999999999999999999):member_id>"


def add_routes(routes: Blueprint, services: Services, pages: Pages) -> None:
    """`/admin/members/<id>`."""

    @routes.get(ONE)
    def member(member_id: int) -> Response:
        looker = sight.looker(sight.of_member(member_id))
        seen, hidden = looking.member(services, looker, member_id, addresses.bookmark())
        older = seen.history.older
        return pages.show(
            "member.html",
            zone=zone_named(seen.card.member.time_zone),
            member=seen,
            hidden=hidden,
            reasons=list(Reason),
            older=_older(member_id, older) if older else None,
        )

    @routes.post(f"{ONE}/show")
    def show_member(member_id: int) -> Response:
        sight.remember(sight.of_member(member_id), services.now())
        return see(f"{url_for('admin.member', member_id=member_id)}#history")

    @routes.get(f"{ONE}/show")
    def back_to_member(member_id: int) -> Response:
        """A phone that opens its tabs again asks for it by GET."""
        return see(url_for("admin.member", member_id=member_id))


def _older(member_id: int, mark: Bookmark) -> str:
    before = addresses.of_bookmark(mark)
    return url_for("admin.member", member_id=member_id, before=before)
