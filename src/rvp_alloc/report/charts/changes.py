"""Changes: what a revision gives every team more or less than the old division."""

from typing import TYPE_CHECKING

from rvp_alloc.extras import load
from rvp_alloc.planning.revision import Revision
from rvp_alloc.planning.years_revision import YearsRevision
from rvp_alloc.report.charts.bars import Change, change_bars
from rvp_alloc.report.charts.frame import (
    Telling,
    checked,
    framed,
    largest_first,
    layered,
    sentence,
    signed,
    spread,
    told,
)
from rvp_alloc.report.charts.look import WIDTH, names_width
from rvp_alloc.words import Lang, word

if TYPE_CHECKING:
    from altair import LayerChart

_LABELS = 45


def changes(revision: Revision | YearsRevision, lang: Lang = "nl") -> "LayerChart":
    """Return a chart of the change of every team, also of one that only the old or the new division has.

    The team that gains most stands on top, the one that loses most at the bottom; a loss goes to the left.

    Parameters
    ----------
    revision
        A revision of a division; or of a plan over years, of which the end is shown.
    lang
        ``nl`` or ``en``.

    Raises
    ------
    RequestError
        If something else than a revision is given, or there are no words in the language.
    MissingPackageError
        If altair is not installed.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> from rvp_alloc.planning.revision import revise
    >>> chart = changes(revise(allocate(load_region("amsterdam-2022"), new_fte=71), new_fte=80), "en")
    >>> chart.to_dict()["title"]["subtitle"]
    ['17 teams get more, 0 less, 0 the same.']
    """
    alt = load("altair", "report")
    found = checked(revision, Revision | YearsRevision, lang)
    changed = found.teams() if isinstance(found, YearsRevision) else found.teams
    teams = largest_first(changed, lambda team: team.change)
    bars = [
        Change(
            team.name,
            team.change,
            signed(team.change, lang, 2),
            sentence(
                "chart_changes_told",
                lang,
                team=team.name,
                before=told(team.first, lang, 3),
                after=told(team.second, lang, 3),
                change=signed(team.change, lang, 3),
            ),
        )
        for team in teams
    ]
    width = WIDTH - names_width([team.name for team in teams]) - _LABELS
    shown = layered(alt, *change_bars(alt, bars, word("chart_change", lang), labels=True), width=width)
    chart: LayerChart = framed(shown, _telling(bars, lang), lang)
    return chart


def _telling(bars: list[Change], lang: Lang) -> Telling:
    found = spread([(bar.name, bar.amount) for bar in bars], lang)
    return Telling(
        word("chart_changes_title", lang),
        sentence("chart_changes_subtitle", lang, **found),
        sentence("chart_changes_description", lang, **found),
    )
