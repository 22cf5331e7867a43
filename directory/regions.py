"""The regions people think in; a common division, not one of law."""

from django.utils.translation import gettext_lazy as _

REGIONS = (
    (_("Hokkaido and Tohoku"), ("01", "02", "03", "04", "05", "06", "07")),
    (_("Kanto"), ("08", "09", "10", "11", "12", "13", "14")),
    (_("Chubu"), ("15", "16", "17", "18", "19", "20", "21", "22", "23")),
    (_("Kinki"), ("24", "25", "26", "27", "28", "29", "30")),
    (_("Chugoku and Shikoku"), ("31", "32", "33", "34", "35", "36", "37", "38", "39")),
    (_("Kyushu and Okinawa"), ("40", "41", "42", "43", "44", "45", "46", "47")),
)
