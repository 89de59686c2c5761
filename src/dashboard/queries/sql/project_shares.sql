-- 一行是一个科创项目在一个板块名下的最新一行（同一编号以最近一期的行为准）
SELECT unit, number, credit_code, name, lead, CAST(factor AS DOUBLE PRECISION) AS factor, chain, high_growth,
       recognised, withdrawn, became_hte, has_capital, CAST(funding AS DOUBLE PRECISION) AS funding, period
FROM (SELECT *, row_number() OVER (PARTITION BY unit, number ORDER BY period DESC, cell DESC) AS newest
      FROM projects_at($version, $draft)
      WHERE city = $city AND period <= $period) AS ranked
WHERE newest = 1
ORDER BY unit, number
