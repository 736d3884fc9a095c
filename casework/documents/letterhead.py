"""What every letter to an employee says, whatever else it says."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from casework.documents.completeness import needed
from casework.documents.wording import Contact, Person, PolicyCited


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What every letter to an employee says."""

    code: ClassVar[str]
    subject: ClassVar[str]
    template: ClassVar[str]
    guard: ClassVar[str]
    shares: ClassVar[str] = "employee"  # whose standing passages it has

    trust: str = field(metadata=needed("The name of the trust"))
    academy: str = field(metadata=needed("The academy"))
    reference: str = field(metadata=needed("The case reference"))
    dated: date | None = field(metadata=needed("The date of the letter"))
    employee: str = field(metadata=needed("The employee’s name"))
    employee_role: str = field(metadata=needed("The employee’s role"))
    sender: Person | None = field(metadata=needed("Who signs the letter", each="The sender"))
    policies: tuple[PolicyCited, ...] = field(
        metadata=needed("The policy and its version", each="Policy")
    )
    support: tuple[Contact, ...] = field(
        metadata=needed("Where the employee can find support", each="Support")
    )
    adjustments: Contact | None = field(
        metadata=needed("Who to ask for reasonable adjustments", each="The adjustments contact")
    )
    privacy_notice: str = field(metadata=needed("Where the privacy notice is"))
    address: tuple[str, ...] = ()
    delivery: str = ""
