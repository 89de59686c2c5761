-- 一行是一个上报来的数（不适用的 value 为空；或项目、站次、洽谈、任务落实、载体、任务），只增不改；哪一版看得见由 slices 决定
CREATE TABLE facts (
    submission VARCHAR, city VARCHAR, unit VARCHAR, indicator VARCHAR, period INTEGER, measure VARCHAR,
    value DECIMAL(20, 6), status VARCHAR, sheet VARCHAR, cell VARCHAR, raw VARCHAR, conversion VARCHAR);
CREATE TABLE projects (
    submission VARCHAR, city VARCHAR, unit VARCHAR, number VARCHAR, credit_code VARCHAR, name VARCHAR, lead BOOLEAN,
    factor DECIMAL(9, 6), chain VARCHAR, high_growth BOOLEAN, source_place VARCHAR, stage VARCHAR,
    clue_date DATE, talk_date DATE, sign_date DATE, land_date DATE, apply_date DATE, recognised DATE, withdrawn DATE,
    batch VARCHAR, became_hte DATE, became_scale DATE, listed DATE,
    first_review DATE, joint_review DATE, publicity DATE, rejected DATE,
    has_tech BOOLEAN, has_talent BOOLEAN, has_growth BOOLEAN, has_capital BOOLEAN, funding DECIMAL(20, 6),
    period INTEGER, sheet VARCHAR, cell VARCHAR);
CREATE TABLE events (
    submission VARCHAR, city VARCHAR, unit VARCHAR, no VARCHAR, name VARCHAR, host VARCHAR, type VARCHAR, theme VARCHAR,
    place VARCHAR, scope VARCHAR, state VARCHAR, planned_words VARCHAR, held DATE, tallies VARCHAR,
    talks INTEGER, signed INTEGER, landed INTEGER, period INTEGER, sheet VARCHAR, cell VARCHAR);
CREATE TABLE talks (
    submission VARCHAR, city VARCHAR, unit VARCHAR, day DATE, topic VARCHAR, partner VARCHAR,
    period INTEGER, sheet VARCHAR, cell VARCHAR);
CREATE TABLE duties (
    submission VARCHAR, city VARCHAR, unit VARCHAR, duty VARCHAR, state VARCHAR, evidence VARCHAR, day DATE, note VARCHAR,
    period INTEGER, sheet VARCHAR, cell VARCHAR);
CREATE TABLE carriers (
    submission VARCHAR, city VARCHAR, unit VARCHAR, name VARCHAR, type VARCHAR, level VARCHAR, area DECIMAL(20, 6),
    recognised DATE, withdrawn DATE, address VARCHAR, period INTEGER, sheet VARCHAR, cell VARCHAR);
CREATE TABLE targets (
    submission VARCHAR, city VARCHAR, unit VARCHAR, indicator VARCHAR, year INTEGER, value DECIMAL(20, 6),
    sheet VARCHAR, cell VARCHAR, raw VARCHAR);
-- 一行是一次上报的一个整块，从 valid_from 版起、到 valid_to 版止（不含）有效；待审的草稿两者都为空，发布的读法看不见它
CREATE TABLE slices (
    submission VARCHAR, city VARCHAR, tbl VARCHAR, owner VARCHAR, slice_period INTEGER, valid_from INTEGER, valid_to INTEGER);
