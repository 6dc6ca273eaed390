"""300 phones, 50 ideas a second: the projector beside the plain server's."""

from bench.live.beside import Size, beside


def main() -> None:
    """Print the ratios."""
    beside("live_300", Size(300, 50, 10, 4), p50=1.5, p99=1.2)
