"""What is typed for a petition: by who starts it, by who supports it, and at the desk."""

from liandong.deliberation.forms.petitions.desk import (
    ConveneBallot,
    ConveneCouncil,
    EnterSheet,
    IssueCodes,
    OpenedPetition,
    PetitionDeed,
    RefusePetition,
    Register,
    TakeBack,
)
from liandong.deliberation.forms.petitions.public import (
    FindCommunity,
    FindPetitions,
    StartPetition,
    SupportCode,
)

__all__ = [
    "ConveneBallot",
    "ConveneCouncil",
    "EnterSheet",
    "FindCommunity",
    "FindPetitions",
    "IssueCodes",
    "OpenedPetition",
    "PetitionDeed",
    "RefusePetition",
    "Register",
    "StartPetition",
    "SupportCode",
    "TakeBack",
]
