"""Notes: how to read a workbook, what is assumed in it, and how to check it."""
