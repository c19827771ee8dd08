"""Escalations: what a person must act on, who is told and when, who has it, what came of it."""

from checkin.domain.escalation.arrival import PageSent as PageSent
from checkin.domain.escalation.arrival import hurried as hurried
from checkin.domain.escalation.cover import Cover as Cover
from checkin.domain.escalation.cover import Gap as Gap
from checkin.domain.escalation.cover import OnCall as OnCall
from checkin.domain.escalation.cover import Shift as Shift
from checkin.domain.escalation.cover import Turn as Turn
from checkin.domain.escalation.cover import gaps as gaps
from checkin.domain.escalation.cover import turns as turns
from checkin.domain.escalation.holding import Outcome as Outcome
from checkin.domain.escalation.holding import hand_to as hand_to
from checkin.domain.escalation.holding import pass_on as pass_on
from checkin.domain.escalation.holding import resolve as resolve
from checkin.domain.escalation.holding import take as take
from checkin.domain.escalation.holding import take_with as take_with
from checkin.domain.escalation.kinds import LEVELS as LEVELS
from checkin.domain.escalation.kinds import Escalation as Escalation
from checkin.domain.escalation.kinds import EscalationKind as EscalationKind
from checkin.domain.escalation.kinds import EscalationState as EscalationState
from checkin.domain.escalation.kinds import Raised as Raised
from checkin.domain.escalation.kinds import Refused as Refused
from checkin.domain.escalation.ladder import Climb as Climb
from checkin.domain.escalation.ladder import at_deadline as at_deadline
from checkin.domain.escalation.ladder import climb as climb
from checkin.domain.escalation.ladder import pages as pages
from checkin.domain.urgency import Level as Level
