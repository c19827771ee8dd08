"""Every sentence said to a human, per language: `text.po`, `voice.po` and `page.po`.

In a catalog the msgid is the key and the msgstr is the sentence, with `{name}` for a value. The
comment above it says who hears it, when, and how many segments a text may take. A new language
is a new folder, named as in `en` or `pt_BR`; a sentence marked fuzzy counts as not translated.
"""

from checkin.wording.catalogs import Catalogs, WordingError

__all__ = ["Catalogs", "WordingError"]
