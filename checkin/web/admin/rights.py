"""The right that each page asks for. A page that is not named here is refused to everybody."""

from flask import Response, abort, redirect, request, url_for

from checkin.domain.staff import Right, may
from checkin.usecases.ports.staff import Coordinator

# Needs no login yet: the steps of the login itself, and its style sheet.
OPEN = frozenset(
    {"admin.login", "admin.log_in", "admin.style"}
    | {"admin.second", "admin.answer", "admin.enrolment", "admin.enrol"}
)

NEEDS: dict[str, Right] = {
    **dict.fromkeys(("admin.log_out", "admin.account", "admin.change_account"), Right.LOGIN),
    **dict.fromkeys(
        (
            *("admin.entrance", "admin.waiting", "admin.escalation", "admin.member"),
            *("admin.take", "admin.resolve", "admin.back", "admin.judge", "admin.not_judged"),
            *("admin.pass_on", "admin.hand_over", "admin.write", "admin.call", "admin.merge"),
            *("admin.release", "admin.drop"),
            *("admin.shifts_page", "admin.members", "admin.find", "admin.not_found"),
            *("admin.new_member", "admin.enrol_member", "admin.change", "admin.looked_at"),
            *("admin.how", "admin.pause", "admin.end_pause", "admin.number", "admin.note"),
            *("admin.consent", "admin.call_sheet"),
            *("admin.circles", "admin.make_circle", "admin.circle"),
            *("admin.change_circle", "admin.back_to_circle"),
            *("admin.recording", "admin.ask_stop_text", "admin.stop_text"),
            *("admin.ask_stop_recording", "admin.stop_recording"),
            *("admin.pairings", "admin.propose", "admin.pairing", "admin.others", "admin.swap"),
            *("admin.approve_pairing", "admin.unpair", "admin.block", "admin.unblock"),
            *("admin.back_to_pairings", "admin.back_to_pairing", "admin.wishes", "admin.wish"),
            *("admin.show_concern", "admin.show_member", "admin.back_to_member"),
        ),
        Right.WORK,
    ),
    **dict.fromkeys(("admin.add_shift", "admin.remove_shift"), Right.SHIFTS),
    "admin.back_to_shifts": Right.SHIFTS,
    **dict.fromkeys(("admin.report", "admin.report_file"), Right.REPORTS),
    "admin.audit": Right.AUDIT,
    **dict.fromkeys(
        (
            *("admin.staff", "admin.colleague", "admin.change_colleague"),
            *("admin.new_colleague", "admin.add_colleague"),
        ),
        Right.STAFF,
    ),
}
HOMES = frozenset({"admin.entrance", "admin.waiting"})


def refusal(coordinator: Coordinator) -> Response | None:
    """What they see instead of the page that is asked for; None if it is for them.

    Whoever may not see the list of who waits, and reads the audit, begins there. Everything else
    ends with 403.
    """
    if request.endpoint is None:  # there is no such page: that is told as such
        return None
    right = NEEDS.get(request.endpoint)
    if right is not None and may(coordinator.role, right):
        return None
    if request.endpoint in HOMES and may(coordinator.role, Right.AUDIT):
        home: Response = redirect(url_for("admin.audit"), 303, Response)  # type: ignore[assignment]
        return home
    abort(403)
