-- 一行是一个板块、一个指标、一种数在 finalized 版之后、version 版为止改了的数（新报的没有 old，撤掉的没有 value）
SELECT coalesce(n.unit, o.unit) AS unit, coalesce(n.indicator, o.indicator) AS indicator, coalesce(n.measure, o.measure) AS measure,
       coalesce(n.status, o.status) AS status, CAST(o.value AS DOUBLE PRECISION) AS old, CAST(n.value AS DOUBLE PRECISION) AS value,
       n.submission, coalesce(n.owner, o.owner) AS owner
FROM (SELECT * FROM facts_at($version, $draft) WHERE city = $city AND period = $period) AS n
FULL JOIN (SELECT * FROM facts_at($finalized, NULL) WHERE city = $city AND period = $period) AS o
  ON o.unit = n.unit AND o.indicator = n.indicator AND o.measure = n.measure AND o.status = n.status
WHERE n.value IS DISTINCT FROM o.value
ORDER BY unit, indicator, measure, status
