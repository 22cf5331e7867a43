"""Records of a town that answer none of the judged questions but share everyday words with them."""

import random
from collections.abc import Iterator

TOWNS = """
青葉市 若葉市 緑川市 桜台市 海辺町 山手町 川上村 星野市 花岡町 月見市 東原市 西浜町 南沢村 北峰市
"""
OFFICES = """
市民課 税務課 環境課 道路管理課 図書館 公民館 防災課 選挙管理委員会 水道局 農政課 観光課
スポーツ振興課 都市計画課 建築指導課 文化財課 消防本部 健康づくり課 高齢福祉課 広報課 会計課
"""
TOPICS = """
粗大ごみの出し方 図書館の休館日 市道の工事 避難所の一覧 投票所の案内 健康診断の日程 犬の登録
住民票の写し 印鑑登録 市民農園の募集 運動公園の予約 文化祭の参加者 成人式の案内 商工会の催し
空き家の管理 歩道の補修 防災無線の点検 献血の会場 予防注射の日程 町内会の活動 下水の工事
統計調査のお願い 桜まつり 花火大会 駐輪場の利用 市バスの時刻 墓地の使用 森林の手入れ 特産品の紹介
"""
SENTENCES = (
    "{town}の{office}が{topic}についてお知らせします。",
    "くわしくは{office}の窓口で相談してください。",
    "申請は平日の午前9時から午後5時まで、{town}役所で受け付けています。",
    "手続きに必要な書類は{office}に確かめてください。",
    "{topic}に関する問い合わせは電話でも受け付けます。",
    "利用には事前の申し込みが必要です。料金は{number}円です。",
    "{town}では、住民の暮らしを支援するため{topic}を行っています。",
    "会場は{town}中央{number}丁目です。駐車場はありません。",
    "家庭や学校、職場の皆さんも参加できます。",
    "こどもから高齢の方まで、どなたでも利用できます。",
)


def distractors(number: int, *, seed: int = 8) -> Iterator[dict[str, str]]:
    """``number`` records, the same ones every time."""
    chance = random.Random(seed)
    for position in range(number):
        words = {
            "town": chance.choice(TOWNS.split()),
            "office": chance.choice(OFFICES.split()),
            "topic": chance.choice(TOPICS.split()),
            "number": str(chance.randint(1, 40)),
        }
        sentences = chance.sample(SENTENCES, chance.randint(2, 8))
        yield {
            "id": f"distractor-{position}",
            "title": "{town} {topic}（{office}）".format(**words),
            "body": "".join(sentences).format(**words),
        }
