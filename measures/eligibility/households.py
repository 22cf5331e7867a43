"""Households in the form of OpenFisca-Japan (``世帯一覧``, ``世帯員``) as our answers.

Only the mapping: one row of a file in, answers out. OpenFisca-Japan knows a household by its
members, their birth dates, 収入 (年収 of a salary) and handbooks. What it does not say is filled in
as the simplest household it can mean, so that comparison is about the law and not about gaps:

- one parent with children is 離婚 (it gives no reason), two parents are 夫婦, none but a parent
  is neither;
- everybody else in the household has no income, except a second parent, who is the relative
  whose income counts; the parent with more income is the applicant (主たる生計維持者);
- everybody without more than 480,000 yen of 所得 (580,000 from 2025) counts as 扶養親族等;
- no 養育費, no other benefits received, Japanese nationality.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from measures.eligibility.answers import Answers, Child, Income, Place, Value
from measures.eligibility.bands import Band
from measures.eligibility.conditions.lives import PREFECTURES
from measures.eligibility.errors import UnreadableError
from measures.eligibility.income import employment_income

HANDBOOKS = {
    "身体障害者手帳等級": {
        "一級": "body1",
        "二級": "body2",
        "三級": "body3",
        "四級": "body4",
        "五級": "body5_6",
        "六級": "body5_6",
    },
    "療育手帳等級": {"A": "intellectual_heavy", "B": "intellectual_other"},
    "愛の手帳等級": {
        "一度": "intellectual_heavy",
        "二度": "intellectual_heavy",
        "三度": "intellectual_other",
        "四度": "intellectual_other",
    },
    "精神障害者保健福祉手帳等級": {"一級": "mental1", "二級": "mental2", "三級": "mental3"},
    "内部障害": {},
    "脳性まひ_進行性筋萎縮症": {},
}
OTHER_LISTS = ("祖父母一覧",)
NOT_GRADED = "diagnosis"  # something is there, and only a doctor can say how heavy
DEPENDANT_LIMIT = {2020: 480_000, 2025: 580_000}  # 所得税法第2条第1項第34号, by year of income

# Our measure → the result of OpenFisca-Japan that answers the same question. Judge yes or no only.
SAME_QUESTION = {
    "jido-teate": ("児童手当",),
    "jido-fuyo-teate": ("児童扶養手当_最大",),
    "tokubetsu-jido-fuyo-teate": ("特別児童扶養手当_最大",),
    "shogaiji-fukushi-teate": ("障害児福祉手当",),
    "jido-ikusei-teate": ("児童育成手当", "障害児童育成手当"),
    "shugaku-enjo": ("就学援助の対象者がいる",),
    "boshi-fushi-kafu-kashitsuke": ("母子父子寡婦福祉資金貸付金の対象者がいる",),
    "koto-shokugyo-kunren": ("高等職業訓練促進給付金_最大",),
}


def openfisca_answers(row: Mapping[str, Any], on: date) -> Answers:
    """Answers for ``row["input"]``; raises UnreadableError when it has another shape."""
    try:
        household = row["input"]["世帯一覧"]
        members = row["input"]["世帯員"]
        if len(household) != 1:
            raise UnreadableError.at("input.世帯一覧", "世帯はひとつだけにしてください。")
        return Answers(_answers(next(iter(household.values())), members, on))
    except (KeyError, TypeError, AttributeError, ValueError) as fault:
        if isinstance(fault, UnreadableError):
            raise
        message = f"OpenFisca-Japanの世帯として読めません（{fault}）。"
        raise UnreadableError.at("input", message) from fault


def openfisca_results(row: Mapping[str, Any]) -> dict[str, bool]:
    """Our measure → whether OpenFisca-Japan says yes. 高等職業訓練 only for who is in training.

    Its 0 for everybody else says that no course was entered, not that none could be supported.
    """
    results = row["result"]
    said = {slug: any(results[name] for name in names) for slug, names in SAME_QUESTION.items()}
    household = next(iter(row["input"]["世帯一覧"].values()))
    if not _value(household.get("高等職業訓練促進給付金の対象訓練を受けている")):
        del said["koto-shokugyo-kunren"]
    return said


def _answers(
    household: Mapping[str, Any], members: Mapping[str, Any], on: date
) -> dict[str, Value]:
    parents = [members[name] for name in household["親一覧"]]
    children = [members[name] for name in household.get("子一覧", [])]
    incomes = sorted((_income(parent) for parent in parents), reverse=True)
    elders = [members[name] for key in OTHER_LISTS for name in household.get(key, [])]
    others = [*incomes[1:], *(_income(person) for person in (*children, *elders))]
    training = _value(household.get("高等職業訓練促進給付金の対象訓練を受けている"))
    values: dict[str, Value] = {
        "area": _place(household),
        "family_status": frozenset(_status(len(parents), len(children))),
        "children": tuple(_child(child) for child in children),
        "income_self": Income(revenue=Band.exactly(incomes[0])),
        "income_kin": _kin(others),
        "dependents": Band.exactly(sum(_is_dependant(income, on) for income in others)),
        "child_support_received": Band.exactly(0),
        "receives": frozenset(),
        "training": frozenset({"school" if training else "none"}),
        "residence": frozenset({"japanese"}),
    }
    return values


def _status(parents: int, children: int) -> set[str]:
    if parents > 1:
        return {"married"}
    return {"divorced"} if children else set()


def _place(household: Mapping[str, Any]) -> Place:
    name = _value(household["居住都道府県"])
    return Place(f"{PREFECTURES.index(name) + 1:02d}")


def _child(member: Mapping[str, Any]) -> Child:
    levels = set()
    for name, grades in HANDBOOKS.items():
        grade = _value(member.get(name))
        if grade and grade != "無":
            levels.add(grades.get(grade, NOT_GRADED))
    born = date.fromisoformat(str(_value(member["誕生年月日"])))
    return Child(born=born, disability=frozenset(levels))


def _kin(incomes: list[int]) -> Income:
    highest = max(incomes, default=0)
    return Income(revenue=Band.exactly(highest)) if highest else Income.nobody()


def _income(member: Mapping[str, Any]) -> int:
    return int(_value(member.get("収入")) or 0)


def _is_dependant(income: int, on: date) -> bool:
    year = on.year - 1
    limit = DEPENDANT_LIMIT[2025 if year >= 2025 else 2020]
    return employment_income(income, year) <= limit


def _value(dated: Any) -> Any:
    """OpenFisca writes ``{"2026-06-01": value}``; a plain value is taken as it is."""
    return next(iter(dated.values())) if isinstance(dated, Mapping) else dated
