"""The tests: what the service promises, said as sentences."""
