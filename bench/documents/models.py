"""The shape of a searchable record, for benchmarks only: the app has no migrations."""

from django.db import models
from wagtail.search import index
from wagtail.search.queryset import SearchableQuerySetMixin


class DocumentQuerySet(SearchableQuerySetMixin, models.QuerySet):
    pass


class Document(index.Indexed, models.Model):
    key = models.CharField(max_length=100, unique=True)
    title = models.CharField(max_length=255)
    body = models.TextField()

    objects = DocumentQuerySet.as_manager()

    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("body"),
    ]

    def __str__(self) -> str:
        return self.title
