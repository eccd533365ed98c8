"""What only the owner of an algorithm can know: who they are, since when they use it, and which assessments they made."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypedDict

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from rvp_alloc.border import Document, Text, validated
from rvp_alloc.errors import RequestError
from rvp_alloc.report.register.standard import field

type Status = Literal["In ontwikkeling", "In gebruik", "Buiten gebruik"]
type Category = Literal["Hoog-risico AI-systeem", "Impactvolle algoritmes", "Overige algoritmes"]


class Owner(TypedDict, total=False):
    """What an owner can fill in; the names are those of the standard. Each of the first seven is required there."""

    organization: str
    status: Status
    start_date: str
    contact: str
    publication_category: Category
    impact_assessments: str
    supplier: str
    end_date: str
    link: str
    source_link: str
    legal_basis: str
    legal_basis_title: str
    legal_basis_link: str
    processing_register_link: str
    impact_assessment_link: str
    impact_assessment_explanation: str
    data_source_title: str
    data_source_link: str
    source_code_link: str
    source_id: str


def _must(pattern: str, what: str, remedy: str) -> AfterValidator:
    def check(text: str) -> str:
        if not re.fullmatch(pattern, text, re.ASCII):
            raise PydanticCustomError("bad_text", "{what}", {"what": what, "remedy": remedy})
        return text

    return AfterValidator(check)


def _below(name: str) -> Any:
    return Field(min_length=1, max_length=field(name).below - 1)


def _not_empty(text: str) -> str:
    if not text:
        raise PydanticCustomError("empty", "{what}", {"what": "is empty", "remedy": "Give a text, or leave it out"})
    return text


_PAGE = r"https://[^\s<>\"']+"
_Line = Annotated[Text, AfterValidator(_not_empty)]
_Link = Annotated[
    Text,
    _below("link"),
    _must(_PAGE, "is not the address of a page", "Begin it with https:// and leave no spaces in it"),
]
_Month = Annotated[Text, _must(r"\d{4}-(0[1-9]|1[0-2])", "is not a month", "Write it as in 2023-01")]
_Contact = Annotated[
    Text,
    _below("contact"),
    _must(rf"[^\s@<>\"']+@[^\s@<>\"']+\.[^\s@<>\"']+|{_PAGE}", "is no e-mail address or page", "Give one of the two"),
]


class _OwnerDocument(Document):
    """The form of it."""

    organization: Annotated[_Line, _below("organization")] | None = None
    status: Status | None = None
    start_date: _Month | None = None
    contact: _Contact | None = None
    publication_category: Category | None = None
    impact_assessments: Annotated[_Line, _below("impact_assessments")] | None = None
    supplier: Annotated[_Line, _below("supplier")] | None = None
    end_date: _Month | None = None
    link: _Link | None = None
    source_link: _Link | None = None
    legal_basis: Annotated[_Line, _below("legal_basis")] | None = None
    legal_basis_title: Annotated[_Line, _below("legal_basis_title")] | None = None
    legal_basis_link: _Link | None = None
    processing_register_link: _Link | None = None
    impact_assessment_link: _Link | None = None
    impact_assessment_explanation: Annotated[_Line, _below("impact_assessment_explanation")] | None = None
    data_source_title: Annotated[_Line, _below("data_source_title")] | None = None
    data_source_link: _Link | None = None
    source_code_link: _Link | None = None
    source_id: Annotated[_Line, _below("source_id")] | None = None


def checked(owner: Mapping[str, Any]) -> dict[str, str]:
    """Return what the owner filled in, checked.

    Raises
    ------
    RequestError
        With every field that does not exist, is too long, or is not of the form that the standard asks.
    """
    document = validated(_OwnerDocument, dict(owner), RequestError, "owner")
    return {name: value for name, value in document.model_dump().items() if value is not None}
