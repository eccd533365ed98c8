"""What keeping the old division in mind costs: beside it, what the same figures give without it."""

from collections.abc import Iterator
from fractions import Fraction

from rvp_alloc.allocation import Allocation
from rvp_alloc.analysis.movement import movement
from rvp_alloc.planning.revision import Revision
from rvp_alloc.report.content.form import Form
from rvp_alloc.report.parts import Column, Part, Row, Section, Table, Text
from rvp_alloc.words import word


def stability(revision: Revision, form: Form) -> Iterator[Section]:
    """Yield the division that the same figures give without the old one in mind, and what the difference is."""
    if not revision.least_change:
        return
    old = {team.id: team.new_fte for team in revision.old.teams}
    fresh = {team.id: team.new_fte for team in revision.afresh.teams}
    columns = (
        Column(word("team", form.lang), number=False),
        *(Column(word(name, form.lang)) for name in ("revision_old", "revision_new")),
        Column(form.say("revision_fresh")),
        Column(form.say("revision_fresh_difference")),
    )
    rows = [
        Row(
            (
                team.name,
                *(form.fte(fte) for fte in (old.get(team.id, Fraction(0)), team.new_fte, fresh[team.id])),
                form.signed(fresh[team.id] - team.new_fte),
            )
        )
        for team in revision.new.teams
    ]
    given = {team.id: team.new_fte for team in revision.new.teams}
    moved = {
        "now": form.short(_moved(old, given)),
        "fresh": form.short(_moved(old, fresh)),
        "apart": form.short(_moved(given, fresh)),
    }
    told = form.say("revision_stability_same" if given == fresh else "revision_stability_told", **moved)
    parts: list[Part] = [Text(form.say("revision_stability_intro")), Text(told), *_key(revision, form)]
    parts += [] if given == fresh else [Table(form.say("revision_stability"), columns, tuple(rows))]
    yield Section("stability", form.say("revision_stability_heading"), tuple(parts))


def _key(revision: Revision, form: Form) -> Iterator[Text]:
    """Yield which part of its key the team gets that gets least of it, with the old division in mind and without."""
    now, fresh = _least(revision.new), _least(revision.afresh)
    if now is not None and fresh is not None:
        yield Text(form.say("revision_stability_key", now=form.percent(now), fresh=form.percent(fresh)))


def _least(plan: Allocation) -> Fraction | None:
    return min((team.key_fulfilment for team in plan.teams if team.key_fulfilment is not None), default=None)


def _moved(before: dict[str, Fraction], after: dict[str, Fraction]) -> Fraction:
    """Return how many fte go elsewhere from one division to another; a team that one of them does not have has nothing there."""
    return movement(after.get(team, Fraction(0)) - before.get(team, Fraction(0)) for team in {**before, **after})
