"""Dutch words of explanations."""

WORDS: dict[str, str] = {}
