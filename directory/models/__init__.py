from directory.models.contact import Contact
from directory.models.office import Office, OfficeTask, ServiceArea
from directory.models.organization import Organization
from directory.models.pages import DirectoryIndexPage, MunicipalityPage
from directory.models.schedule import Schedule, ScheduleException

__all__ = [
    "Contact",
    "DirectoryIndexPage",
    "MunicipalityPage",
    "Office",
    "OfficeTask",
    "Organization",
    "Schedule",
    "ScheduleException",
    "ServiceArea",
]
