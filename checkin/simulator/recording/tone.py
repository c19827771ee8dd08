"""A sound file that stands for what somebody said: a tone as long as they spoke."""

import io
import math
import wave

RATE = 8000
HERTZ = 440
LOUDNESS = 40
SILENCE = 128

# One second of the tone; whole waves, so that seconds follow each other without a click.
_SECOND = bytes(
    round(SILENCE + LOUDNESS * math.sin(2 * math.pi * HERTZ * sample / RATE))
    for sample in range(RATE)
)


def wav(seconds: int) -> bytes:
    """A WAV file of so many seconds: 8 kHz, 8 bits, one channel."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(RATE)
        sound.writeframes(_SECOND * seconds)
    return file.getvalue()
