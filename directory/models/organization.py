from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from cms.core.models.reviewed import ReviewedRecord
from directory.choices import OrganizationKind, VerificationLevel
from directory.corporate_number import validate_corporate_number


class Organization(ReviewedRecord, index.Indexed, models.Model):
    """Who runs offices: the state, an authority, a welfare council, a private group.

    It tells of no place, so its review has no 事実確認; what stands on the page of a town is the
    office's.
    """

    name = models.CharField("名前", max_length=120, unique=True)
    kana = models.CharField("よみがな", max_length=160, blank=True)
    kind = models.CharField(
        "種類",
        max_length=30,
        choices=OrganizationKind,
        default=OrganizationKind.AUTHORITY,
        db_index=True,
    )
    corporate_number = models.CharField(
        "法人番号",
        max_length=13,
        blank=True,
        validators=[validate_corporate_number],
        help_text="13けた。国税庁の法人番号公表サイトで確かめられます。",
    )
    website = models.URLField("ウェブサイト", max_length=300, blank=True)
    verification_level = models.CharField(
        "確認の段階",
        max_length=20,
        choices=VerificationLevel,
        default=VerificationLevel.UNCONFIRMED,
        help_text="「未確認」「自己申告」の団体は、公開ページにその言葉がつきます。",
    )
    listing_consent = models.BooleanField(
        "掲載の同意がある",
        default=False,
        help_text="民間団体は、同意があるときだけ窓口を公開してください。",
    )
    listing_consent_on = models.DateField("同意の日", null=True, blank=True)

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("kana"), FieldPanel("kind")], heading="組織"
        ),
        FieldPanel("corporate_number"),
        FieldPanel("website"),
        MultiFieldPanel(
            [
                FieldPanel("verification_level"),
                FieldPanel("listing_consent"),
                FieldPanel("listing_consent_on"),
            ],
            heading="確認と同意",
        ),
        *ReviewedRecord.schedule_panels,
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("kana"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = "組織"
        verbose_name_plural = "組織"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
