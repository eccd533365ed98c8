"""The fields of the Algoritmeregister Publicatiestandaard, version 1.0: names, limits, permitted values.

Source: github.com/MinBZK/Algoritmeregister-Publicatiestandaard (``ch02.md``: what each field means and how long it may be) and
github.com/MinBZK/Algoritmeregister (``backend/app/schemas/config/v1_0_0.json`` and ``v1_0.json``: keys and permitted values).
There a status is one of three and a publication category one of three, in Dutch; a theme is from the list of themes for official
publications; a date is ``yyyy-mm``; a contact is an e-mail address or a page; the language is in ISO 639-3 and only ``nld``.
"""

from dataclasses import dataclass

VERSION = "1.0.0"
DELIVERED_VERSION = "1.0"
LANGUAGES = {"nl": "nld", "en": "eng"}
DELIVERED_LANGUAGE = "nld"
_TEXT = 2_500
_LINK = 500


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name, the key under which it is delivered, how long its text stays below, and what it must have.

    ``prose`` is text of more than a line, which is delivered as HTML. A field without a key of its own is delivered in a group.
    """

    name: str
    key: str
    below: int
    required: bool = False
    prose: bool = False


FIELDS = (
    Field("name", "name", 100, required=True),
    Field("description_short", "description_short", 350, required=True),
    Field("organization", "organization", 100, required=True),
    Field("theme", "category", 100, required=True),
    Field("status", "status", 100, required=True),
    Field("start_date", "begin_date", 8, required=True),
    Field("end_date", "end_date", 8),
    Field("contact", "contact_email", _LINK, required=True),
    Field("link", "website", _LINK),
    Field("publication_category", "publication_category", 100, required=True),
    Field("source_link", "url", _LINK),
    Field("purpose_and_impact", "goal", _TEXT, required=True, prose=True),
    Field("considerations", "proportionality", _TEXT, required=True, prose=True),
    Field("human_intervention", "human_intervention", _TEXT, required=True, prose=True),
    Field("risk_management", "risks", _TEXT, required=True, prose=True),
    Field("legal_basis", "lawful_basis", _TEXT, prose=True),
    Field("legal_basis_title", "", 100),
    Field("legal_basis_link", "", _LINK),
    Field("processing_register_link", "process_index_url", _LINK),
    Field("impact_assessments", "", _LINK, required=True),
    Field("impact_assessment_link", "", _LINK),
    Field("impact_assessment_explanation", "impacttoetsen", _TEXT, prose=True),
    Field("data", "source_data", _TEXT, required=True, prose=True),
    Field("data_source_title", "", _LINK),
    Field("data_source_link", "", _LINK),
    Field("technical_operation", "methods_and_models", 5_000, required=True, prose=True),
    Field("supplier", "provider", 200, required=True),
    Field("source_code_link", "publiccode", _LINK),
    Field("language", "lang", 4, required=True),
    Field("schema", "standard_version", 10, required=True),
    Field("source_id", "source_id", 100),
    Field("search_terms", "tags", _TEXT),
)
GROUPS = {
    "lawful_basis_grouping": ("legal_basis_title", "legal_basis_link"),
    "impacttoetsen_grouping": ("impact_assessments", "impact_assessment_link"),
    "source_data_grouping": ("data_source_title", "data_source_link"),
}
"""A title and a link that are delivered together, by key."""


def field(name: str) -> Field:
    """Return a field by its name.

    >>> field("status").required, field("status").key
    (True, 'status')
    """
    return next(entry for entry in FIELDS if entry.name == name)
