"""Whether a language has every sentence that members may be told."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from checkin.wording import keys
from checkin.wording.catalogs import FOLDER, sentences

NEEDED = {"text": keys.TEXT, "voice": keys.VOICE}


def lacking(languages: Sequence[str], folder: Path = FOLDER) -> Mapping[str, tuple[str, ...]]:
    """By language, the sentences that would be said in another one: `text/help`, `voice/who`.

    `pt_BR` may leave to `pt` what is the same there.
    """
    return {language: tuple(_lacking(language, folder)) for language in languages}


def _lacking(language: str, folder: Path) -> list[str]:
    found: list[str] = []
    for medium, needed in NEEDED.items():
        names = dict.fromkeys((language, language.partition("_")[0]))
        files = (folder / name / f"{medium}.po" for name in names)
        there = {key for file in files if file.exists() for key, _ in sentences(file)}
        found += [f"{medium}/{key}" for key in needed if key not in there]
    return found
