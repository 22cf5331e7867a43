"""Offices, organisations and questions of the finder get the review that pages and amounts have."""

from django.db import migrations

NAME = "事実確認と協議"
RECORDS = (
    ("directory", "office"),
    ("directory", "organization"),
    ("measures", "finderquestion"),
)


def attach(apps, schema_editor):
    """A review that administrators attached to one of them themselves stays."""
    workflow = apps.get_model("wagtailcore", "Workflow").objects.filter(name=NAME).first()
    if workflow is None:  # administrators renamed or deleted ours: they attach their own
        return
    for app_label, model in RECORDS:
        kind = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label=app_label, model=model
        )[0]
        apps.get_model("wagtailcore", "WorkflowContentType").objects.get_or_create(
            content_type=kind, defaults={"workflow": workflow}
        )


def detach(apps, schema_editor):
    for app_label, model in RECORDS:
        apps.get_model("wagtailcore", "WorkflowContentType").objects.filter(
            workflow__name=NAME, content_type__app_label=app_label, content_type__model=model
        ).delete()


class Migration(migrations.Migration):
    dependencies = [("workflow", "0002_review"), ("contenttypes", "0002_remove_content_type_name")]
    operations = [migrations.RunPython(attach, detach)]
