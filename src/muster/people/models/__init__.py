"""What is stored of persons. One file an idea; this is the list of all."""

from muster.people.models.person import Person, PersonShare, Purpose, Sex
from muster.people.models.purposes import PersonPurpose
from muster.people.models.service import CredentialKind, PersonCredential, ServiceBar, ServiceDetails

__all__ = [
    "CredentialKind",
    "Person",
    "PersonCredential",
    "PersonPurpose",
    "PersonShare",
    "Purpose",
    "ServiceBar",
    "ServiceDetails",
    "Sex",
]
