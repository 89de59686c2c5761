-- 一行是这几次上报的一行，装进 projects（文件里别的上报不取）
INSERT INTO projects BY NAME
SELECT p.* FROM read_parquet($paths, union_by_name => true) AS p
WHERE p.submission IN (SELECT unnest($submissions))
