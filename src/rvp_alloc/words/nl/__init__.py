"""Dutch words, a file for each thing that is told. A key stands in one file only."""

from rvp_alloc.words.nl import (
    charts,
    comparison,
    explanation,
    general,
    notebook,
    parameters,
    register,
    report,
    workbook,
)
from rvp_alloc.words.nl.rules import RULES

__all__ = ["RULES", "WORDS"]
_SUBJECTS = (general, parameters, notebook, explanation, comparison, charts, report, workbook, register)
WORDS: dict[str, str] = {key: text for subject in _SUBJECTS for key, text in subject.WORDS.items()}
