"""Formulate: from a case to the linear model of its columns and hard rows."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from rvp_alloc.errors import PolicyError, Problem
from rvp_alloc.model import Column, LinearModel, Row
from rvp_alloc.policy.case import POSTS_BY_POOL, Case
from rvp_alloc.policy.rule import State

FACTS = "posts"
"""The rule of rows that hold whatever the policy: what posts are."""


def formulate(case: Case) -> LinearModel:
    """Return the model of a case: a column for each layer of each team and each kind of posts, and every hard row."""
    lower = 0 if case.policy.is_on("no_loss") else None
    columns = [Column(case.column(layer, team), lower) for layer in case.layers for team in case.teams]
    columns += [Column(case.column(post, subject)) for post in case.posts for subject in case.subjects(post)]
    rows = tuple(_rows(case))
    _check_rows(rows, {column.id for column in columns})
    return LinearModel(tuple(columns), rows)


def _check_rows(rows: Sequence[Row], columns: AbstractSet[str]) -> None:
    """Check that rows of whatever rule speak of columns that exist, under labels of their own."""
    labels: set[str] = set()
    for row in rows:
        what = ""
        if not row.terms.keys() <= columns:
            what = (
                f"row {row.label} speaks of {', '.join(sorted(row.terms.keys() - columns))}, which is not decided here"
            )
        elif row.label in labels:
            what = f"two rows are labelled {row.label}"
        if what:
            remedy = "Mend the rule's rows, or switch on the rule that brings the column"
            raise PolicyError([Problem("bad_row", what, remedy, subject=row.rule, field=row.label)])
        labels.add(row.label)


def _rows(case: Case) -> Iterator[Row]:
    for found in case.policy.rules_on():
        if case.policy.state(found.id) is State.HARD:
            yield from found.rows(case)
    yield from _meaning_of_posts(case)


def _meaning_of_posts(case: Case) -> Iterator[Row]:
    """Yield what holds whatever the policy: new wijkagent posts come out of new fte, and no team sinks below zero."""
    if POSTS_BY_POOL in case.posts:
        for pool, teams in case.pools.items():
            terms = {column: -coefficient for column, coefficient in case.new_fte(teams).items()}
            yield case.row(
                f"{FACTS}.within_new_fte:{pool}", {case.column(POSTS_BY_POOL, pool): 1, **terms}, "<=", case.zero
            )
    if not case.policy.is_on("no_loss"):
        for team in case.teams:
            yield case.row(f"{FACTS}.strength:{team}", case.new_fte([team]), ">=", -case.formation[team])
