"""Why a coordinator looks: told once for a person, and remembered in their session."""

from datetime import UTC, datetime

from flask import request, session

from checkin.domain.audit import Reason
from checkin.domain.sight import Grant
from checkin.usecases.looking import Looker
from checkin.web.admin.pages import me

KEPT = "told_why"
MOST = 8  # people; the session is a cookie, and has to stay small


def of_member(member_id: int | None, escalation_id: int = 0) -> str:
    """Under which name it is remembered; a number that no member has goes by its escalation."""
    return f"m{member_id}" if member_id else f"e{escalation_id}"


def looker(whose: str) -> Looker:
    """Who looks at somebody's page now, and why, as far as they have told."""
    told = session.get(KEPT, {}).get(whose)
    grant = Grant(Reason(told[0]), datetime.fromtimestamp(told[1], UTC)) if told else None
    return Looker(me().id, grant)


def remember(whose: str, now: datetime) -> None:
    """Keep the reason that the form names; with none or another one, it is the escalation."""
    word = request.form.get("reason", "")
    reason = Reason(word) if word in {one.value for one in Reason} else Reason.ESCALATION
    kept = {name: why for name, why in session.get(KEPT, {}).items() if name != whose}
    newest = list(kept.items())[-(MOST - 1) :]
    session[KEPT] = dict([*newest, (whose, (reason.value, now.timestamp()))])
