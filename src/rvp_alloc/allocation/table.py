"""An answer for the eye: a table in a terminal, and HTML in a notebook."""

from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING, Literal

from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.figure import Confidence, rounded
from rvp_alloc.words import number_text, rule_name, state_name, word

if TYPE_CHECKING:
    from rich.table import Table

type Lang = Literal["nl", "en"]
_HEADINGS = (
    "team",
    "formation",
    "new_fte",
    "priority_uplift",
    "development",
    "key",
    "key_fulfilment",
    "interventieplegers",
    "regisseurs",
)


def _cells(plan: Allocation, lang: Lang) -> list[list[str]]:
    rows = []
    for team in plan.teams:
        other = sum(
            (value for name, value in team.layers.items() if name not in ("priority_uplift", "development", "key")),
            Fraction(0),
        )
        fulfilment = (
            "-" if team.key_fulfilment is None else number_text(rounded(team.key_fulfilment * 100, 1), lang) + "%"
        )
        numbers = [
            (team.formation, 1),
            (team.new_fte, 3),
            (team.layers["priority_uplift"], 3),
            (team.layers["development"], 3),
            (team.layers["key"] + other, 3),
        ]
        posts = [(team.interventieplegers, 2), (team.regisseurs, 2)]
        rows.append(
            [
                team.name,
                *(number_text(rounded(*pair), lang) for pair in numbers),
                fulfilment,
                *(number_text(rounded(*pair), lang) for pair in posts),
            ]
        )
    return rows


def _totals(plan: Allocation, lang: Lang) -> list[str]:
    formation = sum((team.formation for team in plan.teams), Fraction(0))
    layers = [
        sum((team.layers[layer] for team in plan.teams), Fraction(0)) for layer in ("priority_uplift", "development")
    ]
    key = plan.total - sum(layers, Fraction(0))
    posts = [
        sum((team.interventieplegers for team in plan.teams), Fraction(0)),
        sum((team.regisseurs for team in plan.teams), Fraction(0)),
    ]
    texts = [
        number_text(rounded(value, places), lang)
        for value, places in ((formation, 1), (plan.total, 3), *((layer, 3) for layer in layers), (key, 3))
    ]
    return [word("together", lang), *texts, "", *(number_text(rounded(value, 2), lang) for value in posts)]


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
    from rich.table import Table
    from rich.text import Text

    caption = "; ".join(
        f"{rule_name(rule.rule, lang)}: {state_name(rule.state, lang)}" for rule in plan.rules if rule.state != "off"
    )
    table = Table(
        title=verdict(plan, lang), caption=caption, title_justify="left", caption_justify="left", show_footer=True
    )
    for heading, footer in zip(_HEADINGS, _totals(plan, lang), strict=True):
        table.add_column(
            word(heading, lang),
            footer=footer,
            justify="left" if heading == "team" else "right",
            no_wrap=True,
            overflow="ellipsis",
        )
    for cells in _cells(plan, lang):
        table.add_row(*(Text(cell) for cell in cells))
    return table


def html_table(plan: Allocation, lang: Lang = "en") -> str:
    """Return the division as HTML for a notebook; every text is escaped."""
    headings = [word(heading, lang) for heading in _HEADINGS]
    head, body, foot = (
        _html_rows([headings], "th"),
        _html_rows(_cells(plan, lang), "td"),
        _html_rows([_totals(plan, lang)], "td", "font-weight:bold;border-top:1px solid currentColor;"),
    )
    badges = [
        f"{rule_name(rule.rule, lang)}: {state_name(rule.state, lang)}" for rule in plan.rules if rule.state != "off"
    ]
    assumed = [
        f"{name} = {figure}"
        for name, figure in plan.policy.values().items()
        if figure.confidence is Confidence.ASSUMPTION and plan.policy.is_on(name.partition(".")[0])
    ]
    return (
        f"<div><p><strong>{escape(verdict(plan, lang))}</strong></p>"
        f'<table style="border-collapse:collapse"><thead>{head}</thead><tbody>{body}</tbody><tfoot>{foot}</tfoot></table>'
        f"<p>{escape('; '.join(badges))}</p>"
        f"<p>{escape(word('assumed', lang))}: {escape('; '.join(assumed))}</p></div>"
    )


def _html_rows(rows: list[list[str]], tag: Literal["th", "td"], style: str = "") -> str:
    scope = ' scope="col"' if tag == "th" else ""
    number = f"text-align:right;font-variant-numeric:tabular-nums;padding:0.1em 0.6em;{style}"
    styles = [number.replace("right", "left") if heading == "team" else number for heading in _HEADINGS]
    return "".join(
        "<tr>"
        + "".join(
            f'<{tag}{scope} style="{shape}">{escape(cell)}</{tag}>' for cell, shape in zip(cells, styles, strict=True)
        )
        + "</tr>"
        for cells in rows
    )
