"""What is kept of a measurement for the chart, as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from bench.figures import percentile
from bench.live.load import Sent
from tests.server import ROOT

RESULTS = ROOT / "docs" / "measurements" / "live.json"


def shown_at(sent: Sent, share: float) -> float:
    """A percentile over all ideas, in seconds: one that never came counts as the slowest did."""
    if not sent.shown:
        return float("inf")
    return percentile(sent.shown + [max(sent.shown)] * (sent.ideas - len(sent.shown)), share)


def keep(name: str, phones: int, rate: float, rounds: Mapping[str, Sequence[Sent]]) -> None:
    """Put the figures of each round, in milliseconds, in the place of those kept under a name."""
    kept = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    kept[name] = {"phones": phones, "rate": rate} | {
        side: [_figures(one) for one in sent if one.shown] for side, sent in rounds.items()
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", "utf-8")
    print(f"  kept in {RESULTS.relative_to(ROOT)}")


def _figures(sent: Sent) -> dict[str, float]:
    p50, p99 = (round(1000 * shown_at(sent, share), 3) for share in (0.5, 0.99))
    return {"p50": p50, "p99": p99, "ideas": sent.ideas, "delivered": round(sent.delivered, 4)}
