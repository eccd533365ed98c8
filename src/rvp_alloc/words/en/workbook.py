"""English words of the workbook."""

WORDS: dict[str, str] = {}
