"""One member and their history."""

from flask import Blueprint, Response, url_for

from checkin.domain.schedule import zone_named
from checkin.usecases import desk
from checkin.usecases.ports import Services
from checkin.usecases.ports.desk import Bookmark
from checkin.web.admin import addresses
from checkin.web.admin.pages import Pages

ONE = "/members/<int(max=999999999999999999):member_id>"


def add_routes(routes: Blueprint, services: Services, pages: Pages) -> None:
    """`/admin/members/<id>`."""

    @routes.get(ONE)
    def member(member_id: int) -> Response:
        seen = desk.member(services, member_id, addresses.bookmark())
        older = seen.history.older
        return pages.show(
            "member.html",
            zone=zone_named(seen.card.member.time_zone),
            member=seen,
            older=_older(member_id, older) if older else None,
        )


def _older(member_id: int, mark: Bookmark) -> str:
    before = addresses.of_bookmark(mark)
    return url_for("admin.member", member_id=member_id, before=before)
