"""What a table with one row per team may hold: each column, what is asked of it, and what the template shows in it."""

from dataclasses import dataclass
from enum import StrEnum

from rvp_alloc.words import Lang, word


class Asked(StrEnum):
    """What a cell of a column may hold."""

    TEXT = "text"
    DISTRICT = "district"
    ABOVE_ZERO = "above_zero"
    WIJKAGENTEN = "wijkagenten"
    NUMBER = "number"
    ANY_NUMBER = "any_number"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table with one row per team.

    ``term`` is what planners call it, ``required`` a word of the template. ``example`` is a number, or begins with
    ``template_`` and is a word; a column without a place in the template shows it in the explanation only.
    """

    id: str
    term: str
    example: str
    asked: Asked = Asked.TEXT
    required: str = "template_no"
    in_template: bool = True

    def example_in(self, lang: Lang) -> str | float:
        """Return the example as it stands in a cell."""
        if self.example.startswith("template_"):
            return word(self.example, lang)
        return float(self.example) if self.asked not in (Asked.TEXT, Asked.DISTRICT) else self.example


_YES, _NO = "template_yes", "template_no"
COLUMNS = (
    Column("team", "basisteam", "template_example_team", required=_YES),
    Column("district", "district", "template_example_district", Asked.DISTRICT, _YES),
    Column("formation", "formatie", "120.5", Asked.ABOVE_ZERO, _YES),
    Column("wijkagenten", "wijkagenten", "14", Asked.WIJKAGENTEN, _YES),
    Column("inhabitants", "inwoners", "81000", Asked.ABOVE_ZERO, _YES),
    Column("authority", "driehoek (gezag)", "template_example_authority"),
    Column("municipality", "gemeente", "template_example_municipality"),
    Column("development", "ontwikkelbuurten", "3", Asked.NUMBER),
    Column("growth", "groei van het aantal inwoners", "900", Asked.ANY_NUMBER),
    Column("safety", "veiligheidsindex", "108", Asked.NUMBER),
    Column("id", "kenmerk", "harbour-1", in_template=False),
    Column("pool", "groep teams", "template_example_municipality", required="template_pool", in_template=False),
    Column("pool_inhabitants", "inwoners van de groep", "139500", Asked.ABOVE_ZERO, "template_pool", in_template=False),
    Column("caseload", "caseload IPGA", "40", Asked.NUMBER, in_template=False),
    Column("filled", "bezetting", "0.93", Asked.NUMBER, in_template=False),
    Column("deployable", "inzetbaarheid", "0.71", Asked.NUMBER, in_template=False),
    Column("name:total", "eigen cijfer: aantal", "12", Asked.NUMBER, in_template=False),
    Column("name:change", "eigen cijfer: verandering", "-30", Asked.ANY_NUMBER, in_template=False),
    Column("name:index", "eigen cijfer: index", "105", Asked.NUMBER, in_template=False),
)
IN_TEMPLATE = tuple(column for column in COLUMNS if column.in_template)
