"""Checks an answer from its JSON alone, with the standard library alone: imports nothing of this package.

It rebuilds every row from the region and the policy in the document, trusts none in the file, and follows the proof round
by round. Copy this file anywhere and run ``python verify.py result.json``.

Why the proof is one. In a round, multipliers (at least 0 on ``<=`` rows, at most 0 on ``>=`` rows) add rows up to
``sum mu_j f_j`` plus a rest that is at least 0 on every undecided column. So no point that keeps what earlier rounds reached
has a larger sum; and since the final point has exactly that sum, each settled measure f_j is at its level in *every* such
point. A column that is the only undecided one of an equation is decided too. If all are decided, the answer is the only one.
"""

import hashlib
import json
import sys
from fractions import Fraction as Number

LAYERS, POSTS, CLOSING = ["priority_uplift", "development", "key"], ["interventieplegers", "regisseurs"], [
    "fewest_wijkagent_posts", "even_coverage", "fewest_interventieplegers", "fewest_regisseurs", "even_interventieplegers", "even_regisseurs"]
BUILT_IN = {*LAYERS, "budget", "no_loss", "wijkagent_unit", "wijkagent_area", "ipga", "bounds", "basic_care", "waterline", "pins", "reach"}


class Rejected(Exception):
    """The document does not prove its answer; the text says where."""


def need(condition, what):
    if not condition:
        raise Rejected(what)


def digest(document):
    """Return the SHA-256 of a document in canonical form: sorted keys, no spaces, ASCII."""
    return hashlib.sha256(json.dumps(document, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def holds(gap, sense):
    return gap == 0 if sense == "==" else gap <= 0 if sense == "<=" else gap >= 0


def terms(family, subjects, factor=1):
    return {f"{family}:{subject}": Number(factor) for subject in subjects}


class Case:
    """The numbers of a region (F formation, W wijkagenten, N inhabitants) and a policy, and the rows and aims they mean."""

    def __init__(self, region, policy, others):
        self.region, self.others = region, others
        self.rules = {name: rule for name, rule in policy["rules"].items() if rule["state"] != "off"}
        self.aims = policy["aims"] + [aim for aim in CLOSING if aim not in policy["aims"]]
        self.teams, self.pools = [team["id"] for team in region["teams"]], {pool["id"]: pool["teams"] for pool in region["pools"]}
        self.F = {team["id"]: Number(team["formation"]["value"]) for team in region["teams"]}
        self.W = {team["id"]: Number(team["wijkagenten"]["value"]) for team in region["teams"]}
        self.N = {pool["id"]: Number(pool["inhabitants"]["value"]) for pool in region["pools"]}
        self.norm = next((self.value(f"{rule}.norm") for rule in ("wijkagent_area", "wijkagent_unit") if rule in self.rules), None)
        self.layers = [layer for layer in LAYERS if layer in self.rules] + [layer for rule in others for layer in rule["layers"]]
        layer_columns = [column for layer in self.layers for column in terms(layer, self.teams)]
        posts = [("wijkagent_posts", self.pools)] * bool(self.norm) + [(post, self.teams) for post in POSTS if "ipga" in self.rules]
        self.posts = {family: terms(family, subjects) for family, subjects in posts}
        self.columns = layer_columns + [column for family in self.posts.values() for column in family]
        self.free = set() if "no_loss" in self.rules else set(layer_columns)

    def value(self, parameter):
        rule, _, name = parameter.partition(".")
        return Number(self.rules[rule]["parameters"][name]["value"])

    def hard(self, rule):
        return rule in self.rules and self.rules[rule]["state"] == "hard"

    def x(self, teams, factor=1):
        """Return the terms of the new fte of some teams together."""
        return {column: coefficient for layer in self.layers for column, coefficient in terms(layer, teams, factor).items()}

    def measure(self, name):
        """Return the kind of a measure, and its number for each team: totals known only together are split, an index is not."""
        found = next((measure for measure in self.region["measures"] if measure["id"] == name), {"kind": None, "values": []})
        result = dict.fromkeys(self.teams, Number(0))
        for group in found["values"]:
            for team in group["teams"]:
                share = self.F[team] / sum(self.F[other] for other in group["teams"])
                if found["kind"] == "index" or len(group["teams"]) == 1:
                    share = Number(1)
                elif group["split"]:
                    share = Number(group["split"].get(team, 0))
                result[team] = Number(group["value"]) * share
        return found["kind"], result

    def key_shares(self):
        shares = dict.fromkeys(self.teams, Number(0))
        for name, weight in self.rules["key"]["parameters"].items():
            name = name.removeprefix("weights.")
            kind, c = self.measure(name)
            if name in ("formation", "wijkagenten"):
                c = self.F if name == "formation" else self.W
            elif name == "inhabitants":
                c = {team: self.N[pool] * self.F[team] / sum(self.F[t] for t in teams) for pool, teams in self.pools.items() for team in teams}
            elif kind in ("index", "change"):
                c = {team: self.F[team] * c[team] / 100 if kind == "index" else max(c[team], 0) for team in self.teams}
            shares = {team: shares[team] + Number(weight["value"]) * c[team] / (sum(c.values()) or 1) for team in self.teams}
        return shares

    def key_budget(self):
        """Return what the budget leaves for the key; what a rule that is not known here takes is taken from the document."""
        taken = [self.value("priority_uplift.rate") * sum(self.F.values()) if self.hard("priority_uplift") else 0]
        taken += [self.value("development.total") if self.hard("development") else 0, *(Number(rule["layer_total"]) for rule in self.others)]
        return self.value("budget.new_fte") - sum(taken)

    def rows(self):
        """Yield every hard row: label, terms, sense, bound."""
        budget = self.value("budget.new_fte")
        yield "budget.new_fte", self.x(self.teams), "==", budget
        if self.hard("development"):
            yield "development.total", terms("development", self.teams), "==", self.value("development.total")
        if self.hard("wijkagent_unit"):
            lacking = sum(self.N.values()) / self.value("wijkagent_unit.norm") - sum(self.W.values())
            yield "wijkagent_unit.norm", self.posts["wijkagent_posts"], ">=", lacking
        if self.hard("ipga"):
            heads, regisseurs = terms("interventieplegers", self.teams), terms("regisseurs", self.teams)
            yield "ipga.heads", heads, ">=", self.value("ipga.heads")
            yield "ipga.net", {column: self.value("ipga.share") for column in heads}, ">=", self.value("ipga.net")
            yield "ipga.regisseurs_min", regisseurs, ">=", self.value("ipga.regisseurs_min")
            yield "ipga.regisseurs_max", regisseurs, "<=", self.value("ipga.regisseurs_max")
        for pool, teams in self.pools.items() if self.norm else ():
            yield f"posts.within_new_fte:{pool}", {**terms("wijkagent_posts", [pool]), **self.x(teams, -1)}, "<=", 0
            if self.hard("wijkagent_area"):
                lacking = self.N[pool] / self.value("wijkagent_area.norm") - sum(self.W[team] for team in teams)
                yield f"wijkagent_area.norm:{pool}", terms("wijkagent_posts", [pool]), ">=", lacking
        ids = {entry["name"]: entry["id"] for kind in ("teams", "districts") for entry in self.region[kind]}
        (_, D), (has_caseload, L), (_, S) = self.measure("development"), self.measure("caseload"), self.measure("deployable")
        for team in self.teams:
            i, r = terms("interventieplegers", [team]), terms("regisseurs", [team])
            if self.hard("priority_uplift"):
                yield f"priority_uplift.rate:{team}", terms("priority_uplift", [team]), "==", self.value("priority_uplift.rate") * self.F[team]
            if self.hard("development"):
                share = D[team] / (sum(D.values()) or 1)
                yield f"development.total:{team}", terms("development", [team]), "==", self.value("development.total") * share
            if self.hard("ipga"):
                cap = self.value("ipga.cap")
                yield f"ipga.cap:{team}", {**i, **r, **self.x([team], -cap)}, "<=", cap * self.F[team]
                if has_caseload:
                    yield f"ipga.heads:{team}", i, ">=", self.value("ipga.heads") * L[team] / (sum(L.values()) or 1)
            if self.hard("basic_care"):
                load = {**terms("interventieplegers", [team], -self.value("ipga.share")), **terms("regisseurs", [team], -1)} if "ipga" in self.rules else {}
                yield f"basic_care.alpha:{team}", {**self.x([team]), **load}, ">=", (self.value("basic_care.alpha") - 1) * self.F[team]
            if self.hard("waterline"):
                new = self.x([team], S[team] + self.value("waterline.new_full") * (1 - S[team]))
                yield f"waterline.level:{team}", new, ">=", (self.value("waterline.level") - S[team]) * self.F[team]
                for name in ("fte.every", *(f"fte.{name}" for name, of in ids.items() if of == team), f"fte.{team}"):
                    if name in self.rules["waterline"]["parameters"]:
                        yield f"waterline.{name}:{team}", new, ">=", self.value(f"waterline.{name}") - S[team] * self.F[team]
            if self.free:
                yield f"posts.strength:{team}", self.x([team]), ">=", -self.F[team]
        for name, pin in self.rules["pins"]["parameters"].items() if self.hard("pins") else ():
            team = name if name in self.F else ids[name]
            yield f"pins.{name}", self.x([team]), "==", Number(pin["value"])
        for name, figure in self.rules["bounds"]["parameters"].items() if self.hard("bounds") else ():
            kind, scope, wanted = name.split(".", 2)
            groups = self.groups(scope)
            for subject in groups if wanted == "every" else [wanted if wanted in groups else ids[wanted]]:
                factor = sum(self.F[team] for team in groups[subject]) if kind.startswith("growth") else budget if kind.startswith("share") else 1
                yield f"bounds.{name}:{subject}", self.x(groups[subject]), ">=" if kind.endswith("floor") else "<=", Number(figure["value"]) * factor
        for aim, figure in self.rules["reach"]["parameters"].items() if self.hard("reach") else ():
            level, family = Number(figure["value"]), aim.partition("_")[2]
            if aim == "key":
                for team, share in ((team, share) for team, share in self.key_shares().items() if share):
                    yield f"reach.key:{team}", terms("key", [team]), ">=", level * self.key_budget() * share
            elif aim == "unit_norm":
                yield "reach.unit_norm:unit", self.posts["wijkagent_posts"], ">=", level * sum(self.N.values()) / self.value("wijkagent_unit.norm") - sum(self.W.values())
            elif aim in ("area_norm", "even_coverage"):
                for pool in self.pools:
                    yield f"reach.{aim}:{pool}", terms("wijkagent_posts", [pool]), ">=", (level - self.coverage(pool)) * self.N[pool] / self.norm
            else:
                need(aim.startswith("fewest_") and family in self.posts, f"aim {aim} has no level this verifier knows")
                yield f"reach.{aim}", self.posts[family], "<=", level
        for row in (row for rule in self.others for row in rule["rows"]):
            yield row["label"], {column: Number(text) for column, text in row["terms"].items()}, row["sense"], Number(row["bound"])

    def groups(self, scope):
        groups = {}
        for team in self.region["teams"]:
            places = {"team": [team["id"]], "district": [team["district"]], "authority": team["authorities"], "municipality": team["municipalities"]}
            for place in places[scope]:
                groups.setdefault(place, []).append(team["id"])
        return groups

    def objectives(self, known):
        """Yield what is pursued, in order: name, a sum to make small (or None), measures to raise as {name: (terms, constant)}, cap."""
        for aim in self.aims:
            family = aim.partition("_")[2]
            if aim == "unit_norm" and "wijkagent_unit" in self.rules and not self.hard("wijkagent_unit"):
                per_post = self.value("wijkagent_unit.norm") / sum(self.N.values())
                yield aim, None, {"unit": (terms("wijkagent_posts", self.pools, per_post), sum(self.W.values()) * per_post)}, 1
            elif (aim == "area_norm" and "wijkagent_area" in self.rules and not self.hard("wijkagent_area")) or (aim == "even_coverage" and self.norm):
                coverage = {pool: (terms("wijkagent_posts", [pool], self.norm / self.N[pool]), self.coverage(pool)) for pool in self.pools}
                yield aim, None, coverage, 1 if aim == "area_norm" else None
            elif aim == "key":
                shares = self.key_shares()
                if self.free:
                    kept = {team: (terms("key", [team], 1 / self.F[team]), 0) for team in self.teams if not shares[team]}
                    yield f"{aim}.kept_without_share", None, kept, 0
                yield aim, None, {team: (terms("key", [team], 1 / share), 0) for team, share in shares.items() if share}, None
                yield f"{aim}.without_share", None, {team: (terms("key", [team], -1 / self.F[team]), 0) for team in self.teams if not shares[team]}, None
            elif aim == "least_change" and self.measure("earlier_plan")[0]:
                yield aim, None, self.distances(self.measure("earlier_plan")[1]), None
            elif aim == "toward_target" and self.measure("target")[0]:
                targets = self.measure("target")[1]
                yield aim, None, {team: (self.x([team], 1 / target), 0) for team, target in targets.items() if target > 0}, 1
                yield f"{aim}.staying", None, self.distances({team: target for team, target in targets.items() if not target}), None
                yield f"{aim}.least_movement", None, {team: (self.x([team], -1 / target), 0) for team, target in targets.items() if target}, None
            elif aim.startswith("fewest_") and family in self.posts:
                yield aim, self.posts[family], {}, None
            elif aim.startswith("even_") and family in self.posts:
                settled = all(column in known for column in self.x(self.teams))
                strength = {team: self.F[team] + settled * sum(known.get(column, 0) for column in self.x([team])) for team in self.teams}
                yield aim, None, {team: (terms(family, [team], -1 / (strength[team] or self.F[team])), 0) for team in self.teams}, None
            else:
                need(aim in ["unit_norm", "area_norm", "least_change", "toward_target", *CLOSING], f"aim {aim} is not one this verifier knows")

    def distances(self, wanted):
        """Return how far each team is above and below what is wanted, as a share of its formation, counted down from 0."""
        ways = [(team, name, sign / self.F[team]) for team in wanted for name, sign in (("more", -1), ("less", 1))]
        return {f"{team}.{name}": (self.x([team], weight), -weight * wanted[team]) for team, name, weight in ways}

    def coverage(self, pool, posts=0):
        return (sum(self.W[team] for team in self.pools[pool]) + posts) * self.norm / self.N[pool]


class Proof:
    """What holds in every best point so far: rows by label, equations, and the columns that are decided."""

    def __init__(self, case, point):
        self.case, self.point, self.known, self.rows, self.equations = case, point, {}, {}, []
        need(all(value >= 0 for column, value in point.items() if column not in case.free), "something is below 0")
        for label, row, sense, bound in case.rows():
            gap = self.at(row) - bound
            need(holds(gap, sense), f"row {label} does not hold")
            self.keep(label, row, sense, bound)
        self.decide()

    def at(self, row):
        return sum((coefficient * self.point[column] for column, coefficient in row.items()), Number(0))

    def keep(self, label, row, sense, bound):
        self.rows[label] = row, sense, bound
        self.equations += [row] * (sense == "==")

    def undecided(self, row):
        return [column for column, coefficient in row.items() if coefficient and column not in self.known]

    def decide(self):
        """Decide every column that is the only undecided one of an equation."""
        while alone := {left[0] for row in self.equations if len(left := self.undecided(row)) == 1}:
            self.known |= {column: self.point[column] for column in alone}

    def prove(self, name, multipliers, target):
        """Check that no point does better on ``target`` than the final one, and learn what must then be equal."""
        rest = {column: -coefficient for column, coefficient in target.items()}
        for label, multiplier in ((label, Number(text)) for label, text in multipliers.items()):
            need(label in self.rows, f"{name}: there is no row {label}")
            row, sense, bound = self.rows[label]
            need(multiplier != 0 and (sense == "==" or (multiplier > 0) == (sense == "<=")), f"{name}: the multiplier of {label} has the wrong sign")
            need(self.at(row) == bound, f"{name}: row {label} has a multiplier but is not tight")
            for column, coefficient in row.items():
                rest[column] = rest.get(column, 0) + multiplier * coefficient
            self.equations.append(row)
        for column in self.undecided(rest):
            need(rest[column] > 0 and column not in self.case.free and self.point[column] == 0, f"{name}: the multipliers leave {column} free to move")
            self.equations.append({column: Number(1)})

    def follow(self, rounds):
        """Check every round of every aim, in order."""
        waiting = list(rounds)
        for name, smallest, measures, cap in self.case.objectives(self.known):
            if smallest and self.undecided(smallest):
                step = self.next_round(waiting, name)
                need(Number(step["level"]) == self.at(smallest), f"{name}: the level is not the sum")
                self.prove(name, step["multipliers"], {column: -coefficient for column, coefficient in smallest.items()})
                self.keep(name, smallest, "==", self.at(smallest))
            while open_measures := {key: measure for key, measure in measures.items() if self.undecided(measure[0])}:
                step = self.next_round(waiting, name)
                level, settled = Number(step["level"]), {key: Number(mu) for key, mu in step["settled"].items()}
                need(all(self.at(row) + constant >= level for row, constant in open_measures.values()), f"{name}: something lies below level {level}")
                need(cap is None or level <= cap, f"{name}: level {level} is beyond the cap")
                if step["reaches_cap"]:
                    need(level == cap and not settled, f"{name}: the cap is not {level}")
                    for key, (row, constant) in open_measures.items():
                        self.keep(f"{name}:{key}", row, ">=", cap - constant)
                    break
                need(settled.keys() <= open_measures.keys() and settled and min(settled.values()) > 0 and max(settled.values()) == 1, f"{name}: the settled set is not right")
                target = {}
                for key, mu in settled.items():
                    row, constant = measures[key]
                    need(self.at(row) + constant == level, f"{name}: {key} is not at level {level}")
                    target = {column: target.get(column, 0) + mu * row.get(column, 0) for column in {**target, **row}}
                self.prove(name, step["multipliers"], target)
                for key in settled:
                    self.keep(f"{name}:{key}", measures[key][0], "==", level - measures.pop(key)[1])
                self.decide()
            self.decide()
        need(not waiting, "a round is left over")

    @staticmethod
    def next_round(waiting, name):
        need(waiting and waiting[0]["aim"] == name, f"a round of {name} is missing")
        return waiting.pop(0)


def read_point(document, case):
    """Return the final point from the answer's teams and pools; every rounded number must be what its exact one rounds to."""
    def agrees(shown, exact):
        return shown is None if exact is None else Number(str(shown)) == round(Number(exact), 6)

    need([team["id"] for team in document["teams"]] == case.teams and [pool["id"] for pool in document["pools"]] == list(case.pools), "teams or pools differ")
    point = {}
    for team in document["teams"]:
        exact = {name: Number(text) for name, text in team["exact"].items()}
        point |= {f"{name}:{team['id']}": value for name, value in exact.items()}
        x = sum(exact[layer] for layer in case.layers)
        need(Number(team["new_fte_exact"]) == x and agrees(team["new_fte"], x), f"{team['id']}: new_fte is not the sum of the layers")
        for name, shown in {**team["layers"], **{post: team[post] for post in POSTS}}.items():
            need(agrees(shown, exact[name]), f"{team['id']}: {name} is not what its exact number rounds to")
    for pool in document["pools"]:
        posts = point[f"wijkagent_posts:{pool['id']}"] = Number(pool["exact"]["wijkagent_posts"])
        covered = case.coverage(pool["id"], posts) if case.norm else None
        need(agrees(pool["new_wijkagent_posts"], posts) and agrees(pool["coverage"], covered), f"{pool['id']}: posts or coverage are not right")
    need(all(value == 0 for column, value in point.items() if column not in case.columns), "a layer or post is given that no rule asks for")
    return {column: point[column] for column in case.columns}


def prepared(certificate, trust_rules):
    """Return the case of a certificate; rows of rules that are not known here are taken from it only where these are trusted."""
    rules = certificate["policy"]["rules"]
    unknown = {name for name, rule in rules.items() if rule["state"] != "off"} - BUILT_IN
    need(unknown <= set(trust_rules), f"rules not known here: {', '.join(sorted(unknown))}; trust them by name to take their rows from the document")
    case = Case(certificate["region"], certificate["policy"], [rule for rule in certificate["other_rules"] if rule["rule"] in unknown])
    case.trusted = unknown
    return case


def verify(document, check_digest=True, trust_rules=()):
    """Return what the document proves, or raise Rejected.

    ``trust_rules`` names rules that this file does not know: their rows are taken from the document.
    """
    certificate, record = document["certificate"], document.get("record", {})
    for part in ("region", "policy") if check_digest else ():
        need(digest(certificate[part]) == record[f"{part}_sha256"], f"the {part} is not the one on record")
    case = prepared(certificate, trust_rules)
    need(Number(str(document["new_fte"])) == round(case.value("budget.new_fte"), 6), "new_fte is not the budget")
    proof = Proof(case, read_point(document, case))
    proof.follow(certificate["rounds"])
    unique = not proof.undecided(dict.fromkeys(case.columns, 1))
    need(document["status"] == "proven_optimal" and document["unique"] == unique, "status or uniqueness is not what the proof shows")
    return {"accepted": True, "unique": unique, "rounds": len(certificate["rounds"]), "rows": len(proof.rows), "trusted_rules": sorted(case.trusted)}


def verify_conflict(conflict, trust_rules=()):
    """Return what a conflict proves, or raise Rejected: each clash is impossible, and possible less any one of its parameters."""
    case = prepared(conflict, trust_rules)
    layers = {column for layer in case.layers for column in terms(layer, case.teams)}
    rows = {label: (row, sense, bound, label.partition(":")[0]) for label, row, sense, bound in case.rows()}
    need(conflict["clashes"], "there is no clash")
    for clash in conflict["clashes"]:
        name, parameters, rest, total = " + ".join(clash["parameters"]), set(clash["parameters"]), {}, Number(0)
        for label, multiplier in ((label, Number(text)) for label, text in clash["multipliers"].items()):
            row, sense, bound, parameter = rows[label]
            need(parameter in parameters or label.startswith("posts."), f"{name}: row {label} belongs to another parameter")
            need(sense == "==" or multiplier * (1 if sense == "<=" else -1) >= 0, f"{name}: the multiplier of {label} has the wrong sign")
            rest = {column: rest.get(column, 0) + multiplier * row.get(column, 0) for column in {**rest, **row}}
            total += multiplier * bound
        free = case.free if "no_loss" in parameters else layers
        need(total < 0 and all(left == 0 or (left > 0 and column not in free) for column, left in rest.items()), f"{name}: nothing is proven")
        need(clash["witnesses"].keys() == parameters, f"{name}: a witness is missing")
        for without, witness in clash["witnesses"].items():
            point = {column: Number(witness.get(column, 0)) for column in case.columns}
            for label, (row, sense, bound, parameter) in rows.items():
                if parameter in parameters - {without} or label.startswith("posts."):
                    gap = sum(coefficient * point[column] for column, coefficient in row.items()) - bound
                    need(holds(gap, sense), f"{name} without {without}: row {label} does not hold")
            free = case.free if "no_loss" in parameters - {without} else layers
            need(all(value >= 0 for column, value in point.items() if column not in free), f"{name} without {without}: something is below 0")
    return {"accepted": True, "clashes": len(conflict["clashes"]), "trusted_rules": sorted(case.trusted)}


def judge(document, check_digest=True, trust_rules=()):
    """Return the verdict on a division or a conflict, whatever it holds: ``accepted`` with what it proves, or why not."""
    try:
        if document["status"] == "infeasible":
            return verify_conflict(document["error"]["conflict"], trust_rules)
        return verify(document, check_digest, trust_rules)
    except (Rejected, LookupError, ValueError, TypeError, ArithmeticError, AttributeError, RecursionError) as error:
        return {"accepted": False, "reason": str(error) if isinstance(error, Rejected) else f"the document is not whole: {error!r}"}


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        verdict = judge(json.load(file), trust_rules=sys.argv[2:])
    print(json.dumps(verdict))
    sys.exit(0 if verdict["accepted"] else 1)
