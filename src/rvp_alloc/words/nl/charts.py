"""Dutch words of charts."""

WORDS: dict[str, str] = {}
