-- 一行是一个整块里的一站（一场）活动
SELECT name || '·' || coalesce(place, '') || '·' || coalesce(CAST(held AS VARCHAR), '') AS key, name AS title, sheet, cell,
       unit, no, host, type, theme, scope, state, planned_words, tallies, talks, signed, landed
FROM events_at($version, $draft)
WHERE city = $city AND owner = $owner AND slice_period = $period
ORDER BY key, title
