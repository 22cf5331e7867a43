"""The questions a rule may refer to: keys, kinds and options. Stored everywhere: never rename one.

Wording for visitors lives with the editors' questions; the short labels here build the sentences
of rules. ``sensitive`` questions are asked only when they can open something.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from measures.eligibility.bands import Band

UNBOUNDED = Band(0, None)


class Kind(StrEnum):
    AREA = "area"  # Place
    SINGLE = "single"  # one option
    MULTI = "multi"  # any number of options, also none
    CHILDREN = "children"  # list of Child
    INCOME = "income"  # Income: yen of last calendar year
    NUMBER = "number"  # Band
    DAY = "day"  # Days: when something happened


@dataclass(frozen=True)
class Question:
    """One thing that can be asked. Questions of one ``screen`` are shown together.

    ``bounds`` is what is known of a number before anybody asked; ``umbrella`` maps an option
    that leaves the reason open to the options it can mean.
    """

    key: str
    kind: Kind
    title: str
    screen: str
    options: dict[str, str] = field(default_factory=dict)
    umbrella: dict[str, frozenset[str]] = field(default_factory=dict)
    sensitive: bool = False
    weight: float = 1.0
    bounds: Band = UNBOUNDED

    def label(self, option: str) -> str:
        return self.options.get(option, option)

    def __hash__(self) -> int:
        return hash(self.key)


SINGLE_PARENT = ("divorced", "bereaved", "unmarried", "abandoned", "missing", "imprisoned")
YES_NO = {"yes": "はい", "no": "いいえ"}

_QUESTIONS = (
    Question("urgent", Kind.MULTI, "いま困っていること", "urgent", {
        "dv": "相手からの暴力や束縛がこわい",
        "no_place": "今夜、寝る所がない",
        "no_food": "食べるものがない",
    }, sensitive=True, weight=1.5),
    Question("area", Kind.AREA, "住んでいる市区町村", "area", weight=3.0),
    Question("family_status", Kind.MULTI, "家族の状況", "situation", {
        "divorced": "離婚した",
        "bereaved": "配偶者と死別した",
        "unmarried": "結婚しないで出産した",
        "abandoned": "相手から1年以上、連絡も仕送りもない",
        "missing": "相手が生きているか分からない",
        "imprisoned": "相手が1年以上、刑務所などにいる",
        "single_parent": "ひとり親だが、事情は言いたくない",
        "spouse_disabled": "配偶者に重い障害がある",
        "dv_order": "配偶者への保護命令が出ている",
        "guardian": "父母の代わりに育てている",
        "separated": "別居中、または離婚の話し合い中",
        "considering": "離婚を考えている",
        "married": "夫婦で暮らしている（事実婚を含む）",
        "former_single_parent": "子どもが大人になった、もとひとり親",
    }, {"single_parent": frozenset((*SINGLE_PARENT, "spouse_disabled", "dv_order"))}, weight=3.0),
    Question("income_kin", Kind.INCOME, "いっしょに暮らす親やきょうだいの収入", "situation"),
    Question("children", Kind.CHILDREN, "お子さん", "children", weight=3.0),
    Question("pregnant", Kind.SINGLE, "妊娠", "children", YES_NO, sensitive=True),
    Question("income_self", Kind.INCOME, "去年の収入", "money", weight=2.0),
    Question("child_support_received", Kind.NUMBER, "受け取っている養育費（1年）", "money",
             bounds=Band(0, 6_000_000)),
    Question("dependents", Kind.NUMBER, "税の扶養に入れている人数", "dependents",
             bounds=Band(0, 10)),
    Question("work", Kind.MULTI, "仕事", "work", {
        "part_time": "パート・アルバイト・派遣",
        "regular": "正社員",
        "self_employed": "自営業・フリーランス",
        "seeking": "仕事を探している",
        "studying": "学校や訓練に通っている",
        "ill": "病気やけがで働けない",
        "at_home": "家事や育児をしている",
        "lost_job": "2年以内に仕事をやめた、または収入が大きく減った",
    }, weight=2.0),
    Question("receives", Kind.MULTI, "受けている制度", "receives", {
        "jido-fuyo-teate": "児童扶養手当",
        "jido-fuyo-teate-stopped": "児童扶養手当（所得が増えて止まってから1年以内）",
        "jido-teate": "児童手当",
        "tokubetsu-jido-fuyo-teate": "特別児童扶養手当",
        "seikatsu-hogo": "生活保護",
        "izoku-nenkin": "遺族年金",
        "shogai-nenkin": "障害年金",
        "jiritsu-shien-program": "母子・父子自立支援プログラム",
        "koto-shokugyo-kunren": "高等職業訓練促進給付金",
    }, weight=1.5),
    Question("tax", Kind.SINGLE, "住民税", "tax", {
        "exempt": "かかっていない（非課税）",
        "per_capita_only": "均等割だけかかっている",
        "taxed": "かかっている",
    }, weight=1.2),
    Question("housing", Kind.SINGLE, "住まい", "housing", {
        "rent": "賃貸",
        "own": "持ち家",
        "parents_home": "実家",
        "public": "公営住宅",
        "company": "社宅・寮",
        "facility": "施設など",
        "losing": "家賃などを払えず、住まいを失いそう",
        "none": "住む所がない",
    }),
    Question("support_agreement", Kind.SINGLE, "養育費の取り決め", "support", {
        "deed": "公正証書や調停の書類がある",
        "written": "自分たちで書いた書類がある",
        "oral": "口約束だけ",
        "none": "決めていない",
    }),
    Question("support_paid", Kind.SINGLE, "約束した養育費", "support", {
        "paid": "払われている",
        "unpaid": "払われていない、少ない",
        "no_promise": "約束がない",
    }),
    Question("single_since", Kind.DAY, "離婚などの日", "support"),
    Question("training", Kind.SINGLE, "資格のための学校や講座", "training", {
        "none": "考えていない",
        "considering": "考えている",
        "course": "講座を受けている、もうすぐ受ける",
        "school": "6か月以上の学校に通っている、合格した",
        "finished": "学校を終えたばかり",
    }, weight=1.5),
    Question("education", Kind.SINGLE, "あなたの学校", "training", {
        "high_school": "高校を卒業した、または同じ資格がある",
        "below": "高校を卒業していない",
    }, sensitive=True),
    Question("insurance", Kind.SINGLE, "雇用保険", "insurance", {
        "insured": "3年以上入っている（はじめて使うときは1年以上）",
        "left": "やめて1年以内",
        "short": "入っているが、まだ短い",
        "none": "入っていない",
    }),
    Question("social_insurance", Kind.SINGLE, "年金と健康保険", "insurance", {
        "national": "国民年金・国民健康保険",
        "employees": "会社の厚生年金・健康保険",
        "spouse": "配偶者の扶養",
    }),
    Question("parent", Kind.SINGLE, "あなた", "parent", {
        "mother": "母",
        "father": "父",
        "other": "祖父母など",
    }),
    Question("savings", Kind.NUMBER, "貯金", "savings", sensitive=True),
    Question("disability_self", Kind.MULTI, "あなたの障害や病気", "disability", {
        "heavy": "重い障害がある（身体1・2級、精神1級など）",
        "other": "そのほかの障害や長い病気がある",
    }, sensitive=True),
    Question("age_self", Kind.NUMBER, "あなたの年齢", "parent", bounds=Band(10, 110)),
    Question("residence", Kind.SINGLE, "在留資格", "residence", {
        "japanese": "日本国籍",
        "settled": "永住者・定住者・日本人の配偶者など",
        "working": "働くための在留資格",
        "student": "留学など",
        "short": "短期滞在",
        "none": "在留資格がない、切れている",
    }, sensitive=True),
    Question("wants", Kind.MULTI, "したいこと", "wants", {
        "money": "毎月のお金を増やしたい",
        "job": "仕事を探したい、変えたい",
        "qualification": "資格を取りたい",
        "home_work": "家で働きたい",
        "high_school": "高卒の資格を取りたい",
        "housing": "引っ越したい、家賃を下げたい",
        "child_support": "養育費や親子交流を決めたい",
        "childcare": "子どもを預けたい、手伝ってほしい",
        "study": "子どもの勉強や進学を支えたい",
        "talk": "だれかに話したい",
        "law": "弁護士に相談したい",
    }),
)  # fmt: skip
QUESTIONS: dict[str, Question] = {question.key: question for question in _QUESTIONS}
CHOICES = frozenset({Kind.SINGLE, Kind.MULTI})
PLACE_FLAGS = {
    "welfare_office": "福祉事務所がある",
    "designated_city": "政令指定都市",
    "core_city": "中核市",
    "special_ward": "東京都の特別区",
    "town": "町村",
}
