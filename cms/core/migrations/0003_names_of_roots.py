"""The two roots that Wagtail makes are called "Root", among the Japanese words of the admin."""

from django.db import migrations

ENGLISH = "Root"
PAGES, FILES = "すべてのサイト", "共通のファイル"


def name_roots(apps, schema_editor):
    page, collection = (apps.get_model("wagtailcore", name) for name in ("Page", "Collection"))
    page.objects.filter(depth=1, title=ENGLISH).update(title=PAGES, draft_title=PAGES)
    collection.objects.filter(depth=1, name=ENGLISH).update(name=FILES)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_sites"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(name_roots, migrations.RunPython.noop)]
