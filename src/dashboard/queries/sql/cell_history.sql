-- 一行是一个板块、一个指标、一个月曾经有效过的一个单元格，新的在前
SELECT measure, CAST(value AS DOUBLE PRECISION) AS value, status, submission, sheet, cell, raw, valid_from, valid_to
FROM facts
WHERE city = $city AND unit = $unit AND indicator = $indicator AND period = $period AND draft IS NULL
  AND valid_from <= $version
ORDER BY valid_from DESC, measure, status
