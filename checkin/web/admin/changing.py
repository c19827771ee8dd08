"""What can be changed about a member: forms of their own, each sent to its own address."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, flash, request, url_for

from checkin.domain.changing import stamp
from checkin.domain.importing import asking
from checkin.domain.importing.enrolment import Reason, Terms
from checkin.domain.member import Cadence, Member, MemberState
from checkin.domain.schedule import zone_named
from checkin.usecases import changing, desk
from checkin.usecases.changing import Stale, Unfit
from checkin.usecases.ports import Conflict, Services
from checkin.web.admin.kept import LONGEST_NOTE
from checkin.web.admin.members import ONE
from checkin.web.admin.pages import Pages, me
from checkin.web.admin.sessions import see

FIELDS = (*asking.FIELDS, "until", "phone", "evidence", "note")
LONGEST = 200  # characters of any field but the note
ACTS = "how, pause, back, number, note"
CONFLICT = "refused.changed_just_now"


class Changes:
    """The forms of one member, and what comes of sending one."""

    def __init__(self, services: Services, pages: Pages, terms: Terms) -> None:
        self.services = services
        self.pages = pages
        self.terms = terms

    def show(self, member_id: int, status: int = 200, **told: Any) -> Response:
        """The forms, filled with what stands; `told` is what was typed, and what is wrong."""
        card = desk.card(self.services, member_id)
        who = card.member
        values = values_of(who) | told.pop("typed", {})
        given: dict[str, Any] = {"why": {}, "refused": ""} | told
        return self.pages.show(
            "change_member.html",
            status,
            zone=zone_named(who.time_zone),
            card=card,
            who=who,
            typed=values,
            seen=stamp(who),
            languages=sorted(self.terms.languages),
            cadences=Cadence,
            hours=self.terms.window,
            asked=who.state is not MemberState.LEFT,
            longest=LONGEST_NOTE,
            **given,
        )

    def sent(self, member_id: int, done: str, act: Callable[[Mapping[str, str]], Any]) -> Response:
        """Do it and go back to the member; or show the form again with what was typed."""
        typed = {n: request.form[n][: _most(n)] for n in FIELDS if n in request.form}
        try:
            changed = act(typed)
        except Unfit as error:
            return self.show(member_id, 422, typed=typed, why=_by_field(error.reasons))
        except (Stale, Conflict):
            return self.show(member_id, 409, typed=typed, refused=CONFLICT)
        flash("done.nothing" if changed is False else done)
        return see(url_for("admin.member", member_id=member_id))

    def how(self, member_id: int) -> Response:
        """How the member is asked from now on."""
        seen, me_id = request.form.get("seen", ""), me().id
        return self.sent(
            member_id,
            "done.how",
            lambda typed: changing.ask_otherwise(
                self.services, member_id, typed, seen, self.terms, me_id
            ),
        )

    def pause(self, member_id: int) -> Response:
        """Nothing is asked until a day."""
        me_id = me().id
        return self.sent(
            member_id,
            "done.paused",
            lambda typed: changing.pause(self.services, member_id, typed.get("until", ""), me_id),
        )

    def end_pause(self, member_id: int) -> Response:
        """The pause is over."""
        me_id = me().id
        return self.sent(
            member_id, "done.back", lambda _: changing.end_pause(self.services, member_id, me_id)
        )

    def number(self, member_id: int) -> Response:
        """Another number."""
        seen, me_id = request.form.get("seen", ""), me().id
        return self.sent(
            member_id,
            "done.number",
            lambda typed: changing.give_number(
                self.services, member_id, typed, seen, self.terms, me_id
            ),
        )

    def note(self, member_id: int) -> Response:
        """A note for whoever comes next."""
        me_id = me().id
        return self.sent(
            member_id,
            "done.noted",
            lambda typed: changing.note(self.services, member_id, typed.get("note", ""), me_id),
        )


def add_routes(routes: Blueprint, services: Services, pages: Pages, terms: Terms) -> None:
    """`/admin/members/<id>/change`, and the addresses that its forms are sent to."""
    changes = Changes(services, pages, terms)
    routes.add_url_rule(f"{ONE}/change", "change", changes.show)
    for act, endpoint, view in (
        ("how", "how", changes.how),
        ("pause", "pause", changes.pause),
        ("back", "end_pause", changes.end_pause),
        ("number", "number", changes.number),
        ("note", "note", changes.note),
    ):
        routes.add_url_rule(f"{ONE}/{act}", endpoint, view, methods=["POST"])

    @routes.get(f"{ONE}/<any({ACTS}):_form>")
    def looked_at(member_id: int, _form: str) -> Response:
        """A phone that opens its tabs again asks for these by GET."""
        return see(url_for("admin.change", member_id=member_id))


def values_of(member: Member) -> dict[str, str]:
    """What stands, as the fields of the form say it."""
    rhythm, window = member.rhythm, member.window
    return {
        "language": member.language,
        "time_zone": member.time_zone,
        "channel": member.channel.value,
        "cadence": rhythm.cadence.value,
        "weekday": "" if rhythm.weekday is None else str(rhythm.weekday),
        "hour": f"{rhythm.at:%H:%M}",
        "opens": f"{window.opens:%H:%M}",
        "closes": f"{window.closes:%H:%M}",
    }


def _most(field: str) -> int:
    return LONGEST_NOTE if field == "note" else LONGEST


def _by_field(reasons: Any) -> dict[str, Reason]:
    found: dict[str, Reason] = {}
    for reason in reasons:
        found.setdefault(reason.column, reason)
    return {name: found[name] for name in FIELDS if name in found}
