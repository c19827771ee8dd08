"""Does a free text ask us to stop, or say that we have the wrong number? Pure, in six languages.

A person's own words, in one file per language that a translator can read and change, decide:
`en.toml` explains how they are written. Whoever changes a file adds to its examples, which are
tests. Single words that the carrier acts on are read in `checkin.domain.intents`, and commands
with a scope ("STOP CALLS") elsewhere; here is what people write instead of them.
"""

from checkin.domain.revocation.judgement import Judgement, Wish, judge
from checkin.domain.revocation.scope import Scope

__all__ = ["Judgement", "Scope", "Wish", "judge"]
