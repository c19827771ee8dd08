"""How often one address may try: counted in Redis, or by each process while Redis is away.

How often one login may be tried is counted in the database (`checkin.usecases.door`).
"""

from collections.abc import Callable
from ipaddress import ip_address
from typing import Any

from flask import Flask, Response, request
from flask_limiter import Limiter

LIMITED = frozenset({"admin.log_in", "admin.answer", "admin.enrol"})
PER_ADDRESS = "60 per 15 minutes"
WAIT = 15 * 60  # seconds, told to a browser that has tried too often
SOON = 0.25  # seconds: with Redis away, nobody waits for it

View = Callable[..., Response]


def on_login(app: Flask, storage: str) -> Callable[[View], View]:
    """A decorator that limits a view of the login by who tries."""
    unix = storage.startswith("unix:")
    patience: dict[str, Any] = {"socket_connect_timeout": SOON, "socket_timeout": SOON}
    limiter = Limiter(
        address,
        app=app,
        storage_uri=f"redis+{storage}" if unix else storage,
        storage_options=patience if "redis" in storage or unix else {},
        in_memory_fallback_enabled=True,
        key_prefix="checkin",
    )
    # Without this every request, the carrier's too, would look whether a lost Redis is back.
    limiter.request_filter(lambda: request.endpoint not in LIMITED)
    limited: Callable[[View], View] = limiter.shared_limit(PER_ADDRESS, scope="login")
    return limited


def address() -> str:
    """Whence the request comes. A proxy on a private address is asked whom it speaks for.

    Of what it tells only the last entry is its own; a browser may have written the others.
    """
    peer = request.remote_addr or ""
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return told if told and _private(peer) else peer


def _private(peer: str) -> bool:
    try:
        return ip_address(peer).is_private
    except ValueError:
        return False
