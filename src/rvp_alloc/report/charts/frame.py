"""Frame: what is around every chart. Its title and description, its language, its look; and refusals of what has no chart."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from textwrap import wrap
from types import UnionType
from typing import Any, NamedTuple, get_args

from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.figure import rounded
from rvp_alloc.report.charts.look import NAMES, STEP, look
from rvp_alloc.telling import visible
from rvp_alloc.words import Lang, number_text, word

type Row = dict[str, str | float]
_PLACES = 6
_PLACES_FROM = {1: Fraction(2), 2: Fraction(1, 5)}
_HEADING, _LINE = 90, 118
"""How many letters fit on a line."""
_MINUS = "\N{MINUS SIGN}"


class Telling(NamedTuple):
    """What a chart tells in words: a title, a line below it, and for those who cannot see it, its main figures."""

    title: str
    subtitle: str
    description: str


def framed(chart: Any, telling: Telling, lang: Lang) -> Any:
    """Return the chart with its words and its look; its description and language go along in the specification."""
    heading = wrap(telling.title, _HEADING, break_on_hyphens=False)
    title = {
        "text": heading if len(heading) > 1 else telling.title,
        "subtitle": wrap(telling.subtitle, _LINE, break_on_hyphens=False),
    }
    usermeta = {"lang": lang, "title": telling.title, "description": telling.description}
    description = f"{telling.title}. {telling.description}"
    return chart.properties(title=title, description=description, usermeta=usermeta).configure(**look(lang))


def checked[Answer](answer: Answer, kind: type | UnionType, lang: Lang) -> Answer:
    """Return the answer, or refuse what is of no such kind: a conflict, for example, has no chart.

    Raises
    ------
    RequestError
        If it is something else, or there are no words in the language.
    """
    word("team", lang)
    if not isinstance(answer, kind):
        asked = " or ".join(f"a {one.__name__}" for one in get_args(kind) or (kind,))
        what = f"a {visible(type(answer).__name__)} is given where {asked} is asked for"
        raise RequestError([Problem("no_chart", what, f"Give {asked}", field="chart")])
    return answer


def nothing_to_show(what: str, remedy: str) -> RequestError:
    """Return the error for a chart that would be empty."""
    return RequestError([Problem("no_chart", what, remedy, field="chart")])


def largest_first[Entry](entries: Iterable[Entry], amount: Callable[[Entry], Fraction]) -> list[Entry]:
    """Return entries with the largest amount first; equal ones keep their order."""
    return sorted(entries, key=amount, reverse=True)


# ---- numbers


def shown(number: Fraction) -> float:
    """Return a number for the data of a chart: the exact one, rounded half to even to six decimals."""
    return float(rounded(number, _PLACES))


def told(number: Fraction, lang: Lang, places: int = 1) -> str:
    """Write a number for the eye.

    >>> told(Fraction(22041, 10), "nl"), told(Fraction(2, 3), "en", 3)
    ('2.204,1', '0.667')
    """
    return number_text(rounded(number, places), lang).replace("-", _MINUS)


def short(number: Fraction, lang: Lang) -> str:
    """Write a number with up to three decimals, no more than it needs.

    >>> short(Fraction(71), "nl"), short(Fraction(445, 2), "nl")
    ('71', '222,5')
    """
    return number_text(rounded(number, 3).normalize(), lang).replace("-", _MINUS)


def signed(number: Fraction, lang: Lang, places: int = 1) -> str:
    r"""Write a change with its sign, and with more decimals where it would else look like none.

    >>> signed(Fraction(5, 2), "nl"), signed(Fraction(-5, 2), "nl"), signed(Fraction(-1, 100), "nl")
    ('+2,5', '\u22122,5', '\u22120,01')
    """
    value = next(
        (value for more in range(places, _PLACES) if (value := rounded(number, more))), rounded(number, places)
    )
    sign = "+" if value > 0 else _MINUS if value < 0 else ""
    return sign + number_text(abs(value), lang)


def places_for(largest: Fraction) -> int:
    """Return how many decimals labels need, so that small divisions can be read too.

    >>> places_for(Fraction(9)), places_for(Fraction(1)), places_for(Fraction(1, 100))
    (1, 2, 3)
    """
    return next((places for places, least in _PLACES_FROM.items() if abs(largest) >= least), 3)


def spread(changes: Sequence[tuple[str, Fraction]], lang: Lang) -> dict[str, str]:
    """Return what a sentence tells of changes, the largest gain first: how many are more, less, nothing, and both ends.

    >>> spread([("West", Fraction(1)), ("Zuid", Fraction(0))], "en")
    {'more': '1', 'less': '0', 'same': '1', 'top': 'West', 'most': '+1.000', 'bottom': 'Zuid', 'least': '0.000'}
    """
    amounts = [amount for _, amount in changes]
    (top, most), (bottom, least) = changes[0], changes[-1]
    return {
        "more": str(sum(amount > 0 for amount in amounts)),
        "less": str(sum(amount < 0 for amount in amounts)),
        "same": str(sum(amount == 0 for amount in amounts)),
        "top": top,
        "most": signed(most, lang, 3),
        "bottom": bottom,
        "least": signed(least, lang, 3),
    }


# ---- parts that charts have in common


def names_axis(alt: Any, names: list[str], field: str = "team", *, labels: bool = True) -> Any:
    """Return the axis with a name per row, in the order given."""
    axis = alt.Axis(title=None, labelLimit=NAMES, ticks=False, domain=False) if labels else None
    return alt.Y(f"{field}:N", scale=alt.Scale(domain=names), axis=axis)


def layered(alt: Any, *marks: Any, width: int) -> Any:
    """Return marks on top of each other, with as much height as the rows need."""
    return alt.layer(*marks).properties(width=width, height=alt.Step(STEP))


def marks_of(alt: Any, rows: list[Row]) -> Any:
    """Return a chart of these rows, still without marks."""
    return alt.Chart(alt.Data(values=rows))


def on_hover(alt: Any) -> dict[str, Any]:
    """Return what shows the sentence in the field ``told``: a tooltip, and in an SVG the title of the mark."""
    return {"tooltip": alt.Tooltip("told:N"), "description": alt.Description("told:N")}


def legend_of(alt: Any, channel: str, field: str, colours: dict[str, str]) -> Any:
    """Return the encoding of a field in colours, by name, with a legend in the same order."""
    kind = {"color": alt.Color, "fill": alt.Fill}[channel]
    return kind(f"{field}:N", scale=alt.Scale(domain=list(colours), range=list(colours.values())))


def sentence(key: str, lang: Lang, **parts: str) -> str:
    """Return a sentence with its parts filled in."""
    return word(key, lang).format(**parts)
