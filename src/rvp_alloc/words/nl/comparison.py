"""Dutch words of comparisons."""

WORDS: dict[str, str] = {}
