"""The demo played unattended: the real processes, seen from the phones and from the page."""

from checkin.demo.play.play import play

__all__ = ["play"]
