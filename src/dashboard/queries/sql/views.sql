-- 一行是 version 这一版有效的一行；给出 draft 时，草稿的整块盖住同一块的已发布行
CREATE MACRO facts_at(at_version, at_draft) AS TABLE
SELECT r.* FROM facts AS r
WHERE r.draft = at_draft
   OR (r.valid_from <= at_version AND (r.valid_to IS NULL OR r.valid_to > at_version)
       AND NOT EXISTS (SELECT 1 FROM slices AS d
                       WHERE d.draft = at_draft AND d.tbl = 'facts' AND d.city = r.city
                         AND d.owner = r.owner AND d.slice_period = r.slice_period));
CREATE MACRO projects_at(at_version, at_draft) AS TABLE
SELECT r.* FROM projects AS r
WHERE r.draft = at_draft
   OR (r.valid_from <= at_version AND (r.valid_to IS NULL OR r.valid_to > at_version)
       AND NOT EXISTS (SELECT 1 FROM slices AS d
                       WHERE d.draft = at_draft AND d.tbl = 'projects' AND d.city = r.city
                         AND d.owner = r.owner AND d.slice_period = r.slice_period));
CREATE MACRO events_at(at_version, at_draft) AS TABLE
SELECT r.* FROM events AS r
WHERE r.draft = at_draft
   OR (r.valid_from <= at_version AND (r.valid_to IS NULL OR r.valid_to > at_version)
       AND NOT EXISTS (SELECT 1 FROM slices AS d
                       WHERE d.draft = at_draft AND d.tbl = 'events' AND d.city = r.city
                         AND d.owner = r.owner AND d.slice_period = r.slice_period));
CREATE MACRO talks_at(at_version, at_draft) AS TABLE
SELECT r.* FROM talks AS r
WHERE r.draft = at_draft
   OR (r.valid_from <= at_version AND (r.valid_to IS NULL OR r.valid_to > at_version)
       AND NOT EXISTS (SELECT 1 FROM slices AS d
                       WHERE d.draft = at_draft AND d.tbl = 'talks' AND d.city = r.city
                         AND d.owner = r.owner AND d.slice_period = r.slice_period));
CREATE MACRO targets_at(at_version, at_draft) AS TABLE
SELECT r.* FROM targets AS r
WHERE r.draft = at_draft
   OR (r.valid_from <= at_version AND (r.valid_to IS NULL OR r.valid_to > at_version)
       AND NOT EXISTS (SELECT 1 FROM slices AS d
                       WHERE d.draft = at_draft AND d.tbl = 'targets' AND d.city = r.city
                         AND d.owner = r.owner AND d.slice_period = r.slice_period));
CREATE MACRO slices_at(at_version, at_draft) AS TABLE
SELECT s.* FROM slices AS s
WHERE s.draft = at_draft
   OR (s.valid_from <= at_version AND (s.valid_to IS NULL OR s.valid_to > at_version));
