"""1,000 phones, 50 ideas a second: the projector beside the plain server's."""

from bench.live.beside import Size, beside


def main() -> None:
    """Print the ratios."""
    beside("live_1000", Size(1000, 50, 10, 4), p50=None, p99=0.5)
