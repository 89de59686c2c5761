-- 一行是一个板块、一个指标、一个月的一个单元格（某一版有效）
SELECT unit, period, measure, CAST(value AS DOUBLE PRECISION) AS value, status, submission, sheet, cell, raw, conversion
FROM facts_at($version, $draft)
WHERE city = $city AND indicator = $indicator AND period BETWEEN $first AND $last
ORDER BY unit, period, measure, status
