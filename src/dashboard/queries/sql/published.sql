-- 一行是一次上报已生效过的一个整块
SELECT tbl FROM slices WHERE submission = $submission AND valid_from IS NOT NULL
