"""Both languages have the same words, each once, with the same places to fill in."""

import importlib
import pkgutil
from string import Formatter

import pytest

from rvp_alloc.region.themes import OTHER, THEMES
from rvp_alloc.words import en, nl

LANGUAGES = {"nl": nl, "en": en}


def files(language):
    names = [entry.name for entry in pkgutil.iter_modules(language.__path__)]
    modules = {name: importlib.import_module(f"{language.__name__}.{name}") for name in names}
    return {name: module.WORDS for name, module in modules.items() if hasattr(module, "WORDS")}


def places(text):
    return sorted({name for _, name, _, _ in Formatter().parse(text) if name is not None})


def test_a_word_stands_in_the_same_file_in_both_languages():
    assert {name: set(words) for name, words in files(nl).items()} == {
        name: set(words) for name, words in files(en).items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_stands_in_two_files(language):
    keys = [key for words in files(LANGUAGES[language]).values() for key in words]
    assert len(keys) == len(set(keys))
    assert set(keys) == set(LANGUAGES[language].WORDS)


def test_a_sentence_has_the_same_places_in_both_languages():
    assert {key: places(text) for key, text in nl.WORDS.items()} == {
        key: places(text) for key, text in en.WORDS.items()
    }


def test_themes_are_named_in_both_languages():
    assert list(nl.THEMES) == list(en.THEMES) == [*THEMES, OTHER]
    for names in (nl.THEMES, en.THEMES):
        assert all(names.values())
        assert len(set(names.values())) == len(names)


def test_rules_are_named_in_both_languages():
    assert list(nl.RULES) == list(en.RULES)
    assert not [rule for rules in (nl.RULES, en.RULES) for rule in rules.values() if not all(rule)]
