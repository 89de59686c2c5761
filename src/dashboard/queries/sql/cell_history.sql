-- 一行是一个板块、一个指标、一个月曾经有效过的一个单元格，新的在前
SELECT r.measure, CAST(r.value AS DOUBLE PRECISION) AS value, r.status, r.submission, r.sheet, r.cell, r.raw, r.conversion,
       s.valid_from, s.valid_to
FROM facts AS r JOIN slices AS s ON s.submission = r.submission AND s.tbl = 'facts'
WHERE r.city = $city AND r.unit = $unit AND r.indicator = $indicator AND r.period = $period
  AND s.valid_from <= $version AND (s.valid_to IS NULL OR s.valid_to > s.valid_from)
ORDER BY s.valid_from DESC, r.measure, r.status
