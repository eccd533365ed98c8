"""Dutch words of the report."""

WORDS: dict[str, str] = {}
