"""A coordinator's call: what it is about, one key to take it, and the same verbs as by text.

1 takes it, 2 is done, 3 passes it on, 4 tells more, 5 puts them through, the star says it again.
An answering machine hears nothing and takes nothing (R52), and a phone that nobody has said is
theirs takes nothing either: a stranger may have picked up. Where the organisation asks for a PIN,
it comes before all of this.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from checkin.domain.conversation import Asking, Prompt
from checkin.domain.decision import Decision, Listen, Reply, Say
from checkin.domain.duty import pin, text, working
from checkin.domain.duty.scene import Duty, Item
from checkin.domain.escalation import EscalationState, Refused
from checkin.domain.urgency import By

NOTE = "by key"  # the note of what was resolved by a key: they could not write one
BRIDGED = "bridge."  # the wording of a call that puts a coordinator through
PATIENCE = 3
KEYS: Mapping[str, Callable[[Duty, Item, str], Decision]] = {
    "1": text.take,
    "2": text.done,
    "3": text.pass_on,
    "4": text.details,
}


def greet(duty: Duty, opening: str, *, machine: bool) -> Decision:
    """The first words of a call to a coordinator, or of theirs to us."""
    if machine:
        return Decision(reply=Reply((), duty.who.language))
    if not duty.who.confirmed:
        return Decision(reply=_ended(duty, Say("ring.greeting"), Say("duty.unconfirmed")))
    item = duty.about or _first(duty)
    if item is None:
        return Decision(reply=_ended(duty, Say("duty.nobody")))
    if pin.is_wanted(duty):
        return Decision(reply=_asks_pin(duty, item, Say("ring.greeting")))
    if opening.startswith(BRIDGED):
        return _begins(duty, item, opening)
    return _begins(duty, item, opening, Say("ring.greeting"))


def press(
    duty: Duty, key: str, opening: str, misses: int, asking: Asking = Asking.DUTY
) -> Decision:
    """What follows from one key, or from the keys of a PIN."""
    if not duty.who.confirmed:
        return Decision(reply=_ended(duty))
    item = duty.about
    if item is None:
        return Decision(reply=_ended(duty, Say("duty.nobody")))
    if asking is Asking.DUTY_PIN:
        return _proves(duty, item, key, opening, misses)
    if pin.is_wanted(duty):  # the last one holds no more
        return Decision(reply=_asks_pin(duty, item))
    if opening.startswith(BRIDGED) and key == "1" or key == "5":
        return _put_through(duty, item)
    if key in KEYS:
        return _done(duty, item, key)
    if key != "*" and misses + 1 >= PATIENCE:
        return Decision(reply=_ended(duty))
    again = Say("bridge.ready") if opening.startswith(BRIDGED) else _menu(duty, item)
    return _asks(duty, item, (again,))


def came_back(duty: Duty, *, bridged: bool) -> Decision:
    """They are back from the call with the member; whoever did not pick up may be tried again."""
    item = duty.about
    if item is None:
        return Decision(reply=_ended(duty))
    if not bridged:
        return _asks(duty, item, (Say("bridge.not_answered"), Say("ring.menu_taken")))
    changed = working.contacted(item.escalation, duty.who.id, "spoke", duty.now)
    asked = _asks(duty, item, (Say("ring.menu_taken"),))
    return replace(asked, changes=(changed,))


def code_of(prompt: Prompt | None) -> int | None:
    """The code that a call is about, as its prompt remembers it."""
    about = prompt.note if prompt and prompt.asking in (Asking.DUTY, Asking.DUTY_PIN) else ""
    return int(about) if about.isdecimal() else None


def _begins(duty: Duty, item: Item, opening: str, *first: Say) -> Decision:
    """What the call is about, and what can be done."""
    if opening.startswith(BRIDGED):
        return _asks(duty, item, (*first, Say("bridge.ready")))
    return _asks(duty, item, (*first, Say(*duty.summary(item)), _menu(duty, item)))


def _asks_pin(duty: Duty, item: Item, *first: Say) -> Reply:
    """The PIN, with a key that ends it; a goodbye where there is none to give."""
    key = pin.missing(duty, "duty.pin_key")
    if key != "duty.pin_key":
        return _ended(duty, *first, Say(key))
    asked = Prompt(Asking.DUTY_PIN, None, str(item.code))
    said = (*first, Say(key))
    return Reply(said, duty.who.language, None, Listen.KEY, asked, pin.LONGEST, "#")


def _proves(duty: Duty, item: Item, key: str, opening: str, misses: int) -> Decision:
    """A PIN was pressed, or none was."""
    if not pin.is_wanted(duty):  # they have sent it by text meanwhile
        return _begins(duty, item, opening)
    if not pin.DIGITS.fullmatch(key):
        tired = key != "*" and misses + 1 >= PATIENCE
        return Decision(reply=_ended(duty) if tired else _asks_pin(duty, item))
    changed, said = pin.given(duty)
    if said == "duty.proven":
        return replace(_begins(duty, item, opening), changes=(changed,))
    if said == "duty.pin_locked":
        return Decision((changed,), reply=_ended(duty, Say(said)))
    return Decision((changed,), reply=_asks_pin(duty, item, Say(said)))


def _done(duty: Duty, item: Item, key: str) -> Decision:
    try:
        decision = KEYS[key](duty, item, NOTE if key == "2" else "")
    except Refused as error:
        decision = text.refusal(duty, item, error)
    said = decision.reply.say if decision.reply else ()
    if key not in "14":
        return replace(decision, reply=_ended(duty, *said))
    taken = key == "1" and bool(decision.changes)
    menu = Say("ring.menu_taken") if taken else None
    return replace(decision, reply=_told(duty, item, said, menu).reply)


def _told(duty: Duty, item: Item, said: tuple[Say, ...], menu: Say | None = None) -> Decision:
    """These sentences and the menu after them; a goodbye where nothing is left to do."""
    if item.escalation.state is EscalationState.RESOLVED:
        return Decision(reply=_ended(duty, *said))
    return _asks(duty, item, (*said, menu or _menu(duty, item)))


def _put_through(duty: Duty, item: Item) -> Decision:
    """The member is called beside, and both talk: only for who has taken it."""
    refused = text.not_theirs(duty, item)
    if refused and refused.reply:
        return _told(duty, item, refused.reply.say)
    if item.member is None or not item.reaches(By.CALL):
        said = Say("duty.nobody_to_reach", (("code", str(item.code)),))
        return Decision(reply=_ended(duty, said))
    prompt = Prompt(Asking.DUTY, None, str(item.code))
    return Decision(
        reply=Reply((Say("bridge.wait"),), duty.who.language, item.member.id, Listen.BRIDGE, prompt)
    )


def _menu(duty: Duty, item: Item) -> Say:
    return Say("ring.menu_taken" if duty.has(item) else "ring.menu")


def _asks(duty: Duty, item: Item, said: tuple[Say, ...]) -> Decision:
    prompt = Prompt(Asking.DUTY, None, str(item.code))
    return Decision(reply=Reply(said, duty.who.language, None, Listen.KEY, prompt))


def _ended(duty: Duty, *said: Say) -> Reply:
    return Reply((*said, Say("ring.goodbye")), duty.who.language)


def _first(duty: Duty) -> Item | None:
    """What waits most: theirs to take before what others hold."""
    free = [item for item in duty.items if item.escalation.state is EscalationState.OPEN]
    mine = [item for item in duty.items if item.escalation.taken_by == duty.who.id]
    return next(iter(free or mine or duty.items), None)
