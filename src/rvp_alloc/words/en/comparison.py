"""English words of comparisons."""

WORDS: dict[str, str] = {}
