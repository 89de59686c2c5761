-- 一行是一次洽谈
SELECT unit, day, topic, period
FROM talks_at($version, $draft)
WHERE city = $city
ORDER BY day, unit
