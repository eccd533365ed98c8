"""Record: with what and by whom it was made, the proof round by round, how to check it, and every figure that was used."""

from collections.abc import Iterator, Sequence

from rvp_alloc.allocation import RoundResult
from rvp_alloc.analysis.variables import variables
from rvp_alloc.figure import Figure
from rvp_alloc.report.content.division.front import annex
from rvp_alloc.report.content.division.material import Material
from rvp_alloc.report.content.made import made
from rvp_alloc.report.parts import Column, Command, Fold, Part, Row, Section, Table, Text

_PLACES = 6
_AIMS = (
    "area_norm",
    "unit_norm",
    "key",
    "least_change",
    "toward_target",
    "toward_target.staying",
    "toward_target.least_movement",
    "fewest_wijkagent_posts",
    "even_coverage",
    "fewest_interventieplegers",
    "fewest_regisseurs",
    "even_interventieplegers",
    "even_regisseurs",
)


def record(material: Material) -> Section:
    """Return the section for auditors."""
    form = material.form
    parts: list[Part] = [
        Text(form.say("record_intro")),
        made(material.imprint, material.plan.region, material.plan.to_dict()["record"]),
        Text(form.say("record_verify")),
        Command("python -m rvp_alloc verify result.json"),
        Text(form.say("record_rounds_intro")),
        rounds(material),
        Fold(form.say("figures"), (figures(material),)),
        Fold(form.say("annex_whole"), (annex(material, whole=True),)),
    ]
    return Section("record", form.say("record_heading"), tuple(parts))


def rounds(material: Material, log: Sequence[RoundResult] | None = None) -> Table | Text:
    """Return the rounds of the proof of the division, or of an answer of which it is a part; there can be none."""
    entries = material.plan.log if log is None else log
    if not entries:
        return Text(material.form.say("rounds_none"))
    form = material.form
    headings = ("round", "round_aim", "round_level", "round_settled")
    columns = tuple(Column(form.say(heading), number=heading in ("round", "round_level")) for heading in headings)
    rows = tuple(
        Row((str(place), aim_name(material, entry.aim), form.fte(entry.level, _PLACES), _settled(material, entry)))
        for place, entry in enumerate(entries, start=1)
    )
    return Table(form.say("rounds"), columns, rows)


def aim_name(material: Material, aim: str) -> str:
    """Return what an aim is called, one of a year with that year; one of the user's own by its id."""
    name, _, year = aim.partition("@")
    told = material.form.say(f"aim_{name.replace('.', '_')}") if name in _AIMS else name
    return f"{told} ({year})" if year else told


def _settled(material: Material, entry: RoundResult) -> str:
    form = material.form
    if entry.reaches_cap:
        return form.say("round_reached")
    # How far a team is from a plan is measured on two sides, which are settled together or one by one.
    sides = (name.removesuffix(".more").removesuffix(".less") for name in entry.settled)
    names = [material.names.subject(name) for name in dict.fromkeys(sides)]
    if not names:
        return form.say("round_sum")
    everything = len(names) == len(material.plan.teams) > 1
    return form.say("round_all") if everything else form.join(names)


def figures(material: Material) -> Table:
    """Return every figure, under a heading for each source with its date and confidence."""
    form = material.form
    columns = tuple(Column(form.say(heading), number=heading == "value") for heading in ("figure", "value", "note"))
    rows: list[Row] = []
    last = ""
    for name, figure in _every_figure(material):
        parts = (figure.source, figure.date, form.say(f"confidence_{figure.confidence}"))
        heading = "; ".join(part for part in parts if part)
        rows += [Row((heading,), "group")] if heading != last else []
        rows.append(Row((form.start(name), form.figure(figure.value, figure.unit), figure.note)))
        last = heading
    return Table(form.say("figures_table"), columns, tuple(rows))


def _every_figure(material: Material) -> Iterator[tuple[str, Figure]]:
    """Yield every figure of the region by name: of teams, pools and measures, of lines, and facts."""
    plan = material.plan
    parameters = plan.policy.values()
    for path, variable in variables(plan.region, plan.policy).items():
        if path not in parameters:
            yield material.names.variable(path), variable.figure
    for district in plan.region.districts:
        for line in district.lines:
            yield f"{line.name} ({district.name})", line.formation
    for line in plan.region.lines:
        yield line.name, line.formation
    for fact in plan.region.facts:
        yield fact.name, fact.figure
