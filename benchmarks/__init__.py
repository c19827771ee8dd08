"""How fast the service is, beside floors that do the least that could work: `make bench`."""
