"""A conflict in words: what asks, what is there, with figures and sources, and the ways out. Dutch and English."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rvp_alloc.conflict.repair import Repair
from rvp_alloc.conflict.search import NO_LOSS, Clash, parameter_of
from rvp_alloc.figure import exact_text, rounded
from rvp_alloc.policy.rule import rule
from rvp_alloc.words import Lang, amount_text, number_text, parameter_phrase, rule_name, word

if TYPE_CHECKING:
    from rvp_alloc.conflict.conflict import Conflict, Share

_PLACES = 3
_MOST_TEAMS = 3  # whose figures are told for one parameter


def tell(conflict: "Conflict", lang: Lang, *, with_repairs: bool) -> str:
    """Return the whole conflict as text, with the ways out of it or without."""
    count = len(conflict.clashes)
    names = ", ".join(rule_name(rule, lang) for rule in conflict.rules)
    lines = [word("conflict_title", lang).format(names=names)]
    for number, clash in enumerate(conflict.clashes, start=1):
        lines.append(word("conflict_number", lang).format(number=number, count=count))
        lines += [f"  {line}" for line in _tell_clash(conflict, clash, lang)]
        if with_repairs and count > 1:
            lines += [f"  {word('conflict_repairs', lang)} {_ways(conflict.repairs_of(clash), lang)}"]
    if with_repairs:
        lines.append(word("conflict_repairs_all", lang) + " " + _ways(conflict.repairs, lang))
    if not conflict.complete:
        lines.append(word("conflict_incomplete", lang))
    return "\n".join(lines)


def _tell_clash(conflict: "Conflict", clash: Clash, lang: Lang) -> list[str]:
    shares = conflict.balance(clash)
    asked, there = [share for share in shares if share.amount < 0], [share for share in shares if share.amount > 0]
    lines = []
    for parameter in clash.parameters:
        if parameter == NO_LOSS:
            lines.append(f"- {rule_name(NO_LOSS, lang)}")
        else:
            figure = conflict.policy[parameter]
            source = f" ({figure.source})" if figure.source else ""
            lines.append(f"- {rule_name(parameter.partition('.')[0], lang)}: {parameter} = {figure}{source}")
            lines += [f"  {line}" for line in _figures(conflict, clash, parameter, lang)]
    lines.append(word("conflict_balance", lang).format(asked=_sum(asked, lang), there=_sum(there, lang)))
    return lines


def _figures(conflict: "Conflict", clash: Clash, parameter: str, lang: Lang) -> Iterator[str]:
    """Yield the figures of the teams of which a parameter asks most, where its rule says what it rests on."""
    region, asked_by = conflict.case.region, rule(parameter.partition(".")[0])
    rows = [row for row in conflict.model.rows if row.label in clash.multipliers and parameter_of(row) == parameter]
    rows.sort(key=lambda row: -abs(clash.multipliers[row.label] * row.bound))
    known = [team.id for team in region.teams]
    teams = [team for row in rows if (team := row.label.partition(":")[2]) in known]
    found = [figures for team in teams if (figures := asked_by.figures_of(region, team))]
    for figures in found[:_MOST_TEAMS]:
        parts = []
        for path, figure in figures.items():
            family, _, team = path.partition(".")
            phrase = (parameter_phrase(family, lang) or family).format(name=region.team(team).name)
            source = f" ({figure.source})" if figure.source else ""
            unit = " fte" if figure.unit == "fte" else ""
            parts.append(f"{phrase} = {amount_text(figure.value, figure.unit, lang)}{unit}{source}")
        yield "; ".join(parts)
    if len(found) > _MOST_TEAMS:
        yield word("conflict_more_teams", lang).format(count=len(found) - _MOST_TEAMS)


def _sum(shares: list["Share"], lang: Lang) -> str:
    parts = [
        f"{number_text(rounded(abs(share.amount), _PLACES).normalize(), lang)} [{share.parameter}]" for share in shares
    ]
    total = (
        number_text(
            rounded(sum((abs(share.amount) for share in shares), start=shares[0].amount * 0), _PLACES).normalize(), lang
        )
        if shares
        else "0"
    )
    return f"{' + '.join(parts)} = {total}" if len(parts) > 1 else (parts[0] if parts else total)


def _ways(repairs: tuple[Repair, ...], lang: Lang) -> str:
    if not repairs:
        return word("conflict_no_repair", lang)
    way = word("conflict_way", lang)
    joined = [
        " + ".join(
            way.format(parameter=change.parameter, old=exact_text(change.old), new=exact_text(change.new))
            for change in repair.changes
        )
        for repair in repairs
    ]
    return f" {word('or', lang)} ".join(joined)
