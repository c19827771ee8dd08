"""Pairs: who is proposed to whom and why, who waits, and what a coordinator does about them."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, Response, flash, request, url_for

from checkin.domain.escalation import Refused
from checkin.domain.pairing import PairingState
from checkin.domain.pairing.matching import Shape
from checkin.domain.pairing.wishes import GENDERS, MOST
from checkin.domain.staff import Right, may
from checkin.usecases import desk, pairs, proposing, wishing
from checkin.usecases.changing import Unfit
from checkin.usecases.ports import Conflict, Services
from checkin.usecases.ports.pairings import TimelineLine
from checkin.web.admin.kept import LONGEST_NOTE
from checkin.web.admin.members import ONE as MEMBER
from checkin.web.admin.pages import Pages, me
from checkin.web.admin.sessions import see

ALL = "/pairings"
ONE = f"{ALL}/<int(max=999999999999999999):pairing_id>"
ACTS = "approve, unpair, block, unblock, swap"
WAITING = 12  # people whose reasons are shown at once
ANSWERS = frozenset({"agreed", "declined", "accepted", "by", "goes_on_with"})  # whose is hidden
FIELDS = ("gender", "languages", "household", "capacity", "supports", "adult_buddy")
LONGEST = 120


class Pairs:
    """The pages of pairings."""

    def __init__(self, services: Services, pages: Pages) -> None:
        self.services = services
        self.pages = pages

    def all(self, status: int = 200, **told: Any) -> Response:
        """The pairings in one state, who waits, and the load."""
        state, below = _state(), request.args.get("below", "")
        found, older, tally = pairs.listing(
            self.services, state, int(below) if below.isdecimal() else None
        )
        total, waiting = proposing.waiting(self.services, WAITING)
        return self.pages.show(
            "pairings.html",
            status,
            found=found,
            state=state,
            states=list(PairingState),
            older=older,
            tally=tally,
            total=total,
            waiting=waiting,
            busiest=pairs.busiest(self.services),
            **told,
        )

    def propose(self) -> Response:
        """A round of matching."""
        shape = Shape.BUDDIES if request.form.get("shape") == Shape.BUDDIES else Shape.PAIRS
        try:
            made = proposing.propose(self.services, self.services.solver, me().id, shape)
        except Conflict as error:
            return self.all(409, refused=_why(error))
        values = {"pairs": made.pairs, "told": made.told}
        flash(("done.proposed", values))  # type: ignore[arg-type]  # anything that JSON holds
        return see(url_for("admin.pairings"))

    def one(self, pairing_id: int, status: int = 200, **told: Any) -> Response:
        """One pairing. Who has answered what is for those who may see reports alone."""
        seen = pairs.one(self.services, pairing_id, me().id)
        open_ = may(me().role, Right.REPORTS)
        names = dict(seen.line.sides)
        return self.pages.show(
            "pairing.html",
            status,
            seen=seen,
            names=names,
            sees_answers=open_,
            lines=_lines(seen.timeline, names, sees_answers=open_),
            blocks=seen.blocks if open_ else (),
            longest=LONGEST_NOTE,
            **told,
        )

    def approve(self, pairing_id: int) -> Response:
        """Offer it to each of them."""
        return self._done(pairing_id, lambda: pairs.approve(self.services, pairing_id, me().id))

    def unpair(self, pairing_id: int) -> Response:
        """Drop a proposal or end a pairing."""
        note, conflict = request.form.get("note", "")[:LONGEST_NOTE], "conflict" in request.form
        return self._done(
            pairing_id,
            lambda: pairs.unpair(self.services, pairing_id, me().id, note, conflict=conflict),
        )

    def block(self, pairing_id: int) -> Response:
        """One of them never wants to meet the others again."""
        return self._done(
            pairing_id, lambda: pairs.block(self.services, pairing_id, me().id, _member())
        )

    def unblock(self, pairing_id: int) -> Response:
        """They have changed their mind."""
        return self._done(
            pairing_id, lambda: pairs.unblock(self.services, pairing_id, me().id, _member())
        )

    def others(self, pairing_id: int, status: int = 200, **told: Any) -> Response:
        """Who might come instead of one side, with the reasons why some cannot."""
        leaving = request.values.get("leaving", "")
        seen = pairs.one(self.services, pairing_id, me().id)
        names = dict(seen.line.sides)
        its = int(leaving) if leaving.isdecimal() and int(leaving) in names else 0
        try:
            fits = pairs.others_for(self.services, pairing_id, its)
        except Refused as error:
            return self.one(pairing_id, 409, refused=error.key)
        return self.pages.show(
            "swap.html", status, seen=seen, leaving=its, name=names[its], fits=fits, **told
        )

    def swap(self, pairing_id: int) -> Response:
        """Somebody else instead of one side."""
        leaving, coming = request.form.get("leaving", ""), request.form.get("coming", "")
        try:
            made = pairs.swap(self.services, pairing_id, me().id, _number(leaving), _number(coming))
        except (Refused, Conflict) as error:
            return self.one(pairing_id, 409, refused=_why(error))
        flash("done.swapped")
        return see(url_for("admin.pairing", pairing_id=made))

    def _done(self, pairing_id: int, act: Callable[[], None]) -> Response:
        """Do it, and show the pairing with what came of it."""
        try:
            act()
        except (Refused, Conflict) as error:
            return self.one(pairing_id, 409, refused=_why(error))
        flash(DONE[request.endpoint or ""])
        return see(url_for("admin.pairing", pairing_id=pairing_id))

    def wishes(self, member_id: int, status: int = 200, **told: Any) -> Response:
        """What a member wishes of a buddy, as a form."""
        given: dict[str, Any] = {"why": {}} | told
        return self.pages.show(
            "wishes.html",
            status,
            card=desk.card(self.services, member_id),
            wishes=wishing.wished(self.services, member_id),
            genders=GENDERS,
            most=MOST,
            **given,
        )

    def wish(self, member_id: int) -> Response:
        """Keep it."""
        typed = {n: request.form[n][:LONGEST] for n in FIELDS if n in request.form}
        accepts = tuple(request.form.getlist("accepts"))
        try:
            changed = wishing.wish(self.services, member_id, typed, accepts, me().id)
        except Unfit as error:
            return self.wishes(member_id, 422, why={r.column: r for r in error.reasons})
        flash("done.wishes" if changed else "done.nothing")
        return see(url_for("admin.member", member_id=member_id))


DONE = {
    "admin.approve_pairing": "done.approved",
    "admin.unpair": "done.unpaired",
    "admin.block": "done.blocked",
    "admin.unblock": "done.unblocked",
}


def add_routes(routes: Blueprint, services: Services, pages: Pages) -> None:
    """`/admin/pairings`, one of them with its acts, and a member's wishes."""
    them = Pairs(services, pages)
    routes.add_url_rule(ALL, "pairings", them.all)
    routes.add_url_rule(f"{ALL}/propose", "propose", them.propose, methods=["POST"])
    routes.add_url_rule(ONE, "pairing", them.one)
    routes.add_url_rule(f"{ONE}/others", "others", them.others)
    for act, endpoint, view in (
        ("approve", "approve_pairing", them.approve),
        ("unpair", "unpair", them.unpair),
        ("block", "block", them.block),
        ("unblock", "unblock", them.unblock),
        ("swap", "swap", them.swap),
    ):
        routes.add_url_rule(f"{ONE}/{act}", endpoint, view, methods=["POST"])
    routes.add_url_rule(f"{MEMBER}/wishes", "wishes", them.wishes)
    routes.add_url_rule(f"{MEMBER}/wishes", "wish", them.wish, methods=["POST"])

    @routes.get(f"{ALL}/propose")
    def back_to_pairings() -> Response:
        """A phone that opens its tabs again asks for it by GET."""
        return see(url_for("admin.pairings"))

    @routes.get(f"{ONE}/<any({ACTS}):_decision>")
    def back_to_pairing(pairing_id: int, _decision: str) -> Response:
        """The same for the acts of one pairing."""
        return see(url_for("admin.pairing", pairing_id=pairing_id))


def _lines(
    timeline: Sequence[TimelineLine], names: dict[int, str], *, sees_answers: bool
) -> list[tuple[TimelineLine, str]]:
    """The timeline with whose line each is; without the answers for who may not see them."""
    shown = [line for line in timeline if sees_answers or line.what not in ANSWERS]
    return [(line, names.get(line.member_id or 0, "")) for line in shown]


def _state() -> PairingState:
    asked = request.args.get("state", "")
    return PairingState(asked) if asked in set(PairingState) else PairingState.PROPOSED


def _member() -> int:
    return _number(request.form.get("member", ""))


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 19 else 0


def _why(error: Refused | Conflict) -> str:
    """The key of why it was not done."""
    return error.key if isinstance(error, Refused) else "refused.changed_just_now"
