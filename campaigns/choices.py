"""Words of the campaigns that are chosen, not typed."""

from django.db.models import TextChoices


class Channel(TextChoices):
    """Where people meet a campaign (実施媒体)."""

    POSTER = "poster", "ポスター"
    LEAFLET = "leaflet", "リーフレット・チラシ"
    NEWSLETTER = "newsletter", "自治体の広報紙"
    WEBSITE = "website", "ウェブサイト"
    SOCIAL = "social", "SNS"
    ADVERTISING = "advertising", "インターネット広告"
    VIDEO = "video", "動画"
    BROADCAST = "broadcast", "テレビ・ラジオ"
    PRESS = "press", "新聞・雑誌"
    TRANSPORT = "transport", "駅・車内"
    EVENT = "event", "イベント"
    OTHER = "other", "そのほか"


class AssetKind(TextChoices):
    """What an asset is when it hangs, lies or is shown somewhere."""

    POSTER = "poster", "ポスター"
    LEAFLET = "leaflet", "リーフレット"
    CARD = "card", "カード"
    BANNER = "banner", "バナー"
    SOCIAL = "social", "SNS用の画像"
    VIDEO = "video", "動画"
    TEXT = "text", "文章のひな型"
    OTHER = "other", "そのほか"


class Format(TextChoices):
    """What a file is for; its ending alone does not tell."""

    PRINT_PDF = "print_pdf", "PDF 入稿用（塗り足しあり）"
    PDF = "pdf", "PDF"
    SVG = "svg", "SVG"
    AI = "ai", "Illustrator（AI）"
    PNG = "png", "PNG"
    SOCIAL_SQUARE = "social_square", "SNS用（正方形）"
    SOCIAL_WIDE = "social_wide", "SNS用（横長）"
    SOCIAL_TALL = "social_tall", "SNS用（縦長）"
    BLACK_AND_WHITE = "black_and_white", "白黒"
    OTHER = "other", "そのほか"


class LogoCheck(TextChoices):
    """ロゴ入り (第4-2): whether the agency's mark is where it has to be."""

    UNDECIDED = "undecided", "まだ確認していない"
    PRESENT = "present", "ロゴ入りと確認した"
    NOT_NEEDED = "not_needed", "ロゴを入れない（理由を下に書く）"
    MISSING = "missing", "入っていない（直すまで公開できません）"


class OperatorCheck(TextChoices):
    """実施団体名を入れない (第4-2): whether whoever runs the project is named on it."""

    UNDECIDED = "undecided", "まだ確認していない"
    ABSENT = "absent", "実施団体名が入っていないと確認した"
    PRESENT = "present", "入っている（直すまで公開できません）"


class Placed(TextChoices):
    """What of an office a template places on a poster."""

    NAME = "name", "窓口の名前"
    TELEPHONE = "telephone", "電話番号"
    HOURS = "hours", "受付時間"
    QR = "qr", "まちのページのQRコード"


class Alignment(TextChoices):
    LEFT = "left", "左"
    CENTRE = "centre", "中央"
    RIGHT = "right", "右"


class Weight(TextChoices):
    REGULAR = "regular", "ふつう"
    BOLD = "bold", "太い"
