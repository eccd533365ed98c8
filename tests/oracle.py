"""A second way to the same answer, which shares nothing with the library's solving, rules or verifier.

It reads the figures of a region and a policy, writes the constraints of the model down once more, and finds each leximin
by another algorithm: raise a common level as far as it goes, then ask for every team by a programme of its own whether
it can rise above the level; those that cannot are done. It needs no duals, and works in floats, on
HiGHS itself: with tens of programmes for each division, a wrapper would cost more than the solver.

The first half, the meaning of the figures, is in exact fractions and also serves tests that need closed forms.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import highspy
import numpy as np

from rvp_alloc import Policy, Region
from rvp_alloc.solving.highs import silence_highs

CLOSING_AIMS = (
    "fewest_wijkagent_posts",
    "even_coverage",
    "fewest_interventieplegers",
    "fewest_regisseurs",
    "even_interventieplegers",
    "even_regisseurs",
)
POST_FAMILIES = ("interventieplegers", "regisseurs")

# ---- what the figures mean, exactly


def value(policy: Policy, parameter: str) -> Fraction:
    """Return a parameter of a policy."""
    return policy[parameter].value


def formations(region: Region) -> dict[str, Fraction]:
    """Return the formation of each team."""
    return {team.id: team.formation.value for team in region.teams}


def measure(region: Region, name: str) -> dict[str, Fraction]:
    """Return a measure of each team: what is known for several together is split, unless it is an index."""
    formation = formations(region)
    found = region.measure(name)
    result = dict.fromkeys(formation, Fraction(0))
    for group in found.values if found else ():
        for team in group.teams:
            if len(group.teams) == 1 or found.kind == "index":
                part = Fraction(1)
            elif group.split:
                part = group.split.get(team, Fraction(0))
            else:
                part = formation[team] / sum(formation[other] for other in group.teams)
            result[team] = part * group.figure.value
    return result


def criterion(region: Region, name: str) -> dict[str, Fraction]:
    """Return a criterion of the key for each team."""
    formation = formations(region)
    if name == "formation":
        return formation
    if name == "wijkagenten":
        return {team.id: team.wijkagenten.value for team in region.teams}
    if name == "inhabitants":
        return {
            team: pool.inhabitants.value * formation[team] / sum(formation[other] for other in pool.teams)
            for pool in region.pools
            for team in pool.teams
        }
    kind = region.measure(name).kind
    return {
        team: figure * formation[team] / 100 if kind == "index" else max(figure, Fraction(0))
        for team, figure in measure(region, name).items()
    }


def key_shares(region: Region, policy: Policy) -> dict[str, Fraction]:
    """Return the share of each team in the key."""
    shares = dict.fromkeys(formations(region), Fraction(0))
    for parameter in policy.parameters("key"):
        weight = value(policy, f"key.{parameter}")
        if weight:
            amounts = criterion(region, parameter.removeprefix("weights."))
            total = sum(amounts.values())
            for team, amount in amounts.items():
                shares[team] += weight * amount / total
    return shares


def fixed_layers(region: Region, policy: Policy) -> dict[str, dict[str, Fraction]] | None:
    """Return uplift and development of each team, or None where there is a total but nothing to divide it by."""
    formation = formations(region)
    rate = value(policy, "priority_uplift.rate") if policy.is_on("priority_uplift") else Fraction(0)
    total = value(policy, "development.total") if policy.is_on("development") else Fraction(0)
    weights = measure(region, "development")
    everything = sum(weights.values())
    if total and not everything:
        return None
    return {
        "priority_uplift": {team: rate * formation[team] for team in formation},
        "development": {team: total * weights[team] / everything if total else Fraction(0) for team in formation},
    }


def closed_form(region: Region, policy: Policy) -> dict[str, dict[str, Fraction]] | None:
    """Return the three layers where the key is followed exactly, whatever the other rules say of it."""
    layers = fixed_layers(region, policy)
    if layers is None:
        return None
    rest = value(policy, "budget.new_fte") - sum(sum(layer.values()) for layer in layers.values())
    return {**layers, "key": {team: rest * share for team, share in key_shares(region, policy).items()}}


def new_fte(layers: Mapping[str, Mapping[str, Fraction]]) -> dict[str, Fraction]:
    """Return the sum of the layers of each team."""
    return {team: sum(layer[team] for layer in layers.values()) for team in next(iter(layers.values()))}


def groups(region: Region, scope: str) -> dict[str, tuple[str, ...]]:
    """Return the teams of each team, district, authority or municipality."""
    result: dict[str, tuple[str, ...]] = {}
    for team in region.teams:
        places = {
            "team": (team.id,),
            "district": (team.district,),
            "authority": team.authorities,
            "municipality": team.municipalities,
        }
        for place in places[scope]:
            result[place] = (*result.get(place, ()), team.id)
    return result


@dataclass(frozen=True)
class Bound:
    """What some teams together get at least (``sign`` 1) or at most (``sign`` -1)."""

    parameter: str
    teams: tuple[str, ...]
    sign: int
    amount: Fraction


def bounds(region: Region, policy: Policy) -> list[Bound]:
    """Return every bound that a policy sets, with what it comes to in fte."""
    formation, found = formations(region), []
    for parameter in policy.parameters("bounds") if policy.is_on("bounds") else ():
        kind, scope, subject = parameter.split(".", 2)
        every = groups(region, scope)
        for teams in every.values() if subject == "every" else [every[subject]]:
            factor = Fraction(1)
            if kind.startswith("growth"):
                factor = sum(formation[team] for team in teams)
            elif kind.startswith("share"):
                factor = value(policy, "budget.new_fte")
            sign = 1 if kind.endswith("floor") else -1
            found.append(Bound(parameter, teams, sign, factor * value(policy, f"bounds.{parameter}")))
    return found


def pins(policy: Policy) -> dict[str, Fraction]:
    """Return the pinned teams with what they get."""
    return {team: value(policy, f"pins.{team}") for team in policy.parameters("pins")} if policy.is_on("pins") else {}


@dataclass(frozen=True)
class Deployable:
    """What a team must have deployable at least: ``per_new_fte`` times its new fte, from ``amount`` on, in fte."""

    parameter: str
    team: str
    per_new_fte: Fraction
    amount: Fraction


def deployable(region: Region, policy: Policy) -> list[Deployable]:
    """Return what each team lacks of the deployable strength that it must have, and what a new fte adds to it."""
    if not policy.is_on("waterline"):
        return []
    formation, share, found = formations(region), measure(region, "deployable"), []
    full = value(policy, "waterline.new_full")
    for parameter in policy.parameters("waterline"):
        kind, _, subject = parameter.partition(".")
        for team in () if kind == "new_full" else formation if subject in ("", "every") else [subject]:
            asked = value(policy, f"waterline.{parameter}") * (formation[team] if kind == "level" else 1)
            per_new_fte = full + (1 - full) * share[team]
            found.append(Deployable(parameter, team, per_new_fte, asked - share[team] * formation[team]))
    return found


def wijkagenten(region: Region) -> dict[str, Fraction]:
    """Return the wijkagenten that each pool has already."""
    return {pool.id: sum(region.team(team).wijkagenten.value for team in pool.teams) for pool in region.pools}


def missing_wijkagenten(region: Region, policy: Policy, rule: str) -> dict[str, Fraction]:
    """Return how many wijkagenten each pool has less than the norm of a rule asks; below 0 where it has more."""
    norm, present = value(policy, f"{rule}.norm"), wijkagenten(region)
    return {pool.id: pool.inhabitants.value / norm - present[pool.id] for pool in region.pools}


# ---- linear programmes, in floats

_ACCURACY = 1e-10  # what the solver is asked for
_MARGIN = 1e-9  # what is given away when a level is kept, so that a solver's last digit makes nothing impossible
_RISE = 1e-7  # a measure that rises by less than this has not risen

type Terms = Mapping[str, float]


class Space:
    """All points that meet some linear constraints."""

    def __init__(self, lower: Mapping[str, float | None], unit: float) -> None:
        self.places = {column: place for place, column in enumerate(lower)}
        self.limits = [(low, None) for low in lower.values()]
        self.unit = unit
        self.rows: list[np.ndarray] = []
        self.amounts: list[float] = []
        self.equal: list[np.ndarray] = []
        self.totals: list[float] = []

    def vector(self, terms: Terms) -> np.ndarray:
        """Return terms as a row of numbers."""
        row = np.zeros(len(self.places))
        for column, coefficient in terms.items():
            row[self.places[column]] += coefficient
        return row

    def at_least(self, terms: Terms, amount: float) -> None:
        """Ask that some terms add up to an amount or more."""
        self.rows.append(-self.vector(terms))
        self.amounts.append(-float(amount))

    def at_most(self, terms: Terms, amount: float) -> None:
        """Ask that some terms add up to an amount or less."""
        self.rows.append(self.vector(terms))
        self.amounts.append(float(amount))

    def exactly(self, terms: Terms, amount: float) -> None:
        """Ask that some terms add up to an amount."""
        self.equal.append(self.vector(terms))
        self.totals.append(float(amount))

    def is_empty(self) -> bool:
        """Say whether no point meets all constraints."""
        return self._best(np.zeros(len(self.places)), self.rows, self.amounts) is None

    def largest(self, goal: np.ndarray, floors: Iterable[tuple[np.ndarray, float]] = ()) -> tuple[float, np.ndarray]:
        """Return the largest value of a goal and a point that has it, with some more rows kept from below."""
        extra = list(floors)
        found = self._best(
            goal, [*self.rows, *(-row for row, _ in extra)], [*self.amounts, *(-amount for _, amount in extra)]
        )
        assert found is not None, "what was reached before can no longer be kept"
        return float(goal @ found), found

    def highest_level(self, measures: Mapping[str, "Ratio"], cap: float | None) -> tuple[float, np.ndarray]:
        """Return the highest level that all measures reach together, and a point that has it."""
        rows = [np.append(row, 0.0) for row in self.rows]
        amounts = list(self.amounts)
        for ratio in measures.values():
            rows.append(np.append(-ratio.row, ratio.scale))
            amounts.append(ratio.constant)
        equal = [np.append(row, 0.0) for row in self.equal]
        goal = np.append(np.zeros(len(self.places)), 1.0)
        found = _solve(goal, rows, amounts, equal, self.totals, [*self.limits, (None, cap)])
        assert found is not None, "what was reached before can no longer be kept"
        return float(found[-1]), found[:-1]

    def _best(self, goal: np.ndarray, rows: list[np.ndarray], amounts: list[float]) -> np.ndarray | None:
        return _solve(goal, rows, amounts, self.equal, self.totals, self.limits)


def _solve(
    goal: np.ndarray,
    rows: list[np.ndarray],
    amounts: list[float],
    equal: list[np.ndarray],
    totals: list[float],
    limits: list[tuple[float | None, float | None]],
) -> np.ndarray | None:
    matrix = np.array([*rows, *equal]).reshape(-1, len(goal))
    programme = highspy.HighsLp()
    programme.num_row_, programme.num_col_ = matrix.shape
    programme.col_cost_ = -goal
    programme.col_lower_ = np.array([-np.inf if low is None else low for low, _ in limits])
    programme.col_upper_ = np.array([np.inf if high is None else high for _, high in limits])
    programme.row_lower_ = np.array([-np.inf] * len(rows) + list(totals))
    programme.row_upper_ = np.array([*amounts, *totals])
    places = np.nonzero(matrix)
    programme.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    programme.a_matrix_.start_ = np.searchsorted(places[0], np.arange(len(matrix) + 1))
    programme.a_matrix_.index_ = places[1]
    programme.a_matrix_.value_ = matrix[places]
    solver = _solver()
    solver.passModel(programme)
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    assert status == highspy.HighsModelStatus.kOptimal, status
    return np.array(solver.getSolution().col_value)


def _solver() -> highspy.Highs:
    """Return a solver of its own for each programme, so that no answer depends on an earlier one."""
    silence_highs()
    solver = highspy.Highs()
    for option, value in (
        ("output_flag", False),
        ("presolve", "off"),
        ("primal_feasibility_tolerance", _ACCURACY),
        ("dual_feasibility_tolerance", _ACCURACY),
    ):
        solver.setOptionValue(option, value)
    return solver


@dataclass(frozen=True)
class Ratio:
    """A measure ``(row of a point + constant) / scale``: kept undivided, so that tolerances are in fte."""

    row: np.ndarray
    constant: float
    scale: float


def leximin(space: Space, measures: Mapping[str, Ratio], cap: float | None = None) -> dict[str, float]:
    """Raise the lowest measures as far as they go, then the next; return the level of each, and keep all in the space."""
    waiting, levels = dict(measures), {}
    while waiting:
        level, point = space.highest_level(waiting, cap)
        floors = {
            name: (ratio.row, ratio.scale * level - ratio.constant - _MARGIN * space.unit)
            for name, ratio in waiting.items()
        }
        done = dict(waiting) if cap is not None and level >= cap - _MARGIN else _stuck(space, floors, point)
        for name in done:
            levels[name] = level
            del waiting[name]
            space.rows.append(-floors[name][0])
            space.amounts.append(-floors[name][1])
    return levels


def _stuck(space: Space, floors: Mapping[str, tuple[np.ndarray, float]], point: np.ndarray) -> list[str]:
    """Return the measures that no point raises above their floors without another sinking below its own."""
    risen = {name: float(row @ point) - floor for name, (row, floor) in floors.items()}
    if len(floors) == 1:
        return list(floors)

    def look(goal: np.ndarray) -> None:
        _, found = space.largest(goal, floors.values())
        for name, (row, floor) in floors.items():
            risen[name] = max(risen[name], float(row @ found) - floor)

    # One point may show of many measures that they can rise; only the others need a programme of their own.
    look(sum(row for row, _ in floors.values()))
    for name, (row, _) in floors.items():
        if risen[name] <= _RISE * space.unit:
            look(row)
    stuck = [name for name in floors if risen[name] <= _RISE * space.unit]
    return stuck or [min(risen, key=risen.__getitem__)]


# ---- the division


@dataclass(frozen=True)
class Expected:
    """What the division should be: layers by team, posts by team or pool, all in floats; ``unit`` is their size."""

    layers: Mapping[str, Mapping[str, float]]
    posts: Mapping[str, Mapping[str, float]]
    unit: float

    def new_fte(self, team: str) -> float:
        """Return what a team gets in all."""
        return sum(layer[team] for layer in self.layers.values())


class Formulation:
    """The hard rules of a policy as a space of points, and its aims as measures on it.

    What is decided: the key layer of each team (the other layers are constants) and the posts.
    """

    def __init__(self, region: Region, policy: Policy) -> None:
        self.region, self.policy = region, policy
        self.formation = formations(region)
        self.has_wijkagenten = policy.is_on("wijkagent_unit") or policy.is_on("wijkagent_area")
        self.has_ipga = policy.is_on("ipga")
        self.fixed = fixed_layers(region, policy)
        self.shares = key_shares(region, policy)
        self.budget = value(policy, "budget.new_fte")
        self.base = new_fte(self.fixed) if self.fixed else {}

    def space(self) -> Space | None:
        """Return all points that meet the hard rules, or None if there is none."""
        if self.fixed is None:
            return None
        lower: dict[str, float | None] = {
            f"key:{team}": 0.0 if self.policy.is_on("no_loss") else None for team in self.formation
        }
        if self.has_wijkagenten:
            lower |= {f"wijkagent_posts:{pool.id}": 0.0 for pool in self.region.pools}
        if self.has_ipga:
            lower |= {f"{family}:{team}": 0.0 for family in POST_FAMILIES for team in self.formation}
        heads = value(self.policy, "ipga.heads") if self.has_ipga else 0
        space = Space(lower, max(1.0, float(self.budget), float(heads)))
        space.exactly(self.key(self.formation), self.budget - sum(self.base.values()))
        if not self.policy.is_on("no_loss"):
            for team in self.formation:  # a team may lose fte, but not more than it has
                self._new_fte(space, [team], 1, -self.formation[team])
        self._wijkagenten(space)
        self._ipga(space)
        self._others(space)
        self._reach(space)
        return None if space.is_empty() else space

    def key(self, teams: Iterable[str], factor: float = 1.0) -> dict[str, float]:
        """Return the terms of the key layers of some teams."""
        return {f"key:{team}": factor for team in teams}

    def posts(self, family: str) -> dict[str, float]:
        """Return the terms of all posts of a kind."""
        subjects = (pool.id for pool in self.region.pools) if family == "wijkagent_posts" else self.formation
        return {f"{family}:{subject}": 1.0 for subject in subjects}

    def _new_fte(self, space: Space, teams: Iterable[str], sign: int, amount: Fraction) -> None:
        """Ask that some teams together get at least an amount (``sign`` 1) or at most (-1)."""
        teams = list(teams)
        rest = amount - sum(self.base[team] for team in teams)
        space.at_least(self.key(teams, sign), sign * rest)

    def _wijkagenten(self, space: Space) -> None:
        if not self.has_wijkagenten:
            return
        for pool in self.region.pools:
            space.at_most(
                {f"wijkagent_posts:{pool.id}": 1.0, **self.key(pool.teams, -1.0)},
                sum(self.base[team] for team in pool.teams),
            )
        if self.policy.state("wijkagent_unit") == "hard":
            missing = missing_wijkagenten(self.region, self.policy, "wijkagent_unit")
            space.at_least(self.posts("wijkagent_posts"), sum(missing.values()))
        if self.policy.state("wijkagent_area") == "hard":
            for pool, missing in missing_wijkagenten(self.region, self.policy, "wijkagent_area").items():
                space.at_least({f"wijkagent_posts:{pool}": 1.0}, missing)

    def _ipga(self, space: Space) -> None:
        if not self.has_ipga:
            return
        heads, share, cap = (value(self.policy, f"ipga.{name}") for name in ("heads", "share", "cap"))
        space.at_least(self.posts("interventieplegers"), heads)
        space.at_least(dict.fromkeys(self.posts("interventieplegers"), float(share)), value(self.policy, "ipga.net"))
        space.at_least(self.posts("regisseurs"), value(self.policy, "ipga.regisseurs_min"))
        space.at_most(self.posts("regisseurs"), value(self.policy, "ipga.regisseurs_max"))
        caseload = measure(self.region, "caseload")
        for team, formation in self.formation.items():
            load = {f"{family}:{team}": 1.0 for family in POST_FAMILIES}
            space.at_most({**load, **self.key([team], -float(cap))}, cap * (formation + self.base[team]))
            if any(caseload.values()):
                part = caseload[team] / sum(caseload.values())
                space.at_least({f"interventieplegers:{team}": 1.0}, heads * part)

    def _others(self, space: Space) -> None:
        for bound in bounds(self.region, self.policy):
            self._new_fte(space, bound.teams, bound.sign, bound.amount)
        for team, amount in pins(self.policy).items():
            self._new_fte(space, [team], 1, amount)
            self._new_fte(space, [team], -1, amount)
        for floor in deployable(self.region, self.policy):
            key = self.key([floor.team], float(floor.per_new_fte))
            space.at_least(key, floor.amount - floor.per_new_fte * self.base[floor.team])
        if self.policy.is_on("basic_care"):
            alpha = value(self.policy, "basic_care.alpha")
            for team, formation in self.formation.items():
                load = {}
                if self.has_ipga:
                    load = {
                        f"interventieplegers:{team}": -float(value(self.policy, "ipga.share")),
                        f"regisseurs:{team}": -1.0,
                    }
                space.at_least({**self.key([team]), **load}, (alpha - 1) * formation - self.base[team])

    def _reach(self, space: Space) -> None:
        """Ask what each aim must at least reach."""
        for aim in self.policy.parameters("reach") if self.policy.is_on("reach") else ():
            level = value(self.policy, f"reach.{aim}")
            if aim == "key":
                rest = self.budget - sum(self.base.values())
                for team, share in self.shares.items():
                    if share:
                        space.at_least(self.key([team]), level * rest * share)
            elif aim.startswith("fewest_"):
                space.at_most(self.posts(aim.removeprefix("fewest_")), level)
            else:
                rule = (
                    "wijkagent_area" if aim == "area_norm" or self.policy.is_on("wijkagent_area") else "wijkagent_unit"
                )
                rule = "wijkagent_unit" if aim == "unit_norm" else rule
                present = wijkagenten(self.region)
                needed = {
                    pool: present[pool] + missing
                    for pool, missing in missing_wijkagenten(self.region, self.policy, rule).items()
                }
                pools = [list(needed)] if aim == "unit_norm" else [[pool] for pool in needed]
                for together in pools:
                    asked = sum(level * needed[pool] - present[pool] for pool in together)
                    space.at_least({f"wijkagent_posts:{pool}": 1.0 for pool in together}, asked)

    def coverage(self, space: Space) -> dict[str, Ratio]:
        """Return the coverage of each pool as a measure."""
        rule = "wijkagent_area" if self.policy.is_on("wijkagent_area") else "wijkagent_unit"
        norm, present = value(self.policy, f"{rule}.norm"), wijkagenten(self.region)
        return {
            pool.id: Ratio(
                space.vector({f"wijkagent_posts:{pool.id}": 1.0}),
                float(present[pool.id]),
                float(pool.inhabitants.value / norm),
            )
            for pool in self.region.pools
        }


def solve(region: Region, policy: Policy) -> Expected | None:
    """Return what the division should be, or None if the hard rules cannot hold together."""
    formulation = Formulation(region, policy)
    space = formulation.space()
    return None if space is None else _Pursuit(formulation, space).run()


class _Pursuit:
    """The aims of a policy, pursued one after the other in one space."""

    def __init__(self, formulation: Formulation, space: Space) -> None:
        self.of, self.space = formulation, space
        self.key: dict[str, float] = {}
        self.posts: dict[str, dict[str, float]] = {}

    def run(self) -> Expected:
        aims = self.of.policy.aims
        for aim in [*aims, *(aim for aim in CLOSING_AIMS if aim not in aims)]:
            if aim.startswith("fewest_"):
                self._fewest(aim.removeprefix("fewest_"))
            elif aim in ("even_interventieplegers", "even_regisseurs"):
                self._even_load(aim.removeprefix("even_"))
            else:
                {
                    "unit_norm": self._unit_norm,
                    "area_norm": self._area_norm,
                    "key": self._key,
                    "least_change": self._least_change,
                    "toward_target": self._toward_target,
                    "even_coverage": self._even_coverage,
                }[aim]()
        layers = {
            name: {team: float(amount) for team, amount in layer.items()} for name, layer in self.of.fixed.items()
        }
        return Expected({**layers, "key": self.key}, self.posts, self.space.unit)

    def _unit_norm(self) -> None:
        if self.of.policy.state("wijkagent_unit") == "guiding":
            present = sum(wijkagenten(self.of.region).values())
            missing = sum(missing_wijkagenten(self.of.region, self.of.policy, "wijkagent_unit").values())
            row = self.space.vector(self.of.posts("wijkagent_posts"))
            leximin(self.space, {"unit": Ratio(row, float(present), float(present + missing))}, cap=1.0)

    def _area_norm(self) -> None:
        if self.of.policy.state("wijkagent_area") == "guiding":
            leximin(self.space, self.of.coverage(self.space), cap=1.0)

    def _key(self) -> None:
        shares, formation = self.of.shares, self.of.formation
        with_share = {
            team: Ratio(self.space.vector({f"key:{team}": 1.0}), 0.0, float(share))
            for team, share in shares.items()
            if share
        }
        without = {
            team: Ratio(self.space.vector({f"key:{team}": -1.0}), 0.0, float(formation[team]))
            for team, share in shares.items()
            if not share
        }
        if not self.of.policy.is_on("no_loss"):
            # A team with no share is not made to lose, so that others get more than their key.
            kept = {team: Ratio(-ratio.row, 0.0, ratio.scale) for team, ratio in without.items()}
            leximin(self.space, kept, cap=0.0)
        if without and not self.of.policy.is_on("no_loss"):
            # That a team may lose fte is no reason to take any from one that the key is silent on.
            kept = {team: Ratio(-ratio.row, 0.0, ratio.scale) for team, ratio in without.items()}
            leximin(self.space, kept, cap=0.0)
        self.key |= {team: level * float(shares[team]) for team, level in leximin(self.space, with_share).items()}
        self.key |= {team: -level * float(formation[team]) for team, level in leximin(self.space, without).items()}

    def _part(self, team: str, wanted: Fraction, scale: Fraction, sign: int) -> Ratio:
        """Return how far the new fte of a team are above (``sign`` 1) or below what is wanted, in parts of a scale."""
        row = self.space.vector({f"key:{team}": float(sign)})
        return Ratio(row, float(sign * (self.of.base[team] - wanted)), float(scale))

    def _stay_near(self, wanted: Mapping[str, Fraction]) -> None:
        measures = {
            (team, sign): self._part(team, amount, self.of.formation[team], sign)
            for team, amount in wanted.items()
            for sign in (-1, 1)
        }
        leximin(self.space, measures)

    def _least_change(self) -> None:
        self._stay_near(measure(self.of.region, "earlier_plan"))

    def _toward_target(self) -> None:
        targets = measure(self.of.region, "target")
        gaining = {t: self._part(t, Fraction(0), target, 1) for t, target in targets.items() if target > 0}
        leximin(self.space, gaining, cap=1.0)
        self._stay_near({team: target for team, target in targets.items() if target == 0})
        # The largest part of the way comes first: of a team that is to lose, that is the largest loss.
        moving = {
            t: self._part(t, Fraction(0), abs(target), -1 if target > 0 else 1)
            for t, target in targets.items()
            if target
        }
        leximin(self.space, moving)

    def _even_coverage(self) -> None:
        if self.of.has_wijkagenten:
            measures = self.of.coverage(self.space)
            self.posts["wijkagent_posts"] = {
                pool: level * measures[pool].scale - measures[pool].constant
                for pool, level in leximin(self.space, measures).items()
            }

    def _fewest(self, family: str) -> None:
        if self.of.has_wijkagenten if family == "wijkagent_posts" else self.of.has_ipga:
            row = self.space.vector(self.of.posts(family))
            best, _ = self.space.largest(-row)
            self.space.rows.append(row)
            self.space.amounts.append(-best + _MARGIN * self.space.unit)

    def _even_load(self, family: str) -> None:
        if not self.of.has_ipga:
            return
        # Linear only once x is settled; a policy that asks for it earlier uses the present formation instead.
        strength = {
            team: float(formation) + (float(self.of.base[team]) + self.key[team] if self.key else 0.0)
            for team, formation in self.of.formation.items()
        }
        # A team that loses all it has carries nothing, since its cap is a share of its strength.
        measures = {
            team: Ratio(self.space.vector({f"{family}:{team}": -1.0}), 0.0, amount)
            for team, amount in strength.items()
            if amount > _RISE * self.space.unit
        }
        levels = leximin(self.space, measures)
        self.posts[family] = {team: -levels.get(team, 0.0) * amount for team, amount in strength.items()}
