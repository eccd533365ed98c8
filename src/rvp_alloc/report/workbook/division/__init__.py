"""One division: the sheets of its proposal and its workings, and the book of it."""
