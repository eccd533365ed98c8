"""What every check of a region's figures uses: units, signs, shares, and teams that do not exist."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction

from rvp_alloc.border import suggestion
from rvp_alloc.errors import Problem
from rvp_alloc.figure import Figure, exact_text


def unit_problems(subject: str, figures: Mapping[str, Figure], unit: str) -> Iterator[Problem]:
    """Yield figures that are stated in another unit: they are not converted."""
    for field, figure in figures.items():
        if figure.unit != unit:
            what = f"{figure} is not in {unit}"
            yield Problem("bad_unit", what, f"Give it in {unit}", subject=subject, field=field, value=str(figure))


def not_negative(subject: str, field: str, figure: Figure) -> Iterator[Problem]:
    """Yield a figure below 0."""
    if figure.value < 0:
        yield wrong(subject, field, figure, "must not be below 0", "Check the sign")


def wrong(subject: str, field: str, figure: Figure, what: str, remedy: str) -> Problem:
    """Return the problem of a figure that is out of its range."""
    value = exact_text(figure.value)
    return Problem("out_of_range", f"{figure} {what}", remedy, subject=subject, field=field, value=value)


def shares_problems(subject: str, field: str, shares: Mapping[str, Fraction]) -> Iterator[Problem]:
    """Yield shares outside 0 to 1, or else that they do not add up to 1; no shares at all are fine."""
    outside = {name: share for name, share in shares.items() if not 0 < share <= 1}
    for name, share in outside.items():
        what = f"the share of {name} is {exact_text(share)}; it must be above 0 and at most 1"
        yield Problem(
            "bad_share", what, "Give a share such as 0.4", subject=subject, field=field, value=exact_text(share)
        )
    total = sum(shares.values(), Fraction(0))
    if shares and not outside and total != 1:
        parts = ", ".join(exact_text(share) for share in shares.values())
        what = f"the shares {parts} add up to {exact_text(total)}, not 1"
        remedy = 'Make them add up to exactly 1; a ratio such as "1/3" is read exactly'
        yield Problem("shares_not_one", what, remedy, subject=subject, field=field, value=exact_text(total))


def unknown_teams(subject: str, field: str, named: Iterable[str], known: Collection[str]) -> Iterator[Problem]:
    """Yield names of teams that do not exist."""
    for team in named:
        if team not in known:
            what, remedy = f"team {team!r} does not exist", suggestion(team, list(known))
            yield Problem("unknown_team", what, remedy, subject=subject, field=field, value=team)
