"""各表的列与类型：写 Parquet 的唯一依据。"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa

from dashboard.domain.submissions import Table
from dashboard.storage.contract import Row

_TEXT, _INT, _DAY, _FLAG = pa.string(), pa.int32(), pa.date32(), pa.bool_()
_VALUE, _FACTOR = pa.decimal128(20, 6), pa.decimal128(9, 6)


def _schema(columns: dict[str, pa.DataType]) -> pa.Schema:
    return pa.schema([("submission", _TEXT), ("city", _TEXT), ("unit", _TEXT), *columns.items()])


_CELL = {"sheet": _TEXT, "cell": _TEXT}

SCHEMAS: dict[Table, pa.Schema] = {
    Table.FACTS: _schema(
        {"indicator": _TEXT, "period": _INT, "measure": _TEXT, "value": _VALUE, "status": _TEXT, **_CELL, "raw": _TEXT, "conversion": _TEXT}
    ),
    Table.PROJECTS: _schema(
        {
            "number": _TEXT,
            "credit_code": _TEXT,
            "name": _TEXT,
            "lead": _FLAG,
            "factor": _FACTOR,
            "chain": _TEXT,
            "high_growth": _FLAG,
            "source_place": _TEXT,
            "stage": _TEXT,
            **dict.fromkeys(("clue_date", "talk_date", "sign_date", "land_date", "apply_date", "recognised", "withdrawn"), _DAY),
            **dict.fromkeys(("first_review", "joint_review", "publicity", "rejected"), _DAY),
            "batch": _TEXT,
            **dict.fromkeys(("became_hte", "became_scale", "listed"), _DAY),
            **dict.fromkeys(("has_tech", "has_talent", "has_growth", "has_capital"), _FLAG),
            "funding": _VALUE,
            "period": _INT,
            **_CELL,
        }
    ),
    Table.EVENTS: _schema(
        {
            **dict.fromkeys(("no", "name", "host", "type", "theme", "place", "scope", "state", "planned_words"), _TEXT),
            "held": _DAY,
            "tallies": _TEXT,
            **dict.fromkeys(("talks", "signed", "landed", "period"), _INT),
            **_CELL,
        }
    ),
    Table.TALKS: _schema({"day": _DAY, "topic": _TEXT, "partner": _TEXT, "period": _INT, **_CELL}),
    Table.DUTIES: _schema({"duty": _TEXT, "state": _TEXT, "evidence": _TEXT, "day": _DAY, "note": _TEXT, "period": _INT, **_CELL}),
    Table.CARRIERS: _schema(
        {**dict.fromkeys(("name", "type", "level"), _TEXT), "area": _VALUE, **dict.fromkeys(("recognised", "withdrawn"), _DAY), "address": _TEXT, "period": _INT, **_CELL}
    ),
    Table.TARGETS: _schema({"indicator": _TEXT, "year": _INT, "value": _VALUE, **_CELL, "raw": _TEXT}),
}


def conformed(table: Table, found: pa.Table) -> pa.Table:
    """补齐后来添的列；从前的文件里没有的为空。"""
    schema = SCHEMAS[table]
    for field in schema:
        if field.name not in found.column_names:
            found = found.append_column(field, pa.nulls(found.num_rows, field.type))
    return found.select(schema.names)


def to_table(table: Table, rows: Sequence[Row]) -> pa.Table:
    """行 → 列式表；数按十进制原样存，缺的列为空。"""
    schema = SCHEMAS[table]
    columns = {field.name: [_value(row.get(field.name), field.type) for row in rows] for field in schema}
    return pa.table(columns, schema=schema)


def _value(value: object, kind: pa.DataType) -> Any:
    if value is None or not pa.types.is_decimal(kind):
        return value
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return exact.quantize(Decimal(1).scaleb(-kind.scale))
