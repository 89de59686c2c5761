-- 一行是一个报送者，它的任务落实在 finalized 版之后、version 版为止有行增减或改动
SELECT DISTINCT owner
FROM ((
    SELECT owner, unit, duty, state, evidence, day, note
    FROM duties_at($version, $draft) WHERE city = $city AND slice_period = $period
    EXCEPT ALL
    SELECT owner, unit, duty, state, evidence, day, note
    FROM duties_at($finalized, NULL) WHERE city = $city AND slice_period = $period
) UNION ALL (
    SELECT owner, unit, duty, state, evidence, day, note
    FROM duties_at($finalized, NULL) WHERE city = $city AND slice_period = $period
    EXCEPT ALL
    SELECT owner, unit, duty, state, evidence, day, note
    FROM duties_at($version, $draft) WHERE city = $city AND slice_period = $period
)) AS changed
ORDER BY owner
