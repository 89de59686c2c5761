"""任一版随时可查：随便怎样上报、接收、合并、重开，每一版读出的都是当时有效的那些行。"""

import random
from collections.abc import Callable

import pytest
from tests.storage.conftest import Opener
from tests.storage.samples import CITY, REVIEWER, fact, report, talk

from dashboard.domain.month import Month
from dashboard.domain.problems import InputError
from dashboard.domain.submissions import Table
from dashboard.queries.cache import Cache
from dashboard.storage import Store
from dashboard.storage.contract import NewSubmission

UNITS = ("昆山市", "太仓市", "张家港市")
MONTHS = (Month(2025, 1), Month(2025, 2))
Read = frozenset[tuple[object, ...]]


class Expected:
    """照约定手算的存储：每一版有哪些数、哪些洽谈。"""

    def __init__(self) -> None:
        self.current: dict[tuple[Table, str, int], frozenset[tuple[object, ...]]] = {}
        self.versions: list[Read] = [frozenset()]

    def accept(self, batch: list[NewSubmission]) -> None:
        for item in batch:
            for slice_ in item.slices:
                rows = item.rows[slice_.table]
                self.current[slice_.table, slice_.owner, slice_.period] = frozenset(_row(slice_.table, row) for row in rows)
        self.versions.append(frozenset().union(*self.current.values()))


def _row(table: Table, row: object) -> tuple[object, ...]:
    assert isinstance(row, dict)
    return (table, row["unit"], row["period"], float(row["value"]) if table is Table.FACTS else row["topic"])


def _read(model: Cache, version: int, draft: str | None = None) -> Read:
    view = model.at(version, draft)
    facts = {(Table.FACTS, r["unit"], r["period"], r["value"]) for r in view.records("readings", city=CITY)}
    talks = {(Table.TALKS, r["unit"], r["period"], r["topic"]) for r in view.records("talks", city=CITY)}
    return frozenset(facts | talks)


def _item(chance: random.Random, serial: int) -> NewSubmission:
    """随机的一份：有时只报洽谈，有时只报指标，有时报空表。"""
    unit, month = chance.choice(UNITS), chance.choice(MONTHS)
    facts = [fact(chance.randint(0, 999), unit, month, name) for name in ("tech_sme", "hte_total")[: chance.randint(0, 2)]]
    talks = [talk(f"洽谈{serial}", unit, month)] * chance.randint(0, 1)
    tables = {Table.FACTS: facts, Table.TALKS: talks}
    if chance.random() < 0.4:
        del tables[chance.choice(list(tables))]
    return report(serial, unit, month, rows=tables)


class Walk:
    """随机走一步：上报、接收、合并、重开。"""

    def __init__(self, seed: int, opener: Opener) -> None:
        self.chance, self.opener = random.Random(seed), opener
        self.store: Store = opener()
        self.long_lived = Cache(self.store)
        self.expected = Expected()
        self.waiting: list[tuple[str, NewSubmission]] = []
        self.serial = 0

    def step(self) -> None:
        moves: list[tuple[Callable[[], None], int]] = [(self._submit, 6), (self._accept, 6), (self._compact, 1), (self._reopen, 1)]
        self.chance.choices([move for move, _ in moves], [weight for _, weight in moves])[0]()

    def _submit(self) -> None:
        batch = [_item(self.chance, self.serial + n) for n in range(self.chance.randint(1, 3))]
        self.serial += len(batch)
        self._send(batch)

    def _send(self, batch: list[NewSubmission]) -> None:
        self.waiting += zip((s.id for s in self.store.submit(batch)), batch, strict=True)

    def _accept(self) -> None:
        self.chance.shuffle(self.waiting)
        taken, self.waiting = self.waiting[:2], self.waiting[2:]
        if not taken:
            return
        items = [item for _, item in taken]
        try:
            self.store.accept([identity for identity, _ in taken], REVIEWER)
        except InputError:  # 冲突了就重新上报，底是现在的；出没出新版由每步之后的核对看
            self._send(items)
        else:
            self.expected.accept(items)

    def _compact(self) -> None:
        self.store.compact()

    def _reopen(self) -> None:
        self.store = self.opener()


@pytest.mark.parametrize("seed", range(6))
def test_每一版都是当时的样子(opener: Opener, seed: int) -> None:
    walk = Walk(seed, opener)
    for _ in range(80):
        walk.step()
        latest = walk.long_lived.refresh()
        assert _read(walk.long_lived, latest) == walk.expected.versions[latest]
    assert walk.store.latest_version() == len(walk.expected.versions) - 1 > 5
    fresh = Cache(walk.opener())
    for version, rows in enumerate(walk.expected.versions):
        assert _read(walk.long_lived, version) == rows == _read(fresh, version)
    report_ = walk.store.verify()
    assert report_.ok, report_.problems


@pytest.mark.parametrize("seed", range(3))
def test_草稿只在给它的人眼里(opener: Opener, seed: int) -> None:
    """盖上一份待审的：它的整块换成它的行，别的不变；不盖的人什么也看不见。"""
    walk = Walk(seed, opener)
    for _ in range(40):
        walk.step()
        version = walk.long_lived.refresh()
        published = walk.expected.versions[version]
        for identity, item in walk.waiting[:3]:
            covered = {(s.table, s.owner, s.period) for s in item.slices}
            mine = {_row(table, row) for table, rows in item.rows.items() for row in rows}
            rest = {row for row in published if (row[0], row[1], row[2]) not in covered}
            assert _read(walk.long_lived, version, identity) == rest | mine
        assert _read(walk.long_lived, version) == published
