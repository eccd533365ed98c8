"""What the workbook of whole posts tells: how much in which steps, and who lies more than one step off."""

from collections.abc import Iterator

from rvp_alloc.analysis.names import Names
from rvp_alloc.planning.rounding import Rounded
from rvp_alloc.planning.rounding.table import verdict as title
from rvp_alloc.planning.rounding.telling import rows_told
from rvp_alloc.planning.rounding.whole_row import NEW_FTE
from rvp_alloc.report.workbook.notes.sheet import Line
from rvp_alloc.report.workbook.telling import layer_name
from rvp_alloc.words import Lang, word


def verdict(rounded: Rounded, lang: Lang) -> str:
    """Return how much, in which steps, over how many teams, that it is proven, and whether all stay within one step."""
    within = word("rounding_within" if rounded.within_one_step else "rounding_outside", lang)
    return f"{title(rounded, lang)}. {within}"


def outside_told(rounded: Rounded, lang: Lang) -> Iterator[Line]:
    """Yield who lies further off than one step, by how much, and because of which rules."""
    names = Names(rounded.plan.region, lang)
    for outside in rounded.outside:
        key = "rounding_outside_one_step" if abs(outside.steps) == 1 else "rounding_outside_one"
        what = word("new_fte", lang) if outside.family == NEW_FTE else layer_name(outside.family, lang)
        rules = "; ".join(rows_told(outside.rows, names, lang))
        told = word(key, lang).format(subject=names.subject(outside.subject), steps=abs(outside.steps), rules=rules)
        yield word("plans_outside", lang).format(what=what), told
