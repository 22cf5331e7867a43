"""The groups of the portal; `manage.py apply_roles` gives them their rights after every migrate."""

from django.db import migrations

GROUPS = (
    "編集者",
    "事実確認者",
    "承認者",
    "翻訳者",
    "職員",
    "照会担当",
    "相談担当",
    "広報",
    "監査",
    "管理者",
)


def create_groups(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    for name in GROUPS:
        group.objects.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [migrations.RunPython(create_groups, migrations.RunPython.noop)]
