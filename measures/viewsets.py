"""支援施策 in the admin: dated amounts and what runs where."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from measures.answering.telling import household_line
from measures.eligibility.evaluate import Status
from measures.filters import ImplementationFilterSet
from measures.forms import ParameterForm
from measures.models import FinderQuestion, Implementation, Parameter, Persona

MENU_HOOK = "register_measures_menu_item"


class ParameterViewSet(SnippetViewSet):
    """Amounts, limits and rates by key."""

    model = Parameter
    menu_label = "日付つきの金額"
    icon = "decimal"
    list_display = ["title", "key", "unit", "runs_over", LiveStatusTagColumn()]
    list_filter = {"unit": ["exact"], "values__confidence": ["exact"]}
    list_per_page = 50
    copy_view_enabled = False
    edit_handler = ObjectList(Parameter.panels, base_form_class=ParameterForm)


class ImplementationViewSet(SnippetViewSet):
    """Which area runs which measure; searched by column, because there may be 100,000 rows."""

    model = Implementation
    menu_label = "実施状況"
    icon = "table"
    list_display = [
        "measure",
        Column("place", label="地域", accessor="area.full_name", sort_key="area__code6"),
        Column("status", label="実施状況", accessor="get_status_display", sort_key="status"),
        "checked_on",
        "checked_by",
    ]
    filterset_class = ImplementationFilterSet
    list_per_page = 50
    search_backend_name = None
    search_fields = ["measure__official_name", "measure__title", "area__name", "local_name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Implementation]:
        return Implementation.objects.select_related("measure", "area__parent__parent")


class FinderQuestionViewSet(SnippetViewSet):
    """The words of the finder's questions; the engine knows which there are."""

    model = FinderQuestion
    menu_label = "質問"
    icon = "help"
    list_display = ["text", "key", "sensitivity", "order", LiveStatusTagColumn()]
    list_per_page = 50
    copy_view_enabled = False
    search_backend_name = None
    search_fields = ["text", "key"]


def household_and_verdicts(persona: Persona) -> str:
    """「離婚した、小学1年生 → 使えそう 13、確認が必要 3」."""
    found = list(persona.expected.values())
    counts = [(status.words, found.count(status.value)) for status in Status]
    expected = "、".join(f"{words} {count}" for words, count in counts if count)
    return f"{household_line(persona.answers)} → {expected or 'なし'}"


class PersonaViewSet(SnippetViewSet):
    """Invented households that show what a changed rule changes."""

    model = Persona
    menu_label = "ためしの家庭"
    icon = "group"
    list_display = [
        "name",
        Column("household", label="答え → 出るはずの判定", accessor=household_and_verdicts),
        "on",
    ]
    list_per_page = 50


class MeasuresViewSetGroup(SnippetViewSetGroup):
    menu_label = "支援施策"
    menu_name = "measures"
    menu_icon = "list-ul"
    menu_order = 200
    items: Any = (
        ParameterViewSet,
        ImplementationViewSet,
        FinderQuestionViewSet,
        PersonaViewSet,
    )
    submenu_hook = MENU_HOOK
