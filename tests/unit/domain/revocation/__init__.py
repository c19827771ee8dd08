"""Does a text ask us to stop: the translators' examples, the laws, and what was measured."""
