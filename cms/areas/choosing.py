"""The dialog in which staff choose a place: by name, reading, code or postcode, like visitors."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

from cms.areas.codes import to_code6
from cms.areas.finding import find_areas
from cms.areas.querysets import AreaQuerySet


class AreaFilterForm(BaseFilterForm):
    """Wagtail searches only what stands in the search index; areas are found by their own keys.

    By name and code also those of yesterday and tomorrow: staff enter a merger before its day.
    """

    q = forms.CharField(
        label="名前、よみがな、郵便番号",
        required=False,
        widget=forms.TextInput({"placeholder": "例：八王子、はちおうじ、192-0046"}),
    )

    def filter(self, objects: AreaQuerySet) -> AreaQuerySet:
        if query := self.cleaned_data["q"].strip():
            self.is_searching, self.search_query = True, query
            found = find_areas(query, on=timezone.localdate()).areas
            by_name = Q(name__startswith=query) | Q(code6=to_code6(query) or "-")
            objects = objects.filter(Q(pk__in=[area.pk for area in found]) | by_name)
        return objects


class ChooseAreaView(ChooseView):
    filter_form_class = AreaFilterForm


class ChooseAreaResultsView(ChooseResultsView):
    filter_form_class = AreaFilterForm


class AreaChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ChooseAreaView
    choose_results_view_class = ChooseAreaResultsView
