"""A new member, typed into a form: enrolled and invited once, or every fault beside its field."""

from collections.abc import Mapping

import phonenumbers
from flask import Blueprint, Response, flash, request, url_for

from checkin.domain.importing.by_hand import FIELDS, Yes
from checkin.domain.importing.enrolment import Reason, Terms
from checkin.domain.importing.values import NAME_LIMIT
from checkin.domain.importing.zone import country_zones
from checkin.domain.member import Cadence, Channel
from checkin.usecases.adding import Outcome, add
from checkin.usecases.ports import Services
from checkin.web.admin.pages import Pages, me
from checkin.web.admin.sessions import see

LONGEST = 200  # characters of any field
# Which field of the form a column of a row stands in, where it is called otherwise.
IN_FIELD = {"at": "hour"}


def add_routes(routes: Blueprint, services: Services, pages: Pages, terms: Terms) -> None:
    """`/admin/members/new`."""
    zones = _zones(terms.country)

    def show(typed: Mapping[str, str], outcome: Outcome | None, status: int = 200) -> Response:
        return pages.show(
            "new_member.html",
            status,
            typed=typed,
            why={} if outcome is None else by_field(outcome),
            here=() if outcome is None else outcome.here,
            zones=zones,
            languages=sorted(terms.languages),
            channels=Channel,
            cadences=Cadence,
            ways=Yes,
            terms=terms,
            longest_name=NAME_LIMIT,
            adults_only=services.policy.adults_only,
            today=services.now().astimezone(pages.zone).date(),
        )

    @routes.get("/members/new")
    def new_member() -> Response:
        return show({"language": services.language, "channel": "text", "cadence": "weekly"}, None)

    @routes.post("/members/new", endpoint="enrol_member")
    def enrol() -> Response:
        typed = {name: request.form.get(name, "")[:LONGEST] for name in FIELDS}
        outcome = add(services, typed, terms, pages.zone, me().id)
        if outcome.member_id is None:
            return show(typed, outcome, 422)
        flash("done.invited")
        return see(url_for("admin.member", member_id=outcome.member_id))


def by_field(outcome: Outcome) -> Mapping[str, Reason]:
    """The first reason of each field, in the order of the form."""
    found: dict[str, Reason] = {}
    for reason in outcome.reasons:
        found.setdefault(IN_FIELD.get(reason.column, reason.column), reason)
    return {name: found[name] for name in FIELDS if name in found}


def _zones(country: str) -> tuple[str, ...]:
    """The zones to choose from; none where the country has only one, which goes without saying."""
    example = phonenumbers.example_number(country)
    zones = country_zones(example) if example else ()
    return zones if len(zones) > 1 else ()
