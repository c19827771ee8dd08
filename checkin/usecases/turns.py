"""What was said in a turn of a call, as it is kept for a repeat of the same request."""

import json

from checkin.domain.decision import Listen, Reply, Say


def packed(reply: Reply) -> str:
    """A reply as it is kept for a repeat. It may hold a name: it is sealed where it lies."""
    said = [[say.key, [list(pair) for pair in say.values], say.language] for say in reply.say]
    listen = [reply.listen.value, reply.keys, reply.member_id, reply.ended_by]
    return json.dumps({"say": said, "language": reply.language, "listen": listen})


def unpacked(kept: str) -> Reply:
    """The reply that was `packed`; a goodbye without words for one that was not kept."""
    if not kept:
        return Reply((), "en")
    values = json.loads(kept)
    say = tuple(
        Say(key, tuple((name, value) for name, value in pairs), language)
        for key, pairs, language in values["say"]
    )
    listen, keys, *others = values["listen"]  # an older release kept fewer of them
    whose: int | None = others[0] if others else None
    ended_by: str = others[1] if len(others) > 1 else ""
    return Reply(say, values["language"], whose, Listen(listen), keys=keys, ended_by=ended_by)
