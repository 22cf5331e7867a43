"""What belongs to an employer in rows: facts, figures, places, certifications."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from companies.choices import Certification, Evidence, Fact, Figure

EMPLOYER = "companies.EmployerPage"
MOST_PEOPLE = 1_000_000
MOST_YEARS = 60
FIRST_YEAR = 2007  # the first くるみん were given in that year (次世代育成支援対策推進法)
LAST_YEAR = 2100


class EmployerFact(Orderable):
    """One thing that holds at the company, with the company's own words for how."""

    page = ParentalKey(EMPLOYER, on_delete=models.CASCADE, related_name="facts")
    fact = models.CharField("働き方", max_length=20, choices=Fact)
    note = models.CharField("くわしく", max_length=200, blank=True)

    panels = [FieldPanel("fact"), FieldPanel("note")]

    class Meta(Orderable.Meta):
        verbose_name = "働き方の事実"
        constraints = [
            models.UniqueConstraint(fields=["page", "fact"], name="employer_fact_once"),
        ]

    def __str__(self) -> str:
        return self.get_fact_display()


class EmployerFigure(Orderable):
    """A number with its day and how it is known.

    ``value`` in persons or years; ``whole`` only for the pair of counts of ``Figure.REGULAR``: so
    many of so many, never a percentage.
    """

    page = ParentalKey(EMPLOYER, on_delete=models.CASCADE, related_name="figures")
    kind = models.CharField("数字", max_length=20, choices=Figure)
    value = models.DecimalField(
        "値",
        max_digits=8,
        decimal_places=1,
        validators=[MinValueValidator(0), MaxValueValidator(MOST_PEOPLE)],
    )
    whole = models.PositiveIntegerField(
        "何人のうち", null=True, blank=True, help_text="「そのうち正社員」のときだけ入れます。"
    )
    counted_on = models.DateField("いつの数字か")
    evidence = models.CharField("根拠", max_length=20, choices=Evidence, default=Evidence.DOCUMENT)

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("value"), FieldPanel("whole")]),
        FieldRowPanel([FieldPanel("counted_on"), FieldPanel("evidence")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "数字"
        constraints = [
            models.UniqueConstraint(fields=["page", "kind"], name="employer_figure_once"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def clean(self) -> None:
        super().clean()
        if self.value is None:
            return
        if self.kind != Figure.AVERAGE_YEARS and self.value != int(self.value):
            raise ValidationError({"value": "人数は整数で入れてください。"})
        if self.kind == Figure.AVERAGE_YEARS and self.value > MOST_YEARS:
            raise ValidationError({"value": f"年数は{MOST_YEARS}までで入れてください。"})
        if (self.kind == Figure.REGULAR) != (self.whole is not None):
            message = "「そのうち正社員」には、何人のうちかも入れます。ほかの数字では空欄にします。"
            raise ValidationError({"whole": message})
        if self.whole is not None and self.value > Decimal(self.whole):
            raise ValidationError({"value": "全体の人数より多くなっています。"})


class EmployerArea(Orderable):
    """A workplace: a prefecture, a municipality or a ward."""

    page = ParentalKey(EMPLOYER, on_delete=models.CASCADE, related_name="areas")
    area = models.ForeignKey(
        "areas.Area", verbose_name="地域", on_delete=models.PROTECT, related_name="+"
    )

    panels = [FieldPanel("area")]

    class Meta(Orderable.Meta):
        verbose_name = "働く場所"
        constraints = [
            models.UniqueConstraint(fields=["page", "area"], name="employer_area_once"),
        ]

    def __str__(self) -> str:
        return self.area.full_name


class AbstractCertification(models.Model):
    """A certification or award and the year it was given in."""

    kind = models.CharField("認定・表彰", max_length=20, choices=Certification)
    year = models.PositiveSmallIntegerField(
        "年（西暦）", validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )

    class Meta:
        abstract = True


class EmployerCertification(AbstractCertification, Orderable):
    """What the company says of itself, with evidence; ``name`` where the kind does not tell it."""

    page = ParentalKey(EMPLOYER, on_delete=models.CASCADE, related_name="certifications")
    name = models.CharField(
        "名前",
        max_length=80,
        blank=True,
        help_text="自治体の表彰や登録は、その名前。えるぼしは段階も。",
    )
    evidence = models.CharField("根拠", max_length=20, choices=Evidence, default=Evidence.DOCUMENT)

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("year")]),
        FieldRowPanel([FieldPanel("name"), FieldPanel("evidence")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "認定・表彰"
        constraints = [
            models.UniqueConstraint(
                fields=["page", "kind", "year", "name"], name="employer_certification_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name or self.get_kind_display()} {self.year}"
