"""Faults in rules and answers, said in Japanese with the place where they are."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """``place`` is a JSON path (``paths[0].all[2].param``); ``message`` says what to do."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class UnreadableError(ValueError):
    """A rule or a set of answers that cannot be used; carries every fault found."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults

    @classmethod
    def at(cls, place: str, message: str) -> "UnreadableError":
        return cls([Fault(place, message)])
