-- 一行是一场活动（一站）
SELECT no, name, host, type, theme, unit, place, scope, state, held, planned_words, tallies, talks, signed, landed, period,
       submission, sheet, cell
FROM events_at($version, $draft)
WHERE city = $city
ORDER BY period, unit, no, name, place
