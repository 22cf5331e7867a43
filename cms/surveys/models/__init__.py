from cms.surveys.models.invitation import Invitation
from cms.surveys.models.page_vote import PageRemark, PageVote
from cms.surveys.models.question import Question, QuestionOption
from cms.surveys.models.response import Answer, Receipt, Response, Snapshot
from cms.surveys.models.survey import Survey

__all__ = [
    "Answer",
    "Invitation",
    "PageRemark",
    "PageVote",
    "Question",
    "QuestionOption",
    "Receipt",
    "Response",
    "Snapshot",
    "Survey",
]
