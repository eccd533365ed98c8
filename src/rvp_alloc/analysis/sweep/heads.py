"""Heads: what posts that share one room per team ask of new fte, with the posts themselves projected away.

Where every team has room ``factor * x + room`` for all kinds of heads together, and the rest speaks of totals of a kind and
of the least that a team carries, heads fit exactly if every team has room for what it must carry, and all teams
together have room for all that is asked.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

from flint import fmpq

from rvp_alloc.analysis.sweep.bounds import NO_LOSS, Bound, Bounds, Left, Margin, NotNestedError, Room
from rvp_alloc.conflict.search import parameter_of
from rvp_alloc.model import Number, Row
from rvp_alloc.policy.case import Case
from rvp_alloc.tape import Tape

_MOST_COMBINATIONS = 16


def set_of(case: Case, team_of: Mapping[str, str], terms: Mapping[str, Number], row: Row) -> frozenset[str]:
    """Return the teams whose whole new fte, and nothing else, is what these terms add up to."""
    teams = frozenset(team_of[column] for column in terms if column in team_of)
    whole = case.new_fte(teams)
    if terms.keys() != whole.keys() or any(factor != 1 for factor in terms.values()):
        raise NotNestedError(f"{row.label} does not speak of the new fte of teams")
    return teams


class Heads:
    """Rows about heads that share one room per team: they hold as a whole, if every team has room for what it must carry."""

    def __init__(self, case: Case, tape: Tape, team_of: Mapping[str, str], rows: Sequence[Row]) -> None:
        self.case, self.tape, self.team_of = case, tape, team_of
        self.rooms: list[Room] = []
        self.room_rows: list[Row] = []
        self.extra: list[Row] = []
        self.place: dict[str, int] = {}
        self.least: defaultdict[str, list[tuple[Number, frozenset[str]]]] = defaultdict(list)
        self.most: defaultdict[str, list[tuple[Number, frozenset[str]]]] = defaultdict(list)
        self.carried: defaultdict[str, dict[str, tuple[Number, Row]]] = defaultdict(dict)
        others = [row for row in rows if not self._is_room(row)]
        self.families: defaultdict[str, set[str]] = defaultdict(set)
        for column in self.place:
            self.families[column.partition(":")[0]].add(column)
        for row in others:
            self._total_or_part(row)
        covered = [team for room in self.rooms for team in room.teams]
        whole = all(len(columns) == len(self.rooms) for columns in self.families.values())
        if not whole or sorted(covered) != sorted(case.teams):
            raise NotNestedError("heads do not share one room in every team")

    def _is_room(self, row: Row) -> bool:
        posts = row.terms.keys() - self.team_of.keys()
        layers = {column: factor for column, factor in row.terms.items() if column in self.team_of}
        if row.sense != "<=" or not layers:
            return False
        factor = -next(iter(layers.values()))
        same = all(self.tape.place(-other) == self.tape.place(factor) for other in layers.values())
        if not same or not self.tape.never_negative(factor) or any(row.terms[post] != 1 for post in posts):
            raise NotNestedError(f"{row.label} is no room for heads")
        if posts & self.place.keys():
            raise NotNestedError(f"{row.label} is a second room for the same heads")
        teams = set_of(self.case, self.team_of, dict.fromkeys(layers, 1), row)
        self.place |= dict.fromkeys(posts, len(self.rooms))
        self.rooms.append(Room(teams, factor, row.bound))
        self.room_rows.append(row)
        return True

    def _total_or_part(self, row: Row) -> None:
        """Read a row about all heads of one kind, or about those of one team; keep for later what speaks of new fte as well."""
        if row.terms.keys() & self.team_of.keys():
            self.extra.append(row)
            return
        columns = set(row.terms)
        family = next(iter(columns)).partition(":")[0]
        factors = {self.tape.place(factor) for factor in row.terms.values()}
        parameters = frozenset({parameter_of(row)})
        factor = next(iter(row.terms.values()))
        if columns - self.place.keys() or len(factors) != 1 or not self.tape.never_negative(factor):
            raise NotNestedError(f"{row.label} is no total of heads")
        if columns == self.families[family] and row.sense in ("<=", ">="):
            if row.sense == ">=":
                least = self.case.arithmetic.positive_part(self.tape.at_least(row.bound, factor))
                self.least[family].append((least, parameters))
            elif factor == 1:
                self.most[family].append((row.bound, parameters))
            else:
                raise NotNestedError(f"{row.label} is no total of heads")
        elif len(columns) == 1 and row.sense == ">=" and factor == 1 and not columns & self.carried[family].keys():
            self.carried[family][columns.pop()] = (row.bound, row)
        else:
            raise NotNestedError(f"{row.label} is no total of heads")

    def project(self, found: Bounds) -> None:
        """Add what the heads ask of new fte."""
        traced = self.case.arithmetic
        parts: defaultdict[int, list[tuple[Number, Row]]] = defaultdict(list)
        for family, carried in self.carried.items():
            together = sum((traced.positive_part(number) for number, _ in carried.values()), fmpq(0))
            if carried:
                labels = frozenset(parameter_of(row) for _, row in carried.values())
                self.least[family].append((together, labels))
            for column, (number, row) in carried.items():
                parts[self.place[column]].append((traced.positive_part(number), row))
        for place, room in enumerate(self.rooms):
            self._room_for_parts(room, self.room_rows[place], parts[place], found)
        for family, ceilings in self.most.items():
            for amount, parameters in ceilings:
                for least, others in [*self.least[family], (fmpq(0), frozenset[str]())]:
                    found.margins.append(Margin(amount - least, parameters | others))
        self._room_for_all(found)
        if self.extra:
            self._leave(found)

    def _leave(self, found: Bounds) -> None:
        """Leave rows about new fte and heads together for when new fte are found: heads are then spread as rooms are."""
        if any(self.carried.values()):
            raise NotNestedError("some heads are bound to a team, and others have a second limit")
        found.rooms = self.rooms
        found.asked = {family: [number for number, _ in self.least[family]] for family in self.families}
        for row in self.extra:
            layers = {column: factor for column, factor in row.terms.items() if column in self.team_of}
            heads = {column: factor for column, factor in row.terms.items() if column not in layers}
            if heads.keys() - self.place.keys():
                raise NotNestedError(f"{row.label} speaks of posts that have no room")
            teams = set_of(self.case, self.team_of, layers, row)
            parts = ((column.partition(":")[0], self.place[column], factor) for column, factor in heads.items())
            found.left.append(Left(teams, row.sense, row.bound, tuple(parts)))

    def _room_for_parts(self, room: Room, row: Row, parts: Sequence[tuple[Number, Row]], found: Bounds) -> None:
        needed = sum((number for number, _ in parts), fmpq(0)) - room.room
        if not parts and self.tape.never_negative(room.room) and self.case.policy.is_on(NO_LOSS):
            return
        labels = frozenset(parameter_of(other) for other in (row, *(of_part for _, of_part in parts)))
        found.bounds.append(Bound(room.teams, ">=", self.tape.at_least(needed, room.factor), labels))

    def _room_for_all(self, found: Bounds) -> None:
        everything = frozenset(self.case.teams)
        if len({self.tape.place(room.factor) for room in self.rooms}) != 1:
            raise NotNestedError("teams have room for different shares of heads")
        room = sum((room.room for room in self.rooms), fmpq(0))
        choices: list[list[tuple[Number, frozenset[str]]]] = [self.least[family] or [] for family in self.families]
        choices = [choice or [(fmpq(0), frozenset())] for choice in choices]
        combinations = list(product(*choices))
        if len(combinations) > _MOST_COMBINATIONS:
            raise NotNestedError("heads are asked for in too many ways")
        for combination in combinations:
            needed: Any = sum((number for number, _ in combination), fmpq(0))
            labels = frozenset(parameter_of(row) for row in self.room_rows).union(*(names for _, names in combination))
            amount = self.tape.at_least(needed - room, self.rooms[0].factor)
            found.bounds.append(Bound(everything, ">=", amount, labels))
