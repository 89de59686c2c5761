-- 一行是一份待审上报的一个数，旁边是同一板块、指标、期间、种数现行的数（没有为空）
SELECT n.unit, n.indicator, n.period, n.measure, n.status, n.sheet, n.cell, n.raw,
       CAST(n.value AS DOUBLE PRECISION) AS value, CAST(o.value AS DOUBLE PRECISION) AS old
FROM facts_at($version, $draft) AS n
LEFT JOIN facts_at($version, NULL) AS o
  ON o.city = n.city AND o.unit = n.unit AND o.indicator = n.indicator AND o.period = n.period
     AND o.measure = n.measure AND o.status = n.status AND o.submission <> n.submission
WHERE n.submission = $draft
ORDER BY n.sheet, n.unit, n.indicator, n.measure
