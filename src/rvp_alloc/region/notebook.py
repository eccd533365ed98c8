"""How a region shows itself in a notebook: its teams, how sure its figures are, and where they come from."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from rvp_alloc.figure import Confidence, Figure
from rvp_alloc.markup import (
    MOST_ROWS,
    Column,
    Element,
    Group,
    Tone,
    badge,
    card,
    folded,
    items,
    paragraph,
    table,
)
from rvp_alloc.naming import confidence_name, exact_number
from rvp_alloc.region.region import Measure, Region, Team
from rvp_alloc.region.report import Difference, differences
from rvp_alloc.words import Lang, criterion_name, word

_TONE: dict[Confidence, Tone] = {
    Confidence.PUBLISHED: "good",
    Confidence.COMPOSED: "note",
    Confidence.INFERRED: "note",
    Confidence.ASSUMPTION: "warning",
}
_MOST_MEASURES = 4
_TOGETHER = "*"


def region_html(region: Region, lang: Lang) -> str:
    """Return a region as HTML."""
    formation = sum((team.formation.value for team in region.teams), Fraction(0))
    verdict = word("region_verdict", lang).format(
        unit=region.name,
        teams=len(region.teams),
        districts=len(region.districts),
        formation=exact_number(formation, lang),
    )
    found = [_difference(entry, lang) for entry in differences(region)]
    folds = [folded(word("region_differs", lang).format(count=len(found)), items(found))] if found else []
    folds.append(folded(word("region_sources", lang), _sources(region, lang)))
    return str(card(verdict, _badges(region, lang), *_teams(region, lang), *folds, lang=lang))


def figures_of(region: Region) -> Iterator[Figure]:
    """Yield every figure that a division may use: of teams, pools and measures."""
    for team in region.teams:
        yield from (team.formation, team.wijkagenten)
    yield from (pool.inhabitants for pool in region.pools)
    yield from (group.figure for measure in region.measures for group in measure.values)


def _badges(region: Region, lang: Lang) -> Iterator[Element]:
    counted = Counter(figure.confidence for figure in figures_of(region))
    for confidence in Confidence:
        if counted[confidence]:
            name = confidence_name(confidence, lang)
            text = word("region_figures", lang).format(count=counted[confidence], confidence=name)
            yield badge(text, _TONE[confidence])
    if differences(region):
        yield badge(word("region_differs", lang).format(count=len(differences(region))), "warning")


def _teams(region: Region, lang: Lang) -> list[Element]:
    measures = region.measures[:_MOST_MEASURES]
    texts, others = [word("team", lang), word("district", lang)], ("formation", "wijkagenten", "inhabitants")
    columns = [Column(text, number=False) for text in texts]
    columns += [Column(word(name, lang)) for name in others]
    columns += [Column(_heading(measure, lang)) for measure in measures]
    names = {district.id: district.name for district in region.districts}
    rows = [
        [team.name, names.get(team.district, team.district), *_numbers(region, team, measures, lang)]
        for team in region.teams[:MOST_ROWS]
    ]
    shown = [table(word("figures_per_team", lang), columns, [Group(tuple(rows))], _totals(region, len(measures), lang))]
    if len(region.teams) > MOST_ROWS:
        shown.append(paragraph(word("more_rows", lang).format(count=len(region.teams) - MOST_ROWS)))
    if any(cell.startswith(_TOGETHER) for row in rows for cell in row[2:]):
        shown.append(paragraph(word("region_together", lang)))
    return shown


def _heading(measure: Measure, lang: Lang) -> str:
    text = criterion_name(measure.id, lang, measure.name)
    return text[:1].upper() + text[1:]


def _numbers(region: Region, team: Team, measures: tuple[Measure, ...], lang: Lang) -> Iterator[str]:
    pool = region.pool_of(team.id)
    yield from (exact_number(figure.value, lang) for figure in (team.formation, team.wijkagenten))
    yield _TOGETHER * (len(pool.teams) > 1) + exact_number(pool.inhabitants.value, lang)
    for measure in measures:
        group = next((group for group in measure.values if team.id in group.teams), None)
        yield _TOGETHER * (len(group.teams) > 1) + exact_number(group.figure.value, lang) if group else "-"


def _totals(region: Region, empty: int, lang: Lang) -> list[str]:
    sums = (
        sum((team.formation.value for team in region.teams), Fraction(0)),
        sum((team.wijkagenten.value for team in region.teams), Fraction(0)),
        sum((pool.inhabitants.value for pool in region.pools), Fraction(0)),
    )
    return [word("together", lang), "", *(exact_number(number, lang) for number in sums), *[""] * empty]


def _difference(found: Difference, lang: Lang) -> str:
    return word("region_difference", lang).format(
        of=found.of,
        what=word(found.what, lang).lower(),
        printed=exact_number(found.printed, lang),
        lines=exact_number(found.sum_of_lines, lang),
        difference=exact_number(found.difference, lang),
    )


def _sources(region: Region, lang: Lang) -> Element:
    counted = Counter((figure.source, figure.date, figure.confidence) for figure in figures_of(region))
    columns = [Column(word(name, lang), number=False) for name in ("source", "date", "confidence")]
    rows = [
        [source or word("none", lang), date, confidence_name(confidence, lang), str(count)]
        for (source, date, confidence), count in list(counted.items())[:MOST_ROWS]
    ]
    return table(word("region_sources", lang), [*columns, Column(word("figures", lang))], [Group(tuple(rows))])
