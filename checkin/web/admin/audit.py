"""The audit, for auditors and admins: who did or saw what, by ids, newest first."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from checkin.usecases import auditing, staffing
from checkin.usecases.ports import Services
from checkin.usecases.ports.audit import Which
from checkin.web.admin.pages import Pages

LONGEST_ID = 18  # digits


def add_routes(routes: Blueprint, services: Services, pages: Pages) -> None:
    """`/admin/audit`; what is asked for stands in the address, in ids alone."""

    @routes.get("/audit")
    def audit() -> Response:
        which = Which(_id("by"), _id("member"), _id("below"))
        listing = auditing.listing(services, which)
        older = listing.older
        values: dict[str, Any] = {
            "lines": listing.lines,
            "staff": staffing.everybody(services),
            "which": which,
            "older": _address(older) if older else None,
        }
        return pages.show("audit.html", **values)


def _id(name: str) -> int | None:
    """A number of the address; what is no id asks for nothing."""
    given = request.args.get(name, "").strip()
    return (
        int(given) if given.isascii() and given.isdecimal() and len(given) <= LONGEST_ID else None
    )


def _address(which: Which) -> str:
    asked: dict[str, Any] = {
        "by": which.coordinator_id,
        "member": which.member_id,
        "below": which.below,
    }
    return url_for("admin.audit", **{name: id_ for name, id_ in asked.items() if id_ is not None})
