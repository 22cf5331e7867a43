"""Results in the admin: numbers, what was written, and the sheet for a recorded reason."""

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views.generic import BaseListingView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.accounts.exporting import ExportView, as_download, note_access
from cms.records.choices import Action
from cms.spreadsheets.writing import XLSX
from cms.surveys import presenters
from cms.surveys.choices import Kind
from cms.surveys.definitions import load_definition
from cms.surveys.models import Answer, Question, Survey
from cms.surveys.results import count_answers
from cms.surveys.selectors import participation
from cms.surveys.sheets import answers_as_xlsx

TITLE = "アンケートの結果"
PER_PAGE = 50


class SurveyResultsListView(PermissionRequiredMixin, BaseListingView):
    permission_required = "surveys.view_response"
    raise_exception = True
    model = Survey
    template_name = "wagtailadmin/reports/base_report.html"
    results_template_name = "wagtailadmin/reports/base_report_results.html"
    page_title = TITLE
    header_icon = "form"
    index_url_name = index_results_url_name = "survey_results_list"
    paginate_by = 50
    columns = [
        TitleColumn("title", label="アンケート", url_name="survey_office_results"),
        Column("answers", label="届いた回答"),
        Column("closes_on", label="締め切り"),
        BooleanColumn("is_anonymous", label="匿名"),
    ]

    def get_queryset(self) -> QuerySet[Survey]:
        sent = Count("responses", filter=Q(responses__is_finished=True))
        return Survey.objects.annotate(answers=sent).order_by("-pk")


class OfSurvey:
    """What every page about one questionnaire has, whatever else it is."""

    kwargs: dict[str, Any]

    @property
    def survey(self) -> Survey:
        return get_object_or_404(Survey, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.survey)

    def above(self) -> list[dict[str, Any]]:
        survey = self.survey
        return [
            {"url": reverse("survey_results_list"), "label": TITLE},
            {"url": reverse("survey_office_results", args=[survey.pk]), "label": str(survey)},
        ]


class OfficeView(OfSurvey, PermissionRequiredMixin, WagtailAdminTemplateMixin):
    """A page about one questionnaire below the list of results."""

    permission_required = "surveys.view_response"
    raise_exception = True
    header_icon = "form"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        below = [] if self.page_title == TITLE else [{"url": "", "label": self.page_title}]
        return [*super().get_breadcrumbs_items(), *self.above(), *below]


class OfficeResultsView(OfficeView, TemplateView):
    """All numbers, small ones too: whoever reads this works on it."""

    template_name = "surveys/admin/results.html"
    page_title = TITLE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        survey = self.survey
        definition = load_definition(survey)
        results = count_answers(definition)
        return super().get_context_data(
            survey=survey,
            number=results.number,
            written=[definition.rows[t.code] for t in results.tables if t.is_written],
            participation=participation(survey),
            tables=presenters.shown(results, definition),
            **kwargs,
        )


class TextsView(OfficeView, TemplateView):
    """What was written to one question, in no order that tells anything."""

    template_name = "surveys/admin/texts.html"
    page_title = "自由に書かれた答え"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = get_object_or_404(
            Question, pk=self.kwargs["question"], survey=self.survey, kind__in=TEXT_KINDS
        )
        sent = Answer.objects.filter(response__is_finished=True, question=question)
        texts = sent.order_by("pk").values_list("value", flat=True)
        page = Paginator(texts, PER_PAGE).get_page(self.request.GET.get("p"))
        self._record(question)
        return super().get_context_data(texts=page, **{**kwargs, "question": question})

    def _record(self, question: Question) -> None:
        label = f"{self.survey}「{question}」の答え"
        note_access(self.request, Action.VIEWED, target=self.survey, label=label)


TEXT_KINDS = (Kind.SHORT_TEXT, Kind.LONG_TEXT)


class ExportAnswersView(OfSurvey, ExportView):
    permission_required = "surveys.export_response"
    page_title = "回答を書き出す"
    explanation = "届いた回答を、1件を1行として書き出します。"

    def form_valid(self, form: Any) -> HttpResponse:
        survey = self.survey
        content, number = answers_as_xlsx(load_definition(survey))
        note_access(
            self.request,
            Action.EXPORTED,
            target=survey,
            label=f"{survey} {number}件",
            reason=form.cleaned_data["reason"],
        )
        return as_download(HttpResponse(content, content_type=XLSX), f"{survey.slug}.xlsx")
