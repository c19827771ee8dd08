"""Pages that are made to be printed: who is open, for a night without power, and consent."""

from flask import Blueprint, Response

from checkin.domain.schedule import zone_named
from checkin.usecases import agreed, desk
from checkin.usecases.ports import Services
from checkin.web.admin import addresses
from checkin.web.admin.members import ONE
from checkin.web.admin.pages import Pages

ON_PAPER = 40  # people, on a few sheets


def add_routes(routes: Blueprint, services: Services, pages: Pages) -> None:
    """`/admin/sheet`, and `/admin/members/<id>/consent`."""

    @routes.get("/sheet", endpoint="call_sheet")
    def call_sheet() -> Response:
        listing = desk.listing(services, addresses.place(), ON_PAPER)
        following = addresses.of_place(listing.next) if listing.next else None
        return pages.show("call_sheet.html", listing=listing, following=following)

    @routes.get(f"{ONE}/consent")
    def consent(member_id: int) -> Response:
        record = agreed.record(services, member_id, addresses.below())
        member = record.card.member
        return pages.show(
            "consent.html", zone=zone_named(member.time_zone), record=record, who=member
        )
