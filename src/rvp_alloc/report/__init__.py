"""Reports: charts, the page, the workbook and the entry in the Algorithm Register, all derived from a division."""
