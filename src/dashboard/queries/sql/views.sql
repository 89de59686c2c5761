-- 一行是 version 这一版有效的一个整块；给出 draft（待审上报的编号）时，它的整块盖住同一块已发布的
CREATE MACRO slices_at(at_version, at_draft) AS TABLE
SELECT s.* FROM slices AS s
WHERE s.submission = at_draft
   OR (s.valid_from <= at_version AND (s.valid_to IS NULL OR s.valid_to > at_version)
       AND NOT EXISTS (SELECT 1 FROM slices AS d
                       WHERE d.submission = at_draft AND d.tbl = s.tbl AND d.city = s.city
                         AND d.owner = s.owner AND d.slice_period = s.slice_period));
-- 一行是 version 这一版有效的一行，带它所在的整块；其余各表同此
CREATE MACRO facts_at(at_version, at_draft) AS TABLE
SELECT r.*, s.owner, s.slice_period, s.valid_from
FROM facts AS r JOIN slices_at(at_version, at_draft) AS s ON s.submission = r.submission AND s.tbl = 'facts';
CREATE MACRO projects_at(at_version, at_draft) AS TABLE
SELECT r.*, s.owner, s.slice_period, s.valid_from
FROM projects AS r JOIN slices_at(at_version, at_draft) AS s ON s.submission = r.submission AND s.tbl = 'projects';
CREATE MACRO events_at(at_version, at_draft) AS TABLE
SELECT r.*, s.owner, s.slice_period, s.valid_from
FROM events AS r JOIN slices_at(at_version, at_draft) AS s ON s.submission = r.submission AND s.tbl = 'events';
CREATE MACRO talks_at(at_version, at_draft) AS TABLE
SELECT r.*, s.owner, s.slice_period, s.valid_from
FROM talks AS r JOIN slices_at(at_version, at_draft) AS s ON s.submission = r.submission AND s.tbl = 'talks';
CREATE MACRO targets_at(at_version, at_draft) AS TABLE
SELECT r.*, s.owner, s.slice_period, s.valid_from
FROM targets AS r JOIN slices_at(at_version, at_draft) AS s ON s.submission = r.submission AND s.tbl = 'targets';
CREATE MACRO duties_at(at_version, at_draft) AS TABLE
SELECT r.*, s.owner, s.slice_period, s.valid_from
FROM duties AS r JOIN slices_at(at_version, at_draft) AS s ON s.submission = r.submission AND s.tbl = 'duties';
CREATE MACRO carriers_at(at_version, at_draft) AS TABLE
SELECT r.*, s.owner, s.slice_period, s.valid_from
FROM carriers AS r JOIN slices_at(at_version, at_draft) AS s ON s.submission = r.submission AND s.tbl = 'carriers';
