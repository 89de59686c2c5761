"""不停写的进程：上报、接收、合并、改档案，每成一件就回话；随时可被杀。"""

import json
import random
from dataclasses import replace
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tests.storage.samples import CITY, REVIEWER, fact, report, talk

from dashboard.domain.attachments import AttachmentKind
from dashboard.domain.month import Month
from dashboard.domain.problems import InputError
from dashboard.domain.submissions import Submission, Table
from dashboard.storage import Store, open_store, schemas
from dashboard.storage.contract import NewSubmission
from dashboard.storage.contracts.attaching import NewAttachment

UNITS = ("昆山市", "太仓市", "张家港市", "常熟市")
MONTHS = (Month(2025, 1), Month(2025, 2))


schemas.to_table(Table.FACTS, [fact(1)])  # 第一次写表要装入几个模块，先装好，分出的写入者马上就写


def source(seed: int, serial: int) -> bytes:
    """原文件：内容定了它的行。"""
    return json.dumps({"seed": seed, "serial": serial}).encode() * 50


def rows(unit: str, month: Month, content: bytes) -> dict[Table, list[dict[str, Any]]]:
    """由原文件得出的行；多少行也由它定。"""
    chance = random.Random(content)
    facts = [fact(chance.randint(0, 9999), unit, month, f"指标{n}") for n in range(chance.randint(1, 30))]
    talks = [talk(f"洽谈{chance.randint(0, 9999)}", unit, month) for _ in range(chance.randint(0, 3))]
    return {Table.FACTS: facts, Table.TALKS: talks}


def write(root: Path, seed: int, said: Connection) -> None:
    """一直写到被杀；回话是（做了什么，结果）。"""
    chance, store = random.Random(seed), open_store(root)
    said.send(("ready", None))
    for serial in count():
        batch = [_item(chance, seed, serial * 10 + n) for n in range(chance.randint(1, 3))]
        sent = store.submit(batch)
        said.send(("submitted", [(s.id, item.source) for s, item in zip(sent, batch, strict=True)]))
        if chance.random() < 0.2:
            paper = NewAttachment("补的.pdf", AttachmentKind.PDF, b"%PDF-1" + source(seed, serial))
            store.attach(sent[0].id, REVIEWER, [paper])
            said.send(("attached", (sent[0].id, paper.content)))
        _accept(store, sent, said)
        if chance.random() < 0.15:
            said.send(("compacted", store.compact()))
        if chance.random() < 0.1:
            said.send(("published", store.publish_profile(CITY, {"goals.toml": b"%d" % serial}, f"{seed}-{serial}")))


def _item(chance: random.Random, seed: int, serial: int) -> NewSubmission:
    unit, month, content = chance.choice(UNITS), chance.choice(MONTHS), source(seed, serial)
    return replace(report(serial, unit, month, source=content, rows=rows(unit, month, content)), attachments=papers(content))


def papers(content: bytes) -> tuple[NewAttachment, ...]:
    """一起报的附件：有没有由原文件定。"""
    scan = NewAttachment("盖章.pdf", AttachmentKind.PDF, b"%PDF-" + content)
    return (scan,) if random.Random(content).random() < 0.4 else ()


def _accept(store: Store, sent: tuple[Submission, ...], said: Connection) -> None:
    try:
        said.send(("accepted", (store.accept([s.id for s in sent], REVIEWER), [s.id for s in sent])))
    except InputError as error:  # 一批里碰巧两份报了同一块
        said.send(("refused", error.code))
