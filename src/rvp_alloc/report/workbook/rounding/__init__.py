"""Whole posts: the workbook of the division in whole numbers, and what rounding gives and takes."""
