"""Places: amounts of every authority (driehoek), municipality and district; a team in several counts by its shares."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from rvp_alloc.analysis.names import Names
from rvp_alloc.region.region import Region
from rvp_alloc.report.content.form import Form
from rvp_alloc.report.parts import Row, Text

type Totals = Mapping[str, Mapping[str, Fraction]]
_SCOPES = ("authority", "municipality", "district")


def place_rows(
    totals: Sequence[Totals], names: Names, cells: Callable[[tuple[Fraction, ...]], tuple[str, ...]]
) -> Iterator[Row]:
    """Yield a row for every place, under a heading for each kind of place there is.

    Parameters
    ----------
    totals
        The totals of several divisions of one region, as ``Allocation.totals`` has them.
    names
        What districts are called.
    cells
        The cells of a place, from what each division gives it.
    """
    form = Form(names.lang)
    for scope in _SCOPES:
        if totals[0][scope]:
            yield Row((form.say(f"scope_{scope}"),), "group")
        for name in totals[0][scope]:
            shown = names.subject(name) if scope == "district" else name
            yield Row((shown, *cells(tuple(found[scope][name] for found in totals))))


def shared_note(region: Region, form: Form) -> Iterator[Text]:
    """Yield how teams in several places count, where there are such teams."""
    shares = [share.value for team in region.teams for share in team.authorities.values()]
    if any(0 < share < 1 for share in shares):
        yield Text(form.say("totals_shared"), "note")
