-- 一行是一个整块里的一项任务
SELECT duty AS key, duty AS title, sheet, cell, unit, state, evidence, day, note
FROM duties_at($version, $draft)
WHERE city = $city AND owner = $owner AND slice_period = $period
ORDER BY key, title
