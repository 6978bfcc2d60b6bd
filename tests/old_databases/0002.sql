INSERT INTO operations VALUES (
    '01959c2e-0000-7000-8000-000000000001', 'device-1', 1, 1, 'link-1', 'case', 'k-1',
    x'7b7d', 'hash-1', x'7b7d', x'00', NULL
);
INSERT INTO authority_log VALUES (
    1, '01959c2e-0000-7000-8000-000000000001', 'case', 'k-1', 'confirmed', '', '[]', 1
);
INSERT INTO chain_heads VALUES ('device-1', 1, 1, 'link-1');
INSERT INTO subjects VALUES ('case', 'k-1', 1, '{}');
INSERT INTO number_series VALUES ('赣崇关受〔2026〕', 1);
INSERT INTO commands VALUES ('command-1', '{}');
INSERT INTO cases VALUES (
    1, 'k-1', 1, '360725-2026-000001', '0000000000', 'A01', '城乡居民基本养老保险参保登记', 'accepted',
    '钟石生', '钟 石 生', 'zss', 'digest', '3607', '0029', '2026-03-04', '2026-03-11', '3', '赣崇关受〔2026〕1号'
);
INSERT INTO papers VALUES (
    1, 'p-1', 'k-1', 'acceptance', '受理通知书', '赣崇关受〔2026〕1号', '赣崇关受〔2026〕', 1, 'confirmed', 0,
    '2026-03-04', x'7b7d', 'facts-hash', x'255044462d', 'body-hash', 'a4', 'wet',
    '01959c2e-0000-7000-8000-000000000001'
);
INSERT INTO seal_uses VALUES (
    1, '2026-03-04T01:10:00.000000+00:00', 'p-1', '受理通知书', '赣崇关受〔2026〕1号', 1, '样章', '廖秀英', '', ''
);
INSERT INTO print_jobs VALUES (
    1, 'j-1', 'p-1', '2026-03-04T01:10:00.000000+00:00', '赣崇关受〔2026〕1号', '1号打印机', 1, 0, 'done',
    NULL, NULL, '[]'
);
