-- 一行是一个报送者，它的科创项目在 finalized 版之后、version 版为止有行增减或改动
SELECT DISTINCT owner
FROM ((
    SELECT owner, unit, number, credit_code, name, lead, factor, chain, high_growth, source_place, stage,
           clue_date, talk_date, sign_date, land_date, apply_date, first_review, joint_review, publicity, recognised, rejected, withdrawn, batch,
           became_hte, became_scale, listed, has_tech, has_talent, has_growth, has_capital, funding
    FROM projects_at($version, $draft) WHERE city = $city AND slice_period = $period
    EXCEPT ALL
    SELECT owner, unit, number, credit_code, name, lead, factor, chain, high_growth, source_place, stage,
           clue_date, talk_date, sign_date, land_date, apply_date, first_review, joint_review, publicity, recognised, rejected, withdrawn, batch,
           became_hte, became_scale, listed, has_tech, has_talent, has_growth, has_capital, funding
    FROM projects_at($finalized, NULL) WHERE city = $city AND slice_period = $period
) UNION ALL (
    SELECT owner, unit, number, credit_code, name, lead, factor, chain, high_growth, source_place, stage,
           clue_date, talk_date, sign_date, land_date, apply_date, first_review, joint_review, publicity, recognised, rejected, withdrawn, batch,
           became_hte, became_scale, listed, has_tech, has_talent, has_growth, has_capital, funding
    FROM projects_at($finalized, NULL) WHERE city = $city AND slice_period = $period
    EXCEPT ALL
    SELECT owner, unit, number, credit_code, name, lead, factor, chain, high_growth, source_place, stage,
           clue_date, talk_date, sign_date, land_date, apply_date, first_review, joint_review, publicity, recognised, rejected, withdrawn, batch,
           became_hte, became_scale, listed, has_tech, has_talent, has_growth, has_capital, funding
    FROM projects_at($version, $draft) WHERE city = $city AND slice_period = $period
)) AS changed
ORDER BY owner
