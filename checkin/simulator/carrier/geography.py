"""The place parameters of a webhook."""

PLACES = ("City", "State", "Zip", "Country")


def places(*roles: str) -> dict[str, str]:
    """`FromCity`, `FromState`, ... for each role: present and empty, as Twilio often sends them."""
    return {role + place: "" for role in roles for place in PLACES}
