"""Are a region's measures meaningful? Each must have one figure for every team, alone or together with others."""

from collections import Counter
from collections.abc import Collection, Iterator
from fractions import Fraction

from rvp_alloc.errors import Problem
from rvp_alloc.figure import exact_text
from rvp_alloc.region.check_parts import not_negative, unknown_teams
from rvp_alloc.region.region import GroupFigure, Kind, Measure
from rvp_alloc.region.strength import share_problems

OF_EVERY_TEAM = ("formation", "wijkagenten", "inhabitants")
_MOST_NAMED = 12


def check_measure(measure: Measure, teams: Collection[str]) -> Iterator[Problem]:
    """Yield every problem in the figures of one measure."""
    if measure.id in OF_EVERY_TEAM:
        what, remedy = "is known of every team already, so it cannot be a measure", "Give the measure another id"
        yield Problem("reserved", what, remedy, subject=measure.id, field="id", value=measure.id)
    yield from share_problems(measure)
    for group in measure.values:
        yield from _check_group(measure, group, teams)
    counts = Counter(team for group in measure.values for team in group.teams)
    for team, count in counts.items():
        if count > 1 and team in teams:
            yield Problem("double", f"has {count} figures for {measure.id}", "Keep one", subject=team, field=measure.id)
    missing = [team for team in teams if team not in counts]
    if missing:
        named = ", ".join(missing[:_MOST_NAMED]) + (" ..." if len(missing) > _MOST_NAMED else "")
        what = f"{named} {'has' if len(missing) == 1 else 'have'} no figure for {measure.id}"
        remedy = "Give one for each (0 where there is none): nothing is filled in"
        yield Problem("missing_figure", what, remedy, subject=missing[0], field=measure.id)


def _check_group(measure: Measure, group: GroupFigure, teams: Collection[str]) -> Iterator[Problem]:
    subject = " + ".join(group.teams) or measure.id
    if not group.teams:
        what, remedy = "a figure names no team", "Name its team or teams"
        yield Problem("no_team", what, remedy, subject=measure.id, field="teams")
    yield from unknown_teams(measure.id, "teams", group.teams, teams)
    if measure.kind is not Kind.CHANGE:
        yield from not_negative(subject, measure.id, group.figure)
    if group.split:
        yield from unknown_teams(subject, f"{measure.id}.split", group.split, group.teams)
        total = sum(group.split.values(), Fraction(0))
        if total != 1 or any(share < 0 for share in group.split.values()):
            parts = ", ".join(exact_text(share) for share in group.split.values())
            what = f"the split {parts} adds up to {exact_text(total)}"
            remedy = "Give shares from 0 to 1 that add up to exactly 1"
            field, value = f"{measure.id}.split", exact_text(total)
            yield Problem("shares_not_one", what, remedy, subject=subject, field=field, value=value)
