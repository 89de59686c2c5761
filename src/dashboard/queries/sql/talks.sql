-- 一行是一次洽谈
SELECT unit, day, topic, period, submission, sheet, cell
FROM talks_at($version, $draft)
WHERE city = $city
ORDER BY day, unit
