"""Real servers and a real browser for the tests, started on the spot and gone afterwards."""
