"""Reading campaigns, kits and assets. Every list starts with visible_to()."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from campaigns.choices import LogoCheck, OperatorCheck
from cms.assets.models import PortalDocument
from cms.core.querysets import Reader, SectionPageQuerySet

PASSED = Q(
    logo_check__in=(LogoCheck.PRESENT, LogoCheck.NOT_NEEDED),
    operator_check=OperatorCheck.ABSENT,
)


class CampaignQuerySet(SectionPageQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-starts_on", "-pk")

    def of_fiscal_year(self, year: int) -> Self:
        """Campaigns that run at some time between 1 April of ``year`` and 31 March after it."""
        first, last = date(year, 4, 1), date(year + 1, 3, 31)
        began_later = Q(starts_on__gte=first, starts_on__lte=last)
        still_ran = Q(starts_on__lt=first, ends_on__gte=first)
        return self.filter(began_later | still_ran)


class AssetQuerySet(models.QuerySet):
    def usable(self, *, on: date) -> Self:
        """Published, checked, and with rights that last on that day."""
        lasting = Q(rights_until__isnull=True) | Q(rights_until__gte=on)
        return self.filter(PASSED, lasting, live=True)

    def visible_to(self, reader: Reader, *, on: date) -> Self:
        """Usable ones of a campaign that ``reader`` may open, with a file they may take."""
        from campaigns.models import AssetFile, Kit, KitAsset  # models stand on querysets

        kits = Kit.objects.visible_to(reader)
        rows = KitAsset.objects.filter(kit__in=kits.values("pk"))
        files = AssetFile.objects.visible_to(reader)
        usable = self.usable(on=on).filter(pk__in=rows.values("asset"))
        return usable.filter(pk__in=files.values("asset"))


class AssetFileQuerySet(models.QuerySet):
    def visible_to(self, reader: Reader) -> Self:
        """Files whose document ``reader`` may open."""
        documents = PortalDocument.objects.visible_to(reader)
        return self.filter(document__in=documents.values("pk"))


class KitQuerySet(models.QuerySet):
    def visible_to(self, reader: Reader) -> Self:
        """Kits of campaigns that ``reader`` may open."""
        from campaigns.models import CampaignPage  # models stand on querysets

        return self.filter(campaign__in=CampaignPage.objects.visible_to(reader).values("pk"))
