"""How parameters, their values, criteria and aims are called in a sentence or a table, in Dutch and English.

A name that the user gave (a rule, a figure or an aim of their own) stays as it is.
"""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from rvp_alloc.figure import Confidence, Figure, exact_text
from rvp_alloc.words import Lang, criterion_name, number_text, parameter_phrase, word, word_or

_IN_PERCENT = ("weight", "coverage", "fulfilment")
_FEWEST = "fewest_"
_PARTS_OF_BOUND = 3


def exact_number(number: Fraction, lang: Lang) -> str:
    """Write an exact number in the language's form where it is a short decimal, else as ``p/q``.

    >>> exact_number(Fraction("2204.1"), "nl"), exact_number(Fraction(1, 3), "nl")
    ('2.204,1', '1/3')
    """
    text = exact_text(number)
    return text if "/" in text else number_text(Decimal(text), lang)


def amount(figure: Figure, lang: Lang) -> str:
    """Write a value with its unit, shares as a percentage.

    >>> amount(Figure(Fraction(1, 100), "share of formation"), "nl"), amount(Figure(Fraction(71), "fte"), "en")
    ('1% van de formatie', '71 fte')
    """
    unit = word_or(f"unit_{figure.unit}", figure.unit, lang)
    percent = exact_number(figure.value * 100, lang)
    in_percent = (figure.unit in _IN_PERCENT or figure.unit.startswith("share of ")) and "/" not in percent
    return f"{percent}% {unit}".strip() if in_percent else f"{exact_number(figure.value, lang)} {unit}".strip()


def parameter_name(parameter: str, lang: Lang, subject: Callable[[str], str] = str) -> str:
    """Return what a parameter is called in a sentence; its id, if there are no words for it.

    ``subject`` gives the name of a team or district by its id, where that is known.

    >>> parameter_name("key.weights.safety", "en"), parameter_name("bounds.growth_cap.team.every", "nl")
    ('the weight of safety in the key', 'de grootste groei van elk team')
    >>> parameter_name("night_shift.base", "en")
    'night_shift.base'
    """
    kind, name = _family(parameter, lang, subject)
    phrase = parameter_phrase(kind, lang)
    return phrase.format(name=name) if phrase else parameter


def named_amount(parameter: str, figure: Figure, lang: Lang) -> tuple[str, str]:
    """Return what a parameter is called and its value with its unit, which is said once.

    >>> named_amount("wijkagent_unit.norm", Figure(Fraction(5000), "inhabitants per wijkagent"), "en")
    ('the wijkagent norm of the unit', '5,000 inhabitants per wijkagent')
    """
    value = amount(figure, lang)
    return parameter_name(parameter, lang).removesuffix(f" ({value.partition(' ')[2]})"), value


def _family(parameter: str, lang: Lang, named: Callable[[str], str]) -> tuple[str, str]:
    """Return the kind of a parameter, as the words know it, and the name that belongs in it."""
    rule, _, rest = parameter.partition(".")
    if rule == "key":
        return "key.weights", criterion_name(rest.removeprefix("weights."), lang)
    if rule == "pins":
        return rule, named(rest)
    if rule == "reach":
        fewest = rest.startswith(_FEWEST)
        posts = criterion_name(rest.removeprefix(_FEWEST), lang)
        return ("reach.fewest", posts) if fewest else (rule, aim_name(rest, lang))
    if rule == "bounds" and len(parts := rest.split(".", 2)) == _PARTS_OF_BOUND:
        kind, scope, subject = parts
        return f"bounds.{kind}", _each(scope, subject, lang, named)
    if rule == "waterline" and rest.startswith("fte."):
        return "waterline.fte", _each("team", rest.removeprefix("fte."), lang, named)
    return parameter, ""


def _each(scope: str, subject: str, lang: Lang, named: Callable[[str], str]) -> str:
    """Return the name of a subject, or that each one is meant."""
    every = parameter_phrase(f"every.{scope}", lang) if subject == "every" else None
    return every or named(subject)


def aim_name(aim: str, lang: Lang) -> str:
    """Return what an aim is called."""
    return word_or(f"aim_{aim}", aim, lang)


def confidence_name(confidence: Confidence, lang: Lang) -> str:
    """Return how sure a figure is, in a word."""
    return word(f"confidence_{confidence}", lang)


def relaxed_text(value: str, lang: Lang) -> str:
    """Return what a relaxation went from or to: a number in the language's form, or the state of a rule."""
    if value[:1] in "-0123456789":
        return exact_number(Fraction(value), lang)
    return word_or(f"setting_{value}", word("none", lang), lang)


def source_text(figure: Figure) -> str:
    """Return where a figure comes from, with its date."""
    return f"{figure.source} ({figure.date})" if figure.source and figure.date else figure.source or figure.date
