"""The day of the next review moves to where every page has one; amounts are locked under review."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def move_days(apps, schema_editor):
    upkeep = apps.get_model("workflow", "PageUpkeep")
    measures = apps.get_model("measures", "MeasurePage").objects.exclude(next_review=None)
    known = set(upkeep.objects.values_list("page_id", flat=True))
    upkeep.objects.bulk_create(
        upkeep(page_id=pk, next_review=day)
        for pk, day in measures.values_list("pk", "next_review")
        if pk not in known
    )


def bring_days_back(apps, schema_editor):
    measures = apps.get_model("measures", "MeasurePage")
    for row in apps.get_model("workflow", "PageUpkeep").objects.exclude(next_review=None):
        measures.objects.filter(pk=row.page_id).update(next_review=row.next_review)


class Migration(migrations.Migration):
    dependencies = [
        ("measures", "0005_question_words"),
        ("workflow", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(move_days, bring_days_back),
        # Nothing is lost: the step before wrote every day into workflow.PageUpkeep.
        migrations.RemoveField(
            model_name="measurepage",
            name="next_review",
        ),
        migrations.AddField(
            model_name="parameter",
            name="locked",
            field=models.BooleanField(default=False, editable=False, verbose_name="locked"),
        ),
        migrations.AddField(
            model_name="parameter",
            name="locked_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="locked at"),
        ),
        migrations.AddField(
            model_name="parameter",
            name="locked_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="locked_%(class)ss",
                to=settings.AUTH_USER_MODEL,
                verbose_name="locked by",
            ),
        ),
    ]
