"""Work after a design file was chosen."""

from django_tasks import task

from campaigns.models import AssetFile
from campaigns.services.measuring import measure_file


@task()
def measure(pk: int) -> None:
    """Read sizes and fonts of a file, unless it went away meanwhile."""
    row = AssetFile.objects.select_related("document").filter(pk=pk).first()
    if row is not None:
        measure_file(row=row)
