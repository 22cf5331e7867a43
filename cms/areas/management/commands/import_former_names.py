from django.utils import timezone
from django.utils.translation import gettext as _

from cms.areas.former_names import Reading, read_former_names
from cms.areas.management.importing import TableCommand
from cms.areas.services import save_former_names


class Command(TableCommand):
    help = "Import old municipality names from a CSV file. Safe to run again."

    def read(self, content: bytes) -> Reading:
        return read_former_names(content, on=timezone.localdate())

    def save(self, reading: Reading) -> str:
        created, changed = save_former_names(names=reading.names)
        return _("Old names: %(created)s created, %(changed)s changed, %(same)s left alone.") % {
            "created": created,
            "changed": changed,
            "same": len(reading.names) - created - changed + reading.unchanged,
        }
