-- 一行是一个板块的一个载体到 period 为止最近报的一行（同名以最近一期的为准）
SELECT unit, name, type, level, CAST(area AS DOUBLE PRECISION) AS area, recognised, withdrawn, address, period, submission, sheet, cell
FROM (SELECT *, row_number() OVER (PARTITION BY unit, name ORDER BY period DESC, cell DESC) AS newest
      FROM carriers_at($version, $draft)
      WHERE city = $city AND period <= $period) AS ranked
WHERE newest = 1
ORDER BY unit, name
