"""A figure for a spreadsheet: what the page shows, no more."""

from casework.insights.figures import Figure
from casework.spreadsheets import spreadsheet


def figure_csv(figure: Figure, year: str) -> bytes:
    """The table as shown, small numbers left out as there; the year in the first column."""
    heads = ("Year", figure.rows_are, *figure.heads)
    rows = ((year, row.label, *(cell.shown for cell in row.cells)) for row in figure.rows)
    return spreadsheet(heads, rows)
