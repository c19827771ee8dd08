"""What every answer under `/admin` carries: no script, no frame, no copy kept, packed small."""

import gzip

from flask import Flask, Response, request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src data:",
        "media-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not `no-referrer`: the check of a form's origin reads it.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
YEAR = "max-age=31536000"
SMALLEST = 400  # bytes; packing less than this gains nothing


def add(app: Flask, *, https: bool) -> None:
    """Add them. `https` says whether the service is reached by it, for browsers to remember.

    That is known from the settings; what a proxy says of a request is not asked.
    """
    constant = ALWAYS | ({"Strict-Transport-Security": YEAR} if https else {})

    @app.after_request
    def finish(response: Response) -> Response:
        if is_ours():
            response.headers.update(constant)
            response.headers.setdefault("Cache-Control", "no-store")
            pack(response)
        return response


def is_ours() -> bool:
    """Whether the request is for the coordinators' page, whichever address it named."""
    return request.path == "/admin" or request.path.startswith("/admin/")


def pack(response: Response) -> None:
    """Compress the answer if the browser can read it."""
    response.vary.add("Accept-Encoding")
    if response.direct_passthrough or request.accept_encodings.quality("gzip") <= 0:
        return
    body = response.get_data()
    if len(body) >= SMALLEST:
        response.set_data(gzip.compress(body, compresslevel=6, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
