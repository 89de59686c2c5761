-- 一行是一个报送者，它的活动在 finalized 版之后、version 版为止有行增减或改动
SELECT DISTINCT owner
FROM ((
    SELECT owner, unit, no, name, host, type, theme, place, scope, state, planned_words, held, tallies, talks, signed, landed
    FROM events_at($version, $draft) WHERE city = $city AND slice_period = $period
    EXCEPT ALL
    SELECT owner, unit, no, name, host, type, theme, place, scope, state, planned_words, held, tallies, talks, signed, landed
    FROM events_at($finalized, NULL) WHERE city = $city AND slice_period = $period
) UNION ALL (
    SELECT owner, unit, no, name, host, type, theme, place, scope, state, planned_words, held, tallies, talks, signed, landed
    FROM events_at($finalized, NULL) WHERE city = $city AND slice_period = $period
    EXCEPT ALL
    SELECT owner, unit, no, name, host, type, theme, place, scope, state, planned_words, held, tallies, talks, signed, landed
    FROM events_at($version, $draft) WHERE city = $city AND slice_period = $period
)) AS changed
ORDER BY owner
