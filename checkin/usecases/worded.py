"""An outbox row in the words of the one who gets it."""

from checkin.domain.helplines import country_of
from checkin.domain.outgoing import Kind
from checkin.domain.pairing.nudging import besides
from checkin.domain.phrasing import (
    MONTHLY,
    OPENLY,
    next_time,
    our_name,
    phrased,
    says_how_to_stop,
    speaks_openly,
    variant,
)
from checkin.domain.talk.call import opens_with
from checkin.usecases.aliases import named
from checkin.usecases.ports import Services
from checkin.usecases.ports.records import Attempt, Claim
from checkin.usecases.versions import version


def in_words(services: Services, claim: Claim) -> Attempt:
    """The row in the words of the one who gets it."""
    if claim.outgoing.kind.by_call:
        opening = opens_with(claim.outgoing.wording)
        return Attempt(claim, "", 0, opening, version(services, "voice", claim.language, opening))
    keys = [phrased(claim.outgoing.wording, services.policy)]
    to, check_in = claim.recipient, claim.check_in
    openly = bool(check_in) and speaks_openly(to.standing, shared=to.shared)
    if to.member and check_in:
        variants = services.wording.variants(keys[0])
        keys = [variant(keys[0], variants, check_in.due_at, to.member)]
        keys += [OPENLY] if openly else []
        if says_how_to_stop(claim.outgoing.wording, check_in.due_at, to.member):
            keys.append(MONTHLY)
    keys += besides(claim.outgoing)
    ours = our_name(services.policy, openly=openly)
    values = {"name": claim.name, "country": country_of(claim.number), **ours}
    values |= named(services.wording.text, claim.language, dict(claim.outgoing.values))
    if to.member and claim.outgoing.kind is Kind.NOTICE:
        values |= next_time(to.member, claim.next_due_at, services.now())
    body = " ".join(services.wording.text(claim.language, key, values) for key in keys)
    form = version(services, "text", claim.language, keys[0])
    return Attempt(claim, body, services.count_segments(body), keys[0], form)
