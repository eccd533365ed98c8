"""The checks in the workbook of a plan, beside what must hold."""

from fractions import Fraction

from office import near

from rvp_alloc.planning.reallocation import Reallocation
from rvp_alloc.planning.revision import Revision
from rvp_alloc.planning.rounding import Rounded
from rvp_alloc.planning.years import YearPlan
from rvp_alloc.planning.years_revision import YearsRevision
from rvp_alloc.report.workbook.check_sheet import BOUND, CHECK, LEFT, SENSE, YEAR
from rvp_alloc.words import word


def of_whole_posts(rounded):
    steps = {(found.family, found.subject): abs(found.steps) for found in rounded.outside}
    for team in rounded.teams:
        yield f"rounding.whole.new_fte:{team.id}", 0, 0
        bound = rounded.step * (1 + steps.get(("new_fte", team.id), 0))
        yield f"rounding.near.new_fte:{team.id}", abs(team.change), bound
    yield "rounding.total", rounded.total, rounded.plan.total


def of_years(plan):
    for result in plan.results:
        yield f"years.intake@{result.year}", result.intake, result.intake
        for team in result.teams:
            kind = "loss_cap" if team.id in plan.task.falls else "no_fall"
            yield f"years.{kind}:{team.id}@{result.year}", team.added, -plan.task.fall(team.id)
            rise = plan.task.rise(team.id)
            if rise is not None:
                yield f"years.growth_cap:{team.id}@{result.year}", team.added, rise


def of_revision(revision):
    for team in revision.teams:
        if revision.comparison.parts:
            yield f"revision.effects:{team.id}", team.change, team.change
        if team.id in revision.realised:
            yield f"revision.realised:{team.id}", team.second, revision.realised[team.id]


def of_plan_revised(revision):
    for team in revision.teams():
        yield f"revision.effects:{team.id}", team.change, team.change
        yield f"revision.realised:{team.id}", team.second, revision.realised[team.id]
    yield from of_years(revision.new)


def of_reallocation(found):
    policy = found.plan.task.policy if isinstance(found.plan, YearPlan) else found.plan.policy
    pinned = {found.region.team(name).id for name in policy.parameters("pins")} if policy.is_on("pins") else set()
    yield "reallocation.total", sum(team.change for team in found.teams), found.plan.total
    for team in found.teams:
        if team.id not in pinned:
            yield f"reallocation.floor:{team.id}", team.change, team.floor
    if isinstance(found.plan, YearPlan):
        yield from of_years(found.plan)


EXPECTED = {
    Rounded: of_whole_posts,
    YearPlan: of_years,
    Revision: of_revision,
    YearsRevision: of_plan_revised,
    Reallocation: of_reallocation,
}
"""Label, left side and bound of every check that an answer has beside those of its divisions."""


def divisions(answer):
    """Return the divisions behind an answer, whose every row is a check."""
    if isinstance(answer, YearPlan):
        return [result.division for result in answer.results]
    if isinstance(answer, YearsRevision):
        return divisions(answer.new)
    if isinstance(answer, Reallocation):
        return divisions(answer.plan) if isinstance(answer.plan, YearPlan) else [answer.plan]
    return [answer.new] if isinstance(answer, Revision) else []


def assert_checks(answer, checks, lang):
    expected = list(EXPECTED[type(answer)](answer))
    for label, left, bound in expected:
        assert [checks[label][LEFT], checks[label][BOUND]] == near([left, bound]), label
        assert checks[label][CHECK] == word("book_holds", lang), label
    own = ("rounding.", "years.", "revision.", "reallocation.")
    posts = ("wijkagent_posts", "interventieplegers", "regisseurs")
    others = {label for label in checks if label.startswith(own) and not any(post in label for post in posts)}
    assert others == {label for label, _, _ in expected}
    for division in divisions(answer):
        for row in (row for rule in division.rules for row in rule.rows):
            line = checks[row.label]
            assert [line[LEFT], line[BOUND]] == near([row.value, row.required]), row
            assert line[YEAR : YEAR + 1] in ((), (division.case.period,))
    assert word("book_fails", lang) not in {line[CHECK] for line in checks.values()}


def assert_rows_of_whole_posts(rounded, checks):
    """Every row of every rule is checked on the whole numbers, not on the exact ones."""
    case = rounded.plan.case
    for rule in case.policy.rules_on():
        for row in rule.rows(case):
            line = checks[row.label]
            assert [line[LEFT], line[BOUND]] == near(map(to_fraction, (row.value(rounded.point), row.bound))), row.label
            assert line[SENSE] in ("\N{LESS-THAN OR EQUAL TO}", "=", "\N{GREATER-THAN OR EQUAL TO}")


def to_fraction(number):
    return Fraction(int(number.numerator), int(number.denominator))
