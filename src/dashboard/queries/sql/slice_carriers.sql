-- 一行是一个整块里的一个载体
SELECT name AS key, name AS title, sheet, cell, unit, type, level, area, recognised, withdrawn, address
FROM carriers_at($version, $draft)
WHERE city = $city AND owner = $owner AND slice_period = $period
ORDER BY key, title
