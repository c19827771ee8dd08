"""The right that each page asks for. A page that is not named here is refused to everybody."""

from flask import abort, request

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
            *("admin.recording", "admin.ask_stop_text", "admin.stop_text"),
            *("admin.ask_stop_recording", "admin.stop_recording"),
        ),
        Right.WORK,
    ),
    **dict.fromkeys(
        (
            *("admin.staff", "admin.colleague", "admin.change_colleague"),
            *("admin.new_colleague", "admin.add_colleague"),
        ),
        Right.STAFF,
    ),
}


def refuse_unless_allowed(coordinator: Coordinator) -> None:
    """End the request with 403 unless they may see the page that is asked for."""
    if request.endpoint is None:  # there is no such page: that is told as such
        return
    right = NEEDS.get(request.endpoint)
    if right is None or not may(coordinator.role, right):
        abort(403)
