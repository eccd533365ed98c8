"""Page one: the verdict, the new Bijlage 1, one chart, and totals."""

from collections.abc import Iterator
from fractions import Fraction

from rvp_alloc.allocation.annex import AnnexLine, annex_lines
from rvp_alloc.analysis.movement import gained
from rvp_alloc.figure import Confidence, rounded
from rvp_alloc.report.content.division.material import Material
from rvp_alloc.report.content.places import place_rows, shared_note
from rvp_alloc.report.parts import Column, Part, Row, Table, Text, Tile
from rvp_alloc.words import rule_name, word

_LEADING = 3


def lead(material: Material) -> tuple[str, ...]:
    """Return the verdict: how much over how many, what decided most, and what it rests on."""
    return (_gives(material), _decides(material), _rests(material))


def notices(material: Material) -> Iterator[Part]:
    """Yield what a reader must know beside the verdict: what was fixed, what gave way, and what is open."""
    plan, form = material.plan, material.form
    if plan.pins:
        names = form.join([material.names.subject(pin.team) for pin in plan.pins])
        yield Text(form.say("front_pins", teams=names), "warning")
    if plan.relaxed:
        names = form.join([called(material, entry.what) for entry in plan.relaxed])
        yield Text(form.say("front_relaxed", what=names), "warning")
    yield Text(form.say("front_proven") if plan.unique else form.say("front_not_unique"), "note")


def tiles(material: Material) -> tuple[Tile, ...]:
    """Return the numbers that stand out."""
    plan, form = material.plan, material.form
    found = [
        Tile(form.short(plan.total), form.say("tile_fte")),
        Tile(str(len(plan.teams)), form.say("tile_teams" if len(plan.teams) > 1 else "tile_team")),
    ]
    if material.imprint.euro_per_fte:
        found.append(Tile(form.euro(plan.total, material.imprint.euro_per_fte), form.say("tile_euro")))
    count = len(material.assumed)
    return (*found, Tile(str(count), form.say("tile_assumed_one" if count == 1 else "tile_assumed")))


def annex(material: Material, *, whole: bool = False) -> Table:
    """Return the new Bijlage 1: unit, districts and teams; with ``whole``, every line of it."""
    lang = material.lang
    shown = [line for line in annex_lines(material.plan) if whole or line.kind != "line"]
    headings = (
        "formation_old",
        "formation_added",
        "formation_new",
        "wijkagenten_old",
        "wijkagenten_new",
    )
    columns = (Column(word("line", lang), number=False), *(Column(word(heading, lang)) for heading in headings))
    caption = material.form.say("annex_whole" if whole else "annex")
    return Table(caption, columns, tuple(_annex_row(material, line) for line in shown))


def totals(material: Material) -> Table:
    """Return the new fte of every authority, municipality and district, with euros where they are asked for."""
    plan, form = material.plan, material.form
    euro = material.imprint.euro_per_fte
    columns = [Column(form.say("area"), number=False), Column(word("new_fte", material.lang))]
    columns += [Column(form.say("euro"))] if euro else []

    def cells(fte: Fraction) -> tuple[str, ...]:
        return (form.fte(fte), *([form.euro(fte, euro)] if euro else []))

    return Table(form.say("totals"), tuple(columns), tuple(place_rows((plan.totals,), cells, form, plan.region)))


def totals_notes(material: Material) -> Iterator[Text]:
    """Yield how the totals are to be read."""
    form, euro = material.form, material.imprint.euro_per_fte
    yield from shared_note(form, material.plan.region)
    if euro:
        amount = form.whole_euro(rounded(euro.value, 0))
        yield Text(form.say("euro_note", amount=amount, source=euro.source), "note")


def called(material: Material, what: str) -> str:
    """Return the name of a parameter, or of a rule as a whole."""
    return material.names.variable(what) if "." in what else rule_name(what, material.lang)


def _gives(material: Material) -> str:
    plan, form = material.plan, material.form
    fte = form.short(plan.total)
    if len(plan.teams) == 1:
        return form.say("lead_one", fte=fte, team=plan.teams[0].name)
    ranked = sorted(plan.teams, key=lambda team: team.new_fte)
    least, most = ranked[0], ranked[-1]
    return form.say(
        "lead_gives",
        fte=fte,
        teams=str(len(plan.teams)),
        first=most.name,
        most=form.short(most.new_fte),
        last=least.name,
        least=form.short(least.new_fte),
    )


def _decides(material: Material) -> str:
    form = material.form
    moved = moved_by_rule(material) if material.effects_told else {}
    if not material.effects_told:
        return form.say("lead_untold")
    if not any(moved.values()):
        return form.say("lead_key_only")
    first = max(moved, key=lambda rule: moved[rule])
    return form.say("lead_decides", rule=rule_name(first, material.lang), fte=form.short(moved[first]))


def moved_by_rule(material: Material) -> dict[str, Fraction]:
    """Return how many fte each rule moves from some teams to others, against the key alone."""
    by_rule = material.explanations.effects.by_rule
    return {rule: gained(amounts.values()) for rule, amounts in by_rule.items()}


def _rests(material: Material) -> str:
    form = material.form
    figures = sum(
        group.figure.confidence is Confidence.ASSUMPTION
        for measure in material.plan.region.measures
        for group in measure.values
    )
    if not material.assumed:
        return form.say("lead_sure")
    names = [material.names.variable(path) for path in material.assumed[:_LEADING]]
    others = len(material.assumed) - len(names)
    names += [form.say("lead_others", count=str(others))] if others else []
    told = form.say(
        "lead_rests_one" if len(material.assumed) == 1 else "lead_rests",
        count=str(len(material.assumed)),
        names=form.join(names),
    )
    if not figures:
        return told
    return f"{told} {form.say('lead_figure' if figures == 1 else 'lead_figures', count=str(figures))}"


def _annex_row(material: Material, line: AnnexLine) -> Row:
    form = material.form
    name = form.say("annex_shared", name=line.name) if line.shared_out else line.name
    added = line.new_formation - line.formation
    cells = (
        name,
        form.fte(line.formation, 1),
        form.signed(added) if line.kind != "line" else "",
        form.fte(line.new_formation),
        "" if line.wijkagenten is None else form.fte(line.wijkagenten, 1),
        "" if line.new_wijkagenten is None else form.fte(line.new_wijkagenten),
    )
    return Row(cells, "strong" if line.kind in ("unit", "district") else "plain")
