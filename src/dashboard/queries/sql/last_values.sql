-- 一行是一个板块、一个指标、一种数在 before 月以前最近一次的值
SELECT unit, indicator, measure, status, period, CAST(value AS DOUBLE PRECISION) AS value, sheet, cell
FROM (SELECT *, row_number() OVER (PARTITION BY unit, indicator, measure, status ORDER BY period DESC) AS newest
      FROM facts_at($version, $draft)
      WHERE city = $city AND period < $before AND value IS NOT NULL) AS ranked
WHERE newest = 1
ORDER BY unit, indicator, measure, status
