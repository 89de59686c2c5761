-- 一行是一个上报来的数（或项目、站次、洽谈、任务），带它生效与失效的数据版本；草稿行只有 draft
CREATE TABLE facts (
    submission VARCHAR, city VARCHAR, unit VARCHAR, indicator VARCHAR, period INTEGER, measure VARCHAR,
    value DECIMAL(20, 6), status VARCHAR, sheet VARCHAR, cell VARCHAR, raw VARCHAR,
    owner VARCHAR, slice_period INTEGER, valid_from INTEGER, valid_to INTEGER, draft VARCHAR);
CREATE TABLE projects (
    submission VARCHAR, city VARCHAR, unit VARCHAR, number VARCHAR, credit_code VARCHAR, name VARCHAR, lead BOOLEAN,
    factor DECIMAL(9, 6), chain VARCHAR, high_growth BOOLEAN, source_place VARCHAR, stage VARCHAR,
    clue_date DATE, talk_date DATE, sign_date DATE, land_date DATE, apply_date DATE, recognised DATE, withdrawn DATE,
    batch VARCHAR, became_hte DATE, became_scale DATE, listed DATE,
    has_tech BOOLEAN, has_talent BOOLEAN, has_growth BOOLEAN, has_capital BOOLEAN, funding DECIMAL(20, 6),
    period INTEGER, sheet VARCHAR, cell VARCHAR,
    owner VARCHAR, slice_period INTEGER, valid_from INTEGER, valid_to INTEGER, draft VARCHAR);
CREATE TABLE events (
    submission VARCHAR, city VARCHAR, unit VARCHAR, no VARCHAR, name VARCHAR, host VARCHAR, type VARCHAR, theme VARCHAR,
    place VARCHAR, scope VARCHAR, state VARCHAR, planned_words VARCHAR, held DATE, tallies VARCHAR,
    talks INTEGER, signed INTEGER, landed INTEGER, period INTEGER, sheet VARCHAR, cell VARCHAR,
    owner VARCHAR, slice_period INTEGER, valid_from INTEGER, valid_to INTEGER, draft VARCHAR);
CREATE TABLE talks (
    submission VARCHAR, city VARCHAR, unit VARCHAR, day DATE, topic VARCHAR, partner VARCHAR,
    period INTEGER, sheet VARCHAR, cell VARCHAR,
    owner VARCHAR, slice_period INTEGER, valid_from INTEGER, valid_to INTEGER, draft VARCHAR);
CREATE TABLE targets (
    submission VARCHAR, city VARCHAR, unit VARCHAR, indicator VARCHAR, year INTEGER, value DECIMAL(20, 6),
    sheet VARCHAR, cell VARCHAR, raw VARCHAR,
    owner VARCHAR, slice_period INTEGER, valid_from INTEGER, valid_to INTEGER, draft VARCHAR);
CREATE TABLE slices (
    submission VARCHAR, city VARCHAR, tbl VARCHAR, owner VARCHAR, slice_period INTEGER,
    valid_from INTEGER, valid_to INTEGER, draft VARCHAR);
