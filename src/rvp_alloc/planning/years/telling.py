"""A plan over several years in words and as a table, and a conflict with its years. Dutch and English."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from rvp_alloc.analysis.names import Names
from rvp_alloc.conflict.conflict import Share
from rvp_alloc.planning.years.conflict import YearsConflict, parts_of
from rvp_alloc.planning.years.results import TeamYear, YearResult
from rvp_alloc.planning.years.year_plan import YearPlan
from rvp_alloc.policy.rule import State
from rvp_alloc.terminal import text_table
from rvp_alloc.words import (
    Lang,
    amount_text,
    fixed_text,
    join_words,
    rule_name,
    state_name,
    word,
)

if TYPE_CHECKING:
    from rich.table import Table

_MOST_NAMED = 3


def title(plan: YearPlan, lang: Lang) -> str:
    """Return one sentence: what comes in, when, over how many teams, proven and unique or not."""
    return word("years_title", lang).format(
        unit=plan.region.name,
        first=plan.years[0],
        last=plan.years[-1],
        fte=amount_text(plan.total, "fte", lang),
        teams=len(plan.region.teams),
        unique=word("years_unique" if plan.unique else "years_not_unique", lang),
    )


def tell(plan: YearPlan, lang: Lang) -> str:
    """Return the whole plan in words."""
    task = plan.task
    start = sum(task.start.values(), Fraction(0))
    lines = [
        f"{title(plan, lang)}.",
        word(f"years_{task.layers}", lang).format(last=plan.years[-1]),
        word(f"years_first_{task.first}", lang),
        *([word("years_start", lang).format(fte=amount_text(start, "fte", lang))] if start else []),
    ]
    for result in plan.results:
        lines += ["", *_year(plan, result, lang)]
    return "\n".join(lines)


def _year(plan: YearPlan, result: YearResult, lang: Lang) -> Iterator[str]:
    intake, total = (amount_text(fte, "fte", lang) for fte in (result.intake, result.new_fte))
    yield word("years_year", lang).format(year=result.year, intake=intake, total=total)
    yield from (f"- {line}" for line in told_of_year(plan, result, lang))


def told_of_year(plan: YearPlan, result: YearResult, lang: Lang) -> list[str]:
    """Return what a year brings, in sentences: who gets most, norm, IPGA, key, and who is at the cap."""
    told = (
        _most(result, lang),
        _norm(result, lang),
        _ipga(result, lang),
        _key(result, lang),
        _capped(plan, result, lang),
    )
    return [sentence for sentence in told if sentence]


def _most(result: YearResult, lang: Lang) -> str:
    """Tell who gets most of what comes in; teams that get the same stand in the region's order."""
    most = sorted((team for team in result.teams if team.added > 0), key=lambda team: -team.added)[:_MOST_NAMED]
    return word("years_most", lang).format(teams=_amounts(most, lang)) if most else ""


def _amounts(teams: Iterable[TeamYear], lang: Lang) -> str:
    told = [
        word("years_amount", lang).format(team=team.name, fte=amount_text(team.added, "fte", lang)) for team in teams
    ]
    return join_words(told, lang)


def _norm(result: YearResult, lang: Lang) -> str:
    if all(pool.coverage is None for pool in result.pools):
        return ""
    names = Names(result.region, lang)
    below = [
        word("years_amount", lang).format(
            team=names.subject(pool.id), fte=amount_text(pool.coverage or Fraction(0), "share", lang, 1)
        )
        for pool in sorted(result.pools_below_norm, key=lambda pool: pool.coverage or Fraction(0))
    ]
    if below:
        return word("years_norm_below", lang).format(areas=join_words(below, lang))
    return word("years_norm_met", lang)


def _ipga(result: YearResult, lang: Lang) -> str:
    if result.policy.state("ipga") is State.OFF:
        return ""
    return word("years_ipga", lang).format(
        interventieplegers=amount_text(
            sum((team.interventieplegers for team in result.teams), Fraction(0)), "", lang, 1
        ),
        regisseurs=amount_text(sum((team.regisseurs for team in result.teams), Fraction(0)), "", lang, 1),
        state=state_name(result.rule("ipga").state, lang),
    )


def _key(result: YearResult, lang: Lang) -> str:
    if not result.key_distance:
        return word("years_key_same", lang)
    return word("years_key", lang).format(fte=amount_text(result.key_distance, "fte", lang))


def _capped(plan: YearPlan, result: YearResult, lang: Lang) -> str:
    capped = [team.name for team in result.teams if team.added == plan.task.rise(team.id)]
    return word("years_at_cap", lang).format(teams=join_words(capped, lang)) if capped else ""


def columns(plan: YearPlan, lang: Lang) -> list[tuple[str, str]]:
    """Return the columns of the table of teams: each heading, and what is below all teams."""
    courses = [plan.team(team.id) for team in plan.region.teams]
    formation = sum((course[0].formation for course in courses), Fraction(0))
    years = [word("years_added", lang).format(year=year) for year in plan.years]
    headings = [*(word(name, lang) for name in ("team", "formation")), *years]
    headings += [word(name, lang) for name in ("years_together", "key_fulfilment")]
    below = [word("together", lang), fixed_text(formation, lang, 1), *_sums(courses, lang), ""]
    return list(zip(headings, below, strict=True))


def cells(plan: YearPlan, lang: Lang) -> list[list[str]]:
    """Return a row per team: its formation, what every year adds, all of it, and how much of its key that is."""
    rows = []
    for course in (plan.team(team.id) for team in plan.region.teams):
        last = course[-1]
        share = "-" if last.key_fulfilment is None else f"{fixed_text(last.key_fulfilment * 100, lang, 1)}%"
        added = [fixed_text(year.added, lang) for year in course]
        rows.append([last.name, fixed_text(last.formation, lang, 1), *added, fixed_text(last.new_fte, lang), share])
    return rows


def rich_table(plan: YearPlan, lang: Lang) -> "Table":
    """Return a table for a terminal."""
    return text_table(title(plan, lang), columns(plan, lang), cells(plan, lang))


def _sums(courses: Sequence[Sequence[TeamYear]], lang: Lang) -> list[str]:
    by_year = [sum((year.added for year in years), Fraction(0)) for years in zip(*courses, strict=True)]
    total = sum((course[-1].new_fte for course in courses), Fraction(0))
    return [fixed_text(fte, lang) for fte in (*by_year, total)]


# ---- conflicts


def tell_conflict(conflict: YearsConflict, lang: Lang, *, with_repairs: bool) -> str:
    """Return a conflict in words: the first year that clashes by itself, or what clashes over several years."""
    years = join_words([str(year) for year in conflict.years], lang)
    lines = [word("years_clash", lang).format(years=years)]
    if conflict.clash is None:
        (first, found), *others = conflict.alone.items()
        fte = amount_text(conflict.model.task.new_fte[first], "fte", lang)
        lines += [
            word("years_clash_alone", lang).format(year=first, fte=fte),
            found.text(lang, with_repairs=with_repairs),
        ]
        if others:
            also = join_words([str(year) for year, _ in others], lang)
            rules = join_words(
                list(dict.fromkeys(rule_name(rule, lang) for _, one in others for rule in one.rules)), lang
            )
            lines.append(word("years_clash_also", lang).format(years=also, rules=rules))
        return "\n".join(lines)
    lines.append(word("years_clash_joint", lang))
    lines += [f"- {_parameter(conflict, parameter, lang)}" for parameter in conflict.clash.parameters]
    teams = [conflict.model.task.region.team(team).name for team in conflict.teams]
    if 0 < len(teams) < len(conflict.model.task.region.teams):
        lines.append(word("years_clash_teams", lang).format(teams=join_words(teams, lang)))
    asked, there = ([share for share in conflict.balance if share.amount * sign > 0] for sign in (-1, 1))
    lines.append(word("conflict_balance", lang).format(asked=_sum(asked, lang), there=_sum(there, lang)))
    return "\n".join(lines)


def _sum(shares: Sequence[Share], lang: Lang) -> str:
    """Return amounts with what they are of, and their sum; 0 where there are none."""
    parts = [f"{amount_text(abs(share.amount), '', lang)} [{share.parameter}]" for share in shares]
    total = amount_text(sum((abs(share.amount) for share in shares), Fraction(0)), "", lang)
    return f"{' + '.join(parts)} = {total}" if len(parts) > 1 else "".join(parts) or total


def _parameter(conflict: YearsConflict, parameter: str, lang: Lang) -> str:
    name, year = parts_of(parameter)
    when = word("years_every_year", lang) if year is None else str(year)
    rule, _, rest = name.partition(".")
    if rule == "years":
        return f"{when}: {word(f'years_{rest}', lang)}"
    if year is None:
        return f"{when}: {rule_name(rule, lang)}"
    figure = conflict.model.cases[year].policy[name]
    source = f" ({figure.source})" if figure.source else ""
    return f"{when}: {rule_name(rule, lang)}: {name} = {amount_text(figure.value, '', lang)} {figure.unit}{source}"
