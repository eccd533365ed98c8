"""Places: amounts of every authority (driehoek), municipality and district; a team in several counts by its shares."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from rvp_alloc.region.region import Region
from rvp_alloc.report.content.form import Form
from rvp_alloc.report.parts import Row, Text

type Totals = Mapping[str, Mapping[str, Fraction]]
_SCOPES = ("authority", "municipality", "district")


def place_rows(
    totals: Sequence[Totals], cells: Callable[..., tuple[str, ...]], form: Form, *regions: Region
) -> Iterator[Row]:
    """Yield a row for every place of any of them, under a heading for each kind of place there is.

    Parameters
    ----------
    totals
        The totals of several divisions, as ``Allocation.totals`` has them; a place that one does not have has nothing there.
    cells
        The cells of a place, from what each division gives it, one after the other.
    regions
        Their regions, which say what districts are called; what the last says counts.
    """
    districts = {district.id: district.name for region in regions for district in region.districts}
    for scope in _SCOPES:
        places = dict.fromkeys(name for found in totals for name in found[scope])
        if places:
            yield Row((form.say(f"scope_{scope}"),), "group")
        for name in places:
            shown = districts.get(name, name) if scope == "district" else name
            yield Row((shown, *cells(*(found[scope].get(name, Fraction(0)) for found in totals))))


def shared_note(form: Form, *regions: Region) -> Iterator[Text]:
    """Yield how teams in several places count, where there are such teams."""
    shares = [share.value for region in regions for team in region.teams for share in team.authorities.values()]
    if any(0 < share < 1 for share in shares):
        yield Text(form.say("totals_shared"), "note")
