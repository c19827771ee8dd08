"""Files with people's data in them: for their owner's eyes only, and whole or not there."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def in_place_of(file: Path) -> Iterator[TextIO]:
    """A new file in place of `file`, for its owner only; there whole, or not at all."""
    handle, made = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")  # 0600 at once
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            yield stream
        os.replace(made, file)
    except BaseException:
        os.unlink(made)
        raise
