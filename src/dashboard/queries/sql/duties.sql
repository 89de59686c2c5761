-- 一行是一个报送者的一项任务到 period 为止最近报的一行
SELECT unit, duty, state, evidence, day, note, period, submission, sheet, cell
FROM (SELECT *, row_number() OVER (PARTITION BY unit, duty ORDER BY period DESC, cell DESC) AS newest
      FROM duties_at($version, $draft)
      WHERE city = $city AND period <= $period) AS ranked
WHERE newest = 1
ORDER BY unit, duty
