"""What follows from an answer: how far it could differ, and later why it is what it is."""
