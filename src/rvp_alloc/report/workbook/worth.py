"""What a text such as 1/3 is worth, where no float holds a number exactly."""

from rvp_alloc.report.workbook.cell import Cell


def worth(cell: Cell) -> str:
    """Return the formula of what a text such as 1/3 or 0.25 is worth; a number put in its place counts as it is."""
    text = cell.text
    above, below = _number(f'LEFT({text},FIND("/",{text})-1)'), _number(f'MID({text},FIND("/",{text})+1,99)')
    return f"IF(ISNUMBER({text}),{text},IFERROR({above}/{below},{_number(text)}))"


def _number(text: str) -> str:
    """Return the formula of a text as a number: with a decimal point, whatever the language of the spreadsheet program."""
    return f'_xlfn.NUMBERVALUE({text},".",",")'
