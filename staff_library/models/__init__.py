from staff_library.models.case import CasePage
from staff_library.models.index import StaffLibraryPage
from staff_library.models.item import Attachment, LibraryItemPage, RelatedMeasure
from staff_library.models.law import LawArticle, LawPage
from staff_library.models.notice import NoticePage
from staff_library.models.person import Completion, Visit
from staff_library.models.training import TrainingPage

__all__ = [
    "Attachment",
    "CasePage",
    "Completion",
    "LawArticle",
    "LawPage",
    "LibraryItemPage",
    "NoticePage",
    "RelatedMeasure",
    "StaffLibraryPage",
    "TrainingPage",
    "Visit",
]
