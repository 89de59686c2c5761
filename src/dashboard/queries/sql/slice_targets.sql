-- 一行是一个整块里的一个任务数
SELECT unit, indicator, year AS period, '年度任务' AS measure, '核定' AS status, CAST(value AS DOUBLE PRECISION) AS value, sheet, cell, raw
FROM targets_at($version, $draft)
WHERE city = $city AND owner = $owner AND slice_period = $period
ORDER BY sheet, unit, indicator
