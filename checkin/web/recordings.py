"""Recorded prompts: what a native speaker has read is played in place of a machine's voice (R155).

A file is named by the sentence's key, `<language>/<key>.mp3` or `.wav`. What the organisation is
called and how it is reached is part of the recording; what differs from person to person is not.
"""

import os
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from flask import Blueprint, Response, abort, send_file

from checkin.domain.consent.shown import WordingShown
from checkin.usecases.ports import Wording
from checkin.web.twiml import Sentence, voice_for

TYPES = {".mp3": "audio/mpeg", ".wav": "audio/wav"}
PLACE = re.compile(r"[a-z][A-Za-z_]*/[a-z0-9][a-z0-9_.]*\.(mp3|wav)")
KEPT = 60 * 60  # seconds for which the carrier may keep a file
KEYS = {**{digit: digit for digit in "0123456789"}, "*": "star", "#": "pound"}
# Without the names it would be no question: it is not played, whatever the folder holds.
CHOICE = "name_1"
# Parts of other sentences, and one that no call says.
NEVER_HEARD = ("friend", "helpline.", "join.name")
COUNTRY = "country"  # the value that tells where a person's number is from
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Recordings:
    """The files as they were found at the start, by language and name, and where we are reached."""

    files: Mapping[tuple[str, str], Path]
    public_base_url: str

    @classmethod
    def within(cls, folder: Path | None, public_base_url: str) -> Self:
        """The recordings in `folder`. Of two for one key the `.mp3` counts; empty files do not."""
        found = sorted(folder.glob("*/*.*"), reverse=True) if folder else []
        files = {
            (path.parent.name, path.stem): path
            for path in found
            if PLACE.fullmatch(f"{path.parent.name}/{path.name}") and _holds_something(path)
        }
        return cls(files, public_base_url)

    def heard(self, language: str, key: str, values: Mapping[str, str]) -> tuple[str, ...]:
        """The addresses played for a sentence; none if it is not recorded so that it says enough.

        {key} is said after the sentence, key by key, each a file of its own. Any other value of a
        person is left out.
        """
        if CHOICE in values:
            return ()
        names = (key, *(KEYS.get(pressed, "") for pressed in values.get("key", "")))
        files = [file for name in names if (file := self.file(language, name))]
        if len(files) < len(names):
            return ()
        return tuple(f"{self.public_base_url}/recordings/{language}/{file.name}" for file in files)

    def file(self, language: str, name: str) -> Path | None:
        """The file of this name, if it was found and is there still."""
        file = self.files.get((language, name))
        return file if file and _holds_something(file) else None

    def begun(self, language: str) -> bool:
        """Whether anything is recorded in this language."""
        return any(recorded == language for recorded, _ in self.files)


def _holds_something(path: Path) -> bool:
    return path.is_file() and os.access(path, os.R_OK) and path.stat().st_size > 0


class Speech:
    """The catalogs, in calls as they are heard: each sentence knows its recordings, or its voice.

    A sentence that can neither be played nor said in somebody's language is heard in the
    organisation's own, else in English: nobody hears silence.
    """

    def __init__(
        self, wording: Wording, recordings: Recordings, language: str, country: str
    ) -> None:
        self._wording = wording
        self._recordings = recordings
        self._language = language
        self._country = country

    def voice(self, language: str, key: str, values: Mapping[str, str]) -> str:
        """A sentence to be heard, in the first language in which it can be."""
        step = self._audible(language, key, values)
        said = self._wording.voice(step, key, values)
        return Sentence(said, voice_for(step, self._country), self._played(step, key, values))

    def shown(self, medium: str, language: str, key: str) -> WordingShown | None:
        """A sentence as this organisation says it; one of a call in the language it is heard in."""
        step = self._audible(language, key, {}) if medium == "voice" else language
        return self._wording.shown(medium, step, key)

    def text(self, language: str, key: str, values: Mapping[str, str]) -> str:
        """A text, as the catalogs have it."""
        return self._wording.text(language, key, values)

    def page(self, language: str, key: str, values: Mapping[str, str]) -> str:
        """Words of the coordinators' page, as the catalogs have them."""
        return self._wording.page(language, key, values)

    def variants(self, key: str) -> int:
        """How many wordings `key` has, as the catalogs have them."""
        return self._wording.variants(key)

    def _audible(self, language: str, key: str, values: Mapping[str, str]) -> str:
        """The first language in which the sentence can be played, or else said."""
        for wanted in (language, self._language):
            for step in _steps(wanted):
                if self._played(step, key, values):
                    return step
            if voice_for(wanted) and self._is_in(wanted, key):
                return wanted
        return ENGLISH

    def _played(self, language: str, key: str, values: Mapping[str, str]) -> tuple[str, ...]:
        """The recordings played. They name where help is at home: what differs abroad is said."""
        played = self._recordings.heard(language, key, values)
        if not played or not values.get(COUNTRY):
            return played
        at_home = {**values, COUNTRY: ""}
        here, home = (self._wording.voice(language, key, given) for given in (values, at_home))
        return played if here == home else ()

    def _is_in(self, language: str, key: str) -> bool:
        """Whether the catalogs have the sentence in this language itself."""
        shown = self._wording.shown("voice", language, key)
        return shown is not None and _base(shown.language) == _base(language)


def _base(language: str) -> str:
    return language.partition("_")[0]


def _steps(language: str) -> tuple[str, str]:
    """Where its recordings may be: "hi_Latn" is spoken as "hi" is."""
    return language, _base(language)


def missing(
    recordings: Recordings, languages: Sequence[str], sentences: Mapping[str, Collection[str]]
) -> tuple[str, ...]:
    """What is still to be recorded, as in `sw/call.menu`.

    `sentences` are those of calls, each with the values it may mention. A language with a voice
    of the carrier's needs no recording; once it is begun, what it lacks is told all the same.
    """
    names = [key for key, values in sentences.items() if _is_recorded(key, values)]
    return tuple(
        f"{language}/{name}"
        for language in languages
        if not voice_for(language) or any(map(recordings.begun, _steps(language)))
        for name in (*names, *KEYS.values())
        if not any((step, name) in recordings.files for step in _steps(language))
    )


def _is_recorded(key: str, values: Collection[str]) -> bool:
    return CHOICE not in values and not key.startswith(NEVER_HEARD)


def blueprint(recordings: Recordings) -> Blueprint:
    """`/recordings/<language>/<key>.mp3` and `.wav`: for the carrier to fetch, open to all.

    Only files that were found are served: no path is made of what is asked for.
    """
    routes = Blueprint("recordings", __name__, url_prefix="/recordings")

    @routes.get("/<language>/<key>.<any(mp3, wav):kind>")
    def recording(language: str, key: str, kind: str) -> Response:
        file = recordings.file(language, key)
        if file is None or file.suffix != f".{kind}":
            abort(404)
        answer = send_file(file, TYPES[file.suffix], max_age=KEPT)
        answer.headers["X-Content-Type-Options"] = "nosniff"
        return answer

    return routes
