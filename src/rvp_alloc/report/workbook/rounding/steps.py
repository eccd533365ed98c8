"""Checks of whole posts: each a whole number of steps, no further from the exact number than was found, the total the same."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from rvp_alloc.planning.rounding import Rounded
from rvp_alloc.planning.rounding.whole_row import NEW_FTE
from rvp_alloc.policy.case import POSTS_BY_POOL
from rvp_alloc.report.workbook.check import Check
from rvp_alloc.report.workbook.formula import Formulas
from rvp_alloc.report.workbook.live import Live
from rvp_alloc.report.workbook.table import Compared
from rvp_alloc.report.workbook.telling import layer_name
from rvp_alloc.words import Lang, word


class Steps:
    """Writes the checks; ``step`` is the cell that says how large a step is. Heads are whole heads, whatever the step."""

    def __init__(self, rounded: Rounded, formulas: Formulas, step: Live, lang: Lang) -> None:
        self._formulas, self._step, self._lang = formulas, step, lang
        self._size = rounded.step
        self._beyond = {(outside.family, outside.subject): abs(outside.steps) for outside in rounded.outside}

    def checks(self, family: str, names: Mapping[str, str], found: Compared) -> Iterator[Check]:
        """Yield for each number of a family that it is whole, and that it is no further off than was found."""
        in_steps = family in (NEW_FTE, POSTS_BY_POOL)
        of = self._formulas.of
        step = of(self._step) if in_steps else "1"
        what = word("new_fte", self._lang) if family == NEW_FTE else layer_name(family, self._lang)
        rows = zip(names.items(), found.after.rows, found.change.rows, strict=True)
        for (subject, name), whole, change in rows:
            about = f"{name}: {what}"
            text = of(whole)
            off = f"ABS({text}-{step}*ROUND({text}/{step},0))"
            label = f"{family}:{subject}"
            yield Check(word("plans_whole_rule", self._lang), about, f"rounding.whole.{label}", off, 0, "==", "0", 0)
            steps = 1 + self._beyond.get((family, subject), 0)
            most = (self._size if in_steps else Fraction(1)) * steps
            bound = f"{step}*{steps}" if in_steps else str(steps)
            near = (word("plans_near_rule", self._lang), about, f"rounding.near.{label}", f"ABS({of(change)})")
            yield Check(*near, abs(change.value), "<=", bound, most)

    def total(self, found: Compared) -> Check:
        """Return that all teams together get what they got in the exact division."""
        before, after = found.before.total, found.after.total
        if before is None or after is None:  # columns of fte have a total
            raise ValueError(found)
        told = (word("plans_total_rule", self._lang), word("book_unit", self._lang), "rounding.total")
        return Check.of(self._formulas, told, after, "==", before)
