"""IPGA: interventieplegers and regisseurs for the person-centred programme, and a cap on each team's load."""

from collections.abc import Iterator
from fractions import Fraction

from rvp_alloc.figure import Confidence, Figure
from rvp_alloc.model import Row
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.division import Division
from rvp_alloc.policy.rule import Parameter, Rule, State, register_rule

_SOURCE = "RVP 2023-2026, chapter 8, note 24"


def _published(value: Fraction, unit: str) -> Figure:
    return Figure(value, unit, _SOURCE, "2022", Confidence.PUBLISHED)


@register_rule
class Ipga(Rule):
    """``sum i >= heads``, ``share * sum i >= net``, ``min <= sum r <= max``, ``i_t + r_t <= cap * (F_t + x_t)``.

    Heads are taken from a team's whole strength. Where the region has a measure ``caseload``, each team also carries its
    part: ``i_t >= heads * caseload_t / sum caseload``. With one cap for all, no caseload and no basic-care rule, IPGA holds
    or fails as a whole and moves no post between teams: it is a check on the plan.
    """

    id = "ipga"
    source = _SOURCE
    reference_state = State.HARD
    posts = ("interventieplegers", "regisseurs")
    parameters = (
        Parameter("heads", "heads", _published(Fraction(80), "heads")),
        Parameter("share", "share of time", _published(Fraction(4, 5), "share of time"), upper=Fraction(1)),
        Parameter("net", "fte", _published(Fraction(64), "fte")),
        Parameter("regisseurs_min", "heads", _published(Fraction(17), "heads")),
        Parameter("regisseurs_max", "heads", _published(Fraction(22), "heads")),
        Parameter(
            "cap",
            "share of strength",
            Figure(
                Fraction(1, 20),
                "share of strength",
                "assumption of this library",
                note="the spread over teams is not published",
            ),
            upper=Fraction(1),
        ),
    )

    def rows(self, case: Case) -> Iterator[Row]:
        """Yield the floors and the ceiling of the unit, then a cap per team, then the caseload if there is one."""
        heads, cap = case.value("ipga.heads"), case.value("ipga.cap")
        yield case.row("ipga.heads", case.total("interventieplegers"), ">=", heads)
        yield case.row(
            "ipga.net", case.total("interventieplegers", case.value("ipga.share")), ">=", case.value("ipga.net")
        )
        yield case.row("ipga.regisseurs_min", case.total("regisseurs"), ">=", case.value("ipga.regisseurs_min"))
        yield case.row("ipga.regisseurs_max", case.total("regisseurs"), "<=", case.value("ipga.regisseurs_max"))
        for team in case.teams:
            load = {case.column("interventieplegers", team): 1, case.column("regisseurs", team): 1}
            room = {column: -cap * coefficient for column, coefficient in case.new_fte([team]).items()}
            yield case.row(f"ipga.cap:{team}", {**load, **room}, "<=", cap * case.formation[team])
        if case.has("caseload"):
            caseload = case.measure("caseload")
            for team in case.teams:
                part = case.arithmetic.share(caseload[team], sum(caseload.values()))
                yield case.row(f"ipga.heads:{team}", {case.column("interventieplegers", team): 1}, ">=", heads * part)

    def broken(self, case: Case, division: Division) -> Iterator[str]:
        """Count heads, net fte and regisseurs, and weigh each team's load against its strength."""
        heads = sum(division.post("interventieplegers", team) for team in case.teams)
        regisseurs = sum(division.post("regisseurs", team) for team in case.teams)
        if heads < case.value("ipga.heads"):
            yield f"{heads} interventieplegers are fewer than {case.value('ipga.heads')}"
        if heads * case.value("ipga.share") < case.value("ipga.net"):
            yield f"{heads} interventieplegers give less than {case.value('ipga.net')} net fte"
        if not case.value("ipga.regisseurs_min") <= regisseurs <= case.value("ipga.regisseurs_max"):
            yield f"{regisseurs} regisseurs are too few or too many"
        for team in case.teams:
            load = division.post("interventieplegers", team) + division.post("regisseurs", team)
            if load > case.value("ipga.cap") * (case.formation[team] + division.new_fte(team)):
                yield f"{team} carries {load} heads, more than its cap"
        caseload = case.measure("caseload")
        for team, cases in caseload.items():
            # Cross-multiplied, so that a region without any case needs no exception.
            if division.post("interventieplegers", team) * sum(caseload.values()) < case.value("ipga.heads") * cases:
                yield f"{team} carries fewer interventieplegers than its part of the caseload"
