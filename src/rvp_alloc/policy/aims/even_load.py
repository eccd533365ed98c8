"""Closing aims: spread interventieplegers and regisseurs evenly over the strength of the teams."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from rvp_alloc.model import Number
from rvp_alloc.policy.aim import Aim, Leximin, Measured, register_aim
from rvp_alloc.policy.case import Case


class _EvenLoad(Aim):
    family: ClassVar[str]

    def objectives(self, case: Case, known: Mapping[str, Number]) -> Iterator[Leximin]:
        """Yield the load per fte of strength, the largest first; of formation where the new fte are not settled yet."""
        if self.family not in case.posts:
            return
        columns = {team: list(case.new_fte([team])) for team in case.teams}
        settled = all(column in known for of_team in columns.values() for column in of_team)
        measures = {}
        for team in case.teams:
            formation = case.formation[team]
            strength = formation + sum(known[column] for column in columns[team]) if settled else formation
            # A team that loses everything carries no heads: any weight that is not 0 says so.
            strength = strength if strength != 0 else formation
            measures[team] = Measured({case.column(self.family, team): -1 / strength}, case.zero)
        yield Leximin(self.id, measures)


@register_aim
class EvenInterventieplegers(_EvenLoad):
    """The largest share of interventieplegers in a team's strength as small as possible, then the next."""

    id = "even_interventieplegers"
    family = "interventieplegers"


@register_aim
class EvenRegisseurs(_EvenLoad):
    """The largest share of regisseurs in a team's strength as small as possible, then the next."""

    id = "even_regisseurs"
    family = "regisseurs"
