"""PostgreSQL: one index over title and body together, which modelsearch queries but never makes.

Without it every search reads the whole table. Built without locking writers out.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

NAME = "site_search_title_body_gin"
TABLE = "wagtailsearch_indexentry"


def create(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {NAME} ON {TABLE} USING gin ((title || body))"
        )


def drop(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {NAME}")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("site_search", "0001_initial"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]
    operations = [migrations.RunPython(create, drop)]
