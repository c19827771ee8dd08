"""One way to write facts down, so that everybody who hashes them comes to the same digits."""

import hashlib
import json
from collections.abc import Mapping


def written(facts: Mapping[str, object]) -> str:
    """JSON in UTF-8: names in order, no space between, nothing escaped that need not be.

    The same as `jq -cS` writes it, without the end of the line.
    """
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(facts: Mapping[str, object] | str) -> str:
    """The SHA-256 of facts, or of a plain string, as 64 hex digits."""
    text = facts if isinstance(facts, str) else written(facts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
