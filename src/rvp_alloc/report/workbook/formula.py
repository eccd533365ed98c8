"""Formulas: what is written on the tape, as a spreadsheet writes it."""

from collections import Counter
from collections.abc import Sequence

from flint import fmpq

from rvp_alloc.arithmetic import fraction
from rvp_alloc.figure import exact_text
from rvp_alloc.model import Number
from rvp_alloc.report.workbook.cell import Cell, areas
from rvp_alloc.report.workbook.live import Live, LiveArithmetic, exact
from rvp_alloc.tape import Step

_SUM, _PRODUCT, _ATOM = 1, 2, 3  # how tightly a text holds together
_WORTH_A_CELL = 60  # characters; what is longer and used more than once is computed once, in a cell of its own
_LONGEST = 2_000  # characters, well below what Excel takes (8,192)
_MOST_PARTS = 100  # of one sum, well below what Excel takes (255)
_MOST_BRACKETS = 40  # so that functions stand within functions at most so deep; Excel takes 64
_MOST_PLUS = 3  # parts with a plus between them; more are told by SUM


class Formulas:
    """Writes live numbers as formulas; long parts that are used more than once get a cell of their own, a step.

    Parameters
    ----------
    arithmetic
        The arithmetic in which everything has been traced.
    first_step
        The cell of the first step; the others stand below it.
    """

    def __init__(self, arithmetic: LiveArithmetic, first_step: Cell) -> None:
        self.steps: list[tuple[Cell, str, fmpq]] = []
        self.arithmetic = arithmetic
        self._tape = arithmetic.tape
        self._values = arithmetic.values
        self._cells = arithmetic.cells
        self._first_step = first_step
        self._uses = Counter(place for step, *places in self._tape.entries if step > Step.CONSTANT for place in places)
        self._known: dict[int, tuple[str, int]] = {}

    def of(self, number: Number) -> str:
        """Return a number as a formula that refers to the cell in which it stands, if it has one."""
        if not isinstance(number, Live):
            return _literal(exact(number))[0]
        self._prepare(number.term.index)
        return self._text(number.term.index)[0]

    def defining(self, number: Number, cell: Cell) -> str:
        """Return the formula of the cell in which a number is to stand; from here on other formulas refer to that cell."""
        if not isinstance(number, Live) or number.term.index in self._cells:
            return self.of(number)
        self._prepare(number.term.index)
        text = self._written(number.term.index)[0]
        self._cells[number.term.index] = cell
        return text

    def _prepare(self, whole: int) -> None:
        """Write all that a number is made of, in the order of the tape: however deep it goes, no part waits for another."""
        found: set[int] = set()
        waiting = self._operands(whole)
        while waiting:
            place = waiting.pop()
            if place not in found and place not in self._cells and place not in self._known:
                found.add(place)
                waiting += self._operands(place)
        for place in sorted(found):
            self._text(place)

    def _operands(self, place: int) -> list[int]:
        step, left, right = self._tape.entries[place]
        if step <= Step.CONSTANT:
            return []
        if step in (Step.ADD, Step.SUBTRACT) or self._is_opposite(place):
            return [part for parts in self._parts(place) for part in parts]
        return [left, right]

    def _text(self, place: int) -> tuple[str, int]:
        if place in self._cells:
            return self._cells[place].text, _ATOM
        if place not in self._known:
            text, level = self._written(place)
            too_much = len(text) > _LONGEST or text.count("(") > _MOST_BRACKETS
            if too_much or (len(text) > _WORTH_A_CELL and self._uses[place] > 1):
                self._cells[place] = self._step(text, self._values[place])
                return self._cells[place].text, _ATOM
            self._known[place] = text, level
        return self._known[place]

    def _step(self, text: str, value: fmpq) -> Cell:
        """Put a part in a cell of its own."""
        cell = Cell(self._first_step.sheet, self._first_step.row + len(self.steps), self._first_step.column)
        self.steps.append((cell, text, value))
        return cell

    def _written(self, place: int) -> tuple[str, int]:
        step, left, right = self._tape.entries[place]
        if step is Step.CONSTANT:
            return _literal(self._tape.constants[place])
        if step in (Step.ADD, Step.SUBTRACT) or self._is_opposite(place):
            return self._sum(place)
        if step is Step.MULTIPLY:
            return f"{self._bracketed(left, _PRODUCT)}*{self._bracketed(right, _PRODUCT)}", _PRODUCT
        if step is Step.DIVIDE:
            return f"{self._bracketed(left, _PRODUCT)}/{self._bracketed(right, _ATOM)}", _PRODUCT
        if step is Step.POSITIVE_PART:
            return f"MAX(0,{self._text(left)[0]})", _ATOM
        whole = self._bracketed(right, _ATOM)
        return f"IF({whole}=0,0,{self._bracketed(left, _PRODUCT)}/{whole})", _ATOM

    def _bracketed(self, place: int, level: int) -> str:
        text, own = self._text(place)
        return text if own >= level else f"({text})"

    def _is_opposite(self, place: int) -> bool:
        step, left, right = self._tape.entries[place]
        return step is Step.MULTIPLY and any(self._tape.constants.get(side) == -1 for side in (left, right))

    def _sum(self, place: int) -> tuple[str, int]:
        """Write a sum, however long: what is added first, then what is taken off."""
        added, taken = self._parts(place)
        text, level = self._together(added) if added else ("", _SUM)
        if taken:
            off, of_off = self._together(taken)
            text, level = f"{text}-{off if of_off >= _PRODUCT else f'({off})'}", _SUM
        return text, level

    def _parts(self, whole: int) -> tuple[list[int], list[int]]:
        """Return what a sum adds and what it takes off, down to parts that are no sums or have a cell."""
        added: list[int] = []
        taken: list[int] = []
        waiting = [(whole, 1)]
        while waiting:
            place, sign = waiting.pop()
            step, left, right = self._tape.entries[place]
            if place in self._cells and place != whole:
                (added if sign > 0 else taken).append(place)
            elif step in (Step.ADD, Step.SUBTRACT):
                waiting += [(right, sign if step is Step.ADD else -sign), (left, sign)]
            elif self._is_opposite(place):
                waiting.append((right if self._tape.constants.get(left) == -1 else left, -sign))
            else:
                (added if sign > 0 else taken).append(place)
        return added, taken

    def _together(self, parts: Sequence[int]) -> tuple[str, int]:
        """Write the sum of some parts: cells that stand together as ranges, and no more parts than a formula can hold."""
        cells = Counter(self._cells[part] for part in parts if part in self._cells)
        ranges = areas(cells)
        again = [cell.text for cell, count in cells.items() for _ in range(count - 1)]
        others = [part for part in parts if part not in self._cells]
        if len(others) == len(parts) == 1:
            return self._text(others[0])
        texts = [*ranges, *again, *(self._bracketed(part, _PRODUCT) for part in others)]
        if len(parts) > 1 and (len(texts) > _MOST_PARTS or sum(map(len, texts)) > _LONGEST):
            texts = [self._half(half).text for half in self._halves(parts)]
            ranges = []
        if any(":" in text for text in ranges) or len(texts) > _MOST_PLUS:
            return f"SUM({','.join(texts)})", _ATOM
        return "+".join(texts), _ATOM if len(texts) == 1 else _SUM

    def _halves(self, parts: Sequence[int]) -> tuple[Sequence[int], Sequence[int]]:
        """Part a sum in two, cells that stand together staying together."""
        ordered = sorted(parts, key=lambda part: (part not in self._cells, self._cells.get(part, self._first_step)))
        return ordered[: len(ordered) // 2], ordered[len(ordered) // 2 :]

    def _half(self, parts: Sequence[int]) -> Cell:
        return self._step(self._together(parts)[0], sum((self._values[part] for part in parts), fmpq(0)))


def _literal(number: fmpq) -> tuple[str, int]:
    """Write a number itself; one that is no decimal as a division."""
    text = exact_text(fraction(number))
    if "/" in text or text.startswith("-"):
        return f"({text})", _ATOM
    return text, _ATOM
