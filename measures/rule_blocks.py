"""Blocks of a rule: one for each type of condition, each reading as one Japanese sentence.

Their fields are those of ``measures.eligibility.conditions``; ``measures.rule_storage`` converts.
"""

from typing import Any

from django import forms
from django.utils.html import escape
from wagtail import blocks
from wagtail.admin.compare import BlockComparison, diff_text

from cms.core.blocks.choices import NamedChoiceBlock, YesNoBlock
from cms.fields.days import DayBlock
from measures.choices import Confidence
from measures.eligibility.ages import Mark
from measures.eligibility.conditions import TYPES
from measures.eligibility.conditions.children import QUANTITIES, ChildAge
from measures.eligibility.conditions.choices import CHOICE_TYPES, Choice
from measures.eligibility.conditions.lives import PREFECTURES
from measures.eligibility.conditions.money import KINDS, OPS, WHO_NAMES
from measures.eligibility.disability import DEGREES
from measures.eligibility.vocabulary import PLACE_FLAGS, QUESTIONS
from measures.rule_storage import sentence_of

Pairs = list[tuple[str, str]]
OLDEST = 65
FIRST_SCHOOL_YEARS, LAST_SCHOOL_YEAR = 1, 25


def parameter_choices() -> Pairs:
    """Dated amounts by key: rules refer to the key, never to a number."""
    from measures.models import Parameter  # the models stand on these blocks

    return [
        (key, f"{title}（{key}）") for key, title in Parameter.objects.values_list("key", "title")
    ]


def measure_choices() -> Pairs:
    from measures.models import MeasurePage

    pages = MeasurePage.objects.exclude(rule_digest="").order_by("number")
    return list(pages.values_list("slug", "official_name"))


def mark_choices(end: str) -> Pairs:
    """Turns in a child's life, in the words of the sentences; ``end`` is from or until."""
    marks = [Mark("fy", year) for year in range(FIRST_SCHOOL_YEARS, LAST_SCHOOL_YEAR + 1)]
    marks += [Mark("age", year) for year in range(1, OLDEST + 1)]
    return [(str(mark), _mark_words(mark, end)) for mark in marks]


def _mark_words(mark: Mark, end: str) -> str:
    condition = ChildAge(start=mark) if end == "from" else ChildAge(until=mark)
    return condition.sentence.removesuffix("お子さんがいる。").removesuffix("の")


def several(label: str, options: dict[str, str], help_text: str = "") -> blocks.MultipleChoiceBlock:
    return blocks.MultipleChoiceBlock(
        choices=list(options.items()),
        required=False,
        label=label,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
    )


class WordBlock(blocks.ChoiceBlock):
    """One key of several; stored keys are text, so reading them needs no list (and no query)."""

    def normalize_choice(self, value: Any) -> Any:
        return value

    class Meta:
        icon = "list-ul"


def one_of(label: str, options: Any, help_text: str = "", **kwargs: Any) -> WordBlock:
    choices = list(options.items()) if isinstance(options, dict) else options
    required = kwargs.pop("required", False)
    return WordBlock(choices=choices, required=required, label=label, help_text=help_text, **kwargs)


def amount(label: str, help_text: str = "") -> WordBlock:
    return one_of(label, parameter_choices, help_text)


class SentenceComparison(BlockComparison):
    """Two states of a condition by their sentences: who reviews reads no codes of answers."""

    def has_changed(self) -> bool:
        return self._ticked(self.val_a) != self._ticked(self.val_b)

    def _ticked(self, value: Any) -> dict[str, Any]:
        """A form saves what was ticked in the order of the choices, whatever it was before."""
        fields = self.block.get_prep_value(value).items()
        return {name: sorted(own) if isinstance(own, list) else own for name, own in fields}

    def htmlvalue(self, val: Any) -> str:
        return escape(self.block.sentence(val))

    def htmldiff(self) -> str:
        if not self.has_changed():
            return self.htmlvalue(self.val_b)
        return diff_text(self.block.sentence(self.val_a), self.block.sentence(self.val_b)).to_html()


class ConditionBlock(blocks.StructBlock):
    """One condition; shows its sentence wherever it is rendered or compared."""

    def sentence(self, value: Any) -> str:
        return sentence_of(self.name, self.get_prep_value(value))

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        return {**context, "sentence": self.sentence(value)}

    def get_comparison_class(self) -> type[BlockComparison]:
        return SentenceComparison

    class Meta:
        template = "measures/blocks/condition.html"
        icon = "check"


class ChoiceConditionBlock(ConditionBlock):
    """What was ticked for one question: any of these, none of those."""

    def __init__(self, kind: type[Choice], **kwargs: Any) -> None:
        question = QUESTIONS[kind.type]
        first = next(iter(question.options))
        meta = {
            "label": question.title,
            "icon": "list-ul",
            "description": f"質問「{question.title}」の答えで決まる条件。",
            "preview_value": {"any": [first], "none": [], "maybe": []},
        }
        fields = [
            ("any", several("どれかに当てはまる", question.options)),
            ("none", several("どれにも当てはまらない", question.options)),
            ("maybe", several("窓口で確かめる", question.options, "答えだけでは決まらないもの。")),
        ]
        super().__init__(fields, **{**meta, **kwargs})


class AnyoneBlock(ConditionBlock):
    class Meta:
        icon = "group"
        label = "どなたでも"
        description = "条件がない施策に使います。"
        preview_value: dict[str, Any] = {}


class ChildBlock(ConditionBlock):
    def __init__(self, **kwargs: Any) -> None:
        ages = "「年度の末まで」は3月31日まで。「歳になる前まで」は誕生日の前々日まで。"
        fields = [
            ("quant", one_of("お子さんが", QUANTITIES, required=True, default="some")),
            ("from", one_of("いつから", mark_choices("from"), "空なら生まれたときから。")),
            ("until", one_of("いつまで", mark_choices("until"), ages)),
            (
                "or_disability_until",
                blocks.IntegerBlock(
                    required=False,
                    min_value=1,
                    max_value=60,
                    label="障害があるときは何歳になる前まで",
                ),
            ),
            (
                "disability",
                one_of("障害の程度", {key: degree.name for key, degree in DEGREES.items()}),
            ),
            ("number", blocks.IntegerBlock(default=1, min_value=1, max_value=10, label="人数")),
        ]
        super().__init__(fields, **kwargs)

    class Meta:
        icon = "group"
        label = "お子さんの年齢"
        description = "年齢や学年、障害の程度に当てはまるお子さんがいるか。"
        preview_value = {"quant": "some", "until": "fy18", "number": 1}


class AreaBlock(ConditionBlock):
    prefectures = several(
        "都道府県", {f"{number:02d}": name for number, name in enumerate(PREFECTURES, start=1)}
    )
    codes = blocks.RegexBlock(
        regex=r"^\s*\d{6}([、,\s]+\d{6})*\s*\Z",
        required=False,
        label="市区町村のコード",
        help_text="6けた。二つ以上は「、」で区切ります。例：132012、132098",
        error_messages={"invalid": "6けたの数字を「、」で区切って入れてください。"},
    )
    flags = several("住んでいる所が", PLACE_FLAGS)

    class Meta:
        icon = "site"
        label = "住んでいる所"
        description = "都道府県や市区町村、福祉事務所の有無による条件。"
        preview_value = {"prefectures": ["13"], "codes": "", "flags": []}


def _limit_fields() -> list[tuple[str, blocks.Block]]:
    return [
        ("op", one_of("めやすの額", OPS, required=True, default="lt")),
        ("param", amount("くらべる金額")),
        ("by", one_of("人数で変わる", {"dependents": "扶養の人数で変わる"})),
        ("step", amount("1人増えるごとの加算")),
        ("tolerance", amount("判定の幅", "聞いていない控除で決まる幅。法令の額ではありません。")),
    ]


class IncomeBlock(ConditionBlock):
    def __init__(self, **kwargs: Any) -> None:
        fields = [
            ("who", one_of("だれの", WHO_NAMES, required=True, default="self")),
            ("of", one_of("何を", KINDS, required=True, default="net")),
            *_limit_fields(),
            ("less", amount("所得から引く額")),
            ("less_salary", amount("給与の所得から引く額")),
            ("child_support", amount("所得に足す養育費の割合")),
        ]
        super().__init__(fields, **kwargs)

    class Meta:
        icon = "decimal"
        label = "収入・所得"
        description = "去年の収入や所得を、日付つきの金額とくらべます。"
        preview_value = {"who": "self", "of": "net", "op": "lt", "param": "jidofuyo.limit_partial"}


class SavingsBlock(ConditionBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(_limit_fields(), **kwargs)

    class Meta:
        icon = "decimal"
        label = "貯金"
        description = "貯金などを、日付つきの金額とくらべます。"
        preview_value = {"op": "le", "param": "jukyo.savings"}


class OwnAgeBlock(ConditionBlock):
    min = blocks.IntegerBlock(required=False, min_value=0, max_value=120, label="何歳以上")
    max = blocks.IntegerBlock(required=False, min_value=0, max_value=120, label="何歳以下")

    class Meta:
        icon = "user"
        label = "ご本人の年齢"
        description = "ご本人が何歳以上、何歳以下か。"
        preview_value = {"min": 20, "max": None}


class SinceBlock(ConditionBlock):
    after = DayBlock(required=False, label="この日から後")
    within_months = blocks.IntegerBlock(
        required=False, min_value=1, max_value=600, label="何か月以内"
    )

    class Meta:
        icon = "date"
        label = "離婚などの日"
        description = "離婚などが、ある日より後か、何か月以内か。"
        preview_value = {"after": None, "within_months": 24}


class EligibleForBlock(ConditionBlock):
    measure = one_of("もとになる施策", measure_choices)
    label = blocks.CharBlock(required=False, max_length=80, label="文の中での呼び方")

    class Meta:
        icon = "link"
        label = "ほかの施策と同じ条件"
        description = "別の施策のめやすに合う方。限度額などを一か所で直せます。"
        preview_value = {"measure": "jido-fuyo-teate", "label": "児童扶養手当"}


class ManualBlock(ConditionBlock):
    text = blocks.CharBlock(max_length=200, label="窓口で確認されること")
    decisive = YesNoBlock(
        required=False,
        label="審査・推薦・計画が前提",
        help_text="チェックすると「使えそう」とは言わず「確認が必要」にします。",
    )

    class Meta:
        icon = "help"
        label = "窓口で確認"
        description = (
            "この画面では判断できない条件。判定には使わず、窓口で聞かれることとして出します。"
        )
        preview_value = {"text": "事実婚になっていないこと", "decisive": False}


class InterestBlock(ConditionBlock):
    any = several("したいこと", QUESTIONS["wants"].options)

    class Meta:
        icon = "pick"
        label = "したいこと（並び順）"
        description = "そう思っている方に先に見せます。対象外にはしません。"
        preview_value = {"any": ["money"]}


class ConditionsBlock(blocks.StreamBlock):
    """All types of the engine, in the order an editor looks for them."""

    def __init__(self, **kwargs: Any) -> None:
        plain: dict[str, blocks.Block] = {
            "child": ChildBlock(),
            "income": IncomeBlock(),
            "area": AreaBlock(),
            **{kind.type: ChoiceConditionBlock(kind) for kind in CHOICE_TYPES},
            "savings": SavingsBlock(),
            "age_self": OwnAgeBlock(),
            "single_since": SinceBlock(),
            "eligible_for": EligibleForBlock(),
            "anyone": AnyoneBlock(),
            "manual": ManualBlock(),
            "interest": InterestBlock(),
        }
        missing = TYPES.keys() - plain.keys()
        if missing:
            raise TypeError(f"no block for the conditions {sorted(missing)}")
        super().__init__(list(plain.items()), **kwargs)


class PathBlock(blocks.StructBlock):
    """One way to a measure: all of its conditions hold."""

    label = blocks.CharBlock(required=False, max_length=60, label="この道の名前")
    conditions = ConditionsBlock(label="条件（すべてに当てはまる）")

    class Meta:
        icon = "list-ol"
        label = "道"
        label_format = "道：{label}"
        description = "条件をすべて満たす道。道がいくつかあれば、どれか一つでよいという意味です。"
        preview_value: dict[str, Any] = {
            "label": "ひとり親",
            "conditions": [{"type": "child", "value": {"quant": "some", "until": "fy18"}}],
        }

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Migrations do not repeat the vocabulary: a new option needs none of them."""
        return ("wagtail.blocks.StructBlock", [[]], {})

    def deconstruct_with_lookup(self, lookup: Any) -> tuple[str, list[Any], dict[str, Any]]:
        return self.deconstruct()


class RuleSourceBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=200, label="根拠")
    url = blocks.URLBlock(required=False, label="アドレス")
    confidence = NamedChoiceBlock(
        choices=Confidence.choices, default=Confidence.TO_CHECK, label="確かさ"
    )

    class Meta:
        icon = "doc-full"
        label = "根拠"
        description = "ルールを書いた法令や要綱。"
        preview_value = {"title": "児童扶養手当法 第4条", "url": "", "confidence": "general"}


class NoteBlock(blocks.CharBlock):
    class Meta:
        icon = "warning"
        label = "要確認"
        description = "ルールについて確かめること。公開ページには出ません。"
        preview_value = "限度額を要綱で確かめる"


RULE_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("path", PathBlock()),
    ("manual", ManualBlock(group="そのほか")),
    ("source", RuleSourceBlock(group="そのほか")),
    ("to_check", NoteBlock(max_length=300, group="そのほか")),
]
