"""Who is speaking on a shared phone, and that it is really they.

A name or its number says who speaks, and sticks for a few minutes (R147). What is personal asks
for the speaker's PIN where they have one; after three wrong ones it stays shut for a day, while
everything else goes on working (R143).
"""

from checkin.domain.conversation import Asking, Speaking, Thread
from checkin.domain.decision import Change, Decision, GuardChanged, LineChanged
from checkin.domain.plain import plain
from checkin.domain.talk.scene import Scene
from checkin.domain.vocabulary import Meaning, Verb

# What only the person themselves may do, if they have set a PIN.
PERSONAL = frozenset(
    {Verb.ALLOW, Verb.REFUSE, Verb.CHOICES, Verb.DATA, Verb.FORGET, Verb.PIN, Verb.SAFE_WORD}
    | {Verb.LANGUAGE, Verb.BUDDY, Verb.CALL_BUDDY, Verb.CHANGE_BUDDY, Verb.BLOCK, Verb.UNBLOCK}
    | {Verb.CIRCLE}
)
# What is about one person, so that we must know which.
NEEDS_SPEAKER = PERSONAL | {
    Verb.REST,
    Verb.LATER,
    Verb.PAUSE,
    Verb.AWAY,
    Verb.BACK,
    Verb.CALL_ME,
    Verb.START,
}


def pack(meaning: Meaning) -> str:
    """What somebody wants, kept until we know who they are."""
    return f"{meaning.verb.value} {meaning.argument or meaning.digits}".strip()


def unpack(note: str) -> Meaning | None:
    """What was packed; None if they only said who they are."""
    verb, _, argument = note.partition(" ")
    digits = argument if argument.isdecimal() else ""
    return Meaning(Verb(verb), argument, digits) if verb else None


def who(scene: Scene, note: str) -> Decision:
    """Ask which of the line's members is speaking; `note` is what they want."""
    names = tuple((f"name_{at}", t.member.name) for at, t in enumerate(scene.named(), 1))
    key = f"speaker.{len(names)}"
    return scene.asked(scene.ask(Asking.SPEAKER, key, values=names, note=note))


def pin(scene: Scene, thread: Thread, note: str) -> Decision:
    """Ask for the speaker's PIN, unless too many were wrong."""
    if thread.guard.locked(scene.now):
        return scene.done("pin.locked", thread.member)
    return scene.asked(scene.ask(Asking.PIN, "pin.ask", thread.member, note=note))


def wrong_pin(scene: Scene, thread: Thread) -> Decision:
    """A PIN that is not theirs: asked again, and shut after too many."""
    tries = thread.guard.tries + 1
    note = scene.prompt.note if scene.prompt else ""
    if tries < scene.policy.pin_tries:
        failed = GuardChanged(thread.member.id, tries=tries)
        return scene.asked(scene.ask(Asking.PIN, "pin.wrong", thread.member, note=note), failed)
    shut = GuardChanged(thread.member.id, tries=0, locked_until=scene.now + scene.policy.pin_lock)
    return scene.done("pin.locked", thread.member, shut)


def speaks(scene: Scene, thread: Thread, *, proven: bool = False) -> tuple[Change, ...]:
    """Remember who speaks on a shared line; in a call the call itself remembers."""
    changes: list[Change] = []
    if proven and thread.guard.tries:
        changes.append(GuardChanged(thread.member.id, tries=0))
    if len(scene.conversation.present) > 1 and not scene.by_call or proven:
        until = scene.now + scene.policy.speaking
        speaking = Speaking(thread.member.id, until, proven)
        changes.append(LineChanged(scene.conversation.line_id, speaking=speaking))
    return tuple(changes)


def named_in(scene: Scene, body: str) -> tuple[Thread | None, str]:
    """Who the text says is speaking, at its start or its end, and the rest of the text.

    "Ana 1", "1 Ana" and "Ana" alone; nobody if two members have that name.
    """
    said = plain(body)
    named = scene.conversation.present
    found = [t for t in named if (name := plain(t.member.name)) and _stands_in(name, said)]
    if len(named) < 2 or len(found) != 1:
        return None, body
    name = plain(found[0].member.name)
    first = f"{said} ".startswith(f"{name} ")
    rest = said.removeprefix(name) if first else said.removesuffix(name)
    return found[0], rest.strip()


def _stands_in(name: str, said: str) -> bool:
    return said == name or said.startswith(f"{name} ") or said.endswith(f" {name}")


def chosen(scene: Scene, meaning: Meaning, body: str) -> Thread | None:
    """Which member the answer to "who is this?" names: by their number, or by name."""
    named = scene.named()
    if meaning.digits and 1 <= int(meaning.digits[:3]) <= len(named):
        return named[int(meaning.digits[:3]) - 1]
    return named_in(scene, body)[0]


def recalled(scene: Scene, thread: Thread) -> Scene:
    """The scene with this member speaking, as far as the line remembers it to be proven."""
    speaking = scene.conversation.speaking
    if speaking is None or scene.now > speaking.until or speaking.member_id != thread.member.id:
        return scene.by(thread)
    return scene.by(thread, proven=speaking.proven)
