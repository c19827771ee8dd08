"""A picture that a phone's camera reads, in the page itself: nothing is loaded for it."""

import segno
from markupsafe import Markup


def picture(address: str) -> Markup:
    """`address` as SVG; dark on light in every colour scheme, or cameras cannot read it."""
    drawn = segno.make(address, error="l", micro=False)
    return Markup(drawn.svg_inline(omitsize=True, dark="#000", light="#fff", lineclass=None))  # noqa: S704 - made of squares only
