"""Workload: the fte that the tasks of each team take, as a measure that the key can weigh.

The key of 2020 began so: all tasks were listed and weighed (RVP 2023-2026, chapter 8, Verdeelsystematiek). Its weights, volumes
and hours are not published; here they are the user's.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rvp_alloc.border import FigureDocument, looked_at, suggestion
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.figure import Figure, exact_text, parse_number
from rvp_alloc.region.composition import composed, listed
from rvp_alloc.region.region import GroupFigure, Kind, Measure
from rvp_alloc.region.tasks import Group, Task, Tasks
from rvp_alloc.region.themes import kind_of
from rvp_alloc.region.years import Mean, years_to_use
from rvp_alloc.telling import visible
from rvp_alloc.words import Lang, amount_text, join_words, theme_name, word

if TYPE_CHECKING:
    import pandas as pd

WORKLOAD = "workload"
_MOST_HOURS = 366 * 24
_MOST_IN_NOTE = 12
_MOST_YEARS = 10


@dataclass(frozen=True, slots=True)
class Part:
    """What one task adds to a workload: ``fte = volume x hours x weight / productive hours``, exactly.

    ``volume`` is the mean over the years; ``weight`` the task's own times that of the agreement it is under.
    """

    task: str
    theme: str
    volume: Fraction
    hours: Fraction
    weight: Fraction
    fte: Fraction


@dataclass(frozen=True)
class Workload:
    """The workload of every team, or group of teams known only together, with the tasks it consists of.

    ``measure`` is what :func:`rvp_alloc.region.measures.with_measure` puts into a region; ``key.weights.workload`` then uses it.
    """

    productive_hours: Figure
    themes: Mapping[str, Figure]
    years: Mapping[int, Fraction]
    parts: Mapping[Group, tuple[Part, ...]]
    figures: Mapping[Group, Figure]

    def of(self, team: str) -> tuple[Part, ...]:
        """Return what each task adds to the workload of a team, as it is called in the table; they add up to it.

        Of a team that is known only together with others, the parts are those of all of them.

        Raises
        ------
        RequestError
            If the table has no such team.
        """
        return self.parts[self._group(team)]

    def figure(self, team: str) -> Figure:
        """Return the workload of a team, or of the group it is known in."""
        return self.figures[self._group(team)]

    @cached_property
    def measure(self) -> Measure:
        """The workload as a measure of a region."""
        name = f"Workload: volume x hours x weight / {exact_text(self.productive_hours.value)}{self._over()}"
        groups = tuple(GroupFigure(group, figure) for group, figure in self.figures.items())
        return Measure(WORKLOAD, name, Kind.TOTAL, "fte", groups)

    def text(self, team: str, lang: Lang = "en") -> str:
        """Return in words which tasks a team's workload consists of, and how much of it is under which agreement."""
        return " ".join(self.sentences(team, lang))

    def sentences(self, team: str, lang: Lang = "en") -> Iterator[str]:
        """Yield the sentences of the text."""
        group = self._group(team)
        parts = [part for part in self.parts[group] if part.fte]
        told = [word("workload_part", lang).format(task=part.task, fte=_fte(part.fte, lang)) for part in parts]
        whole = _fte(self.figures[group].value, lang)
        teams = join_words(group, lang)
        yield word("workload_of", lang).format(team=teams, fte=whole, parts=join_words(told, lang) or whole)
        of_theme = {theme: Fraction(0) for theme in dict.fromkeys(part.theme for part in parts)}
        for part in parts:
            of_theme[part.theme] += part.fte
        under = word("workload_theme", lang)
        told = [under.format(theme=theme_name(theme, lang), fte=_fte(fte, lang)) for theme, fte in of_theme.items()]
        if told:
            yield word("workload_under", lang).format(parts=join_words(told, lang))

    def to_frame(self) -> "pd.DataFrame":
        """Return one row per team (or group) and task, in floats: volume, hours, weight and fte, with the theme."""
        import pandas as pd

        columns = ["team", "task", "theme", "volume", "hours", "weight", "fte"]
        rows = [
            ["; ".join(group), part.task, part.theme, *map(float, (part.volume, part.hours, part.weight, part.fte))]
            for group, parts in self.parts.items()
            for part in parts
        ]
        return pd.DataFrame(rows, columns=columns)

    def _over(self) -> str:
        """Return over which years the mean is, with their weights where these differ."""
        alike = len(set(self.years.values())) == 1
        years = [f"{year}" if alike else f"{year} ({exact_text(share)})" for year, share in self.years.items()]
        if len(years) > _MOST_YEARS:
            years = [f"{len(years)} years from {min(self.years)} to {max(self.years)}"]
        return f", {'mean of ' if len(self.years) > 1 else ''}{', '.join(years)}" if years else ""

    def _group(self, team: str) -> Group:
        for group in self.parts:
            if team in group:
                return group
        known = [name for group in self.parts for name in group]
        what = f"the table of tasks has no team {visible(team)!r}"
        raise RequestError([Problem("unknown_team", what, suggestion(str(team), known), value=visible(team))])


def _fte(amount: Fraction, lang: Lang) -> str:
    return amount_text(amount, "fte", lang)


def workload_of(
    tasks: Tasks, productive_hours: Any, themes: Mapping[str, Any], years: int | Mapping[int, Any] | None
) -> Workload:
    """Return the workload that tasks make; see :meth:`Tasks.workload`."""
    problems: list[Problem] = []
    hours = _figure(productive_hours, "hours per fte per year", "productive_hours", problems)
    if hours and not 0 < hours.value <= _MOST_HOURS:
        what, remedy = f"{hours} must be more than 0 and at most {_MOST_HOURS:,}", "Give the hours of one fte in a year"
        problems.append(Problem("out_of_range", what, remedy, field="productive_hours", value=exact_text(hours.value)))
    weights = _theme_weights(tasks, themes, problems)
    mean = years_to_use(tasks, years, problems)
    if problems or hours is None:
        raise RequestError(problems, tasks.origin)
    parts = {
        group: tuple(_part(task, group, hours.value, weights, mean) for task in tasks.tasks) for group in tasks.groups
    }
    figures = {group: _whole(tasks, group, parts[group], hours, weights, mean) for group in tasks.groups}
    problems = [problem for group, figure in figures.items() for problem in _length_problems(group, figure)]
    if problems:
        raise RequestError(problems, tasks.origin)
    return Workload(hours, weights, {year: share for year, share in mean.items() if year is not None}, parts, figures)


def _figure(raw: Any, unit: str, field: str, problems: list[Problem]) -> Figure | None:
    """Return a figure that is given as one or as a bare number."""
    given = raw.to_dict() if isinstance(raw, Figure) else {"value": raw}
    document, found = looked_at(FigureDocument, given)
    problems += [Problem(one.code, one.what, one.remedy, "", "", field, one.value) for one in found]
    return document.figure(unit) if document and not found else None


def _theme_weights(tasks: Tasks, themes: Mapping[str, Any], problems: list[Problem]) -> dict[str, Figure]:
    if not isinstance(themes, Mapping):
        what, remedy = f"{visible(themes)} gives no weights by theme", 'Write it as {"regional.youth": "1.5"}'
        problems.append(Problem("not_an_object", what, remedy, field="themes"))
        return {}
    used = dict.fromkeys(task.theme for task in tasks.tasks)
    known = [*used, *dict.fromkeys(kind_of(theme) for theme in used)]
    found = {}
    for theme, weight in themes.items():
        field = f"themes.{visible(theme)}"
        if not isinstance(theme, str) or theme not in known:
            problems.append(Problem("unknown_theme", "no task is under it", suggestion(str(theme), known), field=field))
        figure = _figure(weight, "weight", field, problems)
        if figure and figure.value < 0:
            problems.append(Problem("out_of_range", f"{figure} must not be below 0", "Give 0 or more", field=field))
        if figure:
            found[theme] = figure
    return found


def _weight_of(task: Task, weights: Mapping[str, Figure]) -> Figure | None:
    return weights.get(task.theme) or weights.get(kind_of(task.theme))


def _part(task: Task, group: Group, hours: Fraction, weights: Mapping[str, Figure], mean: Mean) -> Part:
    volume = sum((share * task.volumes[year][group].value for year, share in mean.items()), Fraction(0))
    of_theme = _weight_of(task, weights)
    weight = task.weight * (of_theme.value if of_theme else 1)
    return Part(task.name, task.theme, volume, task.hours.value, weight, volume * task.hours.value * weight / hours)


def _whole(
    tasks: Tasks,
    group: Group,
    parts: Sequence[Part],
    hours: Figure,
    weights: Mapping[str, Figure],
    mean: Mean,
) -> Figure:
    """Return the sum of the parts, with the sources of all that went in."""
    went_in = [hours]
    for task in tasks.tasks:
        of_theme = _weight_of(task, weights)
        went_in += [task.hours, *(task.volumes[year][group] for year in mean), *([of_theme] if of_theme else [])]
    whole = sum((part.fte for part in parts), Fraction(0))
    return composed(whole, "fte", went_in, _note(parts, whole))


def _note(parts: Sequence[Part], whole: Fraction) -> str:
    """Return which tasks a workload is the sum of, the largest first, in whole percents: no decimals, so in any language."""
    largest = sorted((part for part in parts if part.fte), key=lambda part: -part.fte)
    told = [f"{part.task} {round(100 * part.fte / whole)}%" for part in largest[:_MOST_IN_NOTE]]
    rest = sum((part.fte for part in largest[_MOST_IN_NOTE:]), Fraction(0))
    return listed([*told, *([f"\N{HORIZONTAL ELLIPSIS} {round(100 * rest / whole)}%"] if rest else [])])


def _length_problems(group: Group, figure: Figure) -> Iterator[Problem]:
    """Yield a workload that could not be written down and read again."""
    try:
        parse_number(figure.value)
    except ValueError as error:
        what, remedy = f"its workload {error}", "Use fewer digits in volumes, hours and weights"
        yield Problem("out_of_range", what, remedy, subject=" + ".join(group), field=WORKLOAD)
