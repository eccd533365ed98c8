"""Words in Dutch and English: names of rules and states, headings, sentences, and the form of numbers."""

from decimal import Decimal
from typing import Literal

from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.words import en, nl

type Lang = Literal["nl", "en"]
_WORDS = {"nl": nl.WORDS, "en": en.WORDS}
_RULES = {"nl": nl.RULES, "en": en.RULES}


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
