"""Whole posts for the eye: a table in a terminal, and HTML in a notebook."""

from fractions import Fraction
from typing import TYPE_CHECKING

from rvp_alloc.markup import MOST_ROWS, Column, Group, Tone, badge, card, paragraph, table
from rvp_alloc.planning.rounding.results import TeamRounding
from rvp_alloc.planning.rounding.rounded import Rounded
from rvp_alloc.terminal import text_table
from rvp_alloc.words import Lang, amount_text, fixed_text, signed_text, word

if TYPE_CHECKING:
    from rich.table import Table

HEADINGS = (
    *("team", "rounding_exact", "rounding_whole", "rounding_change", "rounding_share", "rounding_key_before"),
    *("rounding_key_after", "rounding_norm_before", "rounding_norm_after", "interventieplegers", "regisseurs"),
)

_TOO_WIDE = ("rounding_share", "rounding_key_before", "rounding_norm_before")
"""What a terminal has no room for."""


def cells(rounded: Rounded, lang: Lang) -> list[list[str]]:
    """Return the table row by row, as text: a row per team, and what they are together."""
    rows = [_row(team, lang) for team in rounded.teams]
    exact, total, heads, regisseurs = (
        sum((getattr(team, name) for team in rounded.teams), Fraction(0))
        for name in ("exact", "new_fte", "interventieplegers", "regisseurs")
    )
    together = [word("together", lang), fixed_text(exact, lang), amount_text(total, "fte", lang)]
    together += [
        signed_text(total - exact, lang),
        *[""] * 5,
        *(fixed_text(amount, lang, 0) for amount in (heads, regisseurs)),
    ]
    return [*rows, together]


def _row(team: TeamRounding, lang: Lang) -> list[str]:
    share = team.change_share
    shares = (team.key_fulfilment_exact, team.key_fulfilment, team.coverage_exact, team.coverage)
    return [
        team.name,
        fixed_text(team.exact, lang),
        amount_text(team.new_fte, "fte", lang),
        signed_text(team.change, lang),
        "-" if share is None else signed_text(share * 100, lang, 1) + "%",
        *("-" if number is None else fixed_text(number * 100, lang, 1) + "%" for number in shares),
        fixed_text(team.interventieplegers, lang, 0),
        fixed_text(team.regisseurs, lang, 0),
    ]


def verdict(rounded: Rounded, lang: Lang) -> str:
    """Return one sentence: how much, in which steps, over how many teams, and that it is proven."""
    return word("rounding_title", lang).format(
        fte=amount_text(rounded.total, "fte", lang),
        step=amount_text(rounded.step, "fte", lang),
        teams=len(rounded.teams),
        unit=rounded.plan.region.name,
    )


def _within(rounded: Rounded, lang: Lang) -> str:
    return word("rounding_within" if rounded.within_one_step else "rounding_outside", lang)


def rounded_html(rounded: Rounded, lang: Lang) -> str:
    """Return the whole division beside the exact one as HTML for a notebook."""
    *rows, together = cells(rounded, lang)
    columns = [Column(word(heading, lang), number=heading != "team") for heading in HEADINGS]
    tone: Tone = "good" if rounded.within_one_step else "warning"
    badges = [badge(word("badge_proven", lang), "good"), badge(_within(rounded, lang), tone)]
    parts = [table(word("fte_per_team", lang), columns, [Group(tuple(rows[:MOST_ROWS]))], together)]
    if len(rows) > MOST_ROWS:
        parts.append(paragraph(word("more_rows", lang).format(count=len(rows) - MOST_ROWS)))
    return str(card(verdict(rounded, lang), badges, *parts, lang=lang))


def rich_table(rounded: Rounded, lang: Lang) -> "Table":
    """Return the whole division beside the exact one as a rich table."""
    shown = [place for place, heading in enumerate(HEADINGS) if heading not in _TOO_WIDE]
    *rows, together = ([row[place] for place in shown] for row in cells(rounded, lang))
    headings = (word(HEADINGS[place], lang) for place in shown)
    columns = zip(headings, together, strict=True)
    return text_table(verdict(rounded, lang), columns, rows, caption=_within(rounded, lang))
