"""What is not known: assumptions, figures that were inferred or composed, totals that do not add up, and what was split."""

from collections.abc import Iterator

from rvp_alloc.figure import Confidence, Figure
from rvp_alloc.policy.aims.least_change import EARLIER_PLAN
from rvp_alloc.policy.aims.toward_target import TARGET
from rvp_alloc.region.region import Kind, Measure
from rvp_alloc.region.report import differences
from rvp_alloc.report.content.division.material import Material
from rvp_alloc.report.parts import Column, Items, Part, Row, Section, Table, Text
from rvp_alloc.words import criterion_name

_OWN = (EARLIER_PLAN, TARGET)
"""Measures that a revision or a reallocation adds: no figures that anyone published or not."""
_WEAK = (Confidence.ASSUMPTION, Confidence.INFERRED, Confidence.COMPOSED)


def unknown(material: Material) -> Section:
    """Return the section on what is not known."""
    form = material.form
    parts: list[Part] = [Text(form.say("unknown_intro"))]
    assumed = tuple(
        form.say(
            "unknown_assumed",
            figure=form.start(material.names.variable(path)),
            value=form.figure(figure.value, figure.unit),
        )
        for path in material.assumed
        for figure in [material.plan.policy[path]]
    )
    parts += [Text(form.say("unknown_rules")), Items(assumed)] if assumed else []
    parts += _weak_figures(material)
    remarks = (*_differences(material), *_splits(material), *_unsourced(material))
    parts += [Text(form.say("unknown_remarks")), Items(remarks)] if remarks else []
    return Section("unknown", form.say("unknown_heading"), (*parts, Text(form.say("unknown_formation"), "note")))


def _weak_figures(material: Material) -> Iterator[Table]:
    """Yield a table of the figures that were not published as such, weakest first, with the teams they are about."""
    form = material.form
    found: dict[tuple[Confidence, str, str], list[str]] = {}
    for kind, name, figure in _figures(material):
        if figure.confidence in _WEAK:
            found.setdefault((figure.confidence, kind, figure.source), []).append(name)
    if not found:
        return
    headings = ("figure", "confidence", "count", "about", "source")
    columns = tuple(Column(form.say(heading), number=heading == "count") for heading in headings)
    rows = tuple(
        Row((form.start(kind), form.say(f"confidence_{confidence}"), str(len(names)), form.join(names), source))
        for (confidence, kind, source), names in sorted(found.items(), key=lambda entry: _WEAK.index(entry[0][0]))
    )
    yield Table(form.say("unknown_figures"), columns, rows)


def _figures(material: Material) -> Iterator[tuple[str, str, Figure]]:
    """Yield every figure of a team or several together: what it is, whom it is about, and itself."""
    region, names = material.plan.region, material.names
    for team in region.teams:
        yield material.form.say("kind_formation"), team.name, team.formation
        yield material.form.say("kind_wijkagenten"), team.name, team.wijkagenten
    for pool in region.pools:
        yield material.form.say("kind_inhabitants"), names.subject(pool.id), pool.inhabitants
    for measure in (measure for measure in region.measures if measure.id not in _OWN):
        for group in measure.values:
            yield _called(material, measure), _together(material, group.teams), group.figure


def _called(material: Material, measure: Measure) -> str:
    name = criterion_name(measure.id, material.lang)
    return measure.name if name == measure.id else name


def _together(material: Material, teams: tuple[str, ...]) -> str:
    names = [material.plan.region.team(team).name for team in teams]
    return names[0] if len(names) == 1 else material.form.say("together", names=" + ".join(names))


def _differences(material: Material) -> Iterator[str]:
    form = material.form
    for found in differences(material.plan.region):
        yield form.say(
            "difference",
            of=found.of,
            what=form.say(f"kind_{found.what}"),
            printed=form.short(found.printed),
            lines=form.short(found.sum_of_lines),
            difference=form.short(abs(found.difference)),
        )


def _splits(material: Material) -> Iterator[str]:
    """Yield what is known only for several teams together."""
    form, region = material.form, material.plan.region
    for measure in region.measures:
        groups = [group.teams for group in measure.values if len(group.teams) > 1 and not group.split]
        if groups and measure.kind is not Kind.INDEX:
            names = form.join([_together(material, teams) for teams in groups])
            yield form.say("split", measure=_called(material, measure), teams=names)
    pools = [_together(material, pool.teams) for pool in region.pools if len(pool.teams) > 1]
    if pools:
        yield form.say("pooled", teams=form.join(pools))


def _unsourced(material: Material) -> Iterator[str]:
    names = [team.name for team in material.plan.region.teams if not team.formation.source]
    if names:
        yield material.form.say("unsourced", teams=material.form.join(names))
