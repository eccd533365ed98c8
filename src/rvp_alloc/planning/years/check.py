"""Checks a plan over several years from its JSON alone, with the standard library and ``verify.py`` alone.

It rebuilds every row of every year, and every row between two years, from what the document says was asked: regions, policy,
intake, caps. It trusts no row in the file, and follows the proof round by round as ``verify.py`` does. Copy both files into one
folder anywhere and run ``python check.py plan.json``.
"""

import copy
import json
import sys
from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction as Number
from pathlib import Path
from typing import Any

if __package__:
    from rvp_alloc import verify as outsider
else:  # copied, with verify.py beside it
    import verify as outsider  # type: ignore[import-not-found,no-redef]  # it stands there under this name

verify: Any = outsider  # a page without annotations
need = verify.need

type Terms = dict[str, Number]
_POSTS = ("interventieplegers", "regisseurs")


class _Known:
    """The columns of one year that are decided so far, under their names without the year."""

    def __init__(self, known: Mapping[str, Number], suffix: str) -> None:
        self.known, self.suffix = known, suffix

    def __contains__(self, column: str) -> bool:
        return f"{column}{self.suffix}" in self.known

    def get(self, column: str, default: Any) -> Any:
        return self.known.get(f"{column}{self.suffix}", default)


class Years:
    """All years together in the form in which ``verify.Proof`` takes a case: rows, objectives, columns."""

    def __init__(self, certificate: Mapping[str, Any], trust_rules: Collection[str] = ()) -> None:
        self.certificate = certificate
        self.years = sorted(map(int, certificate["intake"]))
        self.start = {team: Number(fte) for team, fte in certificate["start"].items()}
        self.cases = dict(self._cases(trust_rules))
        self.columns = [f"{column}@{year}" for year, case in self.cases.items() for column in case.columns]
        self.free = {f"{column}@{year}" for year, case in self.cases.items() for column in case.free}
        self.layers = {f"{column}@{year}" for year, case in self.cases.items() for column in case.x(case.teams)}

    def _cases(self, trust_rules: Collection[str]) -> Iterator[tuple[int, Any]]:
        region, total = self.certificate["region"], sum(self.start.values(), Number(0))
        whole = total + sum(map(Number, self.certificate["intake"].values()))
        for year in self.years:
            region = self.certificate["forecasts"].get(str(year), region)
            total += Number(self.certificate["intake"][str(year)])
            in_proportion = self.certificate["layers"] == "in_proportion" and whole
            policy = self._policy(total, total / whole if in_proportion else Number(1))
            others = self.certificate["other_rules"].get(str(year), [])
            yield year, verify.prepared({"region": region, "policy": policy, "other_rules": others}, trust_rules)

    def _policy(self, budget: Number, part: Number) -> dict[str, Any]:
        """Return the policy of a year: its budget, and its part of what grows in."""
        policy = copy.deepcopy(self.certificate["policy"])
        for rule, setting in policy["rules"].items():
            for name, figure in setting["parameters"].items():
                promised = rule == "pins" or (rule == "bounds" and name.startswith(("floor.", "growth_floor.")))
                if promised or f"{rule}.{name}" in ("priority_uplift.rate", "development.total"):
                    figure["value"] = Number(figure["value"]) * part
        policy["rules"]["budget"]["parameters"]["new_fte"]["value"] = budget
        return policy  # type: ignore[no-any-return]  # a copy of JSON data

    def rows(self) -> Iterator[tuple[str, Terms, str, Number]]:
        """Yield every row of every year, then how far each team may fall or rise from the year before."""
        for place, year in enumerate(self.years):
            case = self.cases[year]
            for label, terms, sense, bound in case.rows():
                yield f"{label}@{year}", _dated(terms, year), sense, bound
            for team in case.teams:
                before = self.years[place - 1] if place else None
                start = self.start[team] if before is None else Number(0)
                change = _dated(case.x([team]), year)
                if before is not None:
                    change |= _dated(self.cases[before].x([team], -1), before)
                falls, rises = (self._cap(kind, team, case.F[team]) for kind in ("falls", "rises"))
                label = "no_fall" if falls is None else "loss_cap"
                yield f"years.{label}:{team}@{year}", change, ">=", start - (falls or 0)
                if rises is not None:
                    yield f"years.growth_cap:{team}@{year}", change, "<=", start + rises

    def _cap(self, kind: str, team: str, formation: Number) -> Number | None:
        cap = self.certificate[kind].get(team)
        if cap is None:
            return None
        return min(
            Number(cap[part]) * (formation if part == "share" else 1) for part in ("fte", "share") if part in cap
        )

    def objectives(self, known: Mapping[str, Number]) -> Iterator[tuple[str, Any, dict[str, Any], Any]]:
        """Yield what is pursued: all aims of one year, then all of the next in order."""
        for year in self.years if self.certificate["first"] == "earlier" else self.years[::-1]:
            for name, smallest, measures, cap in self.cases[year].objectives(_Known(known, f"@{year}")):
                dated = {key: (_dated(terms, year), constant) for key, (terms, constant) in measures.items()}
                yield f"{name}@{year}", smallest and _dated(smallest, year), dated, cap


def _dated(terms: Terms, year: int) -> Terms:
    return {f"{column}@{year}": coefficient for column, coefficient in terms.items()}


def read_point(document: Mapping[str, Any], years: Years) -> Terms:
    """Return the final point; every rounded number must be what its exact one rounds to."""
    point: Terms = {}
    need([entry["year"] for entry in document["years"]] == years.years, "the years differ")
    before = dict(years.start)
    for entry in document["years"]:
        year, case = entry["year"], years.cases[entry["year"]]
        whole = {**entry, "pools": [{**pool, "teams": case.pools[pool["id"]]} for pool in entry["pools"]]}
        point |= _dated(verify.read_point(whole, case), year)
        for team in entry["teams"]:
            added = Number(team["new_fte_exact"]) - before[team["id"]]
            need(Number(str(team["added"])) == round(added, 6), f"{team['id']}: what {year} adds is not the difference")
            before[team["id"]] += added
        need(
            Number(str(entry["new_fte"])) == round(case.value("budget.new_fte"), 6),
            f"{year}: new_fte is not the budget",
        )
    return point


def verify_plan(document: Mapping[str, Any], trust_rules: Collection[str] = ()) -> dict[str, Any]:
    """Return what the document proves, or raise ``verify.Rejected``."""
    certificate = document["certificate"]
    for part in ("region", "policy"):
        need(
            verify.digest(certificate[part]) == document["record"][f"{part}_sha256"],
            f"the {part} is not the one on record",
        )
    years = Years(certificate, trust_rules)
    proof = verify.Proof(years, read_point(document, years))
    proof.follow(certificate["rounds"])
    unique = not proof.undecided(dict.fromkeys(years.columns, 1))
    proven = document["status"] == "proven_optimal" and document["unique"] == unique
    need(proven, "status or uniqueness is not what the proof shows")
    return {"accepted": True, "unique": unique, "years": years.years, "rounds": len(certificate["rounds"])}


def verify_clash(conflict: Mapping[str, Any], trust_rules: Collection[str] = ()) -> dict[str, Any]:
    """Return what a conflict proves, or raise ``verify.Rejected``: of each year by itself, or of several years together."""
    for found in conflict["alone"].values():
        verify.verify_conflict(found, trust_rules)
    if not conflict["alone"]:
        _verify_together(conflict["clash"], Years(conflict["certificate"], trust_rules))
    return {"accepted": True, "years": conflict["years"]}


def _verify_together(clash: Mapping[str, Any], years: Years) -> None:
    """Check that the parameters clash, and that without any one of them there is a plan."""
    rows = {label: (terms, sense, bound) for label, terms, sense, bound in years.rows()}
    parameters, rest, total = set(clash["parameters"]), dict[str, Number](), Number(0)
    for label, multiplier in ((label, Number(text)) for label, text in clash["multipliers"].items()):
        terms, sense, bound = rows[label]
        need(_parameter(label) in {*parameters, None}, f"row {label} belongs to another parameter")
        need(
            sense == "==" or multiplier * (1 if sense == "<=" else -1) >= 0, f"{label}: a multiplier of the wrong sign"
        )
        rest = {column: rest.get(column, 0) + multiplier * terms.get(column, 0) for column in {**rest, **terms}}
        total += multiplier * bound
    free = years.free if "no_loss" in parameters else years.layers
    held = all(left == 0 or (left > 0 and column not in free) for column, left in rest.items())
    need(total < 0 and held, "nothing is proven")
    need(clash["witnesses"].keys() == parameters, "a witness is missing")
    for without, witness in clash["witnesses"].items():
        point = {column: Number(witness.get(column, 0)) for column in years.columns}
        asked = {*parameters, None} - {without}
        for label, (terms, sense, bound) in rows.items():
            gap = sum((coefficient * point[column] for column, coefficient in terms.items()), Number(0)) - bound
            need(
                _parameter(label) not in asked or verify.holds(gap, sense),
                f"without {without}: row {label} does not hold",
            )
        free = years.free if "no_loss" in asked else years.layers
        need(all(value >= 0 for column, value in point.items() if column not in free), f"without {without}: below 0")


def _parameter(label: str) -> str | None:
    """Return what a row stands or falls with, with its year; None where it holds whatever the rules."""
    name, _, year = label.rpartition("@")
    return None if label.startswith("posts.") else f"{name.partition(':')[0]}@{year}"


def judge(document: Mapping[str, Any], trust_rules: Collection[str] = ()) -> dict[str, Any]:
    """Return the verdict on a plan or a conflict, whatever it holds: ``accepted`` with what it proves, or why not."""
    try:
        if document["status"] == "infeasible":
            return verify_clash(document["error"]["conflict"], trust_rules)
        return verify_plan(document, trust_rules)
    except verify.Rejected as reason:
        return {"accepted": False, "reason": str(reason)}
    except (LookupError, ValueError, TypeError, ArithmeticError, AttributeError, RecursionError) as error:
        return {"accepted": False, "reason": f"the document is not whole: {error!r}"}


if __name__ == "__main__":
    verdict = judge(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), trust_rules=sys.argv[2:])
    print(json.dumps(verdict))  # noqa: T201  (its verdict is what it is run for)
    sys.exit(0 if verdict["accepted"] else 1)
