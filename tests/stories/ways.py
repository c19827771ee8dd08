"""Every verb as people say it: in which words, by which keys, and what they read or hear."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """One language: texts one after the other, what the last reply holds, what a call says."""

    texts: tuple[str, ...]
    reads: str
    hears: str


@dataclass(frozen=True)
class Ways:
    """One thing to do, by key and in words, and what comes of it for the one who does it."""

    keys: tuple[str, ...]
    said: Mapping[str, Said]
    asked: bool = False  # while a check-in waits for an answer
    page: str = ""  # what the coordinator reads; empty for nothing
    at_ten: bool | None = None  # whether they are asked then all the same; None: not looked at


OK = Ways(
    ("1",),
    {
        "en": Said(("ok",), "Good to hear from you", "Good to hear from you"),
        "es": Said(("bien, gracias",), "Qué bueno saber de ti", "Qué bueno saber de ti"),
    },
    asked=True,
)
NOT_OK = Ways(
    ("2",),
    {
        "en": Said(("not ok",), "letting a person on our team know", "letting a person"),
        "es": Said(("no estoy bien",), "avisamos a una persona", "avisamos a una persona"),
    },
    asked=True,
    page="is not OK",
)
LATER = Ways(
    ("7", "4"),
    {
        "en": Said(("later",), "ask again on Mar 2 at about 12:00", "March 2 at about 12:00"),
        "es": Said(("más tarde",), "preguntar el 2 mar, hacia las 12:00", "2 de marzo, hacia"),
    },
    asked=True,
)
PAUSE = Ways(
    ("5", "1"),
    {
        "en": Said(("pause 7",), "not ask before Mar 9", "not ask before March 9"),
        "es": Said(("pausa de 7 días",), "antes del 9 mar", "antes del 9 de marzo"),
    },
    at_ten=False,
)
AWAY = Ways(
    ("5", "#", "2003"),
    {
        "en": Said(("away until 20 March",), "not ask before Mar 20", "before March 20"),
        "es": Said(("estoy de viaje hasta el 20 de marzo",), "del 20 mar", "del 20 de marzo"),
    },
    at_ten=False,
)
LANGUAGE = Ways(
    ("6", "3"),
    {
        "en": Said(("language french",), "en francais", "en français. Si vous"),
        "es": Said(("idioma francés",), "en francais", "en français. Si vous"),
    },
)
CALL_ME = Ways(
    ("3",),
    {
        "en": Said(("call me",), "on our team to call you", "on our team to call you"),
        "es": Said(("llámame por favor",), "que te llame", "que te llame"),
    },
    page="asks for a call",
)
PERSON_NOW = Ways(
    ("0",),
    {
        "en": Said(("0",), "may not be free at once", "may not be free at once"),
        "es": Said(("una persona ahora",), "libre enseguida", "libre enseguida"),
    },
    page="wants a person now",
)
BUDDY = Ways(
    ("8",),
    {
        "en": Said(("buddy",), "no buddy yet", "no buddy yet"),
        "es": Said(("mi compañera",), "no tienes una persona compañera", "persona compañera"),
    },
)
HELP = Ways(
    ("7", "#"),
    {
        "en": Said(("HELP",), "call us at", "Nobody watches all the time"),
        "es": Said(("AYUDA",), "llama al", "Nadie está atento"),
    },
    page="asks for help",
)
WHO = Ways(
    ("#",),
    {
        "en": Said(("who are you?",), "We ask people how they are", "We ask people how they are"),
        "es": Said(("¿quiénes son?",), "a quienes lo pidieron", "que lo pidieron"),
    },
)
CHOICES = Ways(
    ("7", "7"),
    {
        "en": Said(("choices",), "ALLOW", "what you agreed to, press 1"),
        "es": Said(("mis opciones",), "PERMITIR", "lo que aceptaste, marca 1"),
    },
)
DATA = Ways(
    ("7", "7", "4"),
    {
        "en": Said(("my data",), "within 7 days", "within 7 days"),
        "es": Said(("mis datos",), "en menos de 7 dias", "en menos de 7 días"),
    },
    page="asks for their data",
)
FORGET = Ways(
    ("7", "7", "5", "1"),
    {
        "en": Said(("forget me", "yes"), "erased within 7 days", "erased within 7 days"),
        "es": Said(("borren mis datos", "sí"), "se borra en menos de", "se borra en menos de"),
    },
    page="asks to be erased",
    at_ten=False,
)
FORGET_AFTER_ALL_NOT = Ways(
    ("7", "7", "5", "2"),
    {
        "en": Said(("forget me", "no"), "Nothing changes", "Nothing changes"),
        "es": Said(("borren mis datos", "no"), "Nada cambia", "Nada cambia"),
    },
    at_ten=True,
)
PIN = Ways(
    ("7", "7", "6", "4711"),
    {
        "en": Said(("PIN", "4711"), "From now on we ask for it", "From now on we ask for it"),
        "es": Said(("mi pin es 4711",), "Desde ahora te lo pedimos", "Desde ahora te lo pedimos"),
    },
)
SAFE_WORD = Ways(
    ("7", "7", "7", "8642"),
    {
        "en": Said(("safe word", "mango juice"), "Noted", "Noted"),
        "es": Said(("palabra segura", "jugo de mango"), "Anotado", "Anotado"),
    },
)
STOP = Ways(
    ("9", "9"),
    {
        "en": Said(("STOP",), "opted out", "No more automated calls or texts"),
        "es": Said(("ALTO",), "baja confirmada", "Ya no llegan llamadas ni mensajes"),
    },
    at_ten=False,
)
STOP_CALLS = Ways(
    ("9",),
    {
        "en": Said(("stop calls",), "no more automated calls", "will not call you again"),
        "es": Said(("no me llamen más",), "ya no llegan llamadas", "No te llamamos más"),
    },
    at_ten=True,
)
STOP_TEXTS = Ways(
    ("7", "7", "2"),
    {
        "en": Said(("stop texts",), "no more texts that ask", "will not text you again"),
        "es": Said(("sin mensajes",), "ya no llegan a este numero", "Ya no te escribimos"),
    },
)
STOP_BUDDY = Ways(
    ("7", "7", "8"),
    {
        "en": Said(("stop buddy",), "contact with a buddy has ended", "buddy has ended"),
        "es": Said(("sin compañero",), "ha terminado tu contacto", "Ha terminado tu contacto"),
    },
)
KEEP = Ways(
    ("9", "1"),
    {
        "en": Said(("STOP", "KEEP"), "nothing else comes", "Our texts go on"),
        "es": Said(("ALTO", "mantener"), "y nada mas", "Nuestros mensajes siguen"),
    },
    at_ten=True,
)
WORDS = {
    name.lower().replace("_", " "): ways
    for name, ways in sorted(vars().items())
    if isinstance(ways, Ways)
}
