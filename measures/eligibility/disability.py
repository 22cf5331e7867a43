"""Handbooks and diagnoses of a child or parent, and which degree of a law they show.

A handbook is a good sign, never the decision: doctors' certificates decide at the desk. ``shows``
therefore means 「同じくらいの重さ」 on the pages of authorities, ``may_show`` that it depends.
"""

from dataclasses import dataclass

from measures.eligibility.kleene import Truth

LEVELS = {
    "body1": "身体障害者手帳 1級",
    "body2": "身体障害者手帳 2級",
    "body3": "身体障害者手帳 3級",
    "body4": "身体障害者手帳 4級",
    "body5_6": "身体障害者手帳 5級・6級",
    "intellectual_heavy": "療育手帳 A（重度）",
    "intellectual_other": "療育手帳 B（中度・軽度）",
    "mental1": "精神障害者保健福祉手帳 1級",
    "mental2": "精神障害者保健福祉手帳 2級",
    "mental3": "精神障害者保健福祉手帳 3級",
    "diagnosis": "手帳はないが、診断や発達の心配がある",
}


@dataclass(frozen=True)
class Degree:
    """A degree that a law asks for."""

    name: str
    shows: frozenset[str]
    may_show: frozenset[str]

    def reached_by(self, levels: frozenset[str] | None) -> Truth:
        if levels is None:
            return Truth.UNKNOWN
        if levels & self.shows:
            return Truth.TRUE
        return Truth.UNKNOWN if levels & self.may_show else Truth.FALSE


DEGREES = {
    # 特別児童扶養手当等の支給に関する法律施行令 別表第三: 1級 is near handbook 1–2 and 療育A,
    # 2級 near handbook 3 and parts of 4 and 療育B.
    "tokuji2": Degree(
        "特別児童扶養手当の2級以上と同じくらいの障害",
        frozenset({"body1", "body2", "body3", "intellectual_heavy", "mental1"}),
        frozenset({"body4", "intellectual_other", "mental2", "mental3", "diagnosis"}),
    ),
    # 同施行令 別表第一: 日常生活において常時の介護を必要とする程度; handbook 1 and a part of 2.
    "constant_care": Degree(
        "ふだんの暮らしでいつも介護が必要な障害",
        frozenset({"body1"}),
        frozenset({"body2", "intellectual_heavy", "mental1", "diagnosis"}),
    ),
    # 東京都の児童育成手当(障害手当): 愛の手帳1–3度, 身体障害者手帳1–2級, 脳性まひ, 進行性筋萎縮症.
    "tokyo_ikusei": Degree(
        "身体障害者手帳1・2級などの障害",
        frozenset({"body1", "body2", "intellectual_heavy"}),
        frozenset({"intellectual_other", "body3", "body4", "body5_6", "diagnosis"}),
    ),
    "any": Degree(
        "障害や、発達の心配",
        frozenset(LEVELS),
        frozenset(),
    ),
}
