"""Dutch words of the report of a plan over several years."""

WORDS: dict[str, str] = {}
