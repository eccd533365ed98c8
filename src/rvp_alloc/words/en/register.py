"""English words of the entry in the Algorithm Register."""

WORDS: dict[str, str] = {}
