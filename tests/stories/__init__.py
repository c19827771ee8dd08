"""One file per promise, in phone words. Every story ends with silence on all other phones."""
