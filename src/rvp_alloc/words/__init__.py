"""Words in Dutch and English: names of rules and states, headings, sentences, and the form of numbers."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.figure import rounded
from rvp_alloc.words import en, nl

type Lang = Literal["nl", "en"]
LANGUAGES: tuple[Lang, ...] = ("nl", "en")
_WORDS = {"nl": nl.WORDS, "en": en.WORDS}
_RULES = {"nl": nl.RULES, "en": en.RULES}
_PARAMETERS = {"nl": nl.PARAMETERS, "en": en.PARAMETERS}
_THEMES = {"nl": nl.THEMES, "en": en.THEMES}
_CRITERIA = {"nl": nl.CRITERIA, "en": en.CRITERIA}
_COLUMNS = {"nl": nl.COLUMNS, "en": en.COLUMNS}


def word(key: str, lang: Lang) -> str:
    """Return a heading or sentence.

    >>> word("team", "nl"), word("team", "en")
    ('Basisteam', 'Team')
    """
    if lang not in _WORDS:
        problem = Problem("unknown_language", f"there are no words in {str(lang)[:80]!r}", "Use nl or en", field="lang")
        raise RequestError([problem])
    return _WORDS[lang][key]


def word_or(key: str, otherwise: str, lang: Lang) -> str:
    """Return a word, or what the user calls it where there is none.

    >>> word_or("unit_heads", "heads", "nl"), word_or("unit_cases", "cases", "nl")
    ('personen', 'cases')
    """
    return word(key, lang) if key in _WORDS.get(lang, {key: ""}) else otherwise


def rule_name(rule: str, lang: Lang) -> str:
    """Return the name of a rule; a rule of the user's own is called by its id."""
    return _RULES[lang].get(rule, (rule, ""))[0]


def rule_sentence(rule: str, lang: Lang) -> str:
    """Return one sentence on what a rule asks; empty for a rule of the user's own."""
    return _RULES[lang].get(rule, (rule, ""))[1]


def parameter_phrase(kind: str, lang: Lang) -> str | None:
    """Return how a kind of parameter or figure is called in a sentence, with places for names; None for one without words."""
    return _PARAMETERS[lang].get(kind)


def criterion_name(criterion: str, lang: Lang, otherwise: str = "") -> str:
    """Return what a criterion of the key is called in a sentence; one of the user's own by its name, or else its id."""
    return _CRITERIA[lang].get(criterion, otherwise or criterion)


def theme_name(theme: str, lang: Lang) -> str:
    """Return the name of an agreement that tasks are under; a local theme of the user's own is called by its own name.

    >>> theme_name("national.trafficking", "nl"), theme_name("local.dealers", "en")
    ('Mensenhandel', 'dealers')
    """
    return _THEMES[lang].get(theme, theme.partition(".")[2] or theme)


def column_words(column: str, lang: Lang) -> tuple[str, str, str]:
    """Return what a column of a table with one row per team means, its unit, and what happens where it is missing."""
    return _COLUMNS[lang][column]


def state_name(state: str, lang: Lang) -> str:
    """Return what became of a rule, in words."""
    return _WORDS[lang][f"state_{state}"]


def number_text(number: Decimal, lang: Lang) -> str:
    """Write a number in the language's form.

    >>> number_text(Decimal("2204.10"), "nl"), number_text(Decimal("2204.10"), "en")
    ('2.204,10', '2,204.10')
    """
    text = f"{number:,f}"
    return text.translate(str.maketrans(",.", ".,")) if lang == "nl" else text


def amount_text(value: Fraction, unit: str, lang: Lang, places: int = 3) -> str:
    """Write an amount rounded to at most so many decimals; a share as a percentage, people as whole people.

    >>> amount_text(Fraction(1, 20), "share of strength", "en"), amount_text(Fraction(4152, 1000), "fte", "nl")
    ('5%', '4,152')
    """
    if unit.startswith("share"):
        return f"{amount_text(value * 100, '', lang, places)}%"
    if unit.startswith("inhabitants") and "per wijkagent" not in unit:
        places = 0
    shown = rounded(value, places)
    return number_text(shown.normalize() if shown else abs(shown.normalize()), lang)


def fixed_text(amount: Fraction, lang: Lang, places: int = 3) -> str:
    """Write an amount with a fixed number of decimals, so that columns of numbers stand under each other.

    >>> fixed_text(Fraction(-1, 2), "nl"), fixed_text(Fraction(0), "en", 1)
    ('−0,500', '0.0')
    """
    shown = rounded(amount, places)
    return ("\N{MINUS SIGN}" if shown < 0 else "") + number_text(abs(shown), lang)


def signed_text(amount: Fraction, lang: Lang, places: int = 3) -> str:
    """Write a difference with its sign and a fixed number of decimals.

    >>> signed_text(Fraction(1, 2), "nl"), signed_text(Fraction(-1, 3), "en")
    ('+0,500', '−0.333')
    """
    return ("+" if rounded(amount, places) > 0 else "") + fixed_text(amount, lang, places)


def join_words(parts: Sequence[str], lang: Lang) -> str:
    """Join parts of a sentence, with *and* before the last.

    >>> join_words(["a", "b", "c"], "nl"), join_words(["a"], "en")
    ('a, b en c', 'a')
    """
    if len(parts) < 2:  # noqa: PLR2004  (one part needs no word to join it)
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word('and', lang)} {parts[-1]}"
