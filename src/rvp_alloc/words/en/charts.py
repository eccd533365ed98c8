"""English words of charts."""

WORDS: dict[str, str] = {}
