"""A wall of squares on which boxes find room: each row is a number whose bits are its squares."""

from dataclasses import dataclass, field, replace

CELLS = 3
"""Squares in one u."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box by its left upper square, in squares; what has a higher rank counts more."""

    rank: int
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle, in squares."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(slots=True)
class Wall:
    """A wall so many squares wide and high; one looks at a share of it, first the first of `steps`.

    `boxes` are those that found room, by what stands in them; `loose` says that something left its
    place since whoever looks at it set it back.
    """

    width: int
    height: int
    steps: tuple[float, ...]
    boxes: dict[int, Box] = field(default_factory=dict)
    loose: bool = False
    _rows: list[int] = field(default_factory=list)
    _step: int = 0
    _too_large: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._rows = self._rows or [0] * self.height

    @property
    def view(self) -> tuple[float, float, float, float]:
        """What one looks at: left, top, width and height, in u."""
        x, y, width, height = self._window(self._step)
        return x / CELLS, y / CELLS, width / CELLS, height / CELLS

    def copy(self) -> "Wall":
        """Another wall with the same on it."""
        return replace(
            self, boxes=dict(self.boxes), _rows=[*self._rows], _too_large=[*self._too_large]
        )

    def put(self, name: int, rank: int, size: tuple[int, int]) -> bool:
        """Put something up, or let it grow: where it stands, where there is room, or over lesser.

        What is covered looks for room again, and is taken off where there is none. False where
        there was no room at all: it stays as it was.
        """
        old = self.boxes.get(name)
        if old is not None:
            self._take(name)
        near = old.middle if old else (self.width / 2, self.height / 2)
        place = self._where_it_stands(size, near) if old else None
        if place is not None:
            self._set(name, Box(rank, *place, *size))
        elif (place := self._room(size, near)) is not None:
            self._set(name, Box(rank, *place, *size))
            self._loosen(old)
        elif (place := self._over(rank, size, near)) is not None:
            self._cover(name, Box(rank, *place, *size))
        elif old is not None:
            self._set(name, replace(old, rank=rank))
            return False
        return name in self.boxes

    def find_room(self, name: int, rank: int, size: tuple[int, int]) -> None:
        """Put something up where there is room, and move nothing for it."""
        place = self._room(size, (self.width / 2, self.height / 2))
        if place is not None:
            self._set(name, Box(rank, *place, *size))

    def _where_it_stands(
        self, size: tuple[int, int], near: tuple[float, float]
    ) -> tuple[int, int] | None:
        """Around the same middle, or a little inwards at the edge, if nothing else is there."""
        left, top, width, height = self._window(self._step)
        if size[0] > width or size[1] > height:
            return None
        x = min(max(round(near[0] - size[0] / 2), left), left + width - size[0])
        y = min(max(round(near[1] - size[1] / 2), top), top + height - size[1])
        bits = _bits(x, size[0])
        return None if any(row & bits for row in self._rows[y : y + size[1]]) else (x, y)

    def _room(self, size: tuple[int, int], near: tuple[float, float]) -> tuple[int, int] | None:
        """The nearest room; where there is none in what one looks at, one steps back."""
        if any(size[0] >= width and size[1] >= height for width, height in self._too_large):
            return None
        for step in range(self._step, len(self.steps)):
            if (place := _nearest(self._rows, self._window(step), size, near)) is not None:
                self._step = step
                return place
        self._step = len(self.steps) - 1
        self._too_large = [one for one in self._too_large if one[0] < size[0] or one[1] < size[1]]
        self._too_large.append(size)
        return None

    def _over(
        self, rank: int, size: tuple[int, int], near: tuple[float, float]
    ) -> tuple[int, int] | None:
        """The nearest place where only lesser things stand."""
        higher = [box for box in self.boxes.values() if box.rank >= rank]
        if len(higher) == len(self.boxes):
            return None
        rows = [0] * self.height
        for box in higher:
            _fill(rows, box)
        return _nearest(rows, self._window(self._step), size, near)

    def _cover(self, name: int, box: Box) -> None:
        covered = sorted(
            (other for other, its in self.boxes.items() if _meet(box, its)),
            key=lambda other: (-self.boxes[other].rank, other),
        )
        moved = {other: self._take(other) for other in covered}
        self._set(name, box)
        self._loosen(box)
        for other, its in moved.items():
            if (place := self._room((its.width, its.height), its.middle)) is not None:
                self._set(other, Box(its.rank, *place, its.width, its.height))

    def _set(self, name: int, box: Box) -> None:
        self.boxes[name] = box
        _fill(self._rows, box)

    def _take(self, name: int) -> Box:
        box = self.boxes.pop(name)
        _fill(self._rows, box)
        return box

    def _loosen(self, left: Box | None) -> None:
        """Note that there may be room again, where something left its place."""
        if left is not None:
            self._too_large.clear()
            self.loose = True

    def _window(self, step: int) -> tuple[int, int, int, int]:
        """The middle of the wall, as far as one sees it: left, top, width, height, in squares."""
        width, height = (int(self.steps[step] * side) for side in (self.width, self.height))
        return (self.width - width) // 2, (self.height - height) // 2, width, height


def _fill(rows: list[int], box: Box) -> None:
    """Fill the squares of a box, or empty them."""
    bits = _bits(box.x, box.width)
    for y in range(box.y, box.y + box.height):
        rows[y] ^= bits


def _bits(x: int, width: int) -> int:
    return ((1 << width) - 1) << x


def _meet(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def _nearest(
    rows: list[int],
    window: tuple[int, int, int, int],
    size: tuple[int, int],
    near: tuple[float, float],
) -> tuple[int, int] | None:
    """The left upper square of the free place that is nearest to a point; None if there is none.

    A wall is wider than high, so a square upwards is as far as that many to the side.
    """
    left, top, width, height = window
    if size[0] > width or size[1] > height:
        return None
    aim, line, stretch = round(near[0] - size[0] / 2), near[1] - size[1] / 2, width / height
    best, found = float("inf"), None
    taken = _joined(rows, size[1])
    for y in sorted(range(top, top + height - size[1] + 1), key=lambda y: abs(y - line)):
        far = ((y - line) * stretch) ** 2
        if far >= best:
            break
        for x in _around(_free(taken[y], left, width, size[0]), aim):
            if far + (x - aim) ** 2 < best:
                best, found = far + (x - aim) ** 2, (x, y)
    return found


def _joined(rows: list[int], height: int) -> list[int]:
    """What is taken in any of so many rows, from each row on."""
    joined, covered = rows, 1
    while covered < height:
        step = min(covered, height - covered)
        joined = [one | other for one, other in zip(joined, joined[step:], strict=False)]
        covered += step
    return joined


def _free(taken: int, left: int, width: int, wanted: int) -> int:
    """The squares from which so many to the right are free, as bits."""
    free, covered = _bits(left, width) & ~taken, 1
    while covered < wanted and free:
        step = min(covered, wanted - covered)
        free &= free >> step
        covered += step
    return free


def _around(free: int, aim: int) -> list[int]:
    """The free squares next to this one on either side, itself included."""
    aim = max(aim, 0)
    before, after = free & _bits(0, aim + 1), free >> aim
    found = [before.bit_length() - 1] if before else []
    return [*found, (after & -after).bit_length() - 1 + aim] if after else found
