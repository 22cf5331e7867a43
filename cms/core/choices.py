"""Choices of the platform."""

from django.db import models


class BrandColour(models.TextChoices):
    """Colours of a site's mark, row of links and buttons.

    Each is a family of the design tokens whose dark steps are readable on white and on the pale
    ones (``[data-brand]`` in site.css); editors choose a name, never a value.
    """

    GREEN = "green", "緑"
    BLUE = "blue", "青"
    PURPLE = "purple", "紫"
    MAGENTA = "magenta", "赤紫"


# The darkest step of each family: the bar of a telephone's browser.
DEEP = {
    BrandColour.GREEN: "#08351f",
    BrandColour.BLUE: "#000071",
    BrandColour.PURPLE: "#30016c",
    BrandColour.MAGENTA: "#500050",
}
