-- 一行是一个板块（或全市）、一个指标、一年的年度任务
SELECT unit, indicator, year, CAST(value AS DOUBLE PRECISION) AS value
FROM targets_at($version, $draft)
WHERE city = $city
ORDER BY unit, indicator, year
