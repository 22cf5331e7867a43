"""A consultation desk: facts stored once, shown in every language."""

import uuid
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import PreviewableMixin
from wagtail.search import index

from cms.areas.choices import AreaKind
from cms.areas.finding import answering_chain
from cms.areas.models import Area
from cms.core.languages import address_in
from cms.core.models.reviewed import ReviewedRecord
from directory.choices import Task, Verification
from directory.models.organization import Organization
from directory.opening import OpeningState, opening_state
from directory.querysets import OfficeQuerySet

EXTERNAL_ID = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}\Z", "半角の英数字と - _ . で、64字までにしてください。"
)
SEARCHED_BY_NAME = ("name", "plain_name")


def new_external_id() -> str:
    return uuid.uuid4().hex[:12]


class Office(PreviewableMixin, ReviewedRecord, index.Indexed, ClusterableModel):
    """An office, counter or line that answers people.

    ``live`` decides whether the public sees it. ``external_id`` never changes: addresses and
    repeated imports stand on it.
    """

    external_id = models.CharField(
        "窓口ID",
        max_length=64,
        unique=True,
        default=new_external_id,
        validators=[EXTERNAL_ID],
        help_text="公開ページのアドレスになります。あとから変えないでください。",
    )
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="offices",
        verbose_name="組織",
    )
    area = models.ForeignKey(
        Area,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="offices",
        verbose_name="地域",
        help_text="窓口のある市区町村か都道府県。全国の電話は空欄にして、下の「担当する地域」を全国にします。",
    )
    name = models.CharField("窓口名", max_length=120)
    plain_name = models.CharField(
        "ふだんの言葉の名前",
        max_length=100,
        blank=True,
        help_text="名前の上に出ます。例：ひとり親の相談",
    )
    kana = models.CharField("よみがな", max_length=200, blank=True)
    department = models.CharField("担当課", max_length=120, blank=True)
    description = models.TextField("説明", max_length=600, blank=True)
    notes = models.TextField("利用するときの注意", max_length=400, blank=True)

    father_welcome = models.BooleanField("父子家庭も相談できる", default=False)
    before_divorce_welcome = models.BooleanField("離婚前から相談できる", default=False)
    anonymous_ok = models.BooleanField("名前を言わずに相談できる", default=False)
    languages = models.CharField("対応する言語", max_length=200, blank=True)
    cost = models.CharField("費用", max_length=200, blank=True)
    reservation = models.CharField("予約", max_length=200, blank=True)
    childcare = models.CharField("相談中の保育", max_length=200, blank=True)

    postal_code = models.CharField("郵便番号", max_length=8, blank=True)
    address = models.CharField("住所", max_length=200, blank=True)
    access = models.TextField("行きかた・設備", max_length=300, blank=True)
    latitude = models.DecimalField(
        "緯度",
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(20), MaxValueValidator(46)],
    )
    longitude = models.DecimalField(
        "経度",
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(122), MaxValueValidator(154)],
    )
    website = models.URLField("ウェブサイト", max_length=300, blank=True)
    hours_text = models.TextField(
        "開いている時間（文）",
        max_length=300,
        blank=True,
        help_text="下の表にできないときだけ書きます。文だけでは「今かけられます」は出ません。",
    )

    priority = models.PositiveSmallIntegerField(
        "並び順", default=100, help_text="小さいほど先に出ます。ふつうは100のままにします。"
    )

    verification = models.CharField(
        "確認の状態",
        max_length=12,
        choices=Verification,
        default=Verification.UNCONFIRMED,
        help_text="「未確認」の窓口は、公開ページに「未確認」と出ます。",
    )
    confirmed_on = models.DateField("確認した日", null=True, blank=True)
    confirmed_by = models.CharField(
        "確認した機関", max_length=100, blank=True, help_text="公開ページに出ます。例：八王子市"
    )
    source_title = models.CharField("資料の名前", max_length=200, blank=True)
    source_url = models.URLField("資料のアドレス", max_length=300, blank=True)
    source_licence = models.CharField("資料の利用条件", max_length=60, blank=True)
    source_on = models.DateField("資料の日付", null=True, blank=True)
    is_sample = models.BooleanField(
        "見本", default=False, help_text="公開ページに「見本」と出ます。本物の窓口には使いません。"
    )
    is_sensitive = models.BooleanField(
        "所在地を出さない",
        default=False,
        help_text="DVから逃れた人の施設など。住所・地図・座標は公開ページ、検索、データのどこにも出ません。",
    )
    import_digest = models.CharField(max_length=32, blank=True, editable=False)

    objects = OfficeQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("plain_name"),
        index.AutocompleteField("plain_name"),
        index.SearchField("kana"),
        index.SearchField("department"),
        index.SearchField("description"),
        index.SearchField("public_address"),
        index.SearchField("place_name"),
        index.SearchField("task_words"),
        index.FilterField("live"),
        index.FilterField("area"),
    ]

    class Meta:
        verbose_name = "窓口"
        verbose_name_plural = "窓口"
        ordering = ["area__code6", "name", "pk"]
        indexes = [models.Index(fields=["live", "area"], name="office_live_area")]

    def __str__(self) -> str:
        return f"{self.name}（見本）" if self.is_sample and "見本" not in self.name else self.name

    @classmethod
    def get_indexed_objects(cls) -> OfficeQuerySet:
        """Only what the public may see is in the index."""
        return cls.objects.filter(live=True).for_index()

    def clean(self) -> None:
        super().clean()
        if self.verification == Verification.CONFIRMED and self.confirmed_on is None:
            raise ValidationError({"confirmed_on": _("Enter the day on which it was confirmed.")})
        if (self.latitude is None) != (self.longitude is None):
            raise ValidationError({"longitude": _("Enter both latitude and longitude, or none.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Without service areas it serves its own area; the whole country only when said so."""
        super().save(*args, **kwargs)
        if self.area_id and not ServiceArea.objects.filter(office=self).exists():
            ServiceArea.objects.create(office=self, area_id=self.area_id)

    @property
    def tasks(self) -> list[Task]:
        """In the order of the groups on a place page."""
        read_along: str | None = self.__dict__.get("task_list", "")
        known = read_along.split(",") if read_along else ()
        chosen = set(known) if "task_list" in self.__dict__ else self._chosen_tasks()
        return [task for task in Task if task in chosen]

    def _chosen_tasks(self) -> set[str]:
        return {row.task for row in self.task_rows.all()}

    @property
    def task_words(self) -> str:
        return " ".join(str(task.label) for task in self.tasks)

    @property
    def place_name(self) -> str:
        return self.area.full_name if self.area else ""

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from directory.views import office_preview  # views stand on models

        return office_preview(self, request)

    @property
    def named_municipality(self) -> Area | None:
        """Whose people confirm a change: the authority of today; of a ward, its designated city."""
        chain = answering_chain(self.area) if self.area else ()
        return next((area for area in chain if area.kind != AreaKind.WARD), None)

    @property
    def public_organization(self) -> Organization | None:
        """Who runs it, as far as that passed its review."""
        return self.organization if self.organization and self.organization.live else None

    @property
    def public_address(self) -> str:
        """The address, unless it must stay unknown."""
        return "" if self.is_sensitive else self.address

    def address_of_page(self, language: str | None = None) -> str:
        """Path of the office's own page."""
        return address_in(f"/directory/offices/{self.external_id}/", language)

    def opening(self, at: datetime) -> OpeningState:
        """Whether it answers at the moment ``at``; reads what ``with_details`` loaded."""
        lines = [schedule.hours for schedule in self.schedules.all()]
        has_exceptions = self.__dict__.get("has_exceptions", True)
        days = [exception.rule for exception in self.exceptions.all()] if has_exceptions else []
        return opening_state(lines, days, at)


class OfficeTask(models.Model):
    """What one can ask an office; a row each, so that one indexed query finds offices by task."""

    office = ParentalKey(Office, on_delete=models.CASCADE, related_name="task_rows")
    task = models.CharField("相談できること", max_length=20, choices=Task)

    class Meta:
        verbose_name = "相談できること"
        verbose_name_plural = "相談できること"
        constraints = [models.UniqueConstraint(fields=["task", "office"], name="office_task_once")]

    def __str__(self) -> str:
        return str(self.get_task_display())


class ServiceArea(models.Model):
    """Where an office serves people; no area means the whole country (全国)."""

    office = ParentalKey(Office, on_delete=models.CASCADE, related_name="service_areas")
    area = models.ForeignKey(
        Area,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="service_areas",
        verbose_name="担当する地域",
        help_text="空欄は全国です。全国の窓口は、すべてのまちのページに出ます。",
    )

    class Meta:
        verbose_name = "担当する地域"
        verbose_name_plural = "担当する地域"
        constraints = [
            models.UniqueConstraint(fields=["area", "office"], name="service_area_once"),
            models.UniqueConstraint(
                fields=["office"],
                condition=models.Q(area__isnull=True),
                name="nationwide_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.area) if self.area else "全国"
