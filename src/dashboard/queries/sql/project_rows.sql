-- 一行是一个科创项目在一个板块名下、一期报表里的一行（旧的在前）
SELECT unit, number, credit_code, name, lead, CAST(factor AS DOUBLE PRECISION) AS factor, chain, high_growth,
       recognised, withdrawn, became_hte, has_capital, CAST(funding AS DOUBLE PRECISION) AS funding, period
FROM projects_at($version, $draft)
WHERE city = $city
ORDER BY period, unit, number, cell
