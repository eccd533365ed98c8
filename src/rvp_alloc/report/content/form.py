"""Form: how a report writes its sentences and numbers, in one language."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from rvp_alloc.figure import Figure, rounded
from rvp_alloc.words import Lang, amount_text, join_words, number_text, word

_THOUSAND = 1000
_PLACES = 3
_OWN = "assumption of this library"  # as rules write it beside their reference values
_INTAKE = "intake until the end of "  # as a plan over years writes it beside its budget, with the year
_MINUS = "\N{MINUS SIGN}"
_SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Form:
    """Sentences and numbers in a language.

    >>> form = Form("nl")
    >>> form.fte(Fraction(71)), form.short(Fraction(71)), form.signed(Fraction(1, 3)), form.percent(Fraction(1, 8))
    ('71,000', '71', '+0,333', '12,5%')
    """

    lang: Lang

    def say(self, key: str, /, **places: str) -> str:
        """Return a sentence of the report with its places filled in."""
        return word(f"report_{key}", self.lang).format(**places)

    def join(self, parts: list[str] | tuple[str, ...]) -> str:
        """Return words with *and* before the last."""
        return join_words(list(parts), self.lang)

    def start(self, text: str) -> str:
        """Return a text as it stands at the start of a line: with a capital."""
        return text[:1].upper() + text[1:]

    def fte(self, amount: Fraction, places: int = 3) -> str:
        """Return an amount with a fixed number of decimals, for a column."""
        return number_text(rounded(amount, places), self.lang)

    def signed(self, amount: Fraction, places: int = 3) -> str:
        """Return an amount with its sign, a real minus; without one where it is rounded to nothing."""
        shown = rounded(amount, places)
        sign = "+" if shown > 0 else _MINUS if shown < 0 else ""
        return sign + number_text(abs(shown), self.lang)

    def compared(self, old: Fraction, new: Fraction) -> tuple[str, str, str]:
        """Return two amounts and the change from the one to the other, for three columns."""
        return self.fte(old), self.fte(new), self.signed(new - old)

    def short(self, amount: Fraction) -> str:
        """Return an amount with at most three decimals, for a sentence."""
        return amount_text(amount, "fte", self.lang)

    def percent(self, share: Fraction) -> str:
        """Return a share as a percentage."""
        return amount_text(share, "share", self.lang, 1)

    def figure(self, value: Fraction, unit: str) -> str:
        """Return a figure in its unit; fte are called by name, what is counted otherwise stands in the name beside it."""
        shown = amount_text(value, unit, self.lang)
        return f"{shown} fte" if unit == "fte" else shown

    def source(self, text: str) -> str:
        """Return where a figure comes from; what the library itself writes there is said in the language."""
        if text.startswith(_INTAKE):
            return self.say("source_intake", year=text.removeprefix(_INTAKE))
        return self.say("source_library") if text == _OWN else text

    def near(self, value: Fraction, unit: str) -> str:
        """Return a figure in its unit, with *about* where it is rounded to be shown."""
        scale = 100 if unit.startswith("share") else 1
        shown = self.figure(value, unit)
        return shown if (value * scale * _THOUSAND).denominator == 1 else self.say("about_so", value=shown)

    def euro(self, fte: Fraction, euro_per_fte: Figure) -> str:
        """Return what so many fte cost, rounded to thousands of euros."""
        return self.whole_euro(rounded(fte * euro_per_fte.value / _THOUSAND, 0) * _THOUSAND)

    def whole_euro(self, amount: Decimal) -> str:
        """Return an amount of euros."""
        return f"€{_SPACE}{number_text(amount, self.lang)}"


def decimals(amounts: Iterable[Fraction], least: int = 0) -> int:
    """Return how many decimals show all of these amounts exactly; three at most.

    >>> decimals([Fraction(71), Fraction(1, 2)]), decimals([Fraction(1, 3)]), decimals([Fraction(4)], least=1)
    (1, 3, 1)
    """
    found = list(amounts)
    shown = (places for places in range(least, _PLACES) if all((fte * 10**places).denominator == 1 for fte in found))
    return next(shown, _PLACES)
