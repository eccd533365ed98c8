"""An answer as a table: its headings, cells and totals as text, and the whole in a terminal."""

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.allocation.results import STANDARD_LAYERS, TeamResult
from rvp_alloc.figure import rounded
from rvp_alloc.terminal import text_table
from rvp_alloc.words import number_text, rule_name, state_name, word

if TYPE_CHECKING:
    from rich.table import Table

type Lang = Literal["nl", "en"]


def headings(plan: Allocation) -> list[str]:
    """Return the columns; layers that rules of the user's own bring stand together under ``other_layers``."""
    layers = [*STANDARD_LAYERS[:2], *(["other_layers"] if _has_other_layers(plan) else []), STANDARD_LAYERS[2]]
    return ["team", "formation", "new_fte", *layers, "key_fulfilment", "interventieplegers", "regisseurs"]


def _has_other_layers(plan: Allocation) -> bool:
    return any(layer not in STANDARD_LAYERS for layer in plan.case.layers)


def _numbers(plan: Allocation, team: TeamResult) -> list[tuple[Fraction, int]]:
    """Return a team's numbers with their decimals, in the order of the columns; fulfilment is not among them."""
    other = sum((value for name, value in team.layers.items() if name not in STANDARD_LAYERS), Fraction(0))
    uplift, development, key = (team.layers[layer] for layer in STANDARD_LAYERS)
    layers = [uplift, development, *([other] if _has_other_layers(plan) else []), key]
    fte = [(team.formation, 1), *((value, 3) for value in (team.new_fte, *layers))]
    return [*fte, (team.interventieplegers, 2), (team.regisseurs, 2)]


def _row(name: str, numbers: list[tuple[Fraction, int]], fulfilment: str, lang: Lang) -> list[str]:
    texts = [number_text(rounded(*number), lang) for number in numbers]
    return [name, *texts[:-2], fulfilment, *texts[-2:]]


def cells(plan: Allocation, lang: Lang) -> list[list[str]]:
    """Return a row of cells per team."""
    rows = []
    for team in plan.teams:
        share = team.key_fulfilment
        fulfilment = "-" if share is None else number_text(rounded(share * 100, 1), lang) + "%"
        rows.append(_row(team.name, _numbers(plan, team), fulfilment, lang))
    return rows


def totals(plan: Allocation, lang: Lang) -> list[str]:
    """Return the row of the sums."""
    columns = zip(*(_numbers(plan, team) for team in plan.teams), strict=True)
    sums = [(sum((value for value, _ in column), Fraction(0)), column[0][1]) for column in columns]
    return _row(word("together", lang), sums, "", lang)


def verdict(plan: Allocation, lang: Lang) -> str:
    """Return one sentence: how much, over how many teams, proven and unique or not."""
    unique = word("unique" if plan.unique else "not_unique", lang)
    return word("verdict", lang).format(
        fte=number_text(rounded(plan.total, 3).normalize(), lang),
        teams=len(plan.teams),
        unit=plan.region.name,
        unique=unique,
    )


def rich_table(plan: Allocation, lang: Lang) -> "Table":
    """Return the division as a rich table, with the rules below it."""
    caption = "; ".join(
        f"{rule_name(rule.rule, lang)}: {state_name(rule.state, lang)}" for rule in plan.rules if rule.state != "off"
    )
    columns = zip((word(heading, lang) for heading in headings(plan)), totals(plan, lang), strict=True)
    return text_table(verdict(plan, lang), columns, cells(plan, lang), caption=caption)
