"""Examples as tests of a rule: a measure whose example fails cannot be published."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from measures.answer_fields import AnswersField
from measures.choices import Status, Verdict
from measures.eligibility.answers import Answers
from measures.eligibility.evaluate import Implementation
from measures.eligibility.evaluate import Status as Expected
from measures.eligibility.examples import Example
from measures.eligibility.reading import answers


class RuleExample(Orderable):
    """A household that nobody is, the day, and the verdict that must come out."""

    page = ParentalKey("measures.MeasurePage", on_delete=models.CASCADE, related_name="examples")
    title = models.CharField("どんな家庭か", max_length=120)
    on = models.DateField("いつの判定か")
    answers = AnswersField("答え", default=dict, blank=True)
    expected = models.CharField("出るはずの判定", max_length=12, choices=Verdict)
    implementation = models.CharField(
        "その家庭の町での実施状況", max_length=12, choices=Status, default=Status.RUNNING
    )

    panels = [
        FieldPanel("title"),
        FieldRowPanel(
            [FieldPanel("on"), FieldPanel("expected"), FieldPanel("implementation")],
        ),
        FieldPanel("answers"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "判定の例"

    def __str__(self) -> str:
        return self.title

    def as_example(self) -> Example:
        """For the engine; raises UnreadableError while the answers cannot be read."""
        household: Answers = answers(self.answers)
        expected, place = Expected(self.expected), Implementation(self.implementation)
        return Example(self.title, household, self.on, expected, place)
