"""The prose of an entry, from the plan: what is not so in this plan is not said."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from importlib.metadata import version

from rvp_alloc.allocation import Allocation
from rvp_alloc.figure import Confidence, Figure, rounded
from rvp_alloc.naming import (
    aim_name,
    confidence_name,
    exact_number,
    named_amount,
    parameter_name,
    relaxed_text,
    source_text,
)
from rvp_alloc.policy.aim import all_aims
from rvp_alloc.policy.rules import BUILT_IN
from rvp_alloc.region import differences
from rvp_alloc.report.register.lines import listed, short, steps
from rvp_alloc.report.register.used import used_figures
from rvp_alloc.words import Lang, number_text, rule_name, rule_sentence, word

_MOST_ITEMS = 8
_NORMS = ("wijkagent_unit", "wijkagent_area")


def says(key: str, lang: Lang, **places: object) -> str:
    """Return a sentence of the entry."""
    return word(f"register_{key}", lang).format(**places)


def description_short(plan: Allocation, lang: Lang) -> Iterator[str]:
    """Yield what the algorithm does, in four sentences."""
    places = _places(plan, lang)
    yield " ".join(says(f"short_{number}", lang, **places) for number in range(1, 5))


def purpose_and_impact(plan: Allocation, lang: Lang) -> Iterator[str]:
    """Yield what it is for, and what people may notice of it."""
    places = _places(plan, lang)
    given = [team.new_fte for team in plan.teams]
    yield from (says(f"purpose_{number}", lang, **places) for number in (1, 2, 3))
    least, most = min(given), max(given)
    first = says("purpose_gives" if least < 0 else "purpose_least", lang, fte=_fte(abs(least), lang))
    yield f"{first} {says('purpose_most', lang, fte=_fte(most, lang))}"
    if losing := sum(fte < 0 for fte in given):
        yield says("purpose_losing", lang, count=losing)
    yield from (says(f"purpose_{number}", lang) for number in (4, 5))


def considerations(plan: Allocation, lang: Lang) -> Iterator[str]:
    """Yield what speaks for it and against it."""
    policy = plan.policy
    yield says("considerations_1", lang)
    if policy.is_on("bounds") and any(not name.endswith(".every") for name in policy.parameters("bounds")):
        yield says("considerations_own", lang)
    if plan.pins:
        yield says("considerations_pinned", lang, count=len(plan.pins))
    yield from (says(f"considerations_{number}", lang) for number in range(2, 7))


def human_intervention(plan: Allocation, lang: Lang) -> Iterator[str]:
    """Yield who decides, and what people changed in this proposal. Who pinned a team stays with the plan itself."""
    yield from (says(f"human_{number}", lang) for number in range(1, 5))
    if plan.pins:
        yield says("human_pins", lang)
        yield from listed(_pins(plan, lang), lang, _MOST_ITEMS)
    if plan.relaxed:
        yield says("human_relaxed", lang)
        yield from listed(_relaxed(plan, lang), lang, _MOST_ITEMS)


def risk_management(plan: Allocation, lang: Lang) -> Iterator[str]:
    """Yield what can be wrong, what is done about it, and every assumption."""
    own = [short(rule.id) for rule in plan.policy.rules_on() if rule.id not in BUILT_IN]
    yield from (says(f"risk_{number}", lang) for number in (1, 2))
    if own:
        yield says("risk_own", lang, names=", ".join(own[:_MOST_ITEMS]))
    yield says("risk_unique", lang) if plan.unique else says("risk_open", lang, count=len(plan.unsettled))
    yield says("risk_3", lang)
    if unsourced := sum(not used.figure.source for used in used_figures(plan.region, plan.policy, lang)):
        yield says("risk_unsourced", lang, count=unsourced)
    if found := differences(plan.region):
        yield says("risk_differs", lang, count=len(found))
    for rule in plan.rules:
        if rule.rule in _NORMS and rule.state == "not_reached":
            yield says("risk_not_reached", lang, name=rule_name(rule.rule, lang))
    assumed = [*_assumed_values(plan, lang), *_assumed_figures(plan, lang)]
    if assumed:
        yield says("risk_4", lang)
        yield says("risk_assumed", lang)
        yield from listed(assumed, lang, 2 * _MOST_ITEMS)
    else:
        yield says("risk_none", lang)


def data(plan: Allocation, lang: Lang) -> Iterator[str]:
    """Yield the figures that the rules of this policy use, with their sources."""
    counted = Counter(
        (used.name, source_text(used.figure), used.figure.confidence)
        for used in used_figures(plan.region, plan.policy, lang)
    )
    yield says("data_1", lang)
    together = sum(
        len(used.teams) > 1 for used in used_figures(plan.region, plan.policy, lang) if used.id == "inhabitants"
    )
    if together:
        yield says("data_together", lang, count=together)
    yield says("data_2", lang)
    yield from listed((_source(*place, count, lang) for place, count in counted.items()), lang, 2 * _MOST_ITEMS)


def technical_operation(plan: Allocation, lang: Lang) -> Iterator[str]:
    """Yield the steps, the aims in their order, and the rules that are on with their values."""
    policy = plan.policy
    yield from (says(f"technical_{number}", lang, teams=len(plan.teams)) for number in (1, 2))
    yield from steps(says(f"technical_step_{number}", lang) for number in range(1, 6))
    yield says("technical_aims", lang)
    aims = [aim for aim in policy.aims if not all_aims()[aim].lacking(policy)]
    yield from listed((f"{short(aim_name(aim, lang))}." for aim in aims), lang, _MOST_ITEMS)
    yield says("technical_closing", lang)
    yield says("technical_record", lang, version=version("rvp-alloc"))
    yield says("technical_rules", lang)
    yield from listed((_rule(plan, rule.id, lang) for rule in policy.rules_on()), lang, 2 * _MOST_ITEMS)


def _rule(plan: Allocation, rule: str, lang: Lang) -> str:
    state = word(f"setting_{plan.policy.state(rule)}", lang)
    name = short(rule_name(rule, lang))
    told = says("technical_rule", lang, name=name, state=state, sentence=rule_sentence(rule, lang)).strip()
    names = [f"{rule}.{parameter}" for parameter in plan.policy.parameters(rule)]
    values = [_value("technical_value", name, plan.policy[name], lang) for name in names[:_MOST_ITEMS]]
    more = [says("more", lang, count=len(names) - _MOST_ITEMS)] if len(names) > _MOST_ITEMS else []
    return " ".join([told, *values, *more])


def _value(key: str, parameter: str, figure: Figure, lang: Lang) -> str:
    name, value = named_amount(parameter, figure, lang)
    return says(key, lang, name=short(name[:1].upper() + name[1:], 100), value=short(value))


def _assumed_values(plan: Allocation, lang: Lang) -> Iterator[str]:
    policy = plan.policy
    for name, figure in policy.values().items():
        rule = name.partition(".")[0]
        if figure.confidence is Confidence.ASSUMPTION and policy.is_on(rule) and rule != "pins":
            yield _value("risk_assumption", name, figure, lang)


def _assumed_figures(plan: Allocation, lang: Lang) -> Iterator[str]:
    named = {team.id: team.name for team in plan.region.teams}
    for used in used_figures(plan.region, plan.policy, lang):
        if used.figure.confidence is Confidence.ASSUMPTION:
            teams = short(", ".join(named[team] for team in used.teams))
            yield says("risk_figure", lang, name=used.name, teams=teams, value=exact_number(used.figure.value, lang))


def _pins(plan: Allocation, lang: Lang) -> Iterator[str]:
    for pin in plan.pins:
        places = {"team": short(plan.region.team(pin.team).name), "pinned": _fte(pin.pinned, lang)}
        if pin.rules_alone is None:
            yield says("human_pin_only", lang, **places)
        else:
            yield says("human_pin", lang, alone=_fte(pin.rules_alone, lang), **places)


def _relaxed(plan: Allocation, lang: Lang) -> Iterator[str]:
    for entry in plan.relaxed:
        what = parameter_name(entry.what, lang) if "." in entry.what else rule_name(entry.what, lang)
        asked, used = (relaxed_text(value, lang) for value in (entry.asked, entry.used))
        yield says("human_relaxation", lang, what=short(what[:1].upper() + what[1:]), asked=asked, used=used)


def _source(name: str, source: str, confidence: Confidence, count: int, lang: Lang) -> str:
    told = short(source, 90).rstrip(".") or says("data_no_source", lang)
    return says("data_item", lang, name=name, count=count, source=told, confidence=confidence_name(confidence, lang))


def _places(plan: Allocation, lang: Lang) -> dict[str, object]:
    budget = exact_number(plan.policy["budget.new_fte"].value, lang)
    return {"unit": short(plan.region.name), "fte": budget, "teams": len(plan.teams)}


def _fte(number: Fraction, lang: Lang) -> str:
    return number_text(rounded(number, 3).normalize(), lang)
