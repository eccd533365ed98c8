"""Checks an answer from its JSON alone, with the standard library alone: imports nothing of this package.

It rebuilds every row from the region and the policy in the document, trusts none in the file, and follows the proof
round by round. Copy this file anywhere and run ``python verify.py result.json``.

Why the proof is one. In a round, multipliers (at least 0 on ``<=`` rows, at most 0 on ``>=`` rows) add rows up to
``sum mu_j f_j`` plus a rest that is at least 0 on every undecided column: so no point that keeps what earlier rounds
reached has a larger sum. Where the final point reaches the sum exactly, each settled measure is at its level in *every* such point.
What rounds and equations settle one after the other is the same in every best point; if that is everything, it is unique.
"""

import hashlib
import json
import sys
from fractions import Fraction as Number

LEADING = ("unit_norm", "area_norm", "key")
CLOSING = (
    "fewest_wijkagent_posts",
    "even_coverage",
    "fewest_interventieplegers",
    "fewest_regisseurs",
    "even_interventieplegers",
    "even_regisseurs",
)
LAYERS, POSTS = ("priority_uplift", "development", "key"), ("interventieplegers", "regisseurs")
BUILT_IN = {"budget", "no_loss", "wijkagent_unit", "wijkagent_area", "ipga", "bounds", "basic_care", "pins", *LAYERS}


class Rejected(Exception):
    """The document does not prove its answer; the text says where."""


def need(condition, what):
    """Reject the document unless a condition holds."""
    if not condition:
        raise Rejected(what)


def digest(document):
    """Return the SHA-256 of a document in canonical form: sorted keys, no spaces, ASCII."""
    return hashlib.sha256(json.dumps(document, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


class Case:
    """The numbers of a region and a policy, and the rows and aims that follow from them."""

    def __init__(self, region, policy, others):
        self.rules = {name: rule for name, rule in policy["rules"].items() if rule["state"] != "off"}
        self.aims = [*policy["aims"], *(aim for aim in CLOSING if aim not in policy["aims"])]
        self.region, self.others = region, others
        self.teams = {team["id"]: team for team in region["teams"]}
        self.pools = {pool["id"]: pool["teams"] for pool in region["pools"]}
        self.F = {team: Number(entry["formation"]["value"]) for team, entry in self.teams.items()}
        self.W = {team: Number(entry["wijkagenten"]["value"]) for team, entry in self.teams.items()}
        self.N = {pool["id"]: Number(pool["inhabitants"]["value"]) for pool in region["pools"]}
        self.layers = [layer for layer in LAYERS if layer in self.rules] + [
            layer for rule in others for layer in rule["layers"]
        ]
        self.free = (
            set() if "no_loss" in self.rules else {f"{layer}:{team}" for layer in self.layers for team in self.teams}
        )
        self.columns = [f"{layer}:{team}" for layer in self.layers for team in self.teams]
        if self.norm():
            self.columns += [f"wijkagent_posts:{pool}" for pool in self.pools]
        if "ipga" in self.rules:
            self.columns += [f"{post}:{team}" for post in POSTS for team in self.teams]
        self.shares = self.key_shares()

    def value(self, rule, name):
        return Number(self.rules[rule]["parameters"][name]["value"])

    def norm(self):
        rule = next((rule for rule in ("wijkagent_area", "wijkagent_unit") if rule in self.rules), None)
        return rule and self.value(rule, "norm")

    def measure(self, name):
        """Return a measure for each team: a total known only together is split by formation, an index is not split."""
        found = next(
            (measure for measure in self.region["measures"] if measure["id"] == name), {"kind": "total", "values": []}
        )
        result = dict.fromkeys(self.teams, Number(0))
        for group in found["values"]:
            for team in group["teams"]:
                share = (
                    Number(1)
                    if found["kind"] == "index"
                    else self.F[team] / sum(self.F[other] for other in group["teams"])
                )
                if group["split"] and len(group["teams"]) > 1 and found["kind"] != "index":
                    share = Number(group["split"].get(team, 0))
                result[team] = Number(group["value"]) * share
        return result, found["kind"]

    def criterion(self, name):
        if name in ("formation", "wijkagenten"):
            return self.F if name == "formation" else self.W
        if name == "inhabitants":
            return {
                team: self.N[pool] * self.F[team] / sum(self.F[other] for other in teams)
                for pool, teams in self.pools.items()
                for team in teams
            }
        values, kind = self.measure(name)
        return {
            team: self.F[team] * value / 100 if kind == "index" else max(value, Number(0))
            for team, value in values.items()
        }

    def key_shares(self):
        shares = dict.fromkeys(self.teams, Number(0))
        for name, weight in self.rules["key"]["parameters"].items():
            criterion = self.criterion(name.removeprefix("weights."))
            for team in self.teams:
                shares[team] += Number(weight["value"]) * criterion[team] / (sum(criterion.values()) or 1)
        return shares

    def x(self, teams, factor=1):
        """Return the terms of the new fte of some teams."""
        return {f"{layer}:{team}": Number(factor) for team in teams for layer in self.layers}

    def rows(self):
        """Yield every hard row: label, terms, sense, bound."""
        everyone = {f"{name}:{team}": Number(1) for name in (*LAYERS, *POSTS) for team in self.teams}
        total = lambda name, factor=1: {f"{name}:{team}": everyone[f"{name}:{team}"] * factor for team in self.teams}  # noqa: E731
        v = {pool: {f"wijkagent_posts:{pool}": Number(1)} for pool in self.pools}
        hard = {name for name, rule in self.rules.items() if rule["state"] == "hard"}
        B = self.value("budget", "new_fte")
        yield "budget.new_fte", self.x(self.teams), "==", B
        if "priority_uplift" in hard:
            for team in self.teams:
                yield (
                    f"priority_uplift:{team}",
                    {f"priority_uplift:{team}": Number(1)},
                    "==",
                    self.value("priority_uplift", "rate") * self.F[team],
                )
        if "development" in hard:
            E, (D, _) = self.value("development", "total"), self.measure("development")
            yield "development.total", total("development"), "==", E
            for team in self.teams:
                yield (
                    f"development:{team}",
                    {f"development:{team}": Number(1)},
                    "==",
                    E * D[team] / (sum(D.values()) or 1),
                )
        if "wijkagent_unit" in hard:
            yield (
                "wijkagent_unit.norm",
                {f"wijkagent_posts:{pool}": Number(1) for pool in self.pools},
                ">=",
                sum(self.N.values()) / self.value("wijkagent_unit", "norm") - sum(self.W.values()),
            )
        for pool, teams in self.pools.items():
            if "wijkagent_area" in hard:
                yield (
                    f"wijkagent_area:{pool}",
                    v[pool],
                    ">=",
                    self.N[pool] / self.value("wijkagent_area", "norm") - sum(self.W[team] for team in teams),
                )
            if self.norm():
                yield f"posts.within_new_fte:{pool}", {**v[pool], **self.x(teams, -1)}, "<=", Number(0)
        if "ipga" in hard:
            heads, share, net, low, high, cap = (
                self.value("ipga", name)
                for name in ("heads", "share", "net", "regisseurs_min", "regisseurs_max", "cap")
            )
            yield "ipga.heads", total("interventieplegers"), ">=", heads
            yield "ipga.net", total("interventieplegers", share), ">=", net
            yield "ipga.regisseurs_min", total("regisseurs"), ">=", low
            yield "ipga.regisseurs_max", total("regisseurs"), "<=", high
            caseload, _ = self.measure("caseload")
            for team in self.teams:
                yield (
                    f"ipga.cap:{team}",
                    {f"interventieplegers:{team}": Number(1), f"regisseurs:{team}": Number(1), **self.x([team], -cap)},
                    "<=",
                    cap * self.F[team],
                )
                if any(measure["id"] == "caseload" for measure in self.region["measures"]):
                    yield (
                        f"ipga.caseload:{team}",
                        {f"interventieplegers:{team}": Number(1)},
                        ">=",
                        heads * caseload[team] / (sum(caseload.values()) or 1),
                    )
        if "bounds" in hard:
            yield from self.bounds(B)
        if "basic_care" in hard:
            for team in self.teams:
                load = (
                    {f"interventieplegers:{team}": -self.value("ipga", "share"), f"regisseurs:{team}": Number(-1)}
                    if "ipga" in self.rules
                    else {}
                )
                yield (
                    f"basic_care:{team}",
                    {**self.x([team]), **load},
                    ">=",
                    (self.value("basic_care", "alpha") - 1) * self.F[team],
                )
        if "pins" in hard:
            for name, pin in self.rules["pins"]["parameters"].items():
                team = next(team["id"] for team in self.region["teams"] if name in (team["id"], team["name"]))
                yield f"pins:{team}", self.x([team]), "==", Number(pin["value"])
        if self.free:
            for team in self.teams:
                yield f"posts.strength:{team}", self.x([team]), ">=", -self.F[team]
        for rule in self.others:
            for row in rule["rows"]:
                yield (
                    row["label"],
                    {column: Number(text) for column, text in row["terms"].items()},
                    row["sense"],
                    Number(row["bound"]),
                )

    def bounds(self, B):
        places = {
            "team": lambda team: (team["id"], team["name"]),
            "district": lambda team: (team["district"],),
            "authority": lambda team: team["authorities"],
            "municipality": lambda team: team["municipalities"],
        }
        names = {district["name"]: district["id"] for district in self.region["districts"]}
        for name, figure in self.rules["bounds"]["parameters"].items():
            kind, scope, wanted = name.split(".", 2)
            wanted = names.get(wanted, wanted) if scope == "district" else wanted
            every = {
                place
                for team in self.teams.values()
                for place in list(places[scope](team))[: 1 if scope == "team" else None]
            }
            for subject in sorted(every) if wanted == "every" else [wanted]:
                teams = [team for team, entry in self.teams.items() if subject in places[scope](entry)]
                label = teams[0] if scope == "team" else subject
                factor = (
                    sum(self.F[team] for team in teams)
                    if kind.startswith("growth")
                    else B
                    if kind.startswith("share")
                    else 1
                )
                yield (
                    f"bounds.{kind}.{scope}{'' if wanted == 'every' else '.' + name.split('.', 2)[2]}:{label}",
                    self.x(teams),
                    ">=" if kind.endswith("floor") else "<=",
                    Number(figure["value"]) * factor,
                )

    def objectives(self, known):
        """Yield what is pursued, in order: name, then a sum to make small, or measures to raise with a cap."""
        posts = {
            family: [column for column in self.columns if column.startswith(f"{family}:")]
            for family in ("wijkagent_posts", *POSTS)
        }
        for aim in self.aims:
            if aim == "unit_norm" and self.rules.get("wijkagent_unit", {}).get("state") == "guiding":
                per_post = self.value("wijkagent_unit", "norm") / sum(self.N.values())
                yield (
                    aim,
                    None,
                    {"unit": (dict.fromkeys(posts["wijkagent_posts"], per_post), sum(self.W.values()) * per_post)},
                    Number(1),
                )
            elif aim == "area_norm" and self.rules.get("wijkagent_area", {}).get("state") == "guiding":
                yield aim, None, self.coverage(), Number(1)
            elif aim == "key":
                yield (
                    aim,
                    None,
                    {team: ({f"key:{team}": 1 / share}, Number(0)) for team, share in self.shares.items() if share},
                    None,
                )
                yield (
                    "key.without_share",
                    None,
                    {
                        team: ({f"key:{team}": -1 / self.F[team]}, Number(0))
                        for team, share in self.shares.items()
                        if not share
                    },
                    None,
                )
            elif aim.startswith("fewest_") and posts[aim.removeprefix("fewest_")]:
                yield aim, dict.fromkeys(posts[aim.removeprefix("fewest_")], Number(1)), {}, None
            elif aim == "even_coverage" and posts["wijkagent_posts"]:
                yield aim, None, self.coverage(), None
            elif aim.startswith("even_") and "ipga" in self.rules and aim != "even_coverage":
                settled = all(column in known for column in self.x(self.teams))
                strength = {
                    team: self.F[team] + (sum(known[column] for column in self.x([team])) if settled else 0)
                    for team in self.teams
                }
                yield (
                    aim,
                    None,
                    {
                        team: ({f"{aim.removeprefix('even_')}:{team}": -1 / strength[team]}, Number(0))
                        for team in self.teams
                    },
                    None,
                )
            else:
                need(aim in (*LEADING, *CLOSING), f"aim {aim} is not one this verifier knows")

    def coverage(self):
        return {
            pool: (
                {f"wijkagent_posts:{pool}": self.norm() / self.N[pool]},
                sum(self.W[team] for team in teams) * self.norm() / self.N[pool],
            )
            for pool, teams in self.pools.items()
        }


class Proof:
    """What holds in every best point so far: rows, and columns that are settled."""

    def __init__(self, case, point):
        self.case, self.point, self.known, self.equations = case, point, {}, []
        self.rows = {label: (terms, sense, bound) for label, terms, sense, bound in case.rows()}
        for label, (terms, sense, bound) in self.rows.items():
            value = self.at(terms)
            need(
                value == bound if sense == "==" else value <= bound if sense == "<=" else value >= bound,
                f"row {label} does not hold",
            )
            if sense == "==":
                self.equations.append(terms)
        need(all(value >= 0 for column, value in point.items() if column not in case.free), "something is below 0")
        self.propagate()

    def at(self, terms):
        return sum((coefficient * self.point[column] for column, coefficient in terms.items()), Number(0))

    def propagate(self):
        """Settle every column that is the only unknown one of an equation."""
        found = True
        while found:
            found = False
            for terms in self.equations:
                unknown = [column for column, coefficient in terms.items() if coefficient and column not in self.known]
                if len(unknown) == 1:
                    self.known[unknown[0]] = self.point[unknown[0]]
                    found = True
            self.equations = [terms for terms in self.equations if any(column not in self.known for column in terms)]

    def prove(self, multipliers, target, name):
        """Check that no point does better on ``target`` than the final one, and learn what must then hold."""
        rest = {column: -coefficient for column, coefficient in target.items()}
        for label, text in multipliers.items():
            need(label in self.rows, f"{name}: there is no row {label}")
            (terms, sense, bound), multiplier = self.rows[label], Number(text)
            need(
                sense == "==" or (multiplier >= 0 if sense == "<=" else multiplier <= 0),
                f"{name}: the multiplier of {label} has the wrong sign",
            )
            need(multiplier == 0 or self.at(terms) == bound, f"{name}: row {label} has a multiplier but is not tight")
            for column, coefficient in terms.items():
                rest[column] = rest.get(column, 0) + multiplier * coefficient
            if multiplier:
                self.equations.append(terms)
        for column, left in rest.items():
            if column not in self.known and left:
                need(
                    left > 0 and column not in self.case.free,
                    f"{name}: the multipliers do not prove it ({column} could move)",
                )
                need(self.point[column] == 0, f"{name}: {column} has a rest but is not 0")
                self.equations.append({column: Number(1)})

    def follow(self, rounds):
        """Check every round of every aim, in order."""
        waiting = list(rounds)
        for name, smallest, measures, cap in self.case.objectives(self.known):
            if smallest is not None and any(column not in self.known for column in smallest):
                step = self.next(waiting, name)
                need(Number(step["level"]) == self.at(smallest), f"{name}: the level is not the sum")
                self.prove(
                    step["multipliers"], {column: -coefficient for column, coefficient in smallest.items()}, name
                )
                self.keep(name, smallest, "==", self.at(smallest))
            while remaining := {
                key: measure
                for key, measure in measures.items()
                if any(column not in self.known for column in measure[0])
            }:
                step = self.next(waiting, name)
                level, settled = Number(step["level"]), {key: Number(text) for key, text in step["settled"].items()}
                need(
                    all(self.at(terms) + constant >= level for terms, constant in remaining.values()),
                    f"{name}: something lies below level {level}",
                )
                if step["reaches_cap"]:
                    need(level == cap and not settled, f"{name}: the cap is not {level}")
                    for key, (terms, constant) in remaining.items():
                        self.keep(f"{name}:{key}", terms, ">=", cap - constant)
                    break
                need(
                    settled and settled.keys() <= remaining.keys() and min(settled.values()) > 0,
                    f"{name}: the settled set is not right",
                )
                target = {}
                for key, mu in settled.items():
                    need(
                        self.at(remaining[key][0]) + remaining[key][1] == level,
                        f"{name}: {key} is not at level {level}",
                    )
                    for column, coefficient in remaining[key][0].items():
                        target[column] = target.get(column, 0) + mu * coefficient
                self.prove(step["multipliers"], target, name)
                for key in settled:
                    terms, constant = measures.pop(key)
                    self.keep(f"{name}:{key}", terms, "==", level - constant)
                self.propagate()
            self.propagate()
        need(not waiting, f"a round of {waiting[0]['aim'] if waiting else ''} is left over")

    def next(self, waiting, name):
        need(waiting and waiting[0]["aim"] == name, f"a round of {name} is missing")
        return waiting.pop(0)

    def keep(self, label, terms, sense, bound):
        self.rows[label] = (terms, sense, bound)
        if sense == "==":
            self.equations.append(terms)


def verify(document, check_digest=True, trust_rules=()):
    """Return what the document proves; raise Rejected if it does not prove its answer.

    ``trust_rules`` names rules that this file does not know, whose rows are then taken from the document.
    """
    certificate = document["certificate"]
    region, policy, others = certificate["region"], certificate["policy"], certificate["other_rules"]
    if check_digest:
        need(digest(region) == document["record"]["region_sha256"], "the region is not the one that was divided over")
        need(digest(policy) == document["record"]["policy_sha256"], "the policy is not the one that was used")
    unknown = {name for name, rule in policy["rules"].items() if rule["state"] != "off"} - BUILT_IN
    need(
        unknown <= set(trust_rules),
        f"rules {', '.join(sorted(unknown))} are not known here; name them as trusted to take their rows from the document",
    )
    case = Case(region, policy, [rule for rule in others if rule["rule"] in unknown])
    point = read_point(document, case)
    proof = Proof(case, point)
    proof.follow(certificate["rounds"])
    unique = all(column in proof.known for column in case.columns)
    need(
        document["unique"] == unique and document["status"] == "proven_optimal",
        "status or uniqueness is not what the proof shows",
    )
    return {
        "accepted": True,
        "unique": unique,
        "rounds": len(certificate["rounds"]),
        "rows": len(proof.rows),
        "trusted_rules": sorted(unknown),
        "digest_checked": check_digest,
    }


def read_point(document, case):
    """Return the final point from the answer's teams and pools, whose rounded numbers must agree with the exact ones."""
    need(
        [team["id"] for team in document["teams"]] == list(case.teams)
        and [pool["id"] for pool in document["pools"]] == list(case.pools),
        "teams or pools are not those of the region",
    )
    point = {}
    for team in document["teams"]:
        exact = {name: Number(text) for name, text in team["exact"].items()}
        x = sum((exact[layer] for layer in case.layers), Number(0))
        rounded = {**{name: team[name] for name in POSTS}, **team["layers"], "new_fte": team["new_fte"]}
        for name, shown in rounded.items():
            need(
                Number(str(shown)) == round(x if name == "new_fte" else exact.get(name, Number(0)), 6),
                f"{team['id']}: {name} is not what its exact number rounds to",
            )
        need(Number(team["new_fte_exact"]) == x, f"{team['id']}: the layers do not add up to new_fte_exact")
        point |= {f"{name}:{team['id']}": value for name, value in exact.items()}
    for pool in document["pools"]:
        posts = Number(pool["exact"]["wijkagent_posts"])
        covered = (
            (sum(case.W[team] for team in case.pools[pool["id"]]) + posts) * case.norm() / case.N[pool["id"]]
            if case.norm()
            else None
        )
        need(
            Number(str(pool["new_wijkagent_posts"])) == round(posts, 6)
            and (pool["coverage"] is None or Number(str(pool["coverage"])) == round(covered, 6)),
            f"{pool['id']}: posts or coverage are not what the exact numbers give",
        )
        point[f"wijkagent_posts:{pool['id']}"] = posts
    return {column: point[column] for column in case.columns}


def judge(document, check_digest=True, trust_rules=()):
    """Return the verdict on a document, whatever it holds: ``accepted`` with what it proves, or the reason why not."""
    try:
        return verify(document, check_digest, trust_rules)
    except (
        Rejected,
        LookupError,
        ValueError,
        TypeError,
        ArithmeticError,
        StopIteration,
        AttributeError,
        RecursionError,
    ) as error:
        return {
            "accepted": False,
            "reason": str(error) if isinstance(error, Rejected) else f"the document is not whole: {error!r}",
        }


def main(arguments):
    """Verify a file; exit code 0 if accepted, 1 if rejected."""
    with open(arguments[0], encoding="utf-8") as file:
        verdict = judge(json.load(file), trust_rules=arguments[1:])
    print(json.dumps(verdict))
    return 0 if verdict["accepted"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
