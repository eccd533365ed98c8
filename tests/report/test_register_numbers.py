"""No number in an entry that is not in the data, and no rule that is off."""

import re
from fractions import Fraction

import pytest
from hypothesis import assume, given
from register_cases import OWNER, PROSE, REQUIRED, check_lengths, plans_of_every_kind

import strategies
from rvp_alloc import Conflict, try_allocate
from rvp_alloc.report.register import register_entry
from rvp_alloc.report.register.used import used_figures
from rvp_alloc.words import rule_name


@pytest.fixture(scope="module")
def plans():
    return plans_of_every_kind()


@given(strategies.cases())
@strategies.examples(25)
def test_whatever_is_divided_has_an_entry_that_fits(case):
    plan = try_allocate(case.region, case.policy)
    assume(not isinstance(plan, Conflict))
    for lang in ("nl", "en"):
        entry = register_entry(plan, lang, **OWNER)
        assert set(REQUIRED) <= set(entry.fields)
        check_lengths(entry)
        check_rules(plan, entry)
        check_numbers(plan, entry)


def check_rules(plan, entry):
    told = entry.fields["technical_operation"].splitlines()
    for rule in plan.rules:
        name = rule_name(rule.rule, entry.lang)
        assert any(line.startswith(f"- {name} (") for line in told) == (rule.state != "off"), name


NUMBER = re.compile(r"\d[\d.,/]*(?<![.,/])")


def forms(number, lang):
    """Return how a number may be written: exact, rounded to three decimals, as a percentage; in the language's form."""
    texts = set()
    for value in (abs(number), abs(number) * 100):  # a minus sign is no part of what is looked for
        for shown in (value, Fraction(round(value * 1000), 1000)):
            texts |= {f"{float(shown):{form}}".rstrip("0").rstrip(".") for form in (".12f", ",.12f")}
        texts.add(f"{value.numerator}/{value.denominator}")
    return {text.translate(str.maketrans(",.", ".,")) if lang == "nl" else text for text in texts}


def check_numbers(plan, entry):
    """Every number is a figure, a parameter, a result or a count of the plan, or stands in a name or a source."""
    lang = entry.lang
    used = list(used_figures(plan.region, plan.policy, lang))
    values = [figure.value for figure in plan.policy.values().values()] + [it.figure.value for it in used]
    values += [team.new_fte for team in plan.teams] + [
        pin.rules_alone for pin in plan.pins if pin.rules_alone is not None
    ]
    values += [Fraction(text) for it in plan.relaxed for text in (it.asked, it.used) if text[0].isdigit()]
    counts = {
        len(plan.teams),
        len(used),
        len(plan.pins),
        len(plan.unsettled),
        *range(len(used) + len(plan.policy.values()) + 1),
    }
    texts = [f"{it.figure.source} {it.figure.date} {it.name}" for it in used] + [
        team.name for team in plan.region.teams
    ]
    texts += [plan.region.name, *(name for name in plan.policy.values())]
    allowed = {form for value in values for form in forms(value, lang)} | {str(count) for count in counts}
    allowed |= {number for text in texts for number in NUMBER.findall(text)} | {"0.1.0"}
    for name in PROSE:
        for line in entry.fields[name].splitlines():
            for number in NUMBER.findall(re.sub(r"^\d+\. ", "", line)):
                assert number in allowed, (name, number, line)


def test_counts_of_figures_add_up(plans):
    for plan in plans.values():
        counts = re.findall(r"aantal cijfers: (\d+)\.", register_entry(plan).fields["data"])
        assert sum(map(int, counts)) == len(list(used_figures(plan.region, plan.policy, "nl")))


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_numbers_are_those_of_the_plan(plans, lang):
    for plan in plans.values():
        check_numbers(plan, register_entry(plan, lang))
        check_rules(plan, register_entry(plan, lang))
