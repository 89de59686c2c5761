-- 一行是一个报送者在一个月有一份已接收的指标数
SELECT DISTINCT slice_period AS period, owner
FROM slices_at($version, $draft)
WHERE city = $city AND tbl = 'facts'
ORDER BY period, owner
