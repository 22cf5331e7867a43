from cms.surveys.links import public_address
from cms.surveys.services.answering import finish, save_answers
from cms.surveys.services.forgetting import forget_answers
from cms.surveys.services.inviting import invite, invite_guests
from cms.surveys.services.seeding import add_missing_surveys
from cms.surveys.services.voting import forget_remarks, vote

__all__ = [
    "add_missing_surveys",
    "finish",
    "forget_answers",
    "forget_remarks",
    "invite",
    "invite_guests",
    "public_address",
    "save_answers",
    "vote",
]
