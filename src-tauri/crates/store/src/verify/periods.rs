//! The promises about bank lines, what explains them, and the periods that were closed.

/// As [`super::PROMISES`].
pub(super) const PERIODS: &[(&str, &str)] = &[
    (
        "the parts of split bank lines",
        "SELECT 'the parts of the line of ' || l.posted_on || ', ' || l.description
                || ', do not add up to it' FROM matches m
            JOIN statement_lines l ON l.id = m.line_id
            LEFT JOIN (SELECT match_id, sum(amount_minor) AS parts,
                    sum(currency <> (SELECT currency FROM matches w JOIN statement_lines s
                        ON s.id = w.line_id WHERE w.id = match_id)) AS other
                FROM match_parts GROUP BY match_id) p ON p.match_id = m.id
            WHERE m.undone_at IS NULL AND (m.kind = 'split') <> (p.match_id IS NOT NULL)
                OR (m.undone_at IS NULL AND m.kind = 'split'
                    AND (p.parts <> l.amount_minor OR p.other > 0)) LIMIT 20",
    ),
    (
        "payments and payouts on one bank line each",
        "SELECT 'payment ' || payment_id || ' is matched to ' || count(*) || ' bank lines'
            FROM explained_by WHERE payment_id IS NOT NULL GROUP BY payment_id
            HAVING count(*) > 1
        UNION ALL SELECT 'payout ' || payout_id || ' is matched to ' || count(*) || ' bank lines'
            FROM explained_by WHERE payout_id IS NOT NULL GROUP BY payout_id, kind
            HAVING count(*) > 1 LIMIT 20",
    ),
    (
        "transfers between own accounts",
        "SELECT 'the transfer of ' || a.posted_on || ', ' || a.description
                || ', is not the other line turned round' FROM matches m
            JOIN statement_lines a ON a.id = m.line_id
            LEFT JOIN statement_lines b ON b.id = m.other_line_id
            LEFT JOIN matches o ON o.line_id = m.other_line_id AND o.undone_at IS NULL
            WHERE m.undone_at IS NULL AND m.other_line_id IS NOT NULL
                AND (b.id IS NULL OR b.amount_minor <> -a.amount_minor
                    OR b.currency <> a.currency OR b.account_id = a.account_id
                    OR o.category IS NOT 'transfer') LIMIT 20",
    ),
    (
        "the banks in the ledger against explained lines",
        "SELECT coalesce((SELECT name FROM bank_accounts WHERE id = account_id), account_id)
            || ' differs by ' || sum(minor) || ' minor units on ' || posted_on FROM (
            SELECT substr(debit, 6) AS account_id, posted_on, amount_minor AS minor FROM ledger
                WHERE debit LIKE 'bank:%'
            UNION ALL SELECT substr(credit, 6), posted_on, -amount_minor FROM ledger
                WHERE credit LIKE 'bank:%'
            UNION ALL SELECT l.account_id, l.posted_on, -l.amount_minor FROM statement_lines l
                JOIN matches m ON m.line_id = l.id AND m.undone_at IS NULL
                WHERE m.kind <> 'set_aside')
            GROUP BY account_id, posted_on HAVING sum(minor) <> 0 LIMIT 20",
    ),
    (
        "closed periods against what the bank stated",
        "SELECT 'the period of ' || a.name || ' through ' || p.until_on || ' is not proved'
            FROM periods p JOIN bank_accounts a ON a.id = p.account_id
            WHERE p.opening_minor + p.came_in_minor + p.went_out_minor
                + (SELECT coalesce(sum(amount_minor), 0) FROM period_differences
                    WHERE period_id = p.id) <> p.stated_minor
                OR p.lines <> (SELECT count(*) FROM period_lines WHERE period_id = p.id)
                OR p.came_in_minor + p.went_out_minor <> (SELECT coalesce(sum(amount_minor), 0)
                    FROM period_lines WHERE period_id = p.id) LIMIT 20",
    ),
    (
        "closed periods one after the other",
        "SELECT 'the period of ' || name || ' through ' || until_on
                || ' does not begin where the one before ended' FROM (
            SELECT a.name, p.until_on, p.from_on, p.opening_minor, p.first_opening_minor,
                lag(p.stated_minor, 1, p.first_opening_minor) OVER mine AS before,
                lag(p.until_on) OVER mine AS ended,
                first_value(p.opening_minor) OVER mine AS first
                FROM periods p JOIN bank_accounts a ON a.id = p.account_id
                WHERE p.reopened_at IS NULL
                WINDOW mine AS (PARTITION BY p.account_id ORDER BY p.until_on))
            WHERE opening_minor <> before OR first_opening_minor <> first
                OR from_on <> coalesce(date(ended, '+1 day'), from_on) LIMIT 20",
    ),
    (
        "closed periods against their lines",
        "SELECT 'a line of ' || a.name || ' in the closed period through ' || p.until_on
                || ' has no explanation' FROM statement_lines l
            JOIN bank_accounts a ON a.id = l.account_id
            JOIN periods p ON p.account_id = l.account_id AND p.reopened_at IS NULL
                AND l.posted_on BETWEEN p.from_on AND p.until_on
            WHERE NOT EXISTS (SELECT 1 FROM matches m WHERE m.line_id = l.id
                AND m.undone_at IS NULL)
        UNION ALL SELECT 'the closed period of ' || a.name || ' through ' || p.until_on
                || ' lacks a line or has one that is gone' FROM (
            SELECT p.id, l.id AS line_id, l.amount_minor FROM periods p
                JOIN statement_lines l ON l.account_id = p.account_id
                    AND l.posted_on BETWEEN p.from_on AND p.until_on
                WHERE p.reopened_at IS NULL
            UNION ALL SELECT k.period_id, k.line_id, k.amount_minor FROM period_lines k
                JOIN periods p ON p.id = k.period_id AND p.reopened_at IS NULL) both
            JOIN periods p ON p.id = both.id JOIN bank_accounts a ON a.id = p.account_id
            GROUP BY both.id, both.line_id, both.amount_minor HAVING count(*) <> 2 LIMIT 20",
    ),
    (
        "closed periods against the books",
        "SELECT 'the books of ' || a.name || ' do not come to what the bank stated on '
                || p.until_on FROM periods p JOIN bank_accounts a ON a.id = p.account_id
            WHERE p.reopened_at IS NULL AND p.stated_minor <> p.first_opening_minor
                + (SELECT coalesce(sum(CASE WHEN debit = 'bank:' || p.account_id
                        THEN amount_minor ELSE -amount_minor END), 0) FROM ledger
                    WHERE 'bank:' || p.account_id IN (debit, credit)
                        AND posted_on <= p.until_on)
                + (SELECT coalesce(sum(k.amount_minor), 0) FROM period_lines k
                    JOIN periods o ON o.id = k.period_id AND o.account_id = p.account_id
                    WHERE k.set_aside = 1 AND o.reopened_at IS NULL
                        AND o.until_on <= p.until_on)
                + (SELECT coalesce(sum(d.amount_minor), 0) FROM period_differences d
                    JOIN periods o ON o.id = d.period_id AND o.account_id = p.account_id
                    WHERE o.reopened_at IS NULL AND o.until_on <= p.until_on) LIMIT 20",
    ),
];
