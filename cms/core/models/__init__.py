from cms.core.models.pages import SectionIndexPage, SectionPage
from cms.core.models.settings import SiteSettings

__all__ = ["SectionIndexPage", "SectionPage", "SiteSettings"]
