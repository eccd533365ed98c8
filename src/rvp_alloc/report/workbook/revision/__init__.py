"""A revision, of one division or of a plan over years: its workbook, with what changes for each team, and by what, in front."""
