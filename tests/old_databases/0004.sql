INSERT INTO cases VALUES (
    2, 'k-2', 1, '360725-2026-000001', '0000000000', 'A01', '城乡居民基本养老保险参保登记', 'accepted',
    '林晓棠', '林 晓 棠', 'lxt', 'digest-2', '3607', '0045', '2026-03-04', '2026-03-11', '3', ''
);
UPDATE number_series SET last = 2 WHERE series = '赣崇关受〔2026〕';
