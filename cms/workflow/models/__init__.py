from cms.workflow.models.checklist import ChecklistItem
from cms.workflow.models.records import ReviewRecord
from cms.workflow.models.state import ReviewState
from cms.workflow.models.tasks import ConsultationTask, FactCheckTask, ReviewTask
from cms.workflow.models.upkeep import PageUpkeep

__all__ = [
    "ChecklistItem",
    "ConsultationTask",
    "FactCheckTask",
    "PageUpkeep",
    "ReviewRecord",
    "ReviewState",
    "ReviewTask",
]
