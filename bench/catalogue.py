"""A catalogue as large as the real hall's: the sample hall's items x towns x actions, 167,978 in all."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path

from db.spelling import pinyin_of

SAMPLE = Path(__file__).parents[1] / "assets" / "sample-hall"
ENTRIES = 167_978

TOWNS = tuple(
    tuple(each.split("/"))
    for each in [
        "城关镇/Chengguan",
        "东湖街道/Donghu",
        "南塘街道/Nantang",
        "西城街道/Xicheng",
        "北门街道/Beimen",
        "青山镇/Qingshan",
        "白云镇/Baiyun",
        "龙泉镇/Longquan",
        "石桥镇/Shiqiao",
        "柳河镇/Liuhe",
        "大圩镇/Daxu",
        "三溪镇/Sanxi",
        "五里镇/Wuli",
        "七星乡/Qixing",
        "马田镇/Matian",
        "永济镇/Yongji",
        "新市镇/Xinshi",
        "长坪乡/Changping",
        "小水镇/Xiaoshui",
        "公平镇/Gongping",
        "仁义镇/Renyi",
        "太平镇/Taiping",
        "黄泥江镇/Huangnijiang",
        "遥田镇/Yaotian",
        "竹市镇/Zhushi",
        "夏塘镇/Xiatang",
        "坛下乡/Tanxia",
        "沙明乡/Shaming",
        "大市镇/Dashi",
        "东岭乡/Dongling",
        "导子镇/Daozi",
        "余庆街道/Yuqing",
        "水东江街道/Shuidongjiang",
        "五一街道/Wuyi",
        "三顺街道/Sanshun",
        "哲桥镇/Zheqiao",
        "亮源乡/Liangyuan",
        "上架乡/Shangjia",
    ]
)
ACTIONS = tuple(
    tuple(each.split("/"))
    for each in [
        "新办/new",
        "变更/change",
        "延续/extension",
        "注销/cancellation",
        "补办/replacement",
        "换发/renewal",
        "查询/enquiry",
        "预审/preview",
        "备案/filing",
        "核验/verification",
        "年审/yearly-review",
        "更正/correction",
        "撤销/withdrawal",
        "暂停/suspension",
        "恢复/resumption",
        "转移/transfer",
        "公示/publication",
        "咨询/advice",
        "代办/by-agent",
        "上门办理/at-home",
    ]
)


def sample_items() -> list[dict[str, str]]:
    """The sample hall's own items."""
    with (SAMPLE / "items.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def rows() -> Iterator[dict[str, str]]:
    """The hall's own items first, then what its towns do: each like the item that it is made from."""
    own = sample_items()
    yield from own
    composed = (
        {
            "id": f"{row['id']}-{place + 1:03d}",
            "name": f"{town}{row['name']}（{action}）",
            "name_en": f"{row['name_en']}, {town_en} ({action_en})",
            "like": row["id"],
        }
        for place, ((town, town_en), (action, action_en)) in enumerate(product(TOWNS, ACTIONS))
        for row in own
    )
    yield from islice(composed, ENTRIES - len(own))


@dataclass(frozen=True, slots=True)
class Row:
    """An item as `db.catalogue.rows_to_search` reads it."""

    id: str
    name: str
    name_en: str
    pinyin: str
    department_id: str
    service_id: str
    like_id: str | None
    words: str | None
    words_pinyin: str | None


def rows_to_search() -> Iterator[Row]:
    """The same without a database; what is composed is spelt part by part, which is quick."""
    own = {row["id"]: row for row in sample_items()}
    spelt = {part: pinyin_of(part) for part, _ in (*TOWNS, *ACTIONS)}
    spelt |= {row["name"]: pinyin_of(row["name"]) for row in own.values()}
    for row in rows():
        like = own[row.get("like") or row["id"]]
        town, _, rest = row["name"].partition(like["name"])
        action = rest.strip("（）")
        words = None if "like" in row else row["words"]
        yield Row(
            row["id"],
            row["name"],
            row["name_en"],
            " ".join(spelt[part] for part in (town, like["name"], action) if part),
            like["department"],
            like["service"],
            row.get("like"),
            words,
            words and ",".join(map(pinyin_of, words.split())),
        )


def write_folder(folder: Path) -> None:
    """The sample hall with the large catalogue, as a folder to load."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in SAMPLE.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    with (folder / "items.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, [*sample_items()[0], "like"], lineterminator="\n")
        table.writeheader()
        table.writerows(rows())
