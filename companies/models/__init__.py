from companies.models.employer import EmployerPage
from companies.models.index import CompanyIndexPage
from companies.models.listed import ListedCertification, Reminder
from companies.models.rows import (
    EmployerArea,
    EmployerCertification,
    EmployerFact,
    EmployerFigure,
)
from companies.models.submission import EvidenceFile, Submission

__all__ = [
    "CompanyIndexPage",
    "EmployerArea",
    "EmployerCertification",
    "EmployerFact",
    "EmployerFigure",
    "EmployerPage",
    "EvidenceFile",
    "ListedCertification",
    "Reminder",
    "Submission",
]
