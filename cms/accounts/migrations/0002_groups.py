"""The groups of the portal. Wagtail's own two example groups go: their names mean nothing here."""

from django.db import migrations


def create_groups(apps, schema_editor):
    from cms.accounts.roles import ROLES

    Group = apps.get_model("auth", "Group")
    for role in ROLES:
        Group.objects.get_or_create(name=role.name)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [migrations.RunPython(create_groups, migrations.RunPython.noop)]
