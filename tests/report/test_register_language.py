"""An entry is in plain language: short sentences, words that read easily."""

import re

import pytest
from register_cases import PROSE, plans_of_every_kind

from rvp_alloc.report.register import register_entry


@pytest.fixture(scope="module")
def plans():
    return plans_of_every_kind()


def sentences(text):
    parts = re.split(r"(?<=[.!?])\s+|\n", re.sub(r"(?m)^(- |\d+\. )", "", text))
    return [part for part in parts if re.search(r"\w", part)]


def words(text):
    return re.findall(r"[^\W\d_][\w'-]*|\d[\d.,/%-]*", text)


def syllables(text):
    return sum(max(1, len(re.findall(r"[aeiouyáéíóúàèëïöü]+", word.lower()))) for word in words(text))


def ease(text, lang):
    """Return how easily a text reads, from 0 to 100: Douma (1960) for Dutch, Flesch (1948) for English."""
    count, per_sentence = len(words(text)), len(words(text)) / len(sentences(text))
    per_word = syllables(text) / count
    return (
        206.84 - 0.77 * 100 * per_word - 0.93 * per_sentence
        if lang == "nl"
        else 206.835 - 84.6 * per_word - 1.015 * per_sentence
    )


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_sentences_are_short_and_words_are_plain(plans, lang):
    for kind, plan in plans.items():
        fields = register_entry(plan, lang).fields
        for name in [*PROSE, "legal_basis"]:
            lengths = [len(words(sentence)) for sentence in sentences(fields[name])]
            assert sum(lengths) / len(lengths) < 15, (kind, name)
            assert max(lengths) <= 25, (kind, name)
        told = "\n".join(fields[name] for name in ("purpose_and_impact", "considerations", "human_intervention"))
        assert ease(told, lang) >= 60, (kind, ease(told, lang))
        assert ease(fields["risk_management"], lang) >= 50, (kind, ease(fields["risk_management"], lang))
