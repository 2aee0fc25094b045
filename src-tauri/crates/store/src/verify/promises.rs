//! The promises as queries: what each must not find.

/// Each row that a query finds is a finding: the query's one text column.
pub(super) const PROMISES: &[(&str, &str)] = &[
    (
        "invoice numbers without gaps",
        "SELECT 'invoice number ' || (s.first + n.gap) || ' is missing' FROM series s,
            (SELECT sequence - (SELECT first FROM series WHERE name = 'invoice') AS gap,
                row_number() OVER (ORDER BY sequence) - 1 AS place FROM invoices
                WHERE sequence IS NOT NULL) n
            WHERE s.name = 'invoice' AND n.gap <> n.place LIMIT 20",
    ),
    (
        "the next invoice number",
        "SELECT 'the next invoice number does not follow the last' FROM series
            WHERE name = 'invoice' AND next <> coalesce((SELECT max(sequence) + 1 FROM invoices),
                next)",
    ),
    (
        "numbers without gaps by year, month, client or currency",
        "SELECT 'numbers ' || scope || ' have a gap before ' || printf('%04d', place) FROM (
            SELECT scope, place, lag(place) OVER (PARTITION BY of, scope ORDER BY place) AS before
                FROM (SELECT 'invoice' AS of, scope, place FROM invoice_places
                UNION ALL SELECT 'credit_note', scope, place FROM credit_note_places))
            WHERE before <> place - 1 LIMIT 20",
    ),
    (
        "printed numbers against their places",
        "SELECT 'invoice ' || i.number || ' does not stand at its place' FROM invoice_places p
            JOIN invoices i ON i.id = p.invoice_id
            WHERE i.number <> p.scope || printf('%04d', p.place)
        UNION ALL SELECT 'credit note ' || n.number || ' does not stand at its place'
            FROM credit_note_places p JOIN credit_notes n ON n.id = p.credit_note_id
            WHERE n.number <> p.scope || printf('%04d', p.place) LIMIT 20",
    ),
    (
        "amendments numbered without gaps",
        "SELECT 'agreement ' || g.number || ' has amendments up to ' || max(a.number) || ' and '
                || count(*) || ' of them' FROM amendments a JOIN agreements g
            ON g.id = a.agreement_id GROUP BY g.id HAVING max(a.number) <> count(*) LIMIT 20",
    ),
    (
        "payment methods as the accepted letters treat them",
        "SELECT 'agreement ' || g.number || ' treats payment methods unlike its letter'
            FROM agreements g JOIN acceptances a ON a.id = g.acceptance_id
            JOIN revisions r ON r.id = a.revision_id
            WHERE g.method <> coalesce(json_extract(r.terms, '$.draft.method'), 'not_needed')
            LIMIT 20",
    ),
    (
        "amendments answered after they were sent",
        "SELECT 'amendment ' || a.number || ' of ' || g.number || ' was answered and never sent'
            FROM amendments a JOIN agreements g ON g.id = a.agreement_id
            WHERE EXISTS (SELECT 1 FROM amendment_events WHERE amendment_id = a.id
                AND kind IN ('approved', 'signed', 'objected', 'reminded'))
            AND NOT EXISTS (SELECT 1 FROM amendment_events WHERE amendment_id = a.id
                AND kind = 'noticed') LIMIT 20",
    ),
    (
        "added services against their amendments",
        "SELECT 'service ' || s.name || ' belongs to another agreement than its amendment'
            FROM agreement_services s JOIN amendments a ON a.id = s.amendment_id
            WHERE a.agreement_id <> s.agreement_id LIMIT 20",
    ),
    (
        "invoice totals against their lines",
        "SELECT 'invoice ' || i.number || ' does not add up' FROM invoices i
            JOIN (SELECT invoice_id, sum(net_minor) AS net, sum(tax_minor) AS tax
                FROM invoice_lines GROUP BY invoice_id) l ON l.invoice_id = i.id
            WHERE i.net_minor <> l.net OR i.tax_minor <> l.tax
                OR i.total_minor <> l.net + l.tax LIMIT 20",
    ),
    (
        "open amounts against payments, credits and write-offs",
        "SELECT 'the open amount of ' || i.number || ' does not follow from its payments'
            FROM invoices i JOIN balances b ON b.invoice_id = i.id
            LEFT JOIN (SELECT invoice_id, sum(amount_minor) AS paid FROM allocations
                GROUP BY invoice_id) a ON a.invoice_id = i.id
            LEFT JOIN (SELECT invoice_id, sum(total_minor) AS credited FROM credit_notes
                GROUP BY invoice_id) c ON c.invoice_id = i.id
            LEFT JOIN (SELECT invoice_id, sum(amount_minor) AS given_up FROM write_offs
                GROUP BY invoice_id) w ON w.invoice_id = i.id
            LEFT JOIN voids v ON v.invoice_id = i.id
            WHERE b.total_minor <> i.total_minor
                OR b.voided <> (v.invoice_id IS NOT NULL)
                OR b.credited_minor <> coalesce(c.credited, 0)
                OR b.written_off_minor <> coalesce(w.given_up, 0)
                OR b.open_minor <> CASE b.voided WHEN 1 THEN 0 ELSE i.total_minor
                    - coalesce(a.paid, 0) - coalesce(c.credited, 0) - coalesce(w.given_up, 0) END
            LIMIT 20",
    ),
    (
        "what is kept beside invoices",
        "SELECT 'what is kept beside ' || i.number || ' does not follow from it'
            FROM invoices i JOIN balances b ON b.invoice_id = i.id
            LEFT JOIN (SELECT invoice_id, min(on_day) AS first, max(on_day) AS last FROM falls
                GROUP BY invoice_id) f ON f.invoice_id = i.id
            WHERE b.client_id <> i.client_id OR b.currency <> i.currency
                OR b.issued_on <> i.issued_on OR b.due_on <> i.due_on
                OR b.fell_on IS NOT f.first OR b.settled_on IS NOT
                    CASE WHEN b.open_minor = 0 AND b.voided = 0 THEN f.last END LIMIT 20",
    ),
    (
        "the credit of each client",
        "SELECT 'the credit of a client differs by ' || sum(minor) || ' minor units in '
                || currency FROM (
            SELECT client_id, currency, credit_minor AS minor FROM client_credits
            UNION ALL SELECT coalesce(client_id, ''), currency, -amount_minor FROM ledger
                WHERE credit = 'client_credit'
            UNION ALL SELECT coalesce(client_id, ''), currency, amount_minor FROM ledger
                WHERE debit = 'client_credit')
            GROUP BY client_id, currency HAVING sum(minor) <> 0 LIMIT 20",
    ),
    (
        "voided invoices",
        "SELECT 'void invoice ' || i.number || ' was paid, credited or written off' FROM voids v
            JOIN invoices i ON i.id = v.invoice_id
            WHERE (SELECT coalesce(sum(amount_minor), 0) FROM allocations a
                    WHERE a.invoice_id = v.invoice_id) <> 0
                OR EXISTS (SELECT 1 FROM credit_notes n WHERE n.invoice_id = v.invoice_id)
                OR (SELECT coalesce(sum(amount_minor), 0) FROM write_offs w
                    WHERE w.invoice_id = v.invoice_id) <> 0 LIMIT 20",
    ),
    (
        "billed charges against the lines of invoices",
        "SELECT 'a line of ' || i.number || ' is not kept as billed' FROM invoice_lines l
            JOIN invoices i ON i.id = l.invoice_id
            LEFT JOIN billed_charges b ON b.agreement_service_id = l.agreement_service_id
                AND b.occurrence = l.occurrence AND b.beyond_cap = l.beyond_cap
                AND b.invoice_id = l.invoice_id AND b.issued_on = i.issued_on
                AND b.price_minor = l.price_minor AND b.net_minor = l.net_minor
                AND b.late = (i.issued_on > coalesce(date(l.period_to, '+60 days'), i.issued_on))
            WHERE (b.invoice_id IS NULL) <> EXISTS
                (SELECT 1 FROM voids v WHERE v.invoice_id = l.invoice_id) LIMIT 20",
    ),
    (
        "how clients paid against their invoices",
        "SELECT 'how ' || c.name || ' paid does not follow from the invoices'
            FROM clients c CROSS JOIN (SELECT DISTINCT currency FROM balances) u
            LEFT JOIN client_lags g ON g.client_id = c.id AND g.currency = u.currency
            WHERE coalesce(g.days, '') <> coalesce((SELECT group_concat(days, ' ') FROM
                (SELECT CAST(julianday(paid_on) - julianday(due_on) AS INTEGER) AS days
                FROM balances WHERE client_id = c.id AND currency = u.currency
                AND paid_on IS NOT NULL ORDER BY paid_on DESC, due_on DESC LIMIT 16)), '')
            LIMIT 20",
    ),
    (
        "what is alike against the balances",
        "SELECT 'what was issued on ' || issued_on || ', due on ' || due_on
                || ' and settled on ' || settled_on || ' differs by ' || sum(minor)
                || ' minor units in ' || currency FROM (
            SELECT currency, last_on, issued_on, due_on, settled_on, paid_on, invoices,
                total_minor AS minor FROM balances_alike
            UNION ALL SELECT currency, coalesce(max(due_on, settled_on), ''), issued_on, due_on,
                coalesce(settled_on, ''), coalesce(paid_on, ''), -1, -total_minor FROM balances
                WHERE fell_on IS settled_on AND (open_minor > 0 OR settled_on IS NOT NULL))
            GROUP BY currency, last_on, issued_on, due_on, settled_on, paid_on
            HAVING sum(minor) <> 0 OR sum(invoices) <> 0 LIMIT 20",
    ),
    (
        "what clients were billed by month against the documents",
        "SELECT 'what ' || c.name || ' was billed in ' || month || ' differs by ' || sum(sales)
                || ', or by ' || sum(earned) || ' without tax, minor units in ' || m.currency FROM (
            SELECT currency, month, client_id, sales_minor AS sales, earned_minor AS earned
                FROM client_months
            UNION ALL SELECT currency, substr(issued_on, 1, 7), client_id, -total_minor,
                CASE WHEN import_id IS NULL THEN -net_minor ELSE 0 END FROM invoices
            UNION ALL SELECT i.currency, substr(i.issued_on, 1, 7), i.client_id, i.total_minor, 0
                FROM voids v JOIN invoices i ON i.id = v.invoice_id
            UNION ALL SELECT i.currency, substr(v.voided_on, 1, 7), i.client_id, 0, i.net_minor
                FROM voids v JOIN invoices i ON i.id = v.invoice_id
            UNION ALL SELECT n.currency, substr(n.issued_on, 1, 7), i.client_id, 0, n.net_minor
                FROM credit_notes n JOIN invoices i ON i.id = n.invoice_id) m
            JOIN clients c ON c.id = m.client_id GROUP BY m.currency, m.month, m.client_id
            HAVING sum(sales) <> 0 OR sum(earned) <> 0 LIMIT 20",
    ),
    (
        "runs of charges that ended",
        "SELECT 'the run of ended charges of ' || s.name || ' does not follow from its charges'
            FROM ended_runs r JOIN agreement_services s ON s.id = r.agreement_service_id
            WHERE r.next - r.first <> (SELECT count(DISTINCT occurrence) FROM ended_charges
                WHERE agreement_service_id = s.id AND occurrence >= r.first
                AND occurrence < r.next)
            OR EXISTS (SELECT 1 FROM ended_charges WHERE agreement_service_id = s.id
                AND (occurrence < r.least OR occurrence >= r.past))
            OR r.next - r.alike <> (SELECT count(*) FROM billed_charges
                WHERE agreement_service_id = s.id AND occurrence >= r.alike
                AND occurrence < r.next AND beyond_cap = 0 AND price_minor = r.price_minor
                AND net_minor = r.net_minor)
            OR EXISTS (SELECT 1 FROM billed_charges WHERE agreement_service_id = s.id
                AND occurrence >= r.alike AND occurrence < r.next AND beyond_cap = 1) LIMIT 20",
    ),
    (
        "credit note numbers without gaps",
        "SELECT 'credit note number ' || (s.first + n.gap) || ' is missing' FROM series s,
            (SELECT sequence - (SELECT first FROM series WHERE name = 'credit_note') AS gap,
                row_number() OVER (ORDER BY sequence) - 1 AS place FROM credit_notes) n
            WHERE s.name = 'credit_note' AND n.gap <> n.place LIMIT 20",
    ),
    (
        "the next credit note number",
        "SELECT 'the next credit note number does not follow the last' FROM series
            WHERE name = 'credit_note' AND next <> coalesce(
                (SELECT max(sequence) + 1 FROM credit_notes), next)",
    ),
    (
        "credit notes against their lines",
        "SELECT 'credit note ' || n.number || ' does not add up' FROM credit_notes n
            LEFT JOIN (SELECT credit_note_id, sum(net_minor) AS net, sum(tax_minor) AS tax
                FROM credit_note_lines GROUP BY credit_note_id) l ON l.credit_note_id = n.id
            WHERE n.net_minor <> coalesce(l.net, 0) OR n.tax_minor <> coalesce(l.tax, 0) LIMIT 20",
    ),
    (
        "credits against the lines they credit",
        "SELECT 'a line of ' || i.number || ' is credited for more than it bills'
            FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id
            JOIN (SELECT invoice_line_id, sum(net_minor) AS net, sum(tax_minor) AS tax
                FROM credit_note_lines GROUP BY invoice_line_id) c ON c.invoice_line_id = l.id
            WHERE c.net > l.net_minor OR c.tax > l.tax_minor LIMIT 20",
    ),
    (
        "the taxes of lines against their sums",
        "SELECT 'the taxes of a line of ' || i.number || ' do not add up' FROM invoice_lines l
            JOIN invoices i ON i.id = l.invoice_id
            WHERE l.tax_minor <> (SELECT coalesce(sum(amount_minor), 0) FROM invoice_line_taxes
                WHERE line_id = l.id) LIMIT 20",
    ),
    (
        "credited taxes against the lines of credit notes",
        "SELECT 'the taxes of credit note ' || n.number || ' do not add up'
            FROM credit_note_lines c JOIN credit_notes n ON n.id = c.credit_note_id
            WHERE c.tax_minor <> (SELECT coalesce(sum(amount_minor), 0) FROM credit_note_taxes
                WHERE credit_note_id = c.credit_note_id
                AND invoice_line_id = c.invoice_line_id) LIMIT 20",
    ),
    (
        "revenue and taxes in the ledger against documents",
        "SELECT account || ' differs by ' || sum(minor) || ' minor units in ' || currency FROM (
            SELECT credit AS account, currency, amount_minor AS minor FROM ledger
                WHERE credit = 'revenue' OR credit LIKE 'tax:%'
            UNION ALL SELECT debit, currency, -amount_minor FROM ledger
                WHERE debit = 'revenue' OR debit LIKE 'tax:%'
            UNION ALL SELECT 'revenue', currency, -net_minor FROM invoices
                WHERE import_id IS NULL AND id NOT IN (SELECT invoice_id FROM voids)
            UNION ALL SELECT 'tax:' || t.kind, i.currency, -t.amount_minor FROM invoices i
                JOIN invoice_lines l ON l.invoice_id = i.id
                JOIN invoice_line_taxes t ON t.line_id = l.id
                WHERE i.id NOT IN (SELECT invoice_id FROM voids)
            UNION ALL SELECT 'revenue', currency, net_minor FROM credit_notes
            UNION ALL SELECT 'tax:' || t.kind, n.currency, c.amount_minor FROM credit_notes n
                JOIN credit_note_taxes c ON c.credit_note_id = n.id
                JOIN invoice_line_taxes t ON t.line_id = c.invoice_line_id
                    AND t.position = c.position)
            GROUP BY account, currency HAVING sum(minor) <> 0",
    ),
    (
        "opening balances in the ledger against invoices brought over",
        "SELECT 'opening balances differ by ' || sum(minor) || ' minor units in ' || currency FROM (
            SELECT currency, amount_minor AS minor FROM ledger WHERE credit = 'opening_balance'
            UNION ALL SELECT currency, -amount_minor FROM ledger WHERE debit = 'opening_balance'
            UNION ALL SELECT currency, -total_minor FROM invoices WHERE import_id IS NOT NULL)
            GROUP BY currency HAVING sum(minor) <> 0",
    ),
    (
        "invoices brought over",
        "SELECT 'invoice ' || number || ' was brought over and bills something here' FROM invoices
            WHERE import_id IS NOT NULL AND (tax_minor <> 0
                OR id IN (SELECT invoice_id FROM invoice_lines)
                OR id IN (SELECT invoice_id FROM voids)
                OR id IN (SELECT invoice_id FROM credit_notes)) LIMIT 20",
    ),
    (
        "bad debt in the ledger against write-offs",
        "SELECT 'bad debt differs by ' || sum(minor) || ' minor units in ' || currency FROM (
            SELECT currency, amount_minor AS minor FROM ledger WHERE debit = 'bad_debt'
            UNION ALL SELECT currency, -amount_minor FROM ledger WHERE credit = 'bad_debt'
            UNION ALL SELECT i.currency, -w.amount_minor FROM write_offs w
                JOIN invoices i ON i.id = w.invoice_id)
            GROUP BY currency HAVING sum(minor) <> 0",
    ),
    (
        "late charges in the ledger against claims, payments and what was let go",
        "SELECT account || ' differs by ' || sum(minor) || ' minor units in ' || currency FROM (
            SELECT debit AS account, currency, amount_minor AS minor FROM ledger
                WHERE debit IN ('late_owed', 'late_charges', 'late_waived')
            UNION ALL SELECT credit, currency, -amount_minor FROM ledger
                WHERE credit IN ('late_owed', 'late_charges', 'late_waived')
            UNION ALL SELECT 'late_charges', currency, amount_minor FROM late_charges
            UNION ALL SELECT 'late_waived', currency, -waived_minor FROM open_late_charges
            UNION ALL SELECT 'late_owed', currency, waived_minor + paid_minor - amount_minor
                FROM open_late_charges)
            GROUP BY account, currency HAVING sum(minor) <> 0
        UNION ALL SELECT 'more of a late charge is paid and let go than was claimed'
            FROM open_late_charges WHERE waived_minor + paid_minor > amount_minor LIMIT 20",
    ),
    (
        "agreements by what proves them",
        "SELECT 'agreement ' || number || ' is neither accepted here nor brought over'
            FROM agreements WHERE (acceptance_id IS NULL) <> (import_id IS NOT NULL)
                OR (import_id IS NULL) <> (bills_from IS NULL)
                OR (import_id IS NULL AND id IN (SELECT agreement_id FROM letters_elsewhere))
            LIMIT 20",
    ),
    (
        "agreements brought over against the past",
        "SELECT 'invoice ' || i.number || ' bills ' || g.number || ' before it was brought over'
            FROM agreements g JOIN agreement_services s ON s.agreement_id = g.id
            JOIN invoice_lines l ON l.agreement_service_id = s.id
            JOIN invoices i ON i.id = l.invoice_id
            WHERE i.issued_on < g.bills_from LIMIT 20",
    ),
    (
        "letters that confirm",
        "SELECT 'proposal ' || p.number || ' confirms ' || g.number || ', which is accepted'
            FROM proposals p JOIN agreements g ON g.id = p.confirms
            WHERE g.import_id IS NULL LIMIT 20",
    ),
    (
        "the pages of accepted letters",
        "SELECT 'the accepted letter of ' || g.number || ' does not say where its fees stand'
            FROM agreements g JOIN acceptances a ON a.id = g.acceptance_id
            WHERE NOT EXISTS (SELECT 1 FROM clause_places p
                WHERE p.document = a.signed_letter AND p.clause = 'fees') LIMIT 20",
    ),
    (
        "invoices without a balance",
        "SELECT 'invoice ' || number || ' has no balance' FROM invoices
            WHERE id NOT IN (SELECT invoice_id FROM balances) LIMIT 20",
    ),
    (
        "payments against their allocations",
        "SELECT 'payment ' || p.id || ' is joined to more than was paid' FROM payments p
            JOIN (SELECT payment_id, sum(amount_minor) AS used FROM joined
                GROUP BY payment_id) a ON a.payment_id = p.id
            WHERE a.used > p.amount_minor OR (a.used <> 0 AND p.id IN
                (SELECT payment_id FROM payment_reversals)) LIMIT 20",
    ),
    (
        "lines and payments in the currency of their invoices",
        "SELECT 'invoice ' || i.number || ' bills a service of another currency' FROM invoices i
            JOIN invoice_lines l ON l.invoice_id = i.id
            JOIN agreement_services s ON s.id = l.agreement_service_id
            WHERE s.currency <> i.currency
        UNION ALL SELECT 'invoice ' || i.number || ' is paid in another currency' FROM invoices i
            JOIN allocations a ON a.invoice_id = i.id JOIN payments p ON p.id = a.payment_id
            WHERE p.currency <> i.currency LIMIT 20",
    ),
    (
        "receivables in the ledger against open invoices",
        "SELECT 'receivables differ by ' || sum(minor) || ' minor units in ' || currency FROM (
            SELECT currency, amount_minor AS minor FROM ledger WHERE debit = 'receivable'
            UNION ALL SELECT currency, -amount_minor FROM ledger WHERE credit = 'receivable'
            UNION ALL SELECT currency, -open_minor FROM balances)
            GROUP BY currency HAVING sum(minor) <> 0",
    ),
    (
        "what each client owes in the ledger: open invoices less credit",
        "SELECT coalesce((SELECT name FROM clients WHERE id = client_id), 'nobody')
            || ' owes ' || sum(minor) || ' minor units more in the ledger, in ' || currency FROM (
            SELECT client_id, currency, amount_minor AS minor FROM ledger
                WHERE debit IN ('receivable', 'client_credit')
            UNION ALL SELECT client_id, currency, -amount_minor FROM ledger
                WHERE credit IN ('receivable', 'client_credit')
            UNION ALL SELECT client_id, currency, -open_minor FROM balances
            UNION ALL SELECT client_id, currency, amount_minor FROM payments
                WHERE id NOT IN (SELECT payment_id FROM payment_reversals)
            UNION ALL SELECT p.client_id, p.currency, -a.amount_minor FROM joined a
                JOIN payments p ON p.id = a.payment_id
            UNION ALL SELECT p.client_id, p.currency, -b.amount_minor FROM paid_back b
                JOIN payments p ON p.id = b.payment_id)
            GROUP BY client_id, currency HAVING sum(minor) <> 0",
    ),
    (
        "client credit in the ledger against payments",
        "SELECT 'client credit differs by ' || sum(minor) || ' minor units in ' || currency FROM (
            SELECT currency, amount_minor AS minor FROM ledger WHERE credit = 'client_credit'
            UNION ALL SELECT currency, -amount_minor FROM ledger WHERE debit = 'client_credit'
            UNION ALL SELECT currency, -amount_minor FROM payments
                WHERE id NOT IN (SELECT payment_id FROM payment_reversals)
            UNION ALL SELECT p.currency, a.amount_minor FROM joined a
                JOIN payments p ON p.id = a.payment_id
            UNION ALL SELECT currency, amount_minor FROM paid_back)
            GROUP BY currency HAVING sum(minor) <> 0",
    ),
    (
        "money received against the bank",
        "SELECT 'undeposited money differs by ' || sum(minor) || ' minor units in ' || currency
            FROM (
            SELECT currency, amount_minor AS minor FROM ledger WHERE debit = 'undeposited'
            UNION ALL SELECT currency, -amount_minor FROM ledger WHERE credit = 'undeposited'
            UNION ALL SELECT currency, -amount_minor FROM payments
                WHERE connection_id IS NULL
                AND id NOT IN (SELECT payment_id FROM payment_reversals)
                AND id NOT IN (SELECT payment_id FROM explained_by
                    WHERE payment_id IS NOT NULL)
            UNION ALL SELECT currency, -amount_minor FROM payouts WHERE state <> 'bounced'
            UNION ALL SELECT l.currency, l.amount_minor FROM matches m
                JOIN statement_lines l ON l.id = m.line_id
                WHERE m.undone_at IS NULL AND m.payout_id IS NOT NULL
            UNION ALL SELECT p.currency, p.amount_minor FROM match_parts p
                JOIN matches m ON m.id = p.match_id
                WHERE m.undone_at IS NULL AND p.payout_id IS NOT NULL)
            GROUP BY currency HAVING sum(minor) <> 0",
    ),
    (
        "what processors hold: collected, less refunds, fees and payouts",
        "SELECT account || ' differs by ' || sum(minor) || ' minor units in ' || currency FROM (
            SELECT debit AS account, currency, amount_minor AS minor FROM ledger
                WHERE debit LIKE 'clearing:%'
            UNION ALL SELECT credit, currency, -amount_minor FROM ledger
                WHERE credit LIKE 'clearing:%' AND debit <> 'processor_fees'
            UNION ALL SELECT debit, currency, -amount_minor FROM ledger
                WHERE debit LIKE 'clearing:%' AND credit = 'processor_fees'
            UNION ALL SELECT 'clearing:' || connection_id, currency, -amount_minor FROM payments
                WHERE connection_id IS NOT NULL
                AND id NOT IN (SELECT payment_id FROM payment_reversals)
            UNION ALL SELECT 'clearing:' || p.connection_id, b.currency, b.amount_minor
                FROM paid_back b JOIN payments p ON p.id = b.payment_id
            UNION ALL SELECT 'clearing:' || connection_id, currency, amount_minor FROM payouts
                WHERE state <> 'bounced')
            GROUP BY account, currency HAVING sum(minor) <> 0",
    ),
    (
        "collections against their payments",
        "SELECT 'a collection of ' || i.number || ' does not fit its payment' FROM collections c
            JOIN invoices i ON i.id = c.invoice_id LEFT JOIN payments p ON p.id = c.payment_id
            WHERE (c.state IN ('settled', 'disputed') AND (p.id IS NULL
                OR p.id IN (SELECT payment_id FROM payment_reversals)))
            OR (c.state = 'returned' AND p.id NOT IN (SELECT payment_id FROM payment_reversals))
            OR (p.id IS NOT NULL AND p.amount_minor <> c.amount_minor) LIMIT 20",
    ),
    (
        "pages that were paid on against their collections",
        "SELECT 'a page for ' || i.number || ' was paid on and nothing says what became of it'
            FROM pay_pages p JOIN invoices i ON i.id = p.invoice_id
            LEFT JOIN collections c ON c.id = p.id
            WHERE (p.state = 'paid') <> (c.id IS NOT NULL)
                OR c.invoice_id <> p.invoice_id OR c.amount_minor <> p.amount_minor LIMIT 20",
    ),
    (
        "every payment by a processor from one collection",
        "SELECT 'payment ' || p.id || ' comes from ' || count(c.id) || ' collections'
            FROM payments p LEFT JOIN collections c ON c.payment_id = p.id
            WHERE p.connection_id IS NOT NULL GROUP BY p.id HAVING count(c.id) <> 1 LIMIT 20",
    ),
    (
        "lines of payouts against their payouts",
        "SELECT 'payout ' || p.reference || ' differs from its lines' FROM payouts p
            JOIN (SELECT payout_id, sum(gross_minor - fee_minor) AS net FROM payout_lines
                GROUP BY payout_id) l ON l.payout_id = p.id
            WHERE p.itemised = 1 AND l.net <> p.amount_minor LIMIT 20",
    ),
    (
        "the cost of cards: in the ledger, in what was collected, and within it",
        "SELECT 'card costs differ by ' || sum(minor) || ' minor units in ' || currency FROM (
            SELECT currency, amount_minor AS minor FROM ledger WHERE credit = 'card_costs'
            UNION ALL SELECT currency, -amount_minor FROM ledger WHERE debit = 'card_costs'
            UNION ALL SELECT p.currency, -k.amount_minor FROM card_costs k
                JOIN payments p ON p.id = k.payment_id)
            GROUP BY currency HAVING sum(minor) <> 0
        UNION ALL SELECT 'more was added to ' || i.number || ' for a card than was announced'
            FROM (SELECT payment_id, sum(amount_minor) AS kept FROM card_costs
                GROUP BY payment_id) k
            LEFT JOIN collections c ON c.payment_id = k.payment_id
            LEFT JOIN instruments m ON m.id = c.instrument_id
            LEFT JOIN invoices i ON i.id = c.invoice_id
            WHERE c.id IS NULL OR k.kept NOT BETWEEN 0 AND c.card_cost_minor
                OR (k.kept > 0 AND m.credit = 0)
        UNION ALL SELECT 'what a card costs was taken back twice' FROM card_costs k
            JOIN card_costs t ON t.takes_back = k.id
            WHERE t.payment_id <> k.payment_id OR t.amount_minor <> -k.amount_minor LIMIT 20",
    ),
    (
        "refunds within what was collected",
        "SELECT 'more than was collected of ' || i.number || ' was paid back' FROM collections c
            JOIN invoices i ON i.id = c.invoice_id
            JOIN (SELECT collection_id, sum(amount_minor) AS back FROM refunds
                WHERE state NOT IN ('failed', 'cancelled') GROUP BY collection_id) r
                ON r.collection_id = c.id
            WHERE r.back > c.amount_minor LIMIT 20",
    ),
];
