-- 一行是一个板块、一个指标、一种数、一种身份在 period 那一个月的值
SELECT unit, indicator, measure, status, CAST(value AS DOUBLE PRECISION) AS value
FROM facts_at($version, $draft)
WHERE city = $city AND period = $period AND value IS NOT NULL AND measure IN ('本年累计', '期末')
ORDER BY unit, indicator, measure, status
