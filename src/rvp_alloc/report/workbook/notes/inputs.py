"""Notes on what went in: assumptions, figures to be careful with, printed totals that differ."""

from collections.abc import Iterator

from rvp_alloc.figure import Confidence, rounded
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.region import Kind, Region
from rvp_alloc.region.report import differences
from rvp_alloc.report.workbook.notes.sheet import Line
from rvp_alloc.report.workbook.telling import exactly, name_of_rule, parameter_name, pool_name
from rvp_alloc.words import Lang, amount_text, number_text, word


def assumed(policy: Policy, lang: Lang) -> Iterator[Line]:
    """Yield every assumption in the policy, with its source."""
    for name, figure in policy.values().items():
        rule = name.partition(".")[0]
        if figure.confidence is Confidence.ASSUMPTION and policy.is_on(rule):
            why = "; ".join(text for text in (figure.source, figure.note) if text)
            yield (
                f"{name_of_rule(rule, lang)}: {parameter_name(name, lang)}",
                f"{exactly(figure.value, lang)} {figure.unit}{f' ({why})' if why else ''}",
            )


def pinned(policy: Policy, region: Region, lang: Lang) -> Iterator[Line]:
    """Yield what an authority fixed for a team, who did, and why."""
    for name, figure in policy.settings["pins"].parameters.items() if policy.is_on("pins") else ():
        fte = amount_text(figure.value, "fte", lang)
        told = word("plans_pinned", lang).format(fte=fte, author=figure.source, reason=figure.note)
        yield region.team(name).name, told


def weak(region: Region, lang: Lang) -> Iterator[Line]:
    """Yield figures that are known only together, are assumed, or have no source."""
    for measure in region.measures:
        for group in measure.values:
            names = " + ".join(region.team(team).name for team in group.teams)
            if len(group.teams) > 1 and not group.split and measure.kind is not Kind.INDEX:
                yield f"{measure.name}: {names}", word("book_split", lang)
            if group.figure.confidence is Confidence.ASSUMPTION:
                yield (
                    f"{measure.name}: {names}",
                    word("book_assumed_figure", lang).format(value=exactly(group.figure.value, lang)),
                )
    for pool in region.pools:
        if len(pool.teams) > 1:
            yield pool_name(region, pool), word("book_pooled", lang)
    unsourced = [team.name for team in region.teams if not team.formation.source]
    if unsourced:
        yield ", ".join(unsourced), word("book_no_source", lang)


def printed_otherwise(region: Region, lang: Lang) -> Iterator[Line]:
    """Yield printed totals to which their lines do not add up."""
    for found in differences(region):
        numbers = (found.printed, found.sum_of_lines, found.difference)
        printed, summed, difference = (number_text(rounded(number, 1), lang) for number in numbers)
        what = word(f"book_difference_{found.what}", lang)
        yield (
            found.of,
            word("book_difference", lang).format(what=what, printed=printed, summed=summed, difference=difference),
        )
