"""Compose: the figures of teams and pools out of those of the areas that belong to them. Exact, with every source."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from rvp_alloc.border import LONGEST_TEXT, suggestion, told_in_part
from rvp_alloc.errors import Problem, RegionError
from rvp_alloc.figure import Figure, exact_text, parse_number
from rvp_alloc.region.areas import INHABITANTS, PLACES, Area, Areas
from rvp_alloc.region.belongs import Belongs
from rvp_alloc.region.check import check_meaning
from rvp_alloc.region.composition import composed
from rvp_alloc.region.holdings import Holding
from rvp_alloc.region.region import GroupFigure, Kind, Measure, Pool, Region, Team
from rvp_alloc.telling import visible

type Teams = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A share of an area, at the team or pool it belongs to."""

    area: Area
    share: Figure

    def figure(self, name: str) -> Figure:
        return self.area.figures[name]

    @property
    def inhabitants(self) -> Fraction:
        return self.share.value * self.figure(INHABITANTS).value


def compose(areas: Areas, belongs: Belongs, region: Region, *, on: str = "") -> Region:
    """Return the region with the figures of its teams and pools composed of those of areas.

    Totals add up by share. A rate or index is the mean weighted by inhabitants. Inhabitants of a pool that areas belong to as
    a whole stay those of the pool; where its areas belong to its teams, each team becomes a pool of its own. A measure that the
    areas do not have stays as it is, and so do formation and wijkagenten. Where all areas say in which authority or municipality
    they lie, so do the teams, by inhabitants.

    Parameters
    ----------
    areas
        The areas with their figures.
    belongs
        Which area belongs to which team or pool.
    region
        The region whose teams and pools they are.
    on
        The day on which the borders are looked at; the last known if not given.

    Returns
    -------
    Region
        Checked. Every composed figure names its areas, all sources and dates, and is as sure as the least sure of what it is made
        of. Several dates in one figure are told in its note.

    Raises
    ------
    RegionError
        With every problem: an area in no team, a team without areas, a team that does not exist, a figure that is missing.

    Examples
    --------
    >>> from rvp_alloc import load_region
    >>> from rvp_alloc.region.areas import load_areas
    >>> from rvp_alloc.region.belongs import load_belongs
    >>> region, belongs = load_region("amsterdam-2022"), load_belongs("amsterdam-2022")
    >>> again = compose(load_areas("amsterdam-2022"), belongs, region)
    >>> [pool.inhabitants.value for pool in again.pools] == [pool.inhabitants.value for pool in region.pools]
    True
    >>> print(again.pool_of("boven-ij").inhabitants.note)
    areas DX17 + DX18 + DX19
    """
    pieces, problems = _pieces(areas, belongs.on(on), region)
    in_trouble = {problem.subject for problem in problems}
    problems += (gap for gap in _gaps(areas, pieces, region) if gap.subject not in in_trouble)
    if problems:
        raise RegionError(told_in_part(problems), "areas")
    found = replace(
        region,
        pools=tuple(_pools(region, pieces)),
        measures=tuple(_measures(areas, region, pieces)),
        teams=tuple(_placed(areas, region, pieces)),
    )
    problems = [*_length_problems(found), *check_meaning(found)]
    if problems:
        raise RegionError(told_in_part(problems), "areas")
    return found


def _pieces(
    areas: Areas, holdings: Sequence[Holding], region: Region
) -> tuple[dict[Teams, list[_Piece]], list[Problem]]:
    """Return what belongs to each team or pool, by its teams, and what belongs nowhere."""
    targets, problems = _targets(region), []
    by_name = {area.name: area for area in areas.areas} | {area.id: area for area in areas.areas}
    seen: set[tuple[str, Teams]] = set()
    found: dict[Teams, list[_Piece]] = {}
    for holding in holdings:
        area = by_name.get(holding.area)
        if area is None:
            known = [area.id for area in areas.areas]
            what, remedy = f"there is no area {visible(holding.area)!r}", suggestion(holding.area, known)
            problems.append(Problem("unknown_area", what, remedy, subject=holding.area, field="area"))
        if holding.to not in targets:
            what = f"it belongs to {visible(holding.to)!r}, which is no team or pool"
            remedy = suggestion(holding.to, list(targets))
            problems.append(Problem("unknown_team", what, remedy, subject=holding.area, field="to", value=holding.to))
        elif area and (area.id, targets[holding.to]) in seen:
            what, remedy = (
                f"it belongs twice to {visible(holding.to)!r}",
                "Name a team or area the same way on each row",
            )
            problems.append(Problem("double", what, remedy, subject=holding.area, field="to", value=holding.to))
        elif area:
            seen.add((area.id, targets[holding.to]))
            found.setdefault(targets[holding.to], []).append(_Piece(area, holding.share))
    return found, problems


def _targets(region: Region) -> dict[str, Teams]:
    """Return the teams that a name stands for: of a pool, or one team; a team goes before a pool of the same name."""
    return (
        {pool.id: pool.teams for pool in region.pools}
        | {team.name: (team.id,) for team in region.teams}
        | {team.id: (team.id,) for team in region.teams}
    )


def _gaps(areas: Areas, pieces: Mapping[Teams, Sequence[_Piece]], region: Region) -> Iterator[Problem]:
    """Yield areas that do not belong anywhere as a whole, teams with no area or twice one, and figures that are missing."""
    held: dict[str, Fraction] = {}
    for of_target in pieces.values():
        for piece in of_target:
            held[piece.area.id] = held.get(piece.area.id, Fraction(0)) + piece.share.value
    for area in areas.areas:
        if area.id not in held:
            what = f"{area.name} belongs to no team"
            yield Problem("area_in_no_team", what, "Say to which team or pool it belongs", subject=area.id, field="to")
        elif held[area.id] != 1:
            what = f"the shares add up to {exact_text(held[area.id])}, not 1"
            yield Problem("shares_not_one", what, "Name the area the same way on each row", "", area.id, "share")
        for measure in (name for name in areas.measures if name not in area.figures):
            remedy = "Give one (0 where there is none): nothing is filled in"
            yield Problem("missing_figure", f"has no figure for {measure}", remedy, subject=area.id, field=measure)
    times = Counter(team for teams in pieces for team in teams)
    for team in region.teams:
        if not times[team.id]:
            remedy = "Say which area belongs to it, or to its pool"
            yield Problem("team_without_area", "no area belongs to the team", remedy, subject=team.name, field="to")
        elif times[team.id] > 1:
            what = "areas belong to the team itself, and others to a pool it is in"
            remedy = "Let all areas of a pool belong to the pool, or all to its teams"
            yield Problem("not_one_pool", what, remedy, subject=team.name, field="to")


def _pools(region: Region, pieces: Mapping[Teams, Sequence[_Piece]]) -> Iterator[Pool]:
    """Yield the pools in the order of the region; one whose areas belong to its teams makes way for a pool of each."""
    for pool in region.pools:
        whole = pool.teams in pieces
        for teams, name in [(pool.teams, pool.id)] if whole else [((team,), team) for team in pool.teams]:
            yield Pool(name, teams, _total(pieces[teams], INHABITANTS, INHABITANTS))


def _measures(areas: Areas, region: Region, pieces: Mapping[Teams, Sequence[_Piece]]) -> Iterator[Measure]:
    """Yield the measures of the region, composed where the areas have them, and then those that only the areas have."""
    present = {measure.id: measure for measure in region.measures}
    for name in dict.fromkeys([*present, *areas.measures]):
        kind = areas.measures.get(name)
        if kind is None:
            yield present[name]
            continue
        of_region = present.get(name, Measure(name, name, kind, "", ()))
        groups = (
            GroupFigure(teams, (_mean if kind is Kind.INDEX else _total)(of_target, name, of_region.unit))
            for teams, of_target in pieces.items()
        )
        yield replace(of_region, kind=kind, values=tuple(groups))


def _total(pieces: Sequence[_Piece], name: str, unit: str) -> Figure:
    value = sum((piece.share.value * piece.figure(name).value for piece in pieces), Fraction(0))
    return _figure(value, unit, [piece.figure(name) for piece in pieces], pieces, "areas")


def _mean(pieces: Sequence[_Piece], name: str, unit: str) -> Figure:
    people = sum((piece.inhabitants for piece in pieces), Fraction(0))
    weighted = sum((piece.inhabitants * piece.figure(name).value for piece in pieces), Fraction(0))
    value = weighted / people if people else Fraction(0)  # without any inhabitants the region is refused anyway
    weights = [replace(piece.figure(INHABITANTS), date="") for piece in pieces] if len(pieces) > 1 else []
    figures = [*(piece.figure(name) for piece in pieces), *weights]
    return _figure(value, unit, figures, pieces, "mean by inhabitants of areas" if len(pieces) > 1 else "areas")


def _figure(value: Fraction, unit: str, figures: Sequence[Figure], pieces: Sequence[_Piece], start: str) -> Figure:
    """Return a composed figure: its date is that of the figures, whenever it was written what belongs where."""
    shares = [replace(piece.share, date="") for piece in pieces]
    dates = dict.fromkeys(figure.date for figure in figures if figure.date)
    mixed = f"; dates differ: {', '.join(dates)}" if len(dates) > 1 else ""
    note = f"{start} {_named(pieces)}{mixed}"
    return composed(value, unit, [*figures, *shares], note[:LONGEST_TEXT])


def _named(pieces: Sequence[_Piece]) -> str:
    told = [
        piece.area.id if piece.share.value == 1 else f"{exact_text(piece.share.value)} of {piece.area.id}"
        for piece in pieces
    ]
    shown = told
    while len(" + ".join(shown)) > LONGEST_TEXT // 2:
        shown = shown[:-1]
    return " + ".join(shown) + (f" + {len(told) - len(shown)} more" if len(shown) < len(told) else "")


def _placed(areas: Areas, region: Region, pieces: Mapping[Teams, Sequence[_Piece]]) -> Iterator[Team]:
    """Yield the teams with their shares in authorities and municipalities, where all areas say in which they lie."""
    authority, municipality = (all(place in area.places for area in areas.areas) for place in PLACES)
    by_team = {team: of_target for teams, of_target in pieces.items() for team in teams}
    for team in region.teams:
        mine = by_team[team.id]
        yield replace(
            team,
            authorities=_places(mine, "authority") if authority else team.authorities,
            municipalities=_places(mine, "municipality") if municipality else team.municipalities,
        )


def _places(pieces: Sequence[_Piece], place: str) -> dict[str, Figure]:
    people = sum((piece.inhabitants for piece in pieces), Fraction(0))
    by_name: dict[str, list[_Piece]] = {}
    for piece in pieces:
        by_name.setdefault(piece.area.places[place].name, []).append(piece)
    shares = {}
    for name, there in by_name.items():
        value = sum((piece.inhabitants for piece in there), Fraction(0)) / (people or 1)
        figures = [piece.area.places[place].figure for piece in there]
        if value:
            shares[name] = _figure(value, "share", figures, there, "by inhabitants of areas")
    return shares


def _length_problems(region: Region) -> Iterator[Problem]:
    """Yield figures that could not be written down and read again."""
    figures = [(pool.id, INHABITANTS, pool.inhabitants) for pool in region.pools]
    for measure in region.measures:
        figures += [(" + ".join(group.teams), measure.id, group.figure) for group in measure.values]
    for subject, field, figure in figures:
        try:
            parse_number(figure.value)
        except ValueError as error:
            what, remedy = f"what it is composed of {error}", "Use shares and figures with fewer digits"
            yield Problem("out_of_range", what, remedy, subject=subject, field=field)
