"""The processes behind the web: the clock that decides what is due, and the workers that send."""
