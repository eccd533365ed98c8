"""English words of explanations."""

WORDS: dict[str, str] = {}
