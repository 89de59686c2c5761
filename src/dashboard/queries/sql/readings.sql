-- 一行是一个板块、一个指标、一个月、一种数（本年累计、期末、分子、分母）的一个值
SELECT unit, indicator, period, measure, CAST(value AS DOUBLE PRECISION) AS value, status
FROM facts_at($version, $draft)
WHERE city = $city AND measure IN ('本年累计', '期末', '分子', '分母')
ORDER BY unit, indicator, period, measure, status
