"""Which form of a sentence somebody is sent: it is another one once its words have changed."""

from checkin.usecases.ports import Services


def version(services: Services, medium: str, language: str, key: str) -> str:
    """The version of a sentence of `text` or `voice`; empty if no language has it."""
    shown = services.wording.shown(medium, language, key)
    return shown.version if shown else ""
