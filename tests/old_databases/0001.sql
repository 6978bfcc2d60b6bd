INSERT INTO meta VALUES ('hall', '关田镇综合便民服务中心');
INSERT INTO clerks VALUES ('c-1', '廖秀英', '0107', '["supervisor","window"]', 1);
INSERT INTO access_audit VALUES (
    1, 'login', 'c-1', '3', '2026-03-04T01:00:00.000000+00:00', NULL, '[]', '',
    'c6b7437caaf291afeca18cf1b6782cfaa6f96bd03b7a64b597c32e752197582c'
);
INSERT INTO drafts VALUES (
    'd-1', 'c-1', '3', 'A01', '1', 't-1', '2026-03-04T01:05:00.000000+00:00'
);
INSERT INTO draft_journal VALUES ('d-1', 1, 'applicant.name', '"钟石生"');
INSERT INTO draft_journal VALUES ('d-1', 2, 'applicant.phone', NULL);
