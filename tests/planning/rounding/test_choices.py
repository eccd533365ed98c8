"""What a team may choose: against trying all its whole numbers, in the library and in the checker."""

import itertools
from fractions import Fraction

from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from rvp_alloc.planning.rounding.check.row import CheckedRow
from rvp_alloc.planning.rounding.check.team import Payment, Team
from rvp_alloc.planning.rounding.choices import Choices, Cost
from rvp_alloc.planning.rounding.whole_row import Stairs, WholeRow, down
from strategies import examples

UNITS = ("new_fte:t", "interventieplegers:t", "regisseurs:t")
MOST = 6
costs = st.sampled_from([fmpq(0), fmpq(1), fmpq(-1), fmpq(-2), fmpq(3, 7)])


@st.composite
def rows(draw):
    """Rows about one team: a cap in stairs, basic care, sometimes a caseload and a bound."""
    share, slope = (
        draw(st.sampled_from([fmpq(1), fmpq(4, 5), fmpq(1, 2)])),
        draw(st.sampled_from([fmpq(3, 10), fmpq(1, 20), fmpq(1)])),
    )
    bound = fmpq(draw(st.integers(0, 40)), 10)
    stairs = Stairs(UNITS[0], -slope, bound, fmpq(1))
    found = [WholeRow("cap", "", dict.fromkeys(UNITS[1:], fmpq(1)), fmpq(0), stairs=stairs)]
    care = {UNITS[0]: fmpq(-1), UNITS[1]: share, UNITS[2]: fmpq(1)}
    found.append(WholeRow("care", "", care, down(fmpq(draw(st.integers(-10, 30)), 10), fmpq(1, 10))))
    if draw(st.booleans()):
        found.append(WholeRow("caseload", "", {UNITS[1]: fmpq(-1)}, fmpq(-draw(st.integers(0, 2)))))
    if draw(st.booleans()):
        found.append(WholeRow("bound", "", {UNITS[0]: fmpq(1)}, fmpq(draw(st.integers(0, MOST)))))
    return found


@st.composite
def boxes(draw):
    limits = {}
    for unit in UNITS:
        low = draw(st.integers(0, 2))
        high = draw(st.integers(low, MOST))
        limits[unit] = (low, None if unit != UNITS[0] and draw(st.booleans()) else high)
    return limits


@st.composite
def payments(draw):
    """What each unit costs: a slope, and sometimes the square of the distance to a number."""
    found = {}
    for unit in UNITS:
        target = draw(st.none() | st.integers(0, 12).map(lambda half: fmpq(half, 2)))
        curves = [] if target is None else [lambda level, target=target: (level - target) ** 2]
        found[unit] = Cost(draw(costs), curves)
    return found


def tried(rows, box, costs):
    """Every choice within the box that meets every row, with its cost; heads without a limit go up to what a cap can hold."""
    ranges = [range(low, (12 if high is None else high) + 1) for low, high in (box[unit] for unit in UNITS)]
    found = {}
    for choice in itertools.product(*ranges):
        at = dict(zip(UNITS, choice, strict=True))
        if all(sum((row.part(unit, at[unit]) for unit in row.units), fmpq(0)) <= row.bound for row in rows):
            found[choice] = sum((costs[unit].at(level) for unit, level in at.items()), fmpq(0))
    return found


def several(choices):
    """Of each unit, its one level among choices, or that there are several."""
    return [levels.pop() if len(levels := set(found)) == 1 else None for found in zip(*choices, strict=True)]


@examples(200)
@given(rows(), boxes(), payments())
def test_the_cheapest_choice_is_the_cheapest_of_all(given_rows, box, given_costs):
    wanted = tried(given_rows, box, given_costs)
    choices = Choices(UNITS, given_rows)
    found = choices.cheapest(box, given_costs)
    assert (choices.any(box) is None) == (found is None) == (not wanted)
    if found is None:
        return
    assert choices.any(box) in wanted
    assert found[0] == min(wanted.values())
    least = [choice for choice, cost in wanted.items() if cost == found[0]]
    assert set(found[1]) <= set(least)
    assert several(found[1]) == several(least)


@examples(200)
@given(rows(), boxes(), payments())
def test_the_checker_finds_the_same_by_itself(given_rows, box, given_costs):
    wanted = tried(given_rows, box, given_costs)
    team = Team("t", [checked(row) for row in given_rows])
    found = team.least(box, {unit: payment(cost) for unit, cost in given_costs.items()})
    assert (found is None) == (not wanted)
    if found is None:
        return
    assert found[0] == min(Fraction(str(cost)) for cost in wanted.values())
    if any(cost.slope != 0 or cost.curves for cost in given_costs.values()):
        least = [choice for choice, cost in wanted.items() if cost == min(wanted.values())]
        assert several(least) == [next(iter(levels)) if len(levels := found[1][unit]) == 1 else None for unit in UNITS]


def checked(row):
    terms = {unit: Fraction(str(amount)) for unit, amount in row.terms.items()}
    stairs = row.stairs
    if stairs is None:
        return CheckedRow(terms, {}, Fraction(str(row.bound)))
    return CheckedRow(terms, {}, Fraction(0), stairs.unit, lambda level: Fraction(str(stairs.at(level))))


def payment(cost):
    found = Payment()
    found.slope = Fraction(str(cost.slope))
    found.curves = [lambda level, curve=curve: Fraction(str(curve(level))) for curve in cost.curves]
    return found
