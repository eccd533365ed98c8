"""A figure: one number with its unit, source, date and confidence.

A team's formation and a rule's parameter are the same noun. Numbers are exact: ``146.7`` is 1467/10.
"""

import math
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation, localcontext
from enum import StrEnum
from fractions import Fraction
from numbers import Integral, Real

SIGNIFICANT_DIGITS = 12
_MOST_DIGITS = 40  # beyond this many, a number is out of range whatever its digits
_RATIO_DIGITS = 60  # a ratio is exact by itself, such as 1/3, so either part may be longer than a decimal
LARGEST = Fraction(10) ** 12
SMALLEST = Fraction(1, 10**12)
_RATIO = re.compile(rf"([+-]?\d{{1,{_RATIO_DIGITS}}})\s*/\s*(\d{{1,{_RATIO_DIGITS}}})", re.ASCII)
_WITH_EXPONENT = re.compile(r"[+-]?[\d.]+[eE][+-]?\d+", re.ASCII)


class Confidence(StrEnum):
    """How sure a figure is, from sure to unsure."""

    PUBLISHED = "published"
    COMPOSED = "composed"
    INFERRED = "inferred"
    ASSUMPTION = "assumption"


@dataclass(frozen=True, slots=True)
class Figure:
    """One exact number, with what a reader needs to trust it.

    Parameters
    ----------
    value
        The exact number, in ``unit``.
    unit
        What is counted: ``fte``, ``inhabitants``, ``share`` ...
    source, date
        Where the number was found, and the day or year it describes.
    confidence
        Whether it was published, composed of published numbers, inferred, or assumed.
    note
        Anything a reader must know before using it.

    Examples
    --------
    >>> figure = Figure(parse_number("146.7"), "fte", "RVP 2023-2026, Bijlage 1", "2022-10")
    >>> figure.value
    Fraction(1467, 10)
    >>> str(figure)
    '146.7 fte'
    """

    value: Fraction
    unit: str = ""
    source: str = ""
    date: str = ""
    confidence: Confidence = Confidence.ASSUMPTION
    note: str = ""

    def __str__(self) -> str:
        return f"{exact_text(self.value)} {self.unit}".strip()

    def to_dict(self) -> dict[str, str]:
        """Return the figure as plain strings; parts that are not stated are left out."""
        parts = {
            "value": exact_text(self.value),
            "unit": self.unit,
            "source": self.source,
            "date": self.date,
            "confidence": str(self.confidence),
            "note": self.note,
        }
        return {name: text for name, text in parts.items() if text}


def parse_number(raw: object) -> Fraction:
    """Read a number exactly.

    Accepts whole numbers, decimals (also as text), ratios such as ``"1/3"``, and floats, which are
    read as the shortest decimal of their kind.

    Raises
    ------
    ValueError
        With a sentence that says what is wrong: not a number, not finite, more than 12 significant
        digits, or too large or small for an exact answer (10^12, 10^-12).

    Examples
    --------
    >>> parse_number("146.7"), parse_number(0.1), parse_number("1/3")
    (Fraction(1467, 10), Fraction(1, 10), Fraction(1, 3))
    """
    if isinstance(raw, bool) or type(raw).__name__ == "bool":  # numpy has its own
        raise ValueError("is true or false, not a number")
    if isinstance(raw, Fraction):
        return _checked_ratio(raw.numerator, raw.denominator)
    if isinstance(raw, Integral):
        return _checked_decimal(Decimal(int(raw)) if abs(int(raw)) < 10**_MOST_DIGITS else Decimal("1e40"))
    if isinstance(raw, Decimal):
        return _checked_decimal(raw)
    if isinstance(raw, Real):
        if not math.isfinite(float(raw)):
            raise ValueError("is not a finite number")
        return _checked_decimal(Decimal(str(raw)))
    if isinstance(raw, str):
        return _parse_text(raw)
    kind = type(raw).__name__
    if raw is None or kind in ("NAType", "NaTType"):  # the second and third are pandas's
        raise ValueError("is missing")
    if isinstance(raw, date) or kind == "datetime64":
        raise ValueError("is a date, not a number")
    raise ValueError(f"is of the kind {kind}, not a number")


def _parse_text(text: str) -> Fraction:
    text = text.strip()
    if not text:
        raise ValueError("is empty")
    if len(text) > 2 * _RATIO_DIGITS + len("-/"):
        raise ValueError(f"is {len(text)} characters long, not a number")
    ratio = _RATIO.fullmatch(text)
    if ratio:
        return _checked_ratio(int(ratio[1]), int(ratio[2]))
    if "_" in text or not text.isascii():
        raise ValueError("is text, not a number")
    try:
        return _checked_decimal(Decimal(text))
    except InvalidOperation:
        if _WITH_EXPONENT.fullmatch(text):
            raise ValueError("has an exponent out of reach") from None
        hint = " (write a point, not a comma, before the decimals)" if "," in text else ""
        raise ValueError(f"is text, not a number{hint}") from None


def _checked_ratio(numerator: int, denominator: int) -> Fraction:
    if denominator == 0:
        raise ValueError("divides by zero")
    ratio = Fraction(numerator, denominator)
    if max(abs(ratio.numerator), ratio.denominator) >= 10**_RATIO_DIGITS:
        raise ValueError(f"has more than {_RATIO_DIGITS} digits above or below the line")
    return _in_range(ratio)


def _checked_decimal(number: Decimal) -> Fraction:
    if not number.is_finite():
        raise ValueError("is not a finite number")
    # A number of this size would take ages to write out, so its size is checked first.
    if number and abs(number.adjusted()) >= _MOST_DIGITS:
        return _in_range(LARGEST * 2 if number.adjusted() > 0 else SMALLEST / 2)
    digits = _significant_digits("".join(map(str, number.as_tuple().digits)))
    if digits > SIGNIFICANT_DIGITS:
        raise ValueError(
            f"has {digits} significant digits; at most {SIGNIFICANT_DIGITS} are read, so that answers stay exact"
        )
    return _in_range(Fraction(number))


def _significant_digits(digits: str) -> int:
    return len(digits.strip("0"))


def _in_range(number: Fraction) -> Fraction:
    if abs(number) > LARGEST:
        raise ValueError("is larger than 10^12")
    if number and abs(number) < SMALLEST:
        raise ValueError("is smaller than 10^-12")
    return number


def exact_text(number: Fraction) -> str:
    """Write a number so that :func:`parse_number` gives it back: as a decimal where that is short, else as ``p/q``.

    >>> exact_text(Fraction(1467, 10)), exact_text(Fraction(1, 3)), exact_text(Fraction(1, 2**40))
    ('146.7', '1/3', '1/1099511627776')
    """
    ratio = f"{number.numerator}/{number.denominator}"
    twos, fives = _power(number.denominator, 2), _power(number.denominator, 5)
    if number.denominator != 2**twos * 5**fives:
        return ratio
    places = max(twos, fives)
    digits = f"{abs(number.numerator) * 10**places // number.denominator:0{places + 1}d}"
    if places and _significant_digits(digits) > SIGNIFICANT_DIGITS:
        return ratio
    sign = "-" if number < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def _power(number: int, prime: int) -> int:
    count = 0
    while number % prime == 0:
        number //= prime
        count += 1
    return count


def rounded(number: Fraction, places: int) -> Decimal:
    """Round half to even, from the exact number, to a fixed number of decimals (for display only).

    >>> rounded(Fraction(2, 3), 3)
    Decimal('0.667')
    """
    with localcontext() as context:
        context.prec = 60
        return Decimal(round(number * 10**places)).scaleb(-places)
