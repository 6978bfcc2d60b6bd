INSERT INTO tickets VALUES (
    't-1', 1, 'hall-1', '2026-03-04', 'A', 1, '2026-03-04', 'serving', 'social', 'social', '3', 0, 1, 1, 1, '{}'
);
