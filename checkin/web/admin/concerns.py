"""Who waits, one escalation, and what a coordinator does about it."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, request, url_for

from checkin.domain.escalation import EscalationKind, Level, Outcome, Refused, Whose
from checkin.domain.schedule import zone_named
from checkin.usecases import acting, desk, looking, releasing
from checkin.usecases.looking import Looker
from checkin.usecases.ports import Conflict, Services
from checkin.usecases.ports.desk import Bookmark
from checkin.usecases.ports.staff import Coordinator
from checkin.web.admin import addresses, sight
from checkin.web.admin.kept import LONGEST_NOTE
from checkin.web.admin.narrowing import Narrowed, wanted
from checkin.web.admin.pages import Pages, me
from checkin.web.admin.sessions import see

ONE = "/escalations/<int(max=999999999999999999):escalation_id>"

LONGEST_WORDS = 480  # characters of a text to a member: at most four segments or so
ACTS = "take, resolve, pass_on, hand_over, write, call, merge, release, drop, show"
Judging = Callable[[Services, int, int, Coordinator], None]
OUTCOMES = tuple(each.value for each in Outcome if each is not Outcome.MERGED)


class Concerns:
    """The pages of escalations."""

    def __init__(self, services: Services, pages: Pages) -> None:
        self.services = services
        self.pages = pages

    def waiting(self) -> Response:
        """The list of who waits."""
        reader, after = me(), addresses.place()
        narrowed = Narrowed(wanted(reader.id))
        listing = desk.listing(self.services, after, wanted=narrowed.now)
        return self.pages.show(
            "waiting.html",
            listing=listing,
            wanted=narrowed.now,
            narrowed=narrowed,
            following=narrowed.address(listing.next) if listing.next else "",
            first_page=after is None,
            rows=map(self.pages.teller().row, listing.concerns),
            escalations=url_for("admin.escalation", escalation_id=0).removesuffix("0"),
            levels=Level,
            kinds=EscalationKind,
            whose=Whose,
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
            outcomes=OUTCOMES,
            colleagues=[each for each in seen.colleagues if each.id != me().id],
            longest_words=LONGEST_WORDS,
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
            acting.take(self.services, escalation_id, me())
        except (Refused, Conflict) as error:
            return self.one(escalation_id, 409, refused=_why(error), note=note)
        if note:
            return self.one(escalation_id, note=note)
        flash("done.taken")
        return see(url_for("admin.escalation", escalation_id=escalation_id))

    def pass_on(self, escalation_id: int) -> Response:
        """Let go of it, for the next ones to be told; with a note, if there is one."""
        note = request.form.get("note", "")[:LONGEST_NOTE]
        try:
            acting.pass_on(self.services, escalation_id, me(), note)
        except (Refused, Conflict) as error:
            return self.one(escalation_id, 409, refused=_why(error), note=note)
        flash("done.passed_on")
        return see(url_for("admin.waiting"))

    def hand_over(self, escalation_id: int) -> Response:
        """Give it to the coordinator who was chosen."""
        note, to = request.form.get("note", "")[:LONGEST_NOTE], request.form.get("to", "")
        try:
            acting.hand_over(
                self.services, escalation_id, me(), int(to) if to.isdecimal() else 0, note
            )
        except (Refused, Conflict) as error:
            return self.one(escalation_id, 409, refused=_why(error), note=note)
        flash("done.handed_over")
        return see(url_for("admin.waiting"))

    def write(self, escalation_id: int) -> Response:
        """Text the member; what was written is given back if it is not sent."""
        words = request.form.get("words", "")[:LONGEST_WORDS]
        try:
            acting.write(self.services, escalation_id, me(), words)
        except (Refused, Conflict) as error:
            return self.one(escalation_id, 409, refused=_why(error), words=words)
        flash("done.written")
        return see(url_for("admin.escalation", escalation_id=escalation_id))

    def call(self, escalation_id: int) -> Response:
        """Ring the coordinator and put them through to the member."""
        try:
            acting.call(self.services, escalation_id, me())
        except (Refused, Conflict) as error:
            return self.one(escalation_id, 409, refused=_why(error))
        flash("done.ringing")
        return see(url_for("admin.escalation", escalation_id=escalation_id))

    def merge(self, escalation_id: int) -> Response:
        """Take all that is open about its member as one."""
        try:
            acting.merge(self.services, escalation_id, me())
        except (Refused, Conflict) as error:
            return self.one(escalation_id, 409, refused=_why(error))
        flash("done.merged")
        return see(url_for("admin.escalation", escalation_id=escalation_id))

    def release(self, escalation_id: int) -> Response:
        """Let words that were held pass to the buddy."""
        return self._judge(releasing.release, escalation_id, "done.release")

    def drop(self, escalation_id: int) -> Response:
        """Never let them pass."""
        return self._judge(releasing.drop, escalation_id, "done.drop")

    def _judge(self, act: Judging, escalation_id: int, done: str) -> Response:
        held = request.form.get("held", "")
        try:
            act(self.services, escalation_id, int(held) if held.isdecimal() else 0, me())
        except (Refused, Conflict) as error:
            return self.one(escalation_id, 409, refused=_why(error))
        flash(done)
        return see(url_for("admin.escalation", escalation_id=escalation_id))

    def resolve(self, escalation_id: int) -> Response:
        """Resolve it, or say why not and give back the note."""
        note = request.form.get("note", "")
        if len(note) > LONGEST_NOTE:
            return self.one(escalation_id, 422, refused="refused.note_too_long", note=note)
        try:
            acting.resolve(self.services, escalation_id, me(), note, _outcome())
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
    for act in ("resolve", "pass_on", "hand_over", "write", "call", "merge", "release", "drop"):
        routes.add_url_rule(f"{ONE}/{act}", act, getattr(concerns, act), methods=["POST"])

    @routes.get("")
    def entrance() -> Response:
        """The address in a text has no slash; it leads on without naming a host or a scheme."""
        return see(url_for("admin.waiting"))

    @routes.get(f"{ONE}/<any({ACTS}):_act>")
    def back(escalation_id: int, _act: str) -> Response:
        """A phone that opens its tabs again asks for these by GET."""
        return see(url_for("admin.escalation", escalation_id=escalation_id))


def _older(escalation_id: int, mark: Bookmark) -> str:
    before = addresses.of_bookmark(mark)
    return url_for("admin.escalation", escalation_id=escalation_id, before=before)


def _outcome() -> Outcome:
    """What came of it, as it was chosen; another where nothing was."""
    chosen = request.form.get("outcome", "")
    return Outcome(chosen) if chosen in OUTCOMES else Outcome.OTHER


def _why(error: Refused | Conflict) -> str:
    """The key of why it was not done."""
    return error.key if isinstance(error, Refused) else "refused.changed_just_now"
