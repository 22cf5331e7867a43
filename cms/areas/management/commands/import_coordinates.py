from django.utils.translation import gettext as _

from cms.areas.coordinates import Reading, read_coordinates
from cms.areas.management.importing import TableCommand
from cms.areas.services import save_coordinates


class Command(TableCommand):
    help = "Import where areas are from a CSV file (code6, lat, lng). Safe to run again."

    def read(self, content: bytes) -> Reading:
        return read_coordinates(content)

    def save(self, reading: Reading) -> str:
        changed = save_coordinates(points=reading.points)
        return _("Coordinates: %(changed)s changed, %(same)s left alone.") % {
            "changed": changed,
            "same": len(reading.points) - changed + reading.blank,
        }
