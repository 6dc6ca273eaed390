"""60 phones, 5 ideas a second: the projector beside the plain server's."""

from bench.live.beside import Size, beside


def main() -> None:
    """Print the ratios."""
    beside("live_60", Size(60, 5, 40, 4), p50=1.5, p99=1.2)
