"""One poster as it will be drawn: its page and what stands where. No Django models."""

from dataclasses import dataclass

MARKS = 10.0  # mm around the bleed, for crop marks
MM = 72 / 25.4  # points


@dataclass(frozen=True)
class Box:
    """In mm from the upper left corner of the trimmed page; ``colour`` as #rrggbb."""

    content: str
    left: float
    top: float
    width: float
    height: float
    largest: float = 24.0
    colour: str = "#1a1a1c"
    weight: str = "bold"
    alignment: str = "left"

    @property
    def rgb(self) -> tuple[int, int, int]:
        red, green, blue = (int(self.colour[at : at + 2], 16) for at in (1, 3, 5))
        return red, green, blue


@dataclass(frozen=True)
class Sheet:
    """``words`` by what a box holds; for ``qr`` the address."""

    width: float
    height: float
    bleed: float
    boxes: tuple[Box, ...]
    words: dict[str, str]
    has_marks: bool = False
    title: str = ""

    @property
    def margin(self) -> float:
        """From the edge of the page to the edge of the trimmed one, in mm."""
        return self.bleed + (MARKS if self.has_marks else 0)

    @property
    def page(self) -> tuple[float, float]:
        return self.width + 2 * self.margin, self.height + 2 * self.margin

    def filled(self) -> list[tuple[Box, str]]:
        """Boxes that something goes into."""
        pairs = ((box, self.words.get(box.content, "").strip()) for box in self.boxes)
        return [(box, text) for box, text in pairs if text]
