-- 一行是一个报送者，它的载体名录在 finalized 版之后、version 版为止有行增减或改动
SELECT DISTINCT owner
FROM ((
    SELECT owner, unit, name, type, level, area, recognised, withdrawn, address
    FROM carriers_at($version, $draft) WHERE city = $city AND slice_period = $period
    EXCEPT ALL
    SELECT owner, unit, name, type, level, area, recognised, withdrawn, address
    FROM carriers_at($finalized, NULL) WHERE city = $city AND slice_period = $period
) UNION ALL (
    SELECT owner, unit, name, type, level, area, recognised, withdrawn, address
    FROM carriers_at($finalized, NULL) WHERE city = $city AND slice_period = $period
    EXCEPT ALL
    SELECT owner, unit, name, type, level, area, recognised, withdrawn, address
    FROM carriers_at($version, $draft) WHERE city = $city AND slice_period = $period
)) AS changed
ORDER BY owner
