"""Cap: the most that may change for a team, in fte or as a share of its formation. The user's number, with its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from rvp_alloc.border import suggestion
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.figure import exact_text, parse_number
from rvp_alloc.region.region import Region
from rvp_alloc.telling import visible

EVERY = "every"


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that may change for a team: fte, a share of its formation, or both, and then the smaller counts.

    Parameters
    ----------
    fte, share
        Exact numbers of at least 0; one of the two at least.
    source, note
        Who set the cap, and why.

    Raises
    ------
    RequestError
        If there is no number, or one is below 0.

    Examples
    --------
    >>> Cap(share="0.02").amount(Fraction(150)), Cap(fte=2, share="0.02").amount(Fraction(150))
    (Fraction(3, 1), Fraction(2, 1))
    """

    fte: Any = None
    share: Any = None
    source: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.fte is None and self.share is None:
            raise RequestError([Problem("missing", "a cap needs a number", "Give fte, share or both", field="cap")])
        for part in ("fte", "share"):
            raw = getattr(self, part)
            object.__setattr__(self, part, None if raw is None else number_from(raw, f"cap.{part}", lower=Fraction(0)))

    def amount(self, formation: Fraction) -> Fraction:
        """Return the cap in fte for a team with this formation."""
        parts: list[Fraction] = [] if self.fte is None else [self.fte]
        parts += [] if self.share is None else [self.share * formation]
        return min(parts)

    def to_dict(self) -> dict[str, str]:
        """Return the cap as plain strings; parts that are not stated are left out."""
        numbers = {part: getattr(self, part) for part in ("fte", "share")}
        exact = {part: exact_text(number) for part, number in numbers.items() if number is not None}
        texts = {"source": self.source, "note": self.note}
        return exact | {part: text for part, text in texts.items() if text}


def check_region(region: Any) -> None:
    """Check that a region is one."""
    if not isinstance(region, Region):
        what = f"a {type(region).__name__} is given where a region is asked for"
        raise RequestError([Problem("no_region", what, "Give a region, as load_region returns", field="region")])


def number_from(raw: Any, field: str, *, lower: Fraction | None = None) -> Fraction:
    """Return an exact number; a fraction is taken as it is, so that an answer can be an input.

    Raises
    ------
    RequestError
        If it is no number, or below ``lower``.
    """
    try:
        value = raw if isinstance(raw, Fraction) else parse_number(raw)
    except ValueError as reason:
        problem = Problem("bad_number", str(reason), "Give a number", field=field, value=visible(raw))
        raise RequestError([problem]) from None
    if lower is not None and value < lower:
        what = f"{exact_text(value)} is less than {exact_text(lower)}"
        raise RequestError([Problem("out_of_range", what, f"Give at least {exact_text(lower)}", field=field)])
    return value


def team_ids(region: Region, names: Mapping[str, Any], field: str) -> dict[str, Any]:
    """Return what is given by a team's id or name by its id.

    Raises
    ------
    RequestError
        With every name that is no team, and every team that is named twice.
    """
    ids = {team.name: team.id for team in region.teams} | {team.id: team.id for team in region.teams}
    found: dict[str, Any] = {}
    problems = []
    for name, value in names.items():
        team = ids.get(str(name))
        if team is None:
            what, remedy = f"there is no team {visible(name)!r}", suggestion(str(name), list(ids))
            problems.append(Problem("unknown_team", what, remedy, subject=visible(name), field=field))
        elif team in found:
            what = "is named twice, by id and by name"
            problems.append(Problem("double", what, "Name it once", subject=team, field=field))
        else:
            found[team] = value
    if problems:
        raise RequestError(problems)
    return found


def caps_by_team(region: Region, given: Any, field: str) -> dict[str, Cap]:
    """Return the cap of each team that has one: one for all, or by team, where ``every`` stands for all others.

    A bare number is a share of the formation.
    """
    if given is None:
        return {}
    by_name = dict(given) if isinstance(given, Mapping) else {EVERY: given}
    every = by_name.pop(EVERY, None)
    chosen = team_ids(region, by_name, field)
    found = {team.id: chosen.get(team.id, every) for team in region.teams}
    return {team: _cap(raw, field) for team, raw in found.items() if raw is not None}


def _cap(raw: Any, field: str) -> Cap:
    return raw if isinstance(raw, Cap) else Cap(share=number_from(raw, field, lower=Fraction(0)))


NOTHING = Cap(fte=0)
"""Nothing may change this way."""
