"""Why: what each rule gives or takes from each team, who gets less than under the key alone, and each team by itself."""

from collections.abc import Iterator

from rvp_alloc.analysis.explanation import Explanation
from rvp_alloc.analysis.explanation.telling import Teller
from rvp_alloc.report.content.division.front import moved_by_rule
from rvp_alloc.report.content.division.material import Material
from rvp_alloc.report.content.effects import effects
from rvp_alloc.report.parts import Column, Items, Part, Row, Section, Table, Text
from rvp_alloc.words import criterion_name, rule_name, word


def why(material: Material) -> Section:
    """Return the section that says why the division is as it is."""
    form = material.form
    heading = form.say("why_heading")
    if not material.effects_told:
        return Section("why", heading, (Text(form.say("why_untold")),))
    parts: list[Part] = [Text(form.say("why_intro", key=_key(material), fte=form.short(material.plan.total)))]
    still = [rule_name(rule, material.lang) for rule, fte in moved_by_rule(material).items() if not fte]
    parts.append(_effects(material))
    parts += [Text(form.say("why_still", rules=form.join(still)))] if still else []
    parts += [Text(form.say("why_average"), "note"), material.picture("key")]
    return Section("why", heading, (*parts, _below(material), _teams(material)))


def _key(material: Material) -> str:
    """Return the criteria of the key with their weights."""
    policy, form = material.plan.policy, material.form
    weights = {name: policy[f"key.{name}"].value for name in policy.parameters("key")}
    return form.join(
        [
            form.say(
                "weight",
                criterion=criterion_name(name.removeprefix("weights."), material.lang),
                weight=form.percent(value),
            )
            for name, value in weights.items()
            if value
        ]
    )


def _effects(material: Material) -> Table:
    rules = [rule for rule, fte in moved_by_rule(material).items() if fte]
    names = [rule_name(rule, material.lang) for rule in rules]
    headings = [word("explain_key_alone", material.lang), *names, word("explain_result", material.lang)]
    by_team = [
        (entry.name, [entry.key_alone, *(entry.effects[rule] for rule in rules), entry.result.new_fte])
        for entry in material.explanations.teams
    ]
    return effects(material.form.say("effects"), headings, by_team, material.form)


def _below(material: Material) -> Section:
    """Return who gets less than the key alone would give, and which rules take it."""
    form, found = material.form, material.explanations.below_key_alone
    heading = form.say("below_heading")
    if not found:
        return Section("below", heading, (Text(form.say("below_nobody")),))
    columns = (
        Column(word("team", material.lang), number=False),
        Column(word("explain_key_alone", material.lang)),
        Column(word("explain_result", material.lang)),
        Column(word("explain_effect_heading", material.lang)),
        Column(form.say("below_why"), number=False),
    )
    rows = tuple(
        Row(
            (
                entry.name,
                form.fte(entry.key_alone),
                form.fte(entry.result.new_fte),
                form.signed(entry.difference),
                _takers(material, entry),
            )
        )
        for entry in found
    )
    intro = form.say(
        "below_intro_one" if len(found) == 1 else "below_intro",
        count=str(len(found)),
        teams=str(len(material.plan.teams)),
    )
    return Section("below", heading, (Text(intro), Table(form.say("below_table"), columns, rows)))


def _takers(material: Material, entry: Explanation) -> str:
    """Return the rules that take from a team, most first, and those that give to it."""
    ranked = sorted((fte, rule) for rule, fte in entry.effects.items() if fte)
    return "; ".join(f"{rule_name(rule, material.lang)} {material.form.signed(fte)}" for fte, rule in ranked)


def _teams(material: Material) -> Section:
    form = material.form
    told = [Teller(entry, material.lang) for entry in material.explained]
    footing = tuple(dict.fromkeys(sentence for teller in told for sentence in teller.parameters()))
    parts: list[Part] = [Text(form.say("teams_intro"))]
    parts += [Text(form.say("teams_footing")), Items(footing)] if footing else []
    parts += [_team(teller, place) for place, teller in enumerate(told)]
    return Section("teams", form.say("teams_heading"), tuple(parts))


def _team(teller: Teller, place: int) -> Section:
    return Section(f"team-{place}", teller.explanation.name, tuple(_told(teller)))


def _told(teller: Teller) -> Iterator[Part]:
    yield Text(" ".join(teller.outcome()))
    found = (*teller.changes(), *teller.figures())
    if found:
        yield Items(found)
