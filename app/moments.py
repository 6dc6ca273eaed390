"""The moments of one session: the latest, and what differs from earlier ones, drawn once."""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

import msgspec

from app.outlets import News
from sessions.room import Moment
from templates.drawing import Drawn, Kept, Touched, View

T = TypeVar("T")

HISTORY = 256
"""Changes remembered; who is further behind is given everything that could have changed."""

FRESH = 1.0
"""Seconds for which what was drawn serves whoever comes, as long as what it reads is the same."""


@dataclass(frozen=True, slots=True)
class Step:
    """A numbered moment, the ideas touched since the one before, and whom alone it concerns."""

    version: int
    moment: Moment
    touched: Touched
    concerned: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """From one moment to a later one: the ideas touched, and the participants it may concern alone.

    None for any of them.
    """

    given: Step
    to: Step
    touched: Touched
    concerned: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A step that is not there yet, and what it changes, by view and language."""

    step: Step
    drawn: Mapping[tuple[int, str], Drawn]


class Moments:
    """The latest moment of a session and some before it. `now` is in seconds since 1970."""

    def __init__(self, moment: Moment, now: Callable[[], float]) -> None:
        self.step = Step(0, moment, None)
        self._run = secrets.token_hex(4)
        self._now = now
        self._steps: deque[Step] = deque([self.step], maxlen=HISTORY)
        self._prepared = Prepared(self.step, {})
        self._news: dict[tuple[int, str, int], News | None] = {}
        self._kept: dict[tuple[int, str], Kept] = {}
        self._kept_since: dict[tuple[int, str], float] = {}

    def prepare(
        self,
        moment: Moment,
        touched: Touched,
        concerned: frozenset[str] | None,
        audience: Iterable[tuple[View[Moment], str]],
    ) -> None:
        """Draw what a later moment changes for those given the latest, should it come to it."""
        step, old = self._following(moment, touched, concerned), self.step.moment
        drawn = {
            (id(view), language): view.changes(
                old, step.moment, touched, language, self._kept.setdefault((id(view), language), {})
            )
            for view, language in audience
        }
        self._prepared = Prepared(step, drawn)

    def advance(self, moment: Moment, touched: Touched, concerned: frozenset[str] | None) -> None:
        """Go on to a later moment, whose `now` is set."""
        if moment.room.code != self.step.moment.room.code:  # which stands in every form
            self._kept.clear()
        step = self._following(moment, touched, concerned)
        if not _is_same(self._prepared.step, step):
            self._prepared = Prepared(step, {})
        self.step = self._prepared.step
        if touched is None and concerned is None:  # nothing before it says what has changed since
            self._steps.clear()
            self._kept.clear()
        self._steps.append(self.step)
        self._news.clear()

    def since(self, given: Step) -> Span:
        """What lies between a moment and the latest one."""
        if given.version < self._steps[0].version:
            return Span(given, self.step, None, None)
        touched: Touched = frozenset()
        concerned: frozenset[str] | None = frozenset()
        for step in reversed(self._steps):
            if step.version <= given.version:
                break
            touched = _union(touched, step.touched)
            concerned = _union(concerned, step.concerned)
        return Span(given, self.step, touched, concerned)

    def news(self, span: Span, view: View[Moment], language: str) -> News | None:
        """What changed, drawn once for all who were given the same; None for nothing."""
        key = (id(view), language, span.given.version)
        if key not in self._news:
            drawn = self._drawn(span, view, language)
            self._news[key] = self._message(drawn) if drawn else None
        return self._news[key]

    def own_news(self, span: Span, view: View[Moment], language: str) -> News | None:
        """What changed in the view of one participant."""
        drawn = view.changes(span.given.moment, span.to.moment, span.touched, language)
        return self._message(drawn) if drawn else None

    def everything(
        self, view: View[Moment], language: str, own: View[Moment] | None = None
    ) -> News:
        """A first message, with what is for one participant alone."""
        moment = replace(self.step.moment, now=self._now())
        drawn = view.draw(moment, language, self._fresh(view, language))
        if own is not None:
            drawn = drawn.beside(own.draw(moment, language))
        return self._message(drawn)

    def asked(
        self, after: str, view: View[Moment], language: str, own: View[Moment] | None = None
    ) -> bytes:
        """What changed since the moment of a token, everything where it is not known any more."""
        given = next((one for one in self._steps if self._token(one) == after), None)
        views = (view,) if own is None else (view, own)
        moment, drawn = replace(self.step.moment, now=self._now()), Drawn()
        for one in views:
            if given is None:
                drawn = drawn.beside(one.draw(moment, language))
            else:
                touched = self.since(given).touched
                drawn = drawn.beside(one.changes(given.moment, moment, touched, language))
        return msgspec.json.encode(drawn.message(moment.now) | {"token": self._token(self.step)})

    def nothing(self) -> News:
        """What is sent so that silence means a fault."""
        return self._message(Drawn())

    def _following(
        self, moment: Moment, touched: Touched, concerned: frozenset[str] | None
    ) -> Step:
        moment = replace(moment, now=self._now())
        return Step(self.step.version + 1, moment, touched, concerned)

    def _drawn(self, span: Span, view: View[Moment], language: str) -> Drawn:
        prepared = self._prepared
        if span.to is prepared.step and span.given.version == span.to.version - 1:
            drawn = prepared.drawn.get((id(view), language))
            if drawn is not None:
                return drawn
        kept = self._kept.setdefault((id(view), language), {})
        return view.changes(span.given.moment, span.to.moment, span.touched, language, kept)

    def _message(self, drawn: Drawn) -> News:
        return News(msgspec.json.encode(drawn.message(self._now())))

    def _fresh(self, view: View[Moment], language: str) -> Kept:
        """What was drawn a moment ago; times in it would soon be wrong."""
        key = (id(view), language)
        if not 0 <= self._now() - self._kept_since.get(key, 0) < FRESH:
            self._kept[key] = {}
            self._kept_since[key] = self._now()
        return self._kept.setdefault(key, {})

    def _token(self, step: Step) -> str:
        return f"{self._run}-{step.version}"


def _is_same(one: Step, other: Step) -> bool:
    """Whether both are the same step to the same moment, made one soon after the other."""
    mine, theirs = one.moment, other.moment
    same = mine.state is theirs.state and mine.room is theirs.room
    return same and one.version == other.version and 0 <= theirs.now - mine.now < FRESH


def _union(one: frozenset[T] | None, other: frozenset[T] | None) -> frozenset[T] | None:
    return None if one is None or other is None else one | other
