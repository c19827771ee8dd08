"""The list of members: narrowed, read page by page, and searched.

What is searched for is a name or a number, so it travels in forms and stands in no address.
"""

from typing import Any

from flask import Blueprint, Response, request, url_for

from checkin.domain.importing.enrolment import Terms
from checkin.domain.member import Channel
from checkin.domain.roster import Sought, Which
from checkin.usecases import roster
from checkin.usecases.ports import Services
from checkin.web.admin import addresses
from checkin.web.admin.pages import Pages
from checkin.web.admin.sessions import see

LONGEST = 60  # characters of what is searched for


def add_routes(routes: Blueprint, services: Services, pages: Pages, terms: Terms) -> None:
    """`/admin/members`, and `/admin/members/find` for the search."""
    languages = sorted(terms.languages)

    def show(found: roster.Listing | None, status: int = 200, **values: Any) -> Response:
        given: dict[str, Any] = {"sought": Sought(), "said": ""} | values
        return pages.show(
            "members.html", status, found=found, which=Which, languages=languages, **given
        )

    @routes.get("/members")
    def members() -> Response:
        sought, below = _sought(terms), addresses.below()
        found = roster.listing(services, sought, below)
        following = _following(sought, found.below) if found.below else ""
        return show(found, sought=sought, first_page=below is None, following=following)

    @routes.post("/members/find")
    def find() -> Response:
        said = request.form.get("said", "").strip()[:LONGEST]
        if not said:
            return see(url_for("admin.members"))
        below = addresses.below()
        found = roster.find(services, said, terms.country, below)
        if found is None:
            return show(None, 422, said=said, searched=True, fault_key="roster.whole_number")
        if len(found.members) == 1 and found.below is None and below is None:
            return see(url_for("admin.member", member_id=found.members[0].member.id))
        return show(found, said=said, searched=True, first_page=below is None)

    @routes.get("/members/find")
    def not_found() -> Response:
        """A phone that opens its tabs again asks for it by GET."""
        return see(url_for("admin.members"))


def _sought(terms: Terms) -> Sought:
    """What the address narrows the list to; what makes no sense narrows nothing."""
    which, channel = request.args.get("which", ""), request.args.get("channel", "")
    language = request.args.get("language", "")
    return Sought(
        Which(which) if which in set(Which) else Which.ALL,
        language if language in terms.languages else "",
        Channel(channel) if channel in set(Channel) else None,
    )


def _following(sought: Sought, below: int) -> str:
    """The address of the next page of a list that is narrowed so."""
    narrowed: dict[str, Any] = {
        "which": sought.which,
        "language": sought.language,
        "channel": sought.channel,
    }
    return url_for("admin.members", below=below, **narrowed)
