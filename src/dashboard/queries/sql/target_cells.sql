-- 一行是一个板块（或全市）、一个指标、一年的任务单元格
SELECT unit, year, CAST(value AS DOUBLE PRECISION) AS value, submission, sheet, cell, raw
FROM targets_at($version, $draft)
WHERE city = $city AND indicator = $indicator AND year = $year
ORDER BY unit
