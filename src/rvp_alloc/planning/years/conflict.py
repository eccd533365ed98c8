"""YearsConflict: rules that cannot hold together in some year, or in several years together; with the proof."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NoReturn

from flint import fmpq

from rvp_alloc.certificate import text
from rvp_alloc.conflict.conflict import Conflict, Share
from rvp_alloc.conflict.search import Clash, find_clashes
from rvp_alloc.model import LinearModel, Row
from rvp_alloc.planning.years.model import YearsModel
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.formulate import FACTS, formulate
from rvp_alloc.policy.rule import all_rules
from rvp_alloc.solving.chain import Infeasible, solve_chain
from rvp_alloc.words import Lang


@dataclass(frozen=True, eq=False)
class YearsConflict:
    """Rules that cannot hold together over the years of a plan.

    Either some years clash by themselves: then ``alone`` has the conflict of each, with every minimal clash and the ways out.
    Or every year has a division by itself and it is what binds them that clashes: then ``clash`` is one minimal set, whose
    parameters carry their year (``ipga.cap@2024``), proven both ways.

    Examples
    --------
    >>> from rvp_alloc import InfeasibleError, load_region
    >>> from rvp_alloc.planning.years import plan_years
    >>> try:
    ...     plan_years(load_region("amsterdam-2022"), intake={2023: 31, 2024: 40}, layers="as_stated")
    ... except InfeasibleError as error:
    ...     print(error.conflict.years, error.conflict.rules)
    (2023,) ('budget', 'no_loss', 'priority_uplift', 'development')
    """

    model: YearsModel
    proof: Infeasible
    status: Literal["infeasible"] = "infeasible"

    @property
    def multipliers(self) -> Mapping[str, fmpq]:
        """The first proof found, by row label: a Farkas certificate of the model of all years."""
        return self.proof.multipliers

    @cached_property
    def alone(self) -> Mapping[int, Conflict]:
        """The conflict of each year that has no division even by itself."""
        found = {}
        for year, dated in self.model.cases.items():
            case = Case(dated.region, dated.policy)
            model = formulate(case)
            proof = solve_chain(case, model, wanted=())
            if isinstance(proof, Infeasible):
                found[year] = Conflict(case, model, proof)
        return found

    @cached_property
    def clash(self) -> Clash | None:
        """A minimal set of parameters of several years that clash; None where some year clashes by itself."""
        return None if self.alone else self._found.clash

    @property
    def teams(self) -> tuple[str, ...]:
        """The ids of the teams whose rows take part in ``clash``, in the region's order; empty without it."""
        named = (
            {label.partition(":")[2].rpartition("@")[0] for label in self.clash.multipliers}
            if self.clash
            else set[str]()
        )
        return tuple(team.id for team in self.model.task.region.teams if team.id in named)

    @property
    def balance(self) -> tuple[Share, ...]:
        """What each parameter of ``clash`` asks (below 0) or leaves (above 0), in its common measure; empty without it."""
        if self.alone:
            return ()
        found = self._found
        return Conflict(found.case, found.model, Infeasible(found.dated.multipliers)).balance(found.dated)

    @cached_property
    def _found(self) -> "_Found":
        dated = [(year, row, self._dated(year, row)) for year, row in self.model.rows()]
        blamed = {_parameter(new) for _, row, new in dated if row.label in self.multipliers}
        rows = tuple(new for _, _, new in dated if _parameter(new) in blamed or new.rule == FACTS)
        model = LinearModel(self.model.together.columns, rows)
        case = self.model.ordered_cases[0]
        labels = {new.label: row.label for _, row, new in dated}
        return _Found(case, model, find_clashes(case, model, most=1).clashes[0], labels)

    @property
    def years(self) -> tuple[int, ...]:
        """The years in which rules clash."""
        if self.clash is None:
            return tuple(self.alone)
        named = {int(year) for _, at, year in (name.partition("@") for name in self.clash.parameters) if at}
        return tuple(sorted(named))

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that take part, in the order in which rules are told; what binds the years is called ``years``."""
        names = {name.partition(".")[0] for name in self.clash.parameters} if self.clash else set[str]()
        names |= {rule for conflict in self.alone.values() for rule in conflict.rules}
        return tuple(rule for rule in (*(found.id for found in all_rules()), "years") if rule in names)

    def text(self, lang: Lang = "en", *, with_repairs: bool = True) -> str:
        """Return the conflict in words, with its years; the ways out take many times longer to find than the clashes."""
        from rvp_alloc.planning.years.telling import tell_conflict

        return tell_conflict(self, lang, with_repairs=with_repairs)

    def to_dict(self, *, with_repairs: bool = True) -> dict[str, Any]:
        """Return the conflict as JSON data; :mod:`rvp_alloc.planning.years.check` accepts its proofs."""
        from rvp_alloc.planning.years.document import task_to_dict

        alone = {str(year): conflict.to_dict(with_repairs=with_repairs) for year, conflict in self.alone.items()}
        found: dict[str, Any] = {"years": list(self.years), "rules": list(self.rules), "alone": alone}
        if self.clash:
            multipliers = {label: text(number) for label, number in sorted(self.clash.multipliers.items())}
            witnesses = {
                parameter: {column: text(value) for column, value in sorted(point.items()) if value != 0}
                for parameter, point in self.clash.witnesses.items()
            }
            parameters = list(self.clash.parameters)
            found["clash"] = {"parameters": parameters, "multipliers": multipliers, "witnesses": witnesses}
        return found | {"certificate": task_to_dict(self.model)}

    def _dated(self, year: int, row: Row) -> Row:
        """Return a row with its year behind the parameter, where the search for clashes looks for it."""
        if row.rule == FACTS:
            return row
        parameter, colon, subject = row.label.removesuffix(self.model.cases[year].suffix).partition(":")
        return Row(row.rule, f"{parameter}@{year}{colon}{subject}", row.terms, row.sense, row.bound)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return (
            f"<YearsConflict {self.model.task.region.id}: {', '.join(map(str, self.years))}: {', '.join(self.rules)}>"
        )

    def __bool__(self) -> NoReturn:
        """Refuse: a conflict is not a yes or a no."""
        raise TypeError("a YearsConflict has no truth value; look at its status")


@dataclass(frozen=True)
class _Found:
    """A clash over several years, in a model whose rows have the year behind their parameter."""

    case: Case
    model: LinearModel
    dated: Clash
    labels: Mapping[str, str]

    @property
    def clash(self) -> Clash:
        """The clash with the labels that rows have in the model of all years."""
        multipliers = {self.labels[label]: multiplier for label, multiplier in self.dated.multipliers.items()}
        return Clash(self.dated.parameters, multipliers, self.dated.witnesses)


def _parameter(row: Row) -> str:
    return row.label.partition(":")[0]


def parts_of(parameter: str) -> tuple[str, int | None]:
    """Return a parameter of a clash without its year, and the year; no loss holds in every year.

    >>> parts_of("ipga.cap@2024"), parts_of("no_loss")
    (('ipga.cap', 2024), ('no_loss', None))
    """
    name, at, year = parameter.rpartition("@")
    return (name, int(year)) if at else (parameter, None)
