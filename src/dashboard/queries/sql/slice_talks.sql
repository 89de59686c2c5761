-- 一行是一个整块里的一次洽谈
SELECT CAST(day AS VARCHAR) || '·' || topic || '·' || coalesce(partner, '') AS key, topic AS title, sheet, cell, unit
FROM talks_at($version, $draft)
WHERE city = $city AND owner = $owner AND slice_period = $period
ORDER BY key, title
