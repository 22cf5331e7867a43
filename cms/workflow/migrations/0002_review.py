"""The review of pages and records: 事実確認 by the municipality, 協議 by 承認者, then publication.

Takes the place of Wagtail's example and of the single approval of earlier versions; a workflow that
administrators attached themselves stays where it is.
"""

from django.db import migrations

NAME = "事実確認と協議"
APPROVERS = "承認者"
OURS_BEFORE = ("承認", "Moderators approval")
RECORDS = (("measures", "parameter"),)
CHECKLIST = (
    ("fact_check", "自治体の名前、窓口、電話番号、開いている時間は正しい"),
    ("fact_check", "自治体で行っていること、行っていないことは、書いてあるとおり"),
    ("fact_check", "対象になる人と手続きは、今の決まりのとおり"),
    ("consultation", "根拠になる法律・要綱と出典を確かめた"),
    ("consultation", "「対象です」と約束する言い方をしていない"),
    ("consultation", "読む人がすることが、順番にわかる"),
)


def make_review(apps, schema_editor):
    content_type = apps.get_model("contenttypes", "ContentType")
    workflow_model = apps.get_model("wagtailcore", "Workflow")
    group = apps.get_model("auth", "Group").objects.get_or_create(name=APPROVERS)[0]

    def task(model, name, **fields):
        kind = content_type.objects.get_or_create(app_label="workflow", model=model.lower())[0]
        return apps.get_model("workflow", model).objects.create(
            name=name, content_type=kind, active=True, **fields
        )

    workflow = workflow_model.objects.create(name=NAME, active=True)
    consultation = task("ConsultationTask", "協議", working_days=5)
    consultation.groups.add(group)
    steps = (task("FactCheckTask", "事実確認", working_days=10), consultation)
    for order, step in enumerate(steps):
        apps.get_model("wagtailcore", "WorkflowTask").objects.create(
            workflow=workflow, task_id=step.pk, sort_order=order
        )
    attach(apps, workflow)
    for app_label, model in RECORDS:
        kind = content_type.objects.get_or_create(app_label=app_label, model=model)[0]
        apps.get_model("wagtailcore", "WorkflowContentType").objects.get_or_create(
            content_type=kind, defaults={"workflow": workflow}
        )
    item = apps.get_model("workflow", "ChecklistItem")
    for order, (step, text) in enumerate(CHECKLIST):
        item.objects.create(step=step, text=text, order=order * 10)


def attach(apps, workflow):
    """To the whole page tree; what went before is switched off, so that nothing new starts in it."""
    place = apps.get_model("wagtailcore", "WorkflowPage")
    root = apps.get_model("wagtailcore", "Page").objects.filter(depth=1).first()
    before = apps.get_model("wagtailcore", "Workflow").objects.filter(name__in=OURS_BEFORE)
    place.objects.filter(workflow__in=before).delete()
    before.update(active=False)
    if root is not None:
        place.objects.get_or_create(page=root, defaults={"workflow": workflow})


def remove_review(apps, schema_editor):
    """Before the models go: reviews would keep tasks of a type that is no longer there."""
    workflow = apps.get_model("wagtailcore", "Workflow").objects.filter(name=NAME)
    tasks = apps.get_model("wagtailcore", "Task").objects.filter(content_type__app_label="workflow")
    workflow.delete()
    tasks.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("workflow", "0001_initial"),
        ("accounts", "0002_groups"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_review, remove_review)]
