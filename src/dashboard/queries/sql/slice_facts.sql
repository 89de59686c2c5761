-- 一行是一个整块里的一个数
SELECT unit, indicator, period, measure, status, CAST(value AS DOUBLE PRECISION) AS value, sheet, cell, raw
FROM facts_at($version, $draft)
WHERE city = $city AND owner = $owner AND slice_period = $period
ORDER BY sheet, unit, indicator, measure, status
