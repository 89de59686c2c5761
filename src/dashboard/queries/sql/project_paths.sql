-- 一行是一个走上认定的路的科创项目在一个板块名下到 period 为止最近报的一行，各步的日期没有的为空
SELECT unit, number, name, lead, stage, batch, apply_date, first_review, joint_review, publicity, recognised, rejected, withdrawn,
       period, submission, sheet, cell
FROM (SELECT *, row_number() OVER (PARTITION BY unit, number ORDER BY period DESC, cell DESC) AS newest
      FROM projects_at($version, $draft)
      WHERE city = $city AND period <= $period) AS ranked
WHERE newest = 1 AND coalesce(apply_date, first_review, joint_review, publicity, recognised, rejected, withdrawn) IS NOT NULL
ORDER BY unit, number
