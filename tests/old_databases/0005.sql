INSERT INTO operations VALUES (
    '01959c2e-0000-7000-8000-000000000005', 'device-1', 1, 2, 'link-2', 'case', 'k-2',
    x'7b7d', 'hash-2', x'7b7d', x'00', NULL
);
INSERT INTO papers VALUES (
    2, 'p-2', 'k-2', 'acceptance', '受理通知书', '赣崇关受〔2026〕2号', '赣崇关受〔2026〕', 2, 'confirmed', 0,
    '2026-03-04', x'7b7d', 'facts-hash', x'255044462d', 'body-hash', 'a4', 'wet',
    '01959c2e-0000-7000-8000-000000000005'
);
