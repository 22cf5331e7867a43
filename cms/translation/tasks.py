"""Work after the answer."""

from django.apps import apps
from django_tasks import task
from wagtail.search import index
from wagtail_localize.models import TranslationSource


@task()
def refresh_index(label: str, numbers: list[int]) -> None:
    """Search finds the pages of the model ``label`` by what they say now."""
    for page in apps.get_model(label)._default_manager.filter(pk__in=numbers):
        index.insert_or_update_object(page)


@task()
def pass_on_words(key: str) -> None:
    """Translators of a page get its Japanese words of now. Public translations stay as they are."""
    for source in TranslationSource.objects.filter(object_id=key):
        source.update_from_db()
