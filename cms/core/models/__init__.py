from cms.core.models.pages import SectionIndexPage, SectionPage
from cms.core.models.private import PrivatePage
from cms.core.models.settings import SiteSettings

__all__ = ["PrivatePage", "SectionIndexPage", "SectionPage", "SiteSettings"]
