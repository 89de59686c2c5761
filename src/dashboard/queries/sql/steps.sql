-- 一行是一个板块、一个指标、一种数、一种身份在 before 月以前的历次增量（本年累计与同年上一期比，期末与上一期比）
SELECT unit, indicator, measure, status, array_agg(step ORDER BY period) AS steps
FROM (SELECT unit, indicator, measure, status, period,
             CAST(value AS DOUBLE PRECISION) - CASE
                 WHEN measure = '期末' THEN CAST(before_value AS DOUBLE PRECISION)
                 ELSE COALESCE(CAST(before_value AS DOUBLE PRECISION), 0) END AS step
      FROM (SELECT unit, indicator, measure, status, period, value,
                   lag(value) OVER (
                       PARTITION BY unit, indicator, measure, status,
                                    CASE WHEN measure = '期末' THEN 0 ELSE FLOOR(period / 100.0) END
                       ORDER BY period) AS before_value
            FROM facts_at($version, $draft)
            WHERE city = $city AND period < $before AND value IS NOT NULL AND measure IN ('本年累计', '期末')) AS paired) AS stepped
WHERE step IS NOT NULL
GROUP BY unit, indicator, measure, status
ORDER BY unit, indicator, measure, status
