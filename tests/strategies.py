"""All Hypothesis generators: regions, policies that fit a region, and cases of the two together.

Numbers are small and have few decimals, and teams often look alike, since ties and edges are where divisions go wrong.
Budgets, bounds and heads are drawn around what the layers and the present strength need, so that most cases have an
answer; ``clashing_cases`` are drawn so that most have none. Every region and policy goes through the library's own
input checks.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from hypothesis import assume, settings
from hypothesis import strategies as st

import oracle
from rvp_alloc import Policy, Region, policy_from_dict, policy_to_dict, region_from_dict, region_to_dict
from rvp_alloc.region.themes import THEMES

DISTRICTS = ("noord", "oost", "zuid")
AUTHORITIES = ("Amsterdam", "Amstelland", "Diemen")
MUNICIPALITIES = ("Amsterdam", "Ouder-Amstel")
NORM = 5000


class Given(NamedTuple):
    """A region, and a policy that fits it."""

    region: Region
    policy: Policy

    def __repr__(self) -> str:
        return (
            f"Given(region_from_dict({region_to_dict(self.region)}), policy_from_dict({policy_to_dict(self.policy)}))"
        )


def examples(count: int) -> settings:
    """Return settings for a number of examples, of which the profile ``long`` makes proportionally more."""
    return settings(max_examples=count * settings.default.max_examples // 100)


def tenths(least: int, most: int) -> st.SearchStrategy[Decimal]:
    """Generate decimals from ``least / 10`` to ``most / 10``."""
    return st.integers(least, most).map(lambda count: Decimal(count) / 10)


def seldom(draw: st.DrawFn, out_of: int = 8) -> bool:
    """Draw true once in so many times; false is what Hypothesis shrinks to."""
    return draw(st.integers(1, out_of)) == out_of


def readable(number: Fraction, step: Fraction) -> Fraction:
    """Return a number if it is short enough to be written down as an input, else rounded down to a step."""
    digits = max(len(str(abs(number.numerator))), len(str(number.denominator)))
    return number if digits <= 10 else math.floor(number / step) * step


# ---- regions


@st.composite
def regions(draw: st.DrawFn, *, least_teams: int = 1, most_teams: int = 8, caseload: bool | None = None) -> Region:
    """Generate regions; ``caseload`` says whether that measure is there (None: sometimes)."""
    count = draw(st.integers(least_teams, most_teams))
    teams = [f"team-{place}" for place in range(count)]
    profiles = draw(st.lists(_profiles(), min_size=1, max_size=3))
    chosen = [draw(st.sampled_from(profiles)) if seldom(draw, 2) else draw(_profiles()) for _ in teams]
    districts = DISTRICTS[: draw(st.integers(1, 3))]
    with_authorities = not seldom(draw, 6)
    entries = [
        {
            "id": team,
            "name": f"Team {place}",
            "district": draw(st.sampled_from(districts)),
            "formation": formation,
            "wijkagenten": wijkagenten,
            "authorities": draw(_shares_in(AUTHORITIES)) if with_authorities else {},
            "municipalities": draw(_shares_in(MUNICIPALITIES)) if with_authorities else {},
        }
        for place, (team, (formation, wijkagenten)) in enumerate(zip(teams, chosen, strict=True))
    ]
    present = {entry["id"]: entry["wijkagenten"] for entry in entries}
    pools = [
        {
            "id": f"pool-{place}",
            "teams": group,
            "inhabitants": draw(_inhabitants(sum(present[team] for team in group))),
        }
        for place, group in enumerate(draw(_partitions(teams, most=3)))
    ]
    measures = [
        draw(_measures(teams, "development", "total", st.sampled_from([0, 1, 2, 0, 5]) | tenths(0, 30))),
        draw(_measures(teams, "growth", "change", st.sampled_from([1, 0, 2, -3]) | st.integers(-20, 900))),
        draw(_measures(teams, "safety", "index", st.sampled_from([100, 50, 0]) | tenths(400, 1600))),
    ]
    if seldom(draw, 5) if caseload is None else caseload:
        measures.append(draw(_measures(teams, "caseload", "total", st.sampled_from([1, 0, 3]) | st.integers(0, 40))))
    if seldom(draw, 4):
        shares = st.sampled_from([Decimal("0.7"), Decimal(1), Decimal(0)]) | tenths(5, 10)
        measures.append(draw(_measures(teams, "deployable", "index", shares)))
    return region_from_dict(
        {
            "schema_version": 1,
            "id": "generated",
            "name": "Generated",
            "teams": entries,
            "districts": [{"id": district, "name": district.title()} for district in districts],
            "pools": pools,
            "measures": measures,
        }
    )


@st.composite
def _profiles(draw: st.DrawFn) -> tuple[Decimal, Decimal]:
    """Generate a formation with the wijkagenten in it."""
    formation = draw(st.sampled_from([Decimal(10), Decimal(1), Decimal(20)]) | tenths(1, 300))
    wijkagenten = draw(st.sampled_from([Decimal(0), Decimal(1), Decimal(2)]) | tenths(0, 60))
    return formation, min(formation, wijkagenten)


@st.composite
def _inhabitants(draw: st.DrawFn, present: Decimal) -> int:
    """Generate inhabitants around the number that the present wijkagenten are enough for."""
    missing = draw(st.sampled_from([Decimal(0), Decimal(1), Decimal(-1)]) | tenths(-20, 20) | tenths(-20, 60))
    return max(1, int((present + missing) * NORM) + draw(st.sampled_from([0, 0, 0, 7])))


@st.composite
def _shares_in(draw: st.DrawFn, places: Sequence[str]) -> dict[str, Any]:
    """Generate a team's shares in one or two places."""
    first = draw(st.sampled_from(places))
    if not seldom(draw, 3):
        return {first: 1}
    second = draw(st.sampled_from([place for place in places if place != first]))
    share = draw(st.sampled_from(["1/2", "1/3", "0.4"]))
    return {first: share, second: 1 - Fraction(share)}


@st.composite
def _partitions(draw: st.DrawFn, teams: Sequence[str], most: int) -> list[list[str]]:
    """Generate a division of teams into groups; most are one team."""
    groups: list[list[str]] = []
    together = seldom(draw, 2)
    for team in teams:
        if groups and together and len(groups[-1]) < most and seldom(draw, 3):
            groups[-1].append(team)
        else:
            groups.append([team])
    return groups


@st.composite
def _measures(
    draw: st.DrawFn, teams: Sequence[str], name: str, kind: str, figures: st.SearchStrategy[Any]
) -> dict[str, Any]:
    """Generate a measure, with some of its figures known for several teams together, and some of those split."""
    alike = draw(figures) if seldom(draw, 4) else None
    values = []
    for group in draw(_partitions(teams, most=4)):
        entry = {"teams": group, "value": draw(figures) if alike is None else alike}
        if len(group) > 1 and draw(st.booleans()):
            weights = [draw(st.integers(0, 3)) for _ in group]
            if any(weights):
                entry["split"] = {
                    team: Fraction(weight, sum(weights)) for team, weight in zip(group, weights, strict=True) if weight
                }
        values.append(entry)
    return {"id": name, "name": name.title(), "kind": kind, "values": values}


# ---- tables of which figures are composed

TASK_AMOUNTS = st.sampled_from(["1", "0.5", "2", "12.25", "1/3"])


@st.composite
def task_tables(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Generate the rows of a table of tasks of two teams, north and south, without years."""
    return [
        {
            "task": f"task {place}",
            "theme": draw(st.sampled_from(["other", *THEMES, "local.own"])),
            "hours": draw(TASK_AMOUNTS),
            "weight": draw(TASK_AMOUNTS),
            "north": draw(st.integers(0, 5_000)),
            "south": draw(st.integers(0, 5_000)),
        }
        for place in range(draw(st.integers(1, 4)))
    ]


@st.composite
def area_tables(draw: st.DrawFn) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Generate the rows of areas, and of which of two teams, north and south, each belongs to; some belong to both."""
    rows: list[dict[str, Any]] = []
    borders: list[dict[str, Any]] = []
    for number in range(draw(st.integers(2, 6))):
        area = {
            "area": f"a{number}",
            "inhabitants": draw(st.integers(1, 9_000)),
            "growth": draw(st.integers(-50, 50)),
            "safety": draw(st.sampled_from(["100", "87.5", "0"])),
        }
        rows.append(area)
        # The first is north's and the second south's, so that each team has an area.
        north = {0: Fraction(1), 1: Fraction(0)}.get(
            number, draw(st.sampled_from([Fraction(1), Fraction(0), Fraction(1, 3)]))
        )
        for team, share in (("north", north), ("south", 1 - north)):
            borders += [{"area": area["area"], "to": team, "share": share}] if share else []
    return rows, borders


# ---- policies


@st.composite
def policies(
    draw: st.DrawFn,
    region: Region,
    *,
    nested: bool = False,
    basic_care: bool | None = None,
    reordered: bool = False,
    bounded: bool | None = None,
    reach: bool | None = None,
) -> Policy:
    """Generate policies that fit a region.

    ``nested``: no basic care, no bound that moves with the budget, and no two groups (of bounds or pools) that cross.
    ``basic_care``, ``bounded`` and ``reach`` say whether there is such a rule (None: sometimes); ``reordered``: aims may
    stand in another order.
    """
    maker = _PolicyMaker(draw, region)
    maker.layers()
    maker.key()
    maker.budget()
    maker.norms()
    maker.ipga()
    if bounded is not False:
        maker.bounds(nested=nested, always=bool(bounded))
        maker.pins()
    if basic_care or (basic_care is None and not nested and seldom(draw, 4)):
        maker.basic_care()
    if region.measure("deployable") and not seldom(draw, 4):
        maker.waterline()
    if seldom(draw, 12):
        del maker.rules["no_loss"]
    if reach or (reach is None and not nested and seldom(draw, 8)):
        maker.reach()
    if reordered and seldom(draw, 4):
        maker.aims = draw(
            st.sampled_from(
                [
                    ["key", "area_norm", "unit_norm"],
                    ["area_norm", "unit_norm", "key"],
                    ["area_norm", "key", "even_regisseurs", "fewest_wijkagent_posts"],
                    ["fewest_wijkagent_posts", "key"],
                    ["key"],
                ]
            )
        )
    return maker.policy()


class _PolicyMaker:
    """Draws a policy rule by rule; each step may look at what the earlier ones drew."""

    def __init__(self, draw: st.DrawFn, region: Region) -> None:
        self.draw, self.region = draw, region
        self.formation = oracle.formations(region)
        self.total = sum(self.formation.values())
        self.aims = ["unit_norm", "area_norm", "key"]
        self.rules: dict[str, dict[str, Any]] = {"no_loss": _hard()}

    def pick(self, *choices: Any) -> Any:
        """Draw one of some values; the first is the simplest."""
        return self.draw(st.sampled_from(choices))

    def policy(self) -> Policy:
        """Return the policy as far as it is drawn."""
        return policy_from_dict({"schema_version": 1, "name": "generated", "aims": self.aims, "rules": self.rules})

    def layers(self) -> None:
        """Draw the uplift and the development total."""
        if not seldom(self.draw, 6):
            self.rules["priority_uplift"] = _hard(rate=self.pick("0.01", 0, "0.02", "0.125"))
        if not seldom(self.draw, 6):
            has_any = any(oracle.measure(self.region, "development").values())
            amounts = st.sampled_from([1, 0, 2]) | tenths(0, 50)
            self.rules["development"] = _hard(total=self.draw(amounts) if has_any else 0)

    def key(self) -> None:
        """Draw the weights of the key: often those of the reference, some of them 0."""
        names = ["safety", "growth", "formation", "inhabitants", "wijkagenten", "development"]
        usable = [name for name in names if sum(oracle.criterion(self.region, name).values())]
        weights = self.pick({"safety": 1, "growth": 1}, {"safety": 0, "growth": 1})
        if seldom(self.draw, 3):
            weights = {name: self.pick(0, 1, 2, 3) for name in names[: self.pick(3, 6)]}
        weights = {name: weight if name in usable else 0 for name, weight in weights.items()}
        if not any(weights.values()):
            weights["formation"] = 1
        total = sum(weights.values())
        parameters = {f"weights.{name}": Fraction(weight, total) for name, weight in weights.items()}
        self.rules["key"] = {"state": "guiding", "parameters": parameters}

    def budget(self) -> None:
        """Draw what the key has to divide, on top of what the other layers need."""
        self.rules["budget"] = _hard(new_fte=0)
        layers = oracle.fixed_layers(self.region, self.policy())
        rest = self.draw(st.sampled_from([Decimal(3), Decimal(1), Decimal(0)]) | tenths(0, 150))
        needed = sum(sum(layer.values()) for layer in layers.values())
        self.amount = needed + Fraction(rest)
        self.rules["budget"] = _hard(new_fte=self.amount)
        self.expected = oracle.new_fte(oracle.closed_form(self.region, self.policy()))
        self.least = oracle.new_fte(layers)

    def norms(self) -> None:
        """Draw the two norms of the wijkagenten: hard where the budget allows it."""
        for rule, usual in (("wijkagent_unit", "hard"), ("wijkagent_area", "guiding")):
            if seldom(self.draw, 6):
                continue
            norm = self.pick(NORM, NORM, 4000, 6000, 2500, 10_000)
            self.rules[rule] = {"state": "guiding", "parameters": {"norm": norm}}
            missing = oracle.missing_wijkagenten(self.region, self.policy(), rule).values()
            needed = sum(missing) if rule == "wijkagent_unit" else sum(max(0, amount) for amount in missing)
            if needed <= self.amount:
                self.rules[rule]["state"] = self.pick(usual, usual, "hard", "guiding")

    def ipga(self) -> None:
        """Draw heads and regisseurs as a part of what the cap leaves room for, up to exactly all of it."""
        if seldom(self.draw, 6):
            return
        cap = Fraction(self.pick("0.05", "0.1", "0.3", "0"))
        used = cap * (self.total + self.amount) * self.pick(Fraction(1, 2), Fraction(9, 10), Fraction(1), Fraction(0))
        caseload = oracle.measure(self.region, "caseload")
        if any(caseload.values()):
            # The most heads that everyone can carry by the key; a little more pulls posts to somebody.
            most = min(
                cap * (self.formation[team] + self.expected[team]) * sum(caseload.values()) / cases
                for team, cases in caseload.items()
                if cases
            )
            used = min(used, most * self.pick(Fraction(1, 2), Fraction(1), Fraction(9, 8), Fraction(5, 4)))
        regisseurs = used * self.pick(Fraction(1, 5), Fraction(0), Fraction(1, 2))
        share = Fraction(self.pick("0.8", "1", "0.5"))
        # Heads and net time ask the same (a tie), or one of them asks more.
        heads, net = self.pick((1, 1), (1, Fraction(1, 2)), (Fraction(1, 2), 1))
        used, regisseurs = readable(used, Fraction(1, 100)), readable(regisseurs, Fraction(1, 1000))
        self.rules["ipga"] = _hard(
            heads=heads * (used - regisseurs),
            share=share,
            net=net * share * (used - regisseurs),
            regisseurs_min=regisseurs,
            regisseurs_max=regisseurs * self.pick(1, 2),
            cap=cap,
        )

    def tight_ipga(self, step: Fraction) -> None:
        """Draw as many heads as fit beside whole posts near the key, or a few more or less; often with basic care."""
        cap, share = Fraction(self.pick("0.1", "0.06", "0.2", "0.3")), Fraction(self.pick("0.8", "1", "0.5"))
        alpha = Fraction(self.pick("0.95", "0.9", "0.98", "1", "0"))
        room = 0
        for team, formation in self.formation.items():
            strength = formation + round(self.expected[team] / step) * step
            most = math.floor(cap * strength)
            fits = (
                heads + regisseurs
                for heads in range(most + 1)
                for regisseurs in range(most + 1 - heads)
                if strength - share * heads - regisseurs >= alpha * formation
            )
            room += max(fits, default=0)
        regisseurs = self.draw(st.integers(0, room // 3))
        heads = max(0, room - regisseurs + self.draw(st.integers(-2, 2)))
        most = regisseurs + self.draw(st.integers(0, 2))
        self.rules["ipga"] = _hard(
            heads=heads, share=share, net=0, regisseurs_min=regisseurs, regisseurs_max=most, cap=cap
        )
        if alpha:
            self.rules["basic_care"] = _hard(alpha=alpha)

    def bounds(self, *, nested: bool, always: bool) -> None:
        """Draw floors and caps around what each group would get by the key."""
        kinds = ["cap", "floor", "growth_cap", "growth_floor"] + ([] if nested else ["share_cap", "share_floor"])
        taken = [set(pool.teams) for pool in self.region.pools]
        parameters: dict[str, Any] = {}
        for _ in range(self.pick(1, 2, 3) if always else self.pick(0, 0, 1, 2, 3)):
            kind, scope = self.pick(*kinds), self.pick("team", "district", "authority", "municipality")
            groups = oracle.groups(self.region, scope) or oracle.groups(self.region, "team")
            scope = scope if oracle.groups(self.region, scope) else "team"
            every = seldom(self.draw, 5)
            subject = "every" if every else self.pick(*groups)
            bounded = [set(teams) for name, teams in groups.items() if every or name == subject]
            if nested and any(_cross(teams, other) for teams in bounded for other in [*taken, *bounded]):
                continue
            taken += bounded
            parameters[f"{kind}.{scope}.{subject}"] = self._amount(kind, bounded)
        without_share = [team for team, share in oracle.key_shares(self.region, self.policy()).items() if not share]
        if without_share and seldom(self.draw, 3):
            # All others held back: what is left must go to teams that have no share in the key.
            part = self.pick(Fraction(1, 2), Fraction(1), Fraction(0))
            for team in [team for team in self.formation if team not in without_share]:
                parameters[f"cap.team.{team}"] = readable(self._between([team], part), Fraction(1, 100))
        if parameters:
            self.rules["bounds"] = {"state": "hard", "parameters": parameters}

    def _amount(self, kind: str, bounded: Sequence[set[str]]) -> Fraction:
        """Draw one number that bounds some groups, in the unit of its kind; it seldom asks more than there is."""
        everything = len(bounded) > 1 or len(bounded[0]) == len(self.formation)
        if kind.endswith("floor"):
            parts = (Fraction(1), Fraction(1, 2)) if everything else (Fraction(3, 2), Fraction(1), Fraction(1, 2))
        else:
            less = (Fraction(1, 2), Fraction(1, 4), Fraction(0))
            parts = (Fraction(1), Fraction(3, 2)) + (() if everything and not seldom(self.draw, 12) else less)
        part = self.pick(*parts)
        amounts = [self._between(teams, part) / self._whole(kind, teams) for teams in bounded]
        amount = min(amounts) if kind.endswith("floor") else max(amounts)
        step = Fraction(1, 100) if kind in ("floor", "cap") else Fraction(1, 10_000)
        if seldom(self.draw, 6):
            return readable(amount, step)  # exactly at the edge
        return math.floor(amount / step) * step if kind.endswith("floor") else math.ceil(amount / step) * step

    def _between(self, teams: Iterable[str], part: Fraction) -> Fraction:
        """Return the fixed layers of some teams and a part of what the key gives them, up to all that is left."""
        least, expected = sum(self.least[team] for team in teams), sum(self.expected[team] for team in teams)
        return least + min(part * (expected - least), self.amount - sum(self.least.values()))

    def _whole(self, kind: str, teams: Iterable[str]) -> Fraction:
        if kind.startswith("growth"):
            return sum(self.formation[team] for team in teams)
        return self.amount or Fraction(1) if kind.startswith("share") else Fraction(1)

    def pins(self) -> None:
        """Draw pins, at what a team would get anyway or near it."""
        parts = (Fraction(1), Fraction(1, 2), Fraction(0), Fraction(3, 2))
        parameters = {}
        for _ in range(self.pick(0, 0, 0, 1, 2)):
            team = self.pick(*self.formation)
            amount = self._between([team], self.pick(*parts) if len(self.formation) > 2 else Fraction(1))
            parameters[team] = {
                "value": readable(amount, Fraction(1, 100)),
                "source": "driehoek",
                "note": "agreed beforehand",
            }
        if parameters:
            self.rules["pins"] = {"state": "hard", "parameters": parameters}

    def basic_care(self) -> None:
        """Draw the floor of basic care up to what strength, new fte and IPGA leave for all teams together."""
        ipga = self.rules.get("ipga", {}).get("parameters", {})
        share = Fraction(ipga.get("share", 0))
        used = max(share * Fraction(ipga.get("heads", 0)), Fraction(ipga.get("net", 0)))
        left = self.total + self.amount - used - Fraction(ipga.get("regisseurs_min", 0))
        part = self.pick(Fraction(99, 100), Fraction(95, 100), Fraction(1), Fraction(9, 10))
        self.rules["basic_care"] = _hard(alpha=Fraction(math.floor(left / self.total * part * 1000), 1000))

    def waterline(self) -> None:
        """Draw what every team must have deployable: about what it has with what the key would give it, sometimes in fte."""
        share, full = oracle.measure(self.region, "deployable"), self.pick(Fraction(0), Fraction(1), Fraction(1, 2))
        part = self.pick(Fraction(1), Fraction(9, 10), Fraction(1, 2))
        reached = {
            team: share[team] * formation
            + (share[team] + full * (1 - share[team])) * part * max(self.expected[team], Fraction(0))
            for team, formation in self.formation.items()
        }
        level = readable(min(reached[team] / self.formation[team] for team in reached), Fraction(1, 1000))
        more = self.pick(Fraction(0), Fraction(0), Fraction(1, 200), Fraction(1, 20))
        self.rules["waterline"] = _hard(level=level + more, new_full=full)
        if seldom(self.draw, 3):
            team = self.pick(*self.formation, "every")
            amount = min(reached.values()) if team == "every" else reached[team] * self.pick(1, Fraction(101, 100))
            self.rules["waterline"]["parameters"][f"fte.{team}"] = readable(amount, Fraction(1, 100))

    def reach(self) -> None:
        """Draw what one or two aims must reach, most often so little that it can be had."""
        levels = {"key": self.pick("1/2", "3/4", "9/10", "1/10", "1")}
        policy = self.policy()
        for rule, aim in (("wijkagent_unit", "unit_norm"), ("wijkagent_area", "area_norm")):
            if policy.is_on(rule):
                present = oracle.wijkagenten(self.region)
                missing = oracle.missing_wijkagenten(self.region, policy, rule)
                lowest = min(present[pool] / (present[pool] + missing[pool]) for pool in missing)
                level = readable(lowest, Fraction(1, 100)) + self.pick(Fraction(0), Fraction(1, 20), Fraction(1, 4))
                levels["even_coverage"] = level
                levels["fewest_wijkagent_posts"] = readable(
                    self.amount * self.pick(Fraction(3, 4), Fraction(1, 2), Fraction(1)), Fraction(1, 100)
                )
                if policy.state(rule) == "guiding":
                    levels[aim] = level
        if policy.is_on("ipga"):
            heads, net, share = (policy[f"ipga.{name}"].value for name in ("heads", "net", "share"))
            levels["fewest_interventieplegers"] = max(heads, net / share) * self.pick(1, 2)
            levels["fewest_regisseurs"] = policy["ipga.regisseurs_min"].value * self.pick(1, 2)
        chosen = {self.pick(*levels) for _ in range(self.pick(1, 2))}
        self.rules["reach"] = _hard(**{aim: level for aim, level in levels.items() if aim in chosen})


def _cross(teams: set[str], other: set[str]) -> bool:
    return bool(teams & other) and not (teams <= other or other <= teams)


def _hard(**parameters: Any) -> dict[str, Any]:
    return {"state": "hard", "parameters": parameters}


# ---- cases


@st.composite
def cases(
    draw: st.DrawFn, *, least_teams: int = 1, most_teams: int = 8, caseload: bool | None = None, **wishes: Any
) -> Given:
    """Generate a region and a policy that fits it; see ``regions`` and ``policies`` for the wishes."""
    region = draw(regions(least_teams=least_teams, most_teams=most_teams, caseload=caseload))
    return Given(region, draw(policies(region, **wishes)))


@st.composite
def planned_cases(draw: st.DrawFn) -> Given:
    """Generate cases that pursue least change or a target, with figures around what each team gets by the key alone."""
    region, policy = draw(cases(most_teams=6))
    aim, measure = draw(st.sampled_from([("least_change", "earlier_plan"), ("toward_target", "target")]))
    expected = oracle.new_fte(oracle.closed_form(region, policy))
    steps = st.sampled_from([Fraction(0), Fraction(1), Fraction(-1), Fraction(1, 2)]) | tenths(-30, 30).map(Fraction)
    figures = {team: readable(amount, Fraction(1, 100)) + draw(steps) for team, amount in expected.items()}
    if aim == "toward_target":
        figures = {team: draw(st.sampled_from([amount, Fraction(0), -amount])) for team, amount in figures.items()}
    document = region_to_dict(region)
    values = [{"teams": [team], "value": amount} for team, amount in figures.items()]
    document["measures"].append({"id": measure, "name": measure, "kind": "change", "values": values})
    place = draw(st.integers(0, len(policy.aims)))
    return Given(region_from_dict(document), policy.with_aims(*policy.aims[:place], aim, *policy.aims[place:]))


@st.composite
def tight_cases(draw: st.DrawFn, step: Fraction, *, least_teams: int = 2, most_teams: int = 8) -> Given:
    """Generate cases with about as many heads as whole teams can hold, if posts come in steps; the budget fits the step."""
    region = draw(regions(least_teams=least_teams, most_teams=most_teams))
    maker = _PolicyMaker(draw, region)
    maker.layers()
    maker.key()
    maker.budget()
    maker.rules["budget"] = _hard(new_fte=math.ceil(maker.amount / step) * step)
    if seldom(draw, 3):
        maker.norms()
    maker.tight_ipga(step)
    return Given(region, maker.policy())


def nested_cases(**wishes: Any) -> st.SearchStrategy[Given]:
    """Generate cases in which no groups cross, without basic care and caseload: there more budget takes from nobody."""
    return cases(caseload=False, nested=True, **wishes)


@st.composite
def clashing_cases(draw: st.DrawFn) -> Given:
    """Generate cases that ask too much in one way or another; a few of them have an answer all the same."""
    region, policy = draw(cases())
    teams = [team.id for team in region.teams]
    budget = policy["budget.new_fte"].value
    total = sum(oracle.formations(region).values())
    way = draw(
        st.sampled_from(
            [
                "budget",
                "development",
                "caps",
                "floors",
                "ipga",
                "basic_care",
                "wijkagent_unit",
                "wijkagent_area",
                "pin",
                "reach.key",
                *(["waterline.level"] if region.measure("deployable") else []),
            ]
        )
    )
    if way == "budget":
        policy = policy.set("priority_uplift.state", "hard").set("priority_uplift.rate", 1)
        policy = policy.set("budget.new_fte", total / 2)
    elif way == "development":
        policy = policy.set("development.state", "hard").set("development.total", budget + 1)
    elif way == "caps":
        policy = policy.set("bounds.cap.team.every", budget * Fraction(9, 10) / len(teams))
    elif way == "floors":
        for team in teams:
            policy = policy.set(f"bounds.floor.team.{team}", budget * Fraction(11, 10) / len(teams) + Fraction(1, 10))
    elif way == "ipga":
        policy = policy.set("ipga.state", "hard").set("ipga.cap", "0.001").set("ipga.heads", 1 + int(total + budget))
    elif way == "basic_care":
        policy = policy.set("basic_care.alpha", 1 + (budget + Fraction(1, 10)) / total)
    elif way in ("wijkagent_unit", "wijkagent_area"):
        # Where a norm is hard there is no aim that could reach it.
        policy = policy.set("reach.state", "off").set(f"{way}.state", "hard").set(f"{way}.norm", 100)
    elif way in ("reach.key", "waterline.level"):
        policy = policy.set(way, 2)
    else:
        policy = policy.set(f"pins.{teams[-1]}", budget + 1, source="driehoek", note="more than there is")
    return Given(region, policy)


# ---- cases in another guise

ODD_NAMES = (
    "b",
    "a.1",
    "A",
    "x-y",
    "\N{LATIN CAPITAL LETTER O WITH DIAERESIS}",
    "10",
    "9",
    "a.every",
    "forevery",
    "level",
)


@st.composite
def renamed_cases(draw: st.DrawFn) -> tuple[Given, Given, dict[str, str]]:
    """Generate a case, the same in another order and under other names, and the new name of each team and pool."""
    case = draw(cases())
    region, policy = region_to_dict(case.region), policy_to_dict(case.policy)
    teams = [team["id"] for team in region["teams"]]
    names = dict(zip(teams, draw(st.permutations(ODD_NAMES)), strict=False))
    pools = {pool["id"]: names[pool["teams"][0]] for pool in region["pools"]}
    for team in region["teams"]:
        team["id"], team["name"] = names[team["id"]], f"Naam {team['id']}"
        team["authorities"] = dict(draw(st.permutations(list(team["authorities"].items()))))
    for pool in region["pools"]:
        pool["id"] = pools[pool["id"]]
        pool["teams"] = draw(st.permutations([names[team] for team in pool["teams"]]))
    for measure in region["measures"]:
        for figure in measure["values"]:
            figure["teams"] = draw(st.permutations([names[team] for team in figure["teams"]]))
            figure["split"] = {names[team]: share for team, share in figure["split"].items()}
        measure["values"] = draw(st.permutations(measure["values"]))
    for part in ("teams", "pools", "districts", "measures"):
        region[part] = draw(st.permutations(region[part]))
    for rule in policy["rules"].values():
        parameters = [(_renamed(name, names), figure) for name, figure in rule["parameters"].items()]
        rule["parameters"] = dict(draw(st.permutations(parameters)))
    policy["rules"] = dict(draw(st.permutations(list(policy["rules"].items()))))
    return case, Given(region_from_dict(region), policy_from_dict(policy)), names | pools


def _renamed(parameter: str, names: Mapping[str, str]) -> str:
    """Return the name of a bound on a team, or of a pin, with the team's new name."""
    start, dot, last = parameter.rpartition(".")
    return f"{start}{dot}{names.get(last, last)}"


@st.composite
def twins(draw: st.DrawFn) -> tuple[Given, str, str]:
    """Generate a case in which two teams differ in nothing but their development neighbourhoods."""
    region = draw(regions(most_teams=6, caseload=False))
    document = region_to_dict(region)
    alone = [pool.teams[0] for pool in region.pools if len(pool.teams) == 1]
    assume(alone)
    team = draw(st.sampled_from(alone))
    twin = next(entry for entry in document["teams"] if entry["id"] == team)
    document["teams"].append({**twin, "id": "twin", "name": "Twin"})
    pool = next(pool for pool in document["pools"] if pool["teams"] == [team])
    document["pools"].append({**pool, "id": "pool-twin", "teams": ["twin"]})
    for measure in document["measures"]:
        # Every team gets a figure of its own here, so that the twin's can be the same.
        figures = oracle.measure(region, measure["id"])
        figures["twin"] = figures[team]
        if measure["id"] == "development":
            figures["twin"] = draw(st.sampled_from([Fraction(1), Fraction(0), Fraction(5, 2)]))
        measure["values"] = [{"teams": [name], "value": figure} for name, figure in figures.items()]
    region = region_from_dict(document)
    return Given(region, draw(policies(region, basic_care=False, reach=False))), team, "twin"


_SIZES = ("budget.new_fte", "development.total", "ipga.heads", "ipga.net", "ipga.regisseurs_min", "ipga.regisseurs_max")


def _is_size(parameter: str) -> bool:
    """Say whether a parameter is in fte or heads, and not a share."""
    sizes = ("pins.", "bounds.floor.", "bounds.cap.", "reach.fewest_", "waterline.fte.")
    return parameter in _SIZES or parameter.startswith(sizes)


def scaled(case: Given, factor: Fraction, *, norm: bool) -> Given:
    """Return a case in which everything in fte, heads or counts is so many times as large.

    Of inhabitants and norm, either the inhabitants are multiplied, or the norm is divided (``norm``).
    """
    region, policy = region_to_dict(case.region), policy_to_dict(case.policy)
    parameters = {
        f"{rule}.{name}": figure
        for rule, setting in policy["rules"].items()
        for name, figure in setting["parameters"].items()
    }
    larger = [team[part] for team in region["teams"] for part in ("formation", "wijkagenten")]
    larger += [figure for measure in region["measures"] if measure["kind"] != "index" for figure in measure["values"]]
    larger += [figure for parameter, figure in parameters.items() if _is_size(parameter)]
    larger += [] if norm else [pool["inhabitants"] for pool in region["pools"]]
    smaller = [figure for parameter, figure in parameters.items() if norm and parameter.endswith(".norm")]
    for figures, by in ((larger, factor), (smaller, 1 / factor)):
        for figure in figures:
            figure["value"] = Fraction(figure["value"]) * by
    return Given(region_from_dict(region), policy_from_dict(policy))


def halved(case: Given, team: str) -> Given:
    """Return a case in which a team is replaced by two halves of it, called first and second."""
    region, policy = region_to_dict(case.region), policy_to_dict(case.policy)
    halves = [f"{team}.first", f"{team}.second"]
    whole = next(entry for entry in region["teams"] if entry["id"] == team)
    parts = {part: _half(whole[part]) for part in ("formation", "wijkagenten")}
    region["teams"].remove(whole)
    region["teams"] += [{**whole, **parts, "id": name, "name": name} for name in halves]
    region["pools"] = [part for pool in region["pools"] for part in _halved_pool(pool, team, halves)]
    for measure in region["measures"]:
        kind = measure["kind"]
        measure["values"] = [
            part for figure in measure["values"] for part in _halved_figure(figure, kind, team, halves)
        ]
    pins = policy["rules"].get("pins", {}).get("parameters", {})
    if team in pins:
        pins |= dict.fromkeys(halves, _half(pins.pop(team)))
    floors = policy["rules"].get("waterline", {}).get("parameters", {})
    if "fte.every" in floors:
        every = floors.pop("fte.every")
        for entry in case.region.teams:
            own = floors.get(f"fte.{entry.id}", every)
            floors[f"fte.{entry.id}"] = max(own, every, key=lambda figure: Fraction(figure["value"]))
    if f"fte.{team}" in floors:
        floors |= dict.fromkeys([f"fte.{name}" for name in halves], _half(floors.pop(f"fte.{team}")))
    if "bounds" in policy["rules"]:
        teams = [entry.id for entry in case.region.teams]
        bounds = policy["rules"]["bounds"]
        bounds["parameters"] = _halved_bounds(bounds["parameters"], teams, team, halves)
    return Given(region_from_dict(region), policy_from_dict(policy))


def _half(figure: Mapping[str, Any]) -> dict[str, Any]:
    return {**figure, "value": Fraction(figure["value"]) / 2}


def _both(teams: Iterable[str], team: str, halves: Sequence[str]) -> list[str]:
    return [name for other in teams for name in (halves if other == team else [other])]


def _halved_pool(pool: dict[str, Any], team: str, halves: Sequence[str]) -> list[dict[str, Any]]:
    """Return two pools of half the inhabitants where a team was alone in one, else the pool with both halves in it."""
    if pool["teams"] == [team]:
        return [{"id": name, "teams": [name], "inhabitants": _half(pool["inhabitants"])} for name in halves]
    return [{**pool, "teams": _both(pool["teams"], team, halves)}]


def _halved_figure(figure: dict[str, Any], kind: str, team: str, halves: Sequence[str]) -> list[dict[str, Any]]:
    """Return half a figure for either half of a team, the whole of an index, or a joint figure with both halves in it."""
    if figure["teams"] == [team]:
        part = figure if kind == "index" else _half(figure)
        return [{**part, "teams": [name], "split": {}} for name in halves]
    split = {name: share for name, share in figure["split"].items() if name != team}
    if team in figure["split"]:
        split |= dict.fromkeys(halves, Fraction(figure["split"][team]) / 2)
    return [{**figure, "teams": _both(figure["teams"], team, halves), "split": split}]


def _halved_bounds(
    parameters: Mapping[str, Any], teams: Sequence[str], team: str, halves: Sequence[str]
) -> dict[str, Fraction]:
    """Return bounds in which each half of a team has half of what the team may or must get; growth is the same."""
    found: dict[str, Fraction] = {}
    for name, figure in parameters.items():
        kind, scope, subject = name.split(".", 2)
        amount = Fraction(figure["value"])
        if scope != "team":
            found[name] = amount
            continue
        for other in teams if subject == "every" else [subject]:
            part = amount if kind.startswith("growth") or other != team else amount / 2
            for same in _both([other], team, halves):
                # A bound on every team and one on this team may meet: the tighter counts.
                present = found.get(f"{kind}.team.{same}", part)
                found[f"{kind}.team.{same}"] = max(present, part) if kind.endswith("floor") else min(present, part)
    return found


def with_inhabitants(region: Region, pool: str, step: Fraction) -> Region:
    """Return a region with so many more inhabitants in one pool."""
    document = region_to_dict(region)
    figure = next(entry["inhabitants"] for entry in document["pools"] if entry["id"] == pool)
    figure["value"] = Fraction(figure["value"]) + step
    return region_from_dict(document)


@st.composite
def tighter_policies(draw: st.DrawFn, case: Given, new_fte: Mapping[str, Fraction]) -> Policy:
    """Generate policies that ask more in one hard rule, near what each team gets in the case as it is."""
    region, policy = case
    step = draw(st.sampled_from([Fraction(1, 10), Fraction(1, 100), Fraction(1), Fraction(0)]))
    team = draw(st.sampled_from(region.teams))
    in_district = sum(amount for name, amount in new_fte.items() if region.team(name).district == team.district)
    ways = [
        [_tighter_bound(policy, f"floor.team.{team.id}", new_fte[team.id], step)],
        [_tighter_bound(policy, f"cap.team.{team.id}", new_fte[team.id], step)],
        [_tighter_bound(policy, f"cap.district.{team.district}", in_district, step)],
    ]
    if team.id not in policy.parameters("pins"):
        ways.append([(f"pins.{team.id}", readable(new_fte[team.id], Fraction(1, 100)) + step)])
    now = {parameter: figure.value for parameter, figure in policy.values().items()}
    ways.append(
        [("basic_care.alpha", now["basic_care.alpha"] + step / 100 if "basic_care.alpha" in now else 1 - step / 10)]
    )
    if policy.is_on("ipga"):
        ways += [[(f"ipga.{name}", now[f"ipga.{name}"] + step)] for name in ("heads", "net", "regisseurs_min")]
        ways += [[(f"ipga.{name}", now[f"ipga.{name}"] * (1 - step / 10))] for name in ("regisseurs_max", "cap")]
    ways.append([("reach.key", now["reach.key"] + step if "reach.key" in now else 1 - step / 10)])
    if policy.is_on("wijkagent_area") and not policy.is_on("wijkagent_unit"):
        ways.append([("wijkagent_unit.norm", NORM), ("wijkagent_unit.state", "hard")])
    if not policy.is_on("no_loss"):
        ways.append([("no_loss.state", "hard")])
    for parameter, value in draw(st.sampled_from(ways)):
        policy = policy.set(parameter, value, source="driehoek", note="tighter")
    return policy


def _tighter_bound(policy: Policy, name: str, amount: Fraction, step: Fraction) -> tuple[str, Fraction]:
    """Return a bound moved the tight way; a bound that was not there is tighter wherever it stands."""
    start = (
        policy[f"bounds.{name}"].value if name in policy.parameters("bounds") else readable(amount, Fraction(1, 100))
    )
    return f"bounds.{name}", max(Fraction(0), start + step if name.startswith("floor") else start - step)
