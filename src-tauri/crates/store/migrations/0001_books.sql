-- The book as first released. Money is INTEGER minor units beside its TEXT currency; dates are
-- 'YYYY-MM-DD'; instants are UTC with milliseconds. Triggers repeat what the types promise.

-- Who the practice is: one row.
CREATE TABLE practice (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    name TEXT NOT NULL CHECK (name <> ''),
    person TEXT NOT NULL,
    address TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    jurisdiction TEXT NOT NULL CHECK (length(jurisdiction) = 2),
    region TEXT NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    time_zone TEXT NOT NULL,
    tax_registration TEXT NOT NULL,
    second_registration TEXT NOT NULL,
    -- The treatment of what is taxed as usual; 'none' where the practice is not registered.
    usual_tax TEXT NOT NULL CHECK (usual_tax NOT IN ('', 'usual')),
    prices_include_tax INTEGER NOT NULL CHECK (prices_include_tax IN (0, 1)),
    tax_rounding TEXT NOT NULL CHECK (tax_rounding IN
        ('line, half away from zero', 'document, half away from zero')),
    payment_days INTEGER NOT NULL CHECK (payment_days BETWEEN 0 AND 365),
    how_to_pay TEXT NOT NULL,
    -- Whether invoices are to be paid under a reference with check digits.
    check_references INTEGER NOT NULL CHECK (check_references IN (0, 1)),
    profession TEXT NOT NULL CHECK (profession IN ('accountant', 'consultant')),
    letter_setting TEXT NOT NULL CHECK (letter_setting IN ('ragged', 'justified')),
    logo TEXT REFERENCES documents (sha256),
    sample INTEGER NOT NULL CHECK (sample IN (0, 1))
) STRICT;

-- Rates of the user's own, from a day on. What has begun stays as it is; a new rate follows it.
CREATE TABLE own_tax_rates (
    name TEXT NOT NULL CHECK (name <> ''),
    from_on TEXT NOT NULL,
    percent TEXT NOT NULL,
    PRIMARY KEY (name, from_on)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER own_tax_rates_never_change BEFORE UPDATE ON own_tax_rates
BEGIN SELECT RAISE(ABORT, 'a rate cannot be changed; add a new one from a later day'); END;
CREATE TRIGGER own_tax_rates_follow BEFORE INSERT ON own_tax_rates
WHEN EXISTS (SELECT 1 FROM own_tax_rates WHERE name = NEW.name AND from_on >= NEW.from_on)
BEGIN SELECT RAISE(ABORT, 'a new rate begins after the last'); END;

-- Days on which the practice is closed besides weekends and holidays. Stretches do not overlap.
CREATE TABLE days_off (
    from_on TEXT PRIMARY KEY,
    until_on TEXT NOT NULL CHECK (until_on >= from_on),
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER days_off_never_overlap BEFORE INSERT ON days_off
WHEN EXISTS (SELECT 1 FROM days_off WHERE from_on <= NEW.until_on AND until_on >= NEW.from_on)
BEGIN SELECT RAISE(ABORT, 'a day off is off once'); END;
CREATE TRIGGER days_off_never_change BEFORE UPDATE ON days_off
BEGIN SELECT RAISE(ABORT, 'days off are added and taken out'); END;

-- Numbered series; the next number is taken in the transaction that uses it (rule 6).
CREATE TABLE series (
    name TEXT PRIMARY KEY CHECK (name IN ('invoice', 'proposal', 'credit_note')),
    prefix TEXT NOT NULL,
    first INTEGER NOT NULL CHECK (first >= 1),
    next INTEGER NOT NULL CHECK (next >= first)
) STRICT, WITHOUT ROWID;

-- Frozen bytes, content-addressed (rule 5).
CREATE TABLE documents (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    media_type TEXT NOT NULL,
    name TEXT NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
CREATE TRIGGER documents_never_change BEFORE UPDATE ON documents
BEGIN SELECT RAISE(ABORT, 'a document cannot be changed'); END;
CREATE TRIGGER documents_never_go BEFORE DELETE ON documents
BEGIN SELECT RAISE(ABORT, 'a document cannot be removed'); END;

-- The public halves of the keys this practice has sealed with; the secret ones are in the keyring.
CREATE TABLE seal_keys (
    public_key TEXT PRIMARY KEY CHECK (length(public_key) = 64),
    made_at TEXT NOT NULL
) STRICT;
CREATE TRIGGER seal_keys_never_change BEFORE UPDATE ON seal_keys
BEGIN SELECT RAISE(ABORT, 'a key cannot be changed'); END;
CREATE TRIGGER seal_keys_never_go BEFORE DELETE ON seal_keys
BEGIN SELECT RAISE(ABORT, 'a key cannot be removed'); END;

-- Lists of other programs that were brought over, each to be taken back as one.
CREATE TABLE imports (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('clients', 'services', 'agreements', 'open_invoices')),
    file TEXT NOT NULL,
    imported_at TEXT NOT NULL
) STRICT;
CREATE TRIGGER imports_never_change BEFORE UPDATE ON imports
BEGIN SELECT RAISE(ABORT, 'an import cannot be changed'); END;

CREATE TABLE clients (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('business', 'consumer')),
    contact TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    tax_number TEXT NOT NULL,
    -- Where the client belongs for tax; '' where the practice is.
    tax_place TEXT NOT NULL,
    -- The currency it is billed in; nothing for the home currency.
    currency TEXT CHECK (length(currency) = 3),
    payer_names TEXT NOT NULL,
    notes TEXT NOT NULL,
    import_id TEXT REFERENCES imports (id),
    archived_at TEXT
) STRICT;
CREATE INDEX clients_by_import ON clients (import_id) WHERE import_id IS NOT NULL;

-- Clients whose agreements are billed together: one invoice a day.
CREATE TABLE billed_together (
    client_id TEXT PRIMARY KEY REFERENCES clients (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE services (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    kind TEXT NOT NULL CHECK (kind <> ''),
    description TEXT NOT NULL,
    -- The whole rule, as JSON.
    billing TEXT NOT NULL CHECK (json_valid(billing)),
    price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
    currency TEXT NOT NULL,
    -- The treatment of its tax: 'usual', 'none', of a place, or 'own:' and a rate's name.
    tax TEXT NOT NULL CHECK (tax <> ''),
    import_id TEXT REFERENCES imports (id),
    archived_at TEXT
) STRICT;

-- A practice's own wording of a clause. A change is a new version; the newest counts.
CREATE TABLE clause_versions (
    clause TEXT NOT NULL CHECK (clause <> ''),
    version INTEGER NOT NULL CHECK (version >= 1),
    section TEXT NOT NULL,
    heading TEXT NOT NULL,
    text TEXT NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('standard', 'optional', 'unused', 'library')),
    made_at TEXT NOT NULL,
    PRIMARY KEY (clause, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER clause_versions_never_change BEFORE UPDATE ON clause_versions
BEGIN SELECT RAISE(ABORT, 'a version of a clause cannot be changed'); END;
CREATE TRIGGER clause_versions_never_go BEFORE DELETE ON clause_versions
BEGIN SELECT RAISE(ABORT, 'a version of a clause cannot be removed'); END;

-- What the practice fills into the blanks of its clauses.
CREATE TABLE clause_values (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A draft keeps what was typed, as JSON, so that nothing half-written is lost.
CREATE TABLE proposals (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    client_id TEXT REFERENCES clients (id),
    draft TEXT NOT NULL,
    internal_note TEXT NOT NULL,
    follow_up_on TEXT,
    -- The agreement brought over that its letter confirms, and so takes the place of.
    confirms TEXT REFERENCES agreements (id),
    changed_at TEXT NOT NULL,
    discarded_at TEXT
) STRICT;
CREATE INDEX proposals_by_client ON proposals (client_id);

CREATE TABLE proposal_templates (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    draft TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    archived_at TEXT
) STRICT;

-- A sending: frozen, with its letter inside the file.
CREATE TABLE revisions (
    id TEXT PRIMARY KEY,
    proposal_id TEXT NOT NULL REFERENCES proposals (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    client_id TEXT NOT NULL REFERENCES clients (id),
    sent_on TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    payment_rule TEXT NOT NULL
        CHECK (payment_rule IN ('after_issue', 'after_month_end', 'day_of_next_month')),
    payment_days INTEGER NOT NULL CHECK (payment_days BETWEEN 0 AND 365
        AND (payment_rule <> 'day_of_next_month' OR payment_days BETWEEN 1 AND 31)),
    currency TEXT NOT NULL,
    terms TEXT NOT NULL,
    letter TEXT NOT NULL REFERENCES documents (sha256),
    pages INTEGER NOT NULL,
    UNIQUE (proposal_id, number)
) STRICT;
CREATE TRIGGER revisions_never_change BEFORE UPDATE ON revisions
BEGIN SELECT RAISE(ABORT, 'a sent revision cannot be changed'); END;
CREATE TRIGGER revisions_never_go BEFORE DELETE ON revisions
BEGIN SELECT RAISE(ABORT, 'a sent revision cannot be removed'); END;

CREATE TABLE withdrawals (
    revision_id TEXT PRIMARY KEY REFERENCES revisions (id),
    reason TEXT NOT NULL,
    withdrawn_at TEXT NOT NULL
) STRICT;
CREATE TRIGGER withdrawals_never_change BEFORE UPDATE ON withdrawals
BEGIN SELECT RAISE(ABORT, 'a withdrawal cannot be changed'); END;
CREATE TRIGGER withdrawals_never_go BEFORE DELETE ON withdrawals
BEGIN SELECT RAISE(ABORT, 'a withdrawal cannot be removed'); END;

-- A file by which one signatory can answer, and what the answer is held against.
CREATE TABLE packs (
    id TEXT PRIMARY KEY,
    revision_id TEXT NOT NULL REFERENCES revisions (id),
    signatory INTEGER NOT NULL CHECK (signatory >= 0),
    terms TEXT NOT NULL,
    made_at TEXT NOT NULL,
    UNIQUE (revision_id, signatory)
) STRICT;
CREATE TRIGGER packs_never_change BEFORE UPDATE ON packs
BEGIN SELECT RAISE(ABORT, 'a client pack cannot be changed'); END;

-- What a client answered instead of accepting.
CREATE TABLE responses (
    id TEXT PRIMARY KEY,
    revision_id TEXT NOT NULL REFERENCES revisions (id),
    kind TEXT NOT NULL CHECK (kind IN ('declined', 'change_asked')),
    who TEXT NOT NULL,
    message TEXT NOT NULL,
    evidence TEXT UNIQUE REFERENCES documents (sha256),
    recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX responses_by_revision ON responses (revision_id);
CREATE TRIGGER responses_never_change BEFORE UPDATE ON responses
BEGIN SELECT RAISE(ABORT, 'an answer cannot be changed'); END;
CREATE TRIGGER responses_never_go BEFORE DELETE ON responses
BEGIN SELECT RAISE(ABORT, 'an answer cannot be removed'); END;

-- One person's agreement: who, when, how, to what, with its evidence. Each signatory signs once,
-- and one file is evidence once.
CREATE TABLE signatures (
    id TEXT PRIMARY KEY,
    revision_id TEXT NOT NULL REFERENCES revisions (id),
    signatory INTEGER NOT NULL CHECK (signatory >= 0),
    signer TEXT NOT NULL CHECK (signer <> ''),
    capacity TEXT NOT NULL,
    method TEXT NOT NULL
        CHECK (method IN ('in_person', 'on_paper', 'by_file', 'by_email', 'on_behalf')),
    grade TEXT NOT NULL CHECK (grade IN ('A', 'B', 'C', 'D')),
    choice TEXT NOT NULL,
    statement TEXT NOT NULL,
    consent TEXT NOT NULL,
    initials TEXT NOT NULL,
    reason TEXT NOT NULL,
    facts TEXT NOT NULL,
    signed_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    strokes TEXT NOT NULL,
    evidence TEXT UNIQUE REFERENCES documents (sha256),
    CHECK (method = 'in_person' OR evidence IS NOT NULL),
    CHECK (method <> 'on_behalf' OR reason <> ''),
    UNIQUE (revision_id, signatory)
) STRICT;
CREATE TRIGGER signatures_never_change BEFORE UPDATE ON signatures
BEGIN SELECT RAISE(ABORT, 'a signature cannot be changed'); END;
CREATE TRIGGER signatures_never_go BEFORE DELETE ON signatures
BEGIN SELECT RAISE(ABORT, 'a signature cannot be removed'); END;

-- All have signed: one for a revision (rule 5).
CREATE TABLE acceptances (
    id TEXT PRIMARY KEY,
    revision_id TEXT NOT NULL UNIQUE REFERENCES revisions (id),
    grade TEXT NOT NULL CHECK (grade IN ('A', 'B', 'C', 'D')),
    choice TEXT NOT NULL,
    accepted_on TEXT NOT NULL,
    accepted_at TEXT NOT NULL,
    signed_letter TEXT NOT NULL REFERENCES documents (sha256),
    record TEXT NOT NULL REFERENCES documents (sha256),
    certificate TEXT NOT NULL REFERENCES documents (sha256)
) STRICT;
CREATE TRIGGER acceptances_never_change BEFORE UPDATE ON acceptances
BEGIN SELECT RAISE(ABORT, 'an acceptance cannot be changed'); END;
CREATE TRIGGER acceptances_never_go BEFORE DELETE ON acceptances
BEGIN SELECT RAISE(ABORT, 'an acceptance cannot be removed'); END;

-- On which page of an accepted letter each clause begins, counted from 1, so that a proof can name
-- it.
CREATE TABLE clause_places (
    document TEXT NOT NULL REFERENCES documents (sha256),
    clause TEXT NOT NULL CHECK (clause <> ''),
    page INTEGER NOT NULL CHECK (page >= 1),
    PRIMARY KEY (document, clause)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER clause_places_never_change BEFORE UPDATE ON clause_places
BEGIN SELECT RAISE(ABORT, 'the place of a clause cannot be changed'); END;
CREATE TRIGGER clause_places_never_go BEFORE DELETE ON clause_places
BEGIN SELECT RAISE(ABORT, 'the place of a clause cannot be removed'); END;

CREATE TABLE agreements (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    client_id TEXT NOT NULL REFERENCES clients (id),
    -- What proves it; nothing where it was brought over from elsewhere.
    acceptance_id TEXT UNIQUE REFERENCES acceptances (id),
    import_id TEXT REFERENCES imports (id),
    -- Of one brought over: nothing that fell due before this day is billed here.
    bills_from TEXT,
    -- The day it was agreed elsewhere, where the list says, its number there, and a note.
    agreed_on TEXT,
    reference TEXT NOT NULL,
    note TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    start TEXT NOT NULL CHECK (start IN
        ('start_date', 'start_date_not_past', 'next_billing_day', 'on_acceptance', 'by_hand')),
    -- Whose working days count.
    holidays TEXT NOT NULL,
    payment_rule TEXT NOT NULL
        CHECK (payment_rule IN ('after_issue', 'after_month_end', 'day_of_next_month')),
    payment_days INTEGER NOT NULL CHECK (payment_days BETWEEN 0 AND 365
        AND (payment_rule <> 'day_of_next_month' OR payment_days BETWEEN 1 AND 31)),
    currency TEXT NOT NULL,
    prices_include_tax INTEGER NOT NULL CHECK (prices_include_tax IN (0, 1)),
    -- Whether the client is to give a payment method; what no letter says is not needed.
    method TEXT NOT NULL CHECK (method IN ('not_needed', 'wanted', 'required')),
    CHECK (import_id IS NULL OR method = 'not_needed'),
    CHECK ((acceptance_id IS NULL) = (import_id IS NOT NULL)),
    CHECK ((import_id IS NULL) = (bills_from IS NULL)),
    CHECK (import_id IS NOT NULL OR (agreed_on IS NULL AND reference = '' AND note = ''))
) STRICT;
CREATE INDEX agreements_by_client ON agreements (client_id);
CREATE INDEX agreements_by_import ON agreements (import_id) WHERE import_id IS NOT NULL;
CREATE TRIGGER agreements_never_change BEFORE UPDATE ON agreements
BEGIN SELECT RAISE(ABORT, 'accepted terms cannot be changed'); END;
CREATE TRIGGER agreements_never_go BEFORE DELETE ON agreements WHEN OLD.import_id IS NULL
BEGIN SELECT RAISE(ABORT, 'accepted terms cannot be removed'); END;

CREATE TABLE agreement_services (
    id TEXT PRIMARY KEY,
    agreement_id TEXT NOT NULL REFERENCES agreements (id),
    position INTEGER NOT NULL,
    service_id TEXT REFERENCES services (id),
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    -- The whole rule, as JSON.
    billing TEXT NOT NULL CHECK (json_valid(billing)),
    quantity TEXT NOT NULL,
    price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
    first_price_minor INTEGER CHECK (first_price_minor >= 0),
    first_periods INTEGER CHECK (first_periods >= 1),
    currency TEXT NOT NULL,
    tax TEXT NOT NULL CHECK (tax <> ''),
    -- The amendment that brought it; nothing for what was accepted.
    amendment_id TEXT REFERENCES amendments (id),
    CHECK ((first_price_minor IS NULL) = (first_periods IS NULL)),
    UNIQUE (agreement_id, position)
) STRICT;
CREATE TRIGGER agreement_services_never_change BEFORE UPDATE ON agreement_services
BEGIN SELECT RAISE(ABORT, 'accepted terms cannot be changed'); END;
CREATE TRIGGER agreement_services_never_go BEFORE DELETE ON agreement_services
WHEN (SELECT import_id FROM agreements WHERE id = OLD.agreement_id) IS NULL
BEGIN SELECT RAISE(ABORT, 'accepted terms cannot be removed'); END;

-- The letter by which an agreement brought over was agreed elsewhere, as the user has it.
CREATE TABLE letters_elsewhere (
    agreement_id TEXT PRIMARY KEY REFERENCES agreements (id) ON DELETE CASCADE,
    document TEXT NOT NULL REFERENCES documents (sha256),
    kept_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER letters_elsewhere_prove_nothing_accepted_here BEFORE INSERT ON letters_elsewhere
WHEN (SELECT import_id FROM agreements WHERE id = NEW.agreement_id) IS NULL
BEGIN SELECT RAISE(ABORT, 'this agreement has its own letter'); END;

-- Numbered changes of agreements (rule 5). What is written never changes; what became of it is a
-- line of events. The consent is what it needs, fixed when it was written.
CREATE TABLE amendments (
    id TEXT PRIMARY KEY,
    agreement_id TEXT NOT NULL REFERENCES agreements (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    effective_on TEXT NOT NULL,
    mid_period TEXT NOT NULL
        CHECK (mid_period IN ('prorate', 'from_next_period', 'credit_the_rest')),
    consent TEXT NOT NULL CHECK (consent IN ('silent', 'notice', 'approval', 'new_signature')),
    notice_days INTEGER NOT NULL CHECK (notice_days >= 0),
    -- A note to the client, in the practice's words.
    note TEXT NOT NULL,
    review_id TEXT REFERENCES price_reviews (id),
    written_at TEXT NOT NULL,
    CHECK (consent = 'notice' OR notice_days = 0),
    UNIQUE (agreement_id, number)
) STRICT;
CREATE INDEX amendments_by_review ON amendments (review_id) WHERE review_id IS NOT NULL;
CREATE TRIGGER amendments_count_from_1 BEFORE INSERT ON amendments
WHEN NEW.number <> 1 + (SELECT count(*) FROM amendments WHERE agreement_id = NEW.agreement_id)
BEGIN SELECT RAISE(ABORT, 'amendments are numbered without gaps'); END;
CREATE TRIGGER amendments_never_change BEFORE UPDATE ON amendments
BEGIN SELECT RAISE(ABORT, 'an amendment cannot be changed; take it back'); END;
CREATE TRIGGER amendments_never_go BEFORE DELETE ON amendments
BEGIN SELECT RAISE(ABORT, 'an amendment cannot be removed; take it back'); END;

CREATE TABLE amendment_changes (
    amendment_id TEXT NOT NULL REFERENCES amendments (id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('add_service', 'end_service', 'price', 'quantity',
        'billing', 'scope', 'payment_days', 'end', 'transfer')),
    agreement_service_id TEXT REFERENCES agreement_services (id),
    price_minor INTEGER CHECK (price_minor >= 0),
    currency TEXT,
    quantity TEXT,
    billing TEXT CHECK (json_valid(billing)),
    scope TEXT,
    days INTEGER CHECK (days BETWEEN 0 AND 365),
    day TEXT,
    client_id TEXT REFERENCES clients (id),
    CHECK ((kind IN ('payment_days', 'end', 'transfer')) = (agreement_service_id IS NULL)),
    CHECK ((kind = 'price') = (price_minor IS NOT NULL AND currency IS NOT NULL)),
    CHECK ((kind = 'quantity') = (quantity IS NOT NULL)),
    CHECK ((kind = 'billing') = (billing IS NOT NULL)),
    CHECK ((kind = 'scope') = (scope IS NOT NULL)),
    CHECK ((kind = 'payment_days') = (days IS NOT NULL)),
    CHECK (kind = 'end' OR day IS NULL),
    CHECK ((kind = 'transfer') = (client_id IS NOT NULL)),
    PRIMARY KEY (amendment_id, position)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER amendment_changes_never_change BEFORE UPDATE ON amendment_changes
BEGIN SELECT RAISE(ABORT, 'an amendment cannot be changed; take it back'); END;
CREATE TRIGGER amendment_changes_never_go BEFORE DELETE ON amendment_changes
BEGIN SELECT RAISE(ABORT, 'an amendment cannot be changed; take it back'); END;

-- What became of an amendment, in order: at most one of each kind, nothing after a no or a
-- withdrawal, and no answer to what was not sent. A reminder changes nothing.
CREATE TABLE amendment_events (
    id TEXT PRIMARY KEY,
    amendment_id TEXT NOT NULL REFERENCES amendments (id),
    kind TEXT NOT NULL
        CHECK (kind IN ('noticed', 'reminded', 'approved', 'signed', 'objected', 'withdrawn')),
    happened_on TEXT NOT NULL,
    -- Who answered and how, or why it was taken back.
    words TEXT NOT NULL,
    -- The letter that was sent, or what the answer came by.
    document TEXT REFERENCES documents (sha256),
    recorded_at TEXT NOT NULL,
    CHECK (kind <> 'noticed' OR document IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX amendment_events_once ON amendment_events (amendment_id, kind)
    WHERE kind <> 'reminded';
CREATE TRIGGER an_amendment_is_answered_once BEFORE INSERT ON amendment_events
WHEN EXISTS (SELECT 1 FROM amendment_events WHERE amendment_id = NEW.amendment_id
    AND kind IN ('objected', 'withdrawn'))
BEGIN SELECT RAISE(ABORT, 'this amendment is refused or taken back'); END;
CREATE TRIGGER an_amendment_is_sent_first BEFORE INSERT ON amendment_events
WHEN NEW.kind NOT IN ('noticed', 'withdrawn') AND NOT EXISTS (SELECT 1 FROM amendment_events
    WHERE amendment_id = NEW.amendment_id AND kind = 'noticed')
BEGIN SELECT RAISE(ABORT, 'this amendment was not sent'); END;
CREATE TRIGGER amendment_events_never_change BEFORE UPDATE ON amendment_events
BEGIN SELECT RAISE(ABORT, 'what became of an amendment cannot be changed'); END;
CREATE TRIGGER amendment_events_never_go BEFORE DELETE ON amendment_events
BEGIN SELECT RAISE(ABORT, 'what became of an amendment cannot be removed'); END;

-- Reviews of the prices of many agreements: the question as it was asked, as JSON.
CREATE TABLE price_reviews (
    id TEXT PRIMARY KEY,
    plan TEXT NOT NULL CHECK (json_valid(plan)),
    made_at TEXT NOT NULL
) STRICT;
CREATE TRIGGER price_reviews_never_change BEFORE UPDATE ON price_reviews
BEGIN SELECT RAISE(ABORT, 'a price review cannot be changed'); END;

-- Published values of price indexes, as the user entered them.
CREATE TABLE index_values (
    name TEXT NOT NULL,
    for_on TEXT NOT NULL,
    value TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (name, for_on)
) STRICT, WITHOUT ROWID;

-- Where the practice asks for another consent than usual.
CREATE TABLE consent_matrix (
    kind TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('better', 'worse')),
    consent TEXT NOT NULL CHECK (consent IN ('silent', 'notice', 'approval', 'new_signature')),
    notice_days INTEGER NOT NULL CHECK (notice_days BETWEEN 0 AND 365),
    PRIMARY KEY (kind, direction)
) STRICT, WITHOUT ROWID;

-- Work done that a service bills by. The sequence is used once; that of a milestone is its place.
CREATE TABLE deliveries (
    id TEXT PRIMARY KEY,
    agreement_service_id TEXT NOT NULL REFERENCES agreement_services (id),
    sequence INTEGER NOT NULL CHECK (sequence >= 0),
    delivered_on TEXT NOT NULL,
    quantity TEXT NOT NULL,
    note TEXT NOT NULL,
    removed_at TEXT
) STRICT;
CREATE UNIQUE INDEX deliveries_by_service ON deliveries (agreement_service_id, sequence)
    WHERE removed_at IS NULL;
CREATE TRIGGER deliveries_only_go_away BEFORE UPDATE ON deliveries
WHEN OLD.removed_at IS NOT NULL OR NEW.removed_at IS NULL OR NEW.id <> OLD.id
    OR NEW.agreement_service_id <> OLD.agreement_service_id OR NEW.sequence <> OLD.sequence
    OR NEW.delivered_on <> OLD.delivered_on OR NEW.quantity <> OLD.quantity
    OR NEW.note <> OLD.note
BEGIN SELECT RAISE(ABORT, 'logged work cannot be changed'); END;

-- Issued documents: immutable, numbered without gaps (rule 6).
CREATE TABLE invoices (
    id TEXT PRIMARY KEY,
    -- None where it was brought over from elsewhere under its own old number.
    sequence INTEGER UNIQUE CHECK (sequence >= 1),
    number TEXT NOT NULL,
    client_id TEXT NOT NULL REFERENCES clients (id),
    client_name TEXT NOT NULL,
    client_address TEXT NOT NULL,
    about TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    due_on TEXT NOT NULL CHECK (due_on >= issued_on),
    currency TEXT NOT NULL,
    rounding TEXT NOT NULL CHECK (rounding IN
        ('line, half away from zero', 'document, half away from zero')),
    net_minor INTEGER NOT NULL,
    tax_minor INTEGER NOT NULL,
    total_minor INTEGER NOT NULL CHECK (total_minor = net_minor + tax_minor AND total_minor >= 0),
    document TEXT NOT NULL REFERENCES documents (sha256),
    import_id TEXT REFERENCES imports (id),
    CHECK ((sequence IS NULL) = (import_id IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX invoices_by_number ON invoices (number) WHERE import_id IS NULL;
CREATE UNIQUE INDEX old_invoices_by_number ON invoices (number) WHERE import_id IS NOT NULL;
CREATE INDEX invoices_by_client ON invoices (client_id);
CREATE INDEX invoices_by_due ON invoices (due_on);
CREATE INDEX invoices_by_issue ON invoices
    (issued_on, currency, client_id, net_minor, total_minor, import_id);
CREATE TRIGGER issued_invoices_never_change BEFORE UPDATE ON invoices
BEGIN SELECT RAISE(ABORT, 'an issued invoice cannot be changed'); END;
CREATE TRIGGER issued_invoices_never_go BEFORE DELETE ON invoices WHEN OLD.import_id IS NULL
BEGIN SELECT RAISE(ABORT, 'an issued invoice cannot be removed'); END;

-- What lists of open invoices say was billed elsewhere, paid or not: for the first audit alone.
CREATE TABLE invoices_told (
    import_id TEXT NOT NULL REFERENCES imports (id),
    number TEXT NOT NULL,
    client_id TEXT NOT NULL REFERENCES clients (id),
    issued_on TEXT NOT NULL,
    currency TEXT NOT NULL,
    total_minor INTEGER NOT NULL CHECK (total_minor > 0),
    PRIMARY KEY (import_id, client_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX invoices_told_by_client ON invoices_told (client_id);

-- Where a prefix names year, month or client: the place among the numbers behind the same text.
CREATE TABLE invoice_places (
    invoice_id TEXT PRIMARY KEY REFERENCES invoices (id),
    scope TEXT NOT NULL CHECK (scope <> ''),
    place INTEGER NOT NULL CHECK (place >= 1),
    UNIQUE (scope, place)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER invoice_places_never_change BEFORE UPDATE ON invoice_places
BEGIN SELECT RAISE(ABORT, 'the number of an invoice cannot be changed'); END;
CREATE TRIGGER invoice_places_never_go BEFORE DELETE ON invoice_places
BEGIN SELECT RAISE(ABORT, 'the number of an invoice cannot be removed'); END;

-- What stands for a client in numbers; given once.
CREATE TABLE client_codes (
    client_id TEXT PRIMARY KEY REFERENCES clients (id),
    code TEXT NOT NULL UNIQUE CHECK (code <> '')
) STRICT, WITHOUT ROWID;
CREATE TRIGGER client_codes_never_change BEFORE UPDATE ON client_codes
BEGIN SELECT RAISE(ABORT, 'the code of a client cannot be changed'); END;

CREATE TABLE invoice_lines (
    id TEXT PRIMARY KEY,
    invoice_id TEXT NOT NULL REFERENCES invoices (id),
    position INTEGER NOT NULL,
    agreement_service_id TEXT NOT NULL REFERENCES agreement_services (id),
    occurrence INTEGER NOT NULL,
    beyond_cap INTEGER NOT NULL CHECK (beyond_cap IN (0, 1)),
    description TEXT NOT NULL,
    period_from TEXT NOT NULL,
    period_to TEXT NOT NULL CHECK (period_to >= period_from),
    quantity TEXT NOT NULL,
    price_minor INTEGER NOT NULL,
    net_minor INTEGER NOT NULL,
    treatment TEXT NOT NULL CHECK (treatment <> ''),
    tax_minor INTEGER NOT NULL,
    UNIQUE (invoice_id, position)
) STRICT;
CREATE INDEX invoice_lines_by_charge ON invoice_lines (agreement_service_id, occurrence);
CREATE TRIGGER invoice_lines_never_change BEFORE UPDATE ON invoice_lines
BEGIN SELECT RAISE(ABORT, 'an issued invoice cannot be changed'); END;
CREATE TRIGGER invoice_lines_never_go BEFORE DELETE ON invoice_lines
BEGIN SELECT RAISE(ABORT, 'an issued invoice cannot be changed'); END;

-- Each tax of a line, with the rate of the day of issue; they come to the tax of the line.
CREATE TABLE invoice_line_taxes (
    line_id TEXT NOT NULL REFERENCES invoice_lines (id),
    position INTEGER NOT NULL CHECK (position IN (0, 1)),
    kind TEXT NOT NULL CHECK (kind IN ('vat', 'gst', 'hst', 'qst', 'pst', 'rst', 'sales')),
    name TEXT NOT NULL CHECK (name <> ''),
    percent TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    PRIMARY KEY (line_id, position)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER invoice_line_taxes_never_change BEFORE UPDATE ON invoice_line_taxes
BEGIN SELECT RAISE(ABORT, 'an issued invoice cannot be changed'); END;
CREATE TRIGGER invoice_line_taxes_never_go BEFORE DELETE ON invoice_line_taxes
BEGIN SELECT RAISE(ABORT, 'an issued invoice cannot be changed'); END;

-- An invoice issued by mistake: it keeps its number, and its charges may be billed again.
CREATE TABLE voids (
    invoice_id TEXT PRIMARY KEY REFERENCES invoices (id),
    reason TEXT NOT NULL CHECK (reason <> ''),
    voided_on TEXT NOT NULL
) STRICT;
CREATE TRIGGER voids_never_change BEFORE UPDATE ON voids
BEGIN SELECT RAISE(ABORT, 'a void cannot be changed'); END;
CREATE TRIGGER voids_never_go BEFORE DELETE ON voids
BEGIN SELECT RAISE(ABORT, 'a void cannot be removed'); END;

-- Each (service, period) is billed at most once (rule 4), but for invoices that were voided. What
-- the line and its invoice say stands here too, so that the terms are held against what was billed
-- without a look at either; `verify` holds it.
CREATE TABLE billed_charges (
    agreement_service_id TEXT NOT NULL,
    occurrence INTEGER NOT NULL,
    beyond_cap INTEGER NOT NULL,
    invoice_id TEXT NOT NULL REFERENCES invoices (id),
    issued_on TEXT NOT NULL,
    price_minor INTEGER NOT NULL,
    net_minor INTEGER NOT NULL,
    -- Whether it was billed more than sixty days after its period.
    late INTEGER NOT NULL CHECK (late IN (0, 1)),
    PRIMARY KEY (agreement_service_id, occurrence, beyond_cap)
) STRICT, WITHOUT ROWID;
CREATE INDEX billed_charges_by_invoice ON billed_charges (invoice_id);
CREATE INDEX billed_charges_late ON billed_charges (issued_on) WHERE late = 1;
CREATE TRIGGER a_line_bills_its_charge AFTER INSERT ON invoice_lines
BEGIN INSERT INTO billed_charges SELECT NEW.agreement_service_id, NEW.occurrence, NEW.beyond_cap,
    NEW.invoice_id, issued_on, NEW.price_minor, NEW.net_minor,
    issued_on > coalesce(date(NEW.period_to, '+60 days'), issued_on)
    FROM invoices WHERE id = NEW.invoice_id; END;
CREATE TRIGGER a_void_frees_its_charges AFTER INSERT ON voids
BEGIN DELETE FROM billed_charges WHERE invoice_id = NEW.invoice_id; END;
CREATE TRIGGER billed_charges_never_change BEFORE UPDATE ON billed_charges
BEGIN SELECT RAISE(ABORT, 'a billed charge cannot be changed'); END;
CREATE TRIGGER billed_charges_stay BEFORE DELETE ON billed_charges
WHEN NOT EXISTS (SELECT 1 FROM voids WHERE invoice_id = OLD.invoice_id)
BEGIN SELECT RAISE(ABORT, 'a billed charge cannot be removed'); END;

-- What corrects an issued invoice: immutable, numbered without gaps in a series of its own.
CREATE TABLE credit_notes (
    id TEXT PRIMARY KEY,
    sequence INTEGER NOT NULL UNIQUE CHECK (sequence >= 1),
    number TEXT NOT NULL UNIQUE,
    invoice_id TEXT NOT NULL REFERENCES invoices (id),
    reason TEXT NOT NULL CHECK (reason <> ''),
    issued_on TEXT NOT NULL,
    currency TEXT NOT NULL,
    net_minor INTEGER NOT NULL CHECK (net_minor >= 0),
    tax_minor INTEGER NOT NULL CHECK (tax_minor >= 0),
    total_minor INTEGER NOT NULL CHECK (total_minor = net_minor + tax_minor AND total_minor > 0),
    -- Money already paid that this frees: it stays as the client's credit or is to be refunded.
    freed_minor INTEGER NOT NULL CHECK (freed_minor BETWEEN 0 AND total_minor),
    rest TEXT NOT NULL CHECK (rest IN ('credit', 'refund')),
    document TEXT NOT NULL REFERENCES documents (sha256)
) STRICT;
CREATE INDEX credit_notes_by_invoice ON credit_notes (invoice_id);
CREATE TRIGGER credit_notes_never_change BEFORE UPDATE ON credit_notes
BEGIN SELECT RAISE(ABORT, 'a credit note cannot be changed'); END;
CREATE TRIGGER credit_notes_never_go BEFORE DELETE ON credit_notes
BEGIN SELECT RAISE(ABORT, 'a credit note cannot be removed'); END;

-- What each client was billed and what was earned of it, by month: kept as documents are issued and
-- held by `verify`.
CREATE TABLE client_months (
    currency TEXT NOT NULL,
    month TEXT NOT NULL,
    client_id TEXT NOT NULL,
    -- Invoices of the month that are not void, with tax.
    sales_minor INTEGER NOT NULL,
    -- Invoices less credit notes and voids of the month, without tax and what was brought over.
    earned_minor INTEGER NOT NULL,
    PRIMARY KEY (currency, month, client_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER an_invoice_is_of_its_month AFTER INSERT ON invoices
BEGIN INSERT INTO client_months VALUES (NEW.currency, substr(NEW.issued_on, 1, 7), NEW.client_id,
        NEW.total_minor, CASE WHEN NEW.import_id IS NULL THEN NEW.net_minor ELSE 0 END)
    ON CONFLICT DO UPDATE SET sales_minor = sales_minor + excluded.sales_minor,
        earned_minor = earned_minor + excluded.earned_minor; END;
CREATE TRIGGER what_was_brought_over_leaves_its_month AFTER DELETE ON invoices
BEGIN UPDATE client_months SET sales_minor = sales_minor - OLD.total_minor
    WHERE currency = OLD.currency AND month = substr(OLD.issued_on, 1, 7)
        AND client_id = OLD.client_id; END;
CREATE TRIGGER a_void_takes_its_sale_back AFTER INSERT ON voids
BEGIN INSERT INTO client_months SELECT currency, substr(issued_on, 1, 7), client_id, -total_minor, 0
    FROM invoices WHERE id = NEW.invoice_id
    UNION ALL SELECT currency, substr(NEW.voided_on, 1, 7), client_id, 0, -net_minor
    FROM invoices WHERE id = NEW.invoice_id
    ON CONFLICT DO UPDATE SET sales_minor = sales_minor + excluded.sales_minor,
        earned_minor = earned_minor + excluded.earned_minor; END;
CREATE TRIGGER a_credit_note_is_of_its_month AFTER INSERT ON credit_notes
BEGIN INSERT INTO client_months SELECT NEW.currency, substr(NEW.issued_on, 1, 7), client_id, 0,
        -NEW.net_minor FROM invoices WHERE id = NEW.invoice_id
    ON CONFLICT DO UPDATE SET earned_minor = earned_minor + excluded.earned_minor; END;

-- As `invoice_places`, for credit notes.
CREATE TABLE credit_note_places (
    credit_note_id TEXT PRIMARY KEY REFERENCES credit_notes (id),
    scope TEXT NOT NULL CHECK (scope <> ''),
    place INTEGER NOT NULL CHECK (place >= 1),
    UNIQUE (scope, place)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER credit_note_places_never_change BEFORE UPDATE ON credit_note_places
BEGIN SELECT RAISE(ABORT, 'the number of a credit note cannot be changed'); END;
CREATE TRIGGER credit_note_places_never_go BEFORE DELETE ON credit_note_places
BEGIN SELECT RAISE(ABORT, 'the number of a credit note cannot be removed'); END;

CREATE TABLE credit_note_lines (
    credit_note_id TEXT NOT NULL REFERENCES credit_notes (id),
    invoice_line_id TEXT NOT NULL REFERENCES invoice_lines (id),
    net_minor INTEGER NOT NULL CHECK (net_minor >= 0),
    tax_minor INTEGER NOT NULL CHECK (tax_minor >= 0),
    PRIMARY KEY (credit_note_id, invoice_line_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX credit_note_lines_by_line ON credit_note_lines (invoice_line_id);
CREATE TRIGGER credit_note_lines_never_change BEFORE UPDATE ON credit_note_lines
BEGIN SELECT RAISE(ABORT, 'a credit note cannot be changed'); END;
CREATE TRIGGER credit_note_lines_never_go BEFORE DELETE ON credit_note_lines
BEGIN SELECT RAISE(ABORT, 'a credit note cannot be changed'); END;
CREATE TRIGGER never_more_credit_than_was_billed BEFORE INSERT ON credit_note_lines
WHEN NEW.net_minor + (SELECT coalesce(sum(net_minor), 0) FROM credit_note_lines
        WHERE invoice_line_id = NEW.invoice_line_id)
        > (SELECT net_minor FROM invoice_lines WHERE id = NEW.invoice_line_id)
    OR NEW.tax_minor + (SELECT coalesce(sum(tax_minor), 0) FROM credit_note_lines
        WHERE invoice_line_id = NEW.invoice_line_id)
        > (SELECT tax_minor FROM invoice_lines WHERE id = NEW.invoice_line_id)
BEGIN SELECT RAISE(ABORT, 'this line was billed for less'); END;

-- What a credit note takes of each tax of a line; they come to the tax it takes of the line.
CREATE TABLE credit_note_taxes (
    credit_note_id TEXT NOT NULL,
    invoice_line_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
    PRIMARY KEY (credit_note_id, invoice_line_id, position),
    FOREIGN KEY (credit_note_id, invoice_line_id)
        REFERENCES credit_note_lines (credit_note_id, invoice_line_id),
    FOREIGN KEY (invoice_line_id, position) REFERENCES invoice_line_taxes (line_id, position)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER credit_note_taxes_never_change BEFORE UPDATE ON credit_note_taxes
BEGIN SELECT RAISE(ABORT, 'a credit note cannot be changed'); END;
CREATE TRIGGER credit_note_taxes_never_go BEFORE DELETE ON credit_note_taxes
BEGIN SELECT RAISE(ABORT, 'a credit note cannot be changed'); END;
CREATE TRIGGER never_more_credit_of_a_tax_than_was_billed BEFORE INSERT ON credit_note_taxes
WHEN NEW.amount_minor + (SELECT coalesce(sum(amount_minor), 0) FROM credit_note_taxes
        WHERE invoice_line_id = NEW.invoice_line_id AND position = NEW.position)
        > (SELECT amount_minor FROM invoice_line_taxes
            WHERE line_id = NEW.invoice_line_id AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'this tax was billed for less'); END;

-- What will not come, given up with a reason. Taken back by a second row that names the first.
CREATE TABLE write_offs (
    id TEXT PRIMARY KEY,
    invoice_id TEXT NOT NULL REFERENCES invoices (id),
    amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
    reason TEXT NOT NULL CHECK (reason <> ''),
    written_on TEXT NOT NULL,
    takes_back TEXT UNIQUE REFERENCES write_offs (id),
    CHECK ((takes_back IS NULL) = (amount_minor > 0))
) STRICT;
CREATE INDEX write_offs_by_invoice ON write_offs (invoice_id);
CREATE TRIGGER write_offs_never_change BEFORE UPDATE ON write_offs
BEGIN SELECT RAISE(ABORT, 'a write-off cannot be changed; take it back'); END;
CREATE TRIGGER write_offs_never_go BEFORE DELETE ON write_offs
BEGIN SELECT RAISE(ABORT, 'a write-off cannot be removed; take it back'); END;

-- What invoices fell by, and on which day; payments that were taken off again left no trace.
CREATE VIEW falls AS
    SELECT a.invoice_id, p.received_on AS on_day FROM allocations a
        JOIN payments p ON p.id = a.payment_id WHERE a.takes_back IS NULL
        AND NOT EXISTS (SELECT 1 FROM allocations t WHERE t.takes_back = a.id)
    UNION ALL SELECT invoice_id, issued_on FROM credit_notes
    UNION ALL SELECT invoice_id, written_on FROM write_offs;

-- Charges let go with a reason: the other way a period can end (rule 4).
CREATE TABLE waivers (
    agreement_service_id TEXT NOT NULL REFERENCES agreement_services (id),
    occurrence INTEGER NOT NULL,
    beyond_cap INTEGER NOT NULL CHECK (beyond_cap IN (0, 1)),
    reason TEXT NOT NULL CHECK (reason <> ''),
    waived_at TEXT NOT NULL,
    PRIMARY KEY (agreement_service_id, occurrence, beyond_cap)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER waivers_never_change BEFORE UPDATE ON waivers
BEGIN SELECT RAISE(ABORT, 'a waiver cannot be changed'); END;
CREATE TRIGGER a_waived_charge_is_not_billed BEFORE INSERT ON invoice_lines
WHEN EXISTS (SELECT 1 FROM waivers WHERE agreement_service_id = NEW.agreement_service_id
    AND occurrence = NEW.occurrence AND beyond_cap = NEW.beyond_cap)
BEGIN SELECT RAISE(ABORT, 'this charge was waived'); END;
CREATE TRIGGER a_billed_charge_is_not_waived BEFORE INSERT ON waivers
WHEN EXISTS (SELECT 1 FROM billed_charges WHERE agreement_service_id = NEW.agreement_service_id
    AND occurrence = NEW.occurrence AND beyond_cap = NEW.beyond_cap)
BEGIN SELECT RAISE(ABORT, 'this charge was billed'); END;

-- Of each service that recurs, a run of occurrences that all ended, billed or waived: from the
-- first up to and without the next. What is undecided is looked for outside of it, and what ended
-- outside of it only where something may have: none ended before the least or from `past` on. The
-- last of the run, from `alike` on, were all billed at one price and amount, so that their lines
-- need not be read. Kept by the triggers below and held by `verify`.
CREATE TABLE ended_runs (
    agreement_service_id TEXT PRIMARY KEY REFERENCES agreement_services (id) ON DELETE CASCADE,
    first INTEGER NOT NULL,
    next INTEGER NOT NULL CHECK (next >= first),
    least INTEGER NOT NULL,
    past INTEGER NOT NULL,
    alike INTEGER NOT NULL CHECK (alike <= next),
    price_minor INTEGER NOT NULL,
    net_minor INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE VIEW ended_charges AS
    SELECT agreement_service_id, occurrence FROM billed_charges
    UNION ALL SELECT agreement_service_id, occurrence FROM waivers;
CREATE TRIGGER a_billed_charge_ends AFTER INSERT ON billed_charges WHEN
    (SELECT billing ->> 'kind' FROM agreement_services WHERE id = NEW.agreement_service_id)
        = 'recurring'
BEGIN
    INSERT INTO ended_runs VALUES (NEW.agreement_service_id, NEW.occurrence, NEW.occurrence,
            NEW.occurrence, NEW.occurrence + 1, NEW.occurrence, 0, 0)
        ON CONFLICT DO UPDATE SET least = min(least, excluded.least),
            past = max(past, excluded.past);
    UPDATE ended_runs SET price_minor = NEW.price_minor, net_minor = NEW.net_minor, alike = CASE
            WHEN price_minor = NEW.price_minor AND net_minor = NEW.net_minor THEN alike
            ELSE next END
        WHERE agreement_service_id = NEW.agreement_service_id AND next = NEW.occurrence;
    UPDATE ended_runs SET next = (SELECT min(n) FROM (SELECT NEW.occurrence + 1 AS n
            UNION ALL SELECT occurrence + 1 FROM ended_charges
                WHERE agreement_service_id = NEW.agreement_service_id
                AND occurrence > NEW.occurrence)
            WHERE NOT EXISTS (SELECT 1 FROM ended_charges
                WHERE agreement_service_id = NEW.agreement_service_id AND occurrence = n))
        WHERE agreement_service_id = NEW.agreement_service_id AND next = NEW.occurrence;
    UPDATE ended_runs SET first = NEW.occurrence
        WHERE agreement_service_id = NEW.agreement_service_id AND first = NEW.occurrence + 1;
    UPDATE ended_runs SET alike = next WHERE agreement_service_id = NEW.agreement_service_id
        AND (next > NEW.occurrence + 1 OR NEW.beyond_cap) AND alike <= NEW.occurrence
        AND NEW.occurrence < next;
END;
CREATE TRIGGER a_waived_charge_ends AFTER INSERT ON waivers WHEN
    (SELECT billing ->> 'kind' FROM agreement_services WHERE id = NEW.agreement_service_id)
        = 'recurring'
BEGIN
    INSERT INTO ended_runs VALUES (NEW.agreement_service_id, NEW.occurrence, NEW.occurrence,
            NEW.occurrence, NEW.occurrence + 1, NEW.occurrence, 0, 0)
        ON CONFLICT DO UPDATE SET least = min(least, excluded.least),
            past = max(past, excluded.past);
    UPDATE ended_runs SET next = (SELECT min(n) FROM (SELECT NEW.occurrence + 1 AS n
            UNION ALL SELECT occurrence + 1 FROM ended_charges
                WHERE agreement_service_id = NEW.agreement_service_id
                AND occurrence > NEW.occurrence)
            WHERE NOT EXISTS (SELECT 1 FROM ended_charges
                WHERE agreement_service_id = NEW.agreement_service_id AND occurrence = n))
        WHERE agreement_service_id = NEW.agreement_service_id AND next = NEW.occurrence;
    UPDATE ended_runs SET first = NEW.occurrence
        WHERE agreement_service_id = NEW.agreement_service_id AND first = NEW.occurrence + 1;
    UPDATE ended_runs SET alike = next WHERE agreement_service_id = NEW.agreement_service_id
        AND alike <= NEW.occurrence AND NEW.occurrence < next;
END;
CREATE TRIGGER a_freed_charge_is_open BEFORE DELETE ON billed_charges
BEGIN UPDATE ended_runs SET next = OLD.occurrence, alike = min(alike, OLD.occurrence)
    WHERE agreement_service_id = OLD.agreement_service_id
        AND first <= OLD.occurrence AND OLD.occurrence < next; END;
CREATE TRIGGER a_restored_charge_is_open BEFORE DELETE ON waivers
BEGIN UPDATE ended_runs SET next = OLD.occurrence, alike = min(alike, OLD.occurrence)
    WHERE agreement_service_id = OLD.agreement_service_id
        AND first <= OLD.occurrence AND OLD.occurrence < next; END;

-- A difference between what was agreed and what was billed that is let go with a reason. It can be
-- taken up again.
CREATE TABLE differences_let_go (
    agreement_service_id TEXT NOT NULL REFERENCES agreement_services (id),
    occurrence INTEGER NOT NULL,
    beyond_cap INTEGER NOT NULL CHECK (beyond_cap IN (0, 1)),
    currency TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    reason TEXT NOT NULL CHECK (reason <> ''),
    decided_at TEXT NOT NULL,
    PRIMARY KEY (agreement_service_id, occurrence, beyond_cap)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER differences_let_go_never_change BEFORE UPDATE ON differences_let_go
BEGIN SELECT RAISE(ABORT, 'a difference that is let go cannot be changed; take it up'); END;

-- What was decided after acceptance. A decision is never changed; it is withdrawn.
CREATE TABLE decisions (
    id TEXT PRIMARY KEY,
    agreement_id TEXT NOT NULL REFERENCES agreements (id),
    agreement_service_id TEXT REFERENCES agreement_services (id),
    kind TEXT NOT NULL
        CHECK (kind IN ('start', 'pause', 'resume', 'skip', 'move', 'reprice', 'approve')),
    occurrence INTEGER CHECK (occurrence >= 0),
    day TEXT,
    pause_id TEXT REFERENCES decisions (id),
    price_minor INTEGER CHECK (price_minor >= 0),
    currency TEXT,
    reason TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    withdrawn_at TEXT,
    CHECK ((kind IN ('start', 'pause', 'resume', 'move')) = (day IS NOT NULL)),
    CHECK ((kind = 'resume') = (pause_id IS NOT NULL)),
    CHECK ((kind = 'reprice') = (price_minor IS NOT NULL AND currency IS NOT NULL)),
    CHECK ((kind IN ('skip', 'move', 'reprice', 'approve')) = (occurrence IS NOT NULL)),
    CHECK (occurrence IS NULL OR agreement_service_id IS NOT NULL)
) STRICT;
CREATE INDEX decisions_by_agreement ON decisions (agreement_id);
CREATE TRIGGER decisions_are_only_withdrawn BEFORE UPDATE ON decisions
WHEN OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL OR NEW.id <> OLD.id
    OR NEW.agreement_id <> OLD.agreement_id OR NEW.kind <> OLD.kind
    OR NEW.agreement_service_id IS NOT OLD.agreement_service_id
    OR NEW.occurrence IS NOT OLD.occurrence OR NEW.day IS NOT OLD.day
    OR NEW.pause_id IS NOT OLD.pause_id OR NEW.price_minor IS NOT OLD.price_minor
    OR NEW.currency IS NOT OLD.currency OR NEW.reason <> OLD.reason
BEGIN SELECT RAISE(ABORT, 'a decision can only be withdrawn'); END;
CREATE TRIGGER decisions_never_go BEFORE DELETE ON decisions
BEGIN SELECT RAISE(ABORT, 'a decision cannot be removed'); END;
CREATE TRIGGER a_billed_charge_is_not_changed BEFORE INSERT ON decisions
WHEN NEW.kind IN ('skip', 'move', 'reprice') AND EXISTS (SELECT 1 FROM billed_charges
    WHERE agreement_service_id = NEW.agreement_service_id AND occurrence = NEW.occurrence)
BEGIN SELECT RAISE(ABORT, 'this charge was billed'); END;
CREATE TRIGGER a_skipped_charge_is_not_billed BEFORE INSERT ON invoice_lines
WHEN EXISTS (SELECT 1 FROM decisions WHERE kind = 'skip' AND withdrawn_at IS NULL
    AND agreement_service_id = NEW.agreement_service_id AND occurrence = NEW.occurrence)
BEGIN SELECT RAISE(ABORT, 'this charge is skipped'); END;

-- How the practice goes about what fell due while nobody looked; without the row, as is usual.
CREATE TABLE catch_up_policy (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    dating TEXT NOT NULL CHECK (dating IN ('today', 'own_date')),
    merge INTEGER NOT NULL CHECK (merge IN (0, 1)),
    most_charges INTEGER NOT NULL CHECK (most_charges BETWEEN 0 AND 10000),
    most_days INTEGER NOT NULL CHECK (most_days BETWEEN 0 AND 3650)
) STRICT;

-- Agreements whose invoices are issued without being asked for.
CREATE TABLE automatic_agreements (
    agreement_id TEXT PRIMARY KEY REFERENCES agreements (id),
    since TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What is still owed, kept beside the frozen invoice so that lists stay quick; `verify` holds it
-- against the allocations, credit notes, write-offs and voids.
CREATE TABLE balances (
    invoice_id TEXT PRIMARY KEY REFERENCES invoices (id),
    client_id TEXT NOT NULL,
    currency TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    total_minor INTEGER NOT NULL,
    open_minor INTEGER NOT NULL CHECK (open_minor >= 0),
    credited_minor INTEGER NOT NULL DEFAULT 0 CHECK (credited_minor >= 0),
    written_off_minor INTEGER NOT NULL DEFAULT 0 CHECK (written_off_minor >= 0),
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
    paid_on TEXT,
    -- The first and the last day on which it fell by a payment, credit note or write-off; the last
    -- once nothing is open.
    fell_on TEXT,
    settled_on TEXT,
    CHECK (open_minor + credited_minor + written_off_minor <= total_minor),
    CHECK (voided = 0 OR open_minor + credited_minor + written_off_minor = 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX balances_open ON balances (due_on, client_id, currency, open_minor)
    WHERE open_minor > 0;
CREATE INDEX balances_by_client ON balances (client_id, open_minor);
-- What clients owe by age, without a look at anything else.
CREATE INDEX balances_owed ON balances
    (client_id, currency, due_on, issued_on, fell_on, open_minor, total_minor)
    WHERE open_minor > 0;
-- How clients paid, the newest first.
CREATE INDEX balances_paid_by ON balances (client_id, currency, paid_on, due_on)
    WHERE paid_on IS NOT NULL;
CREATE INDEX balances_paid ON balances
    (currency, paid_on, issued_on, due_on, total_minor, client_id)
    WHERE paid_on IS NOT NULL;
-- What is settled, by the last day that says something of it: sums over those that are alike.
CREATE INDEX balances_settled ON balances (currency, max(due_on, settled_on), issued_on, due_on,
    paid_on, settled_on, fell_on, total_minor, client_id) WHERE settled_on IS NOT NULL;
-- What fell bit by bit, whose history the balance does not tell.
CREATE INDEX balances_bit_by_bit ON balances (currency, client_id)
    WHERE fell_on IS NOT NULL AND fell_on IS NOT settled_on;

-- How many days after their due dates a client's newest 16 paid invoices were paid, the newest
-- first: kept as balances change and held by `verify`.
CREATE TABLE client_lags (
    client_id TEXT NOT NULL,
    currency TEXT NOT NULL,
    days TEXT NOT NULL,
    PRIMARY KEY (client_id, currency)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER an_invoice_paid_as_issued_tells_its_lag AFTER INSERT ON balances
WHEN NEW.paid_on IS NOT NULL
BEGIN INSERT OR REPLACE INTO client_lags SELECT NEW.client_id, NEW.currency,
    coalesce(group_concat(days, ' '), '') FROM
        (SELECT CAST(julianday(paid_on) - julianday(due_on) AS INTEGER) AS days FROM balances
            WHERE client_id = NEW.client_id AND currency = NEW.currency AND paid_on IS NOT NULL
            ORDER BY paid_on DESC, due_on DESC LIMIT 16); END;
CREATE TRIGGER a_paid_invoice_tells_its_lag AFTER UPDATE OF paid_on ON balances
WHEN NEW.paid_on IS NOT OLD.paid_on
BEGIN INSERT OR REPLACE INTO client_lags SELECT NEW.client_id, NEW.currency,
    coalesce(group_concat(days, ' '), '') FROM
        (SELECT CAST(julianday(paid_on) - julianday(due_on) AS INTEGER) AS days FROM balances
            WHERE client_id = NEW.client_id AND currency = NEW.currency AND paid_on IS NOT NULL
            ORDER BY paid_on DESC, due_on DESC LIMIT 16); END;

-- Invoices that were settled at one stroke, or are as untouched as when they were issued, those
-- that are alike counted together: kept as balances change and held by `verify`. A day that is not
-- there yet is empty.
CREATE TABLE balances_alike (
    currency TEXT NOT NULL,
    -- The last day that says something of them: when they were settled or were due.
    last_on TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    settled_on TEXT NOT NULL,
    -- Empty too where they were never paid: credited or given up.
    paid_on TEXT NOT NULL,
    invoices INTEGER NOT NULL,
    total_minor INTEGER NOT NULL,
    PRIMARY KEY (currency, last_on, issued_on, due_on, settled_on, paid_on)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER a_balance_is_counted AFTER INSERT ON balances
WHEN NEW.fell_on IS NEW.settled_on AND (NEW.open_minor > 0 OR NEW.settled_on IS NOT NULL)
BEGIN INSERT INTO balances_alike VALUES (NEW.currency,
        coalesce(max(NEW.due_on, NEW.settled_on), ''), NEW.issued_on, NEW.due_on,
        coalesce(NEW.settled_on, ''), coalesce(NEW.paid_on, ''), 1, NEW.total_minor)
    ON CONFLICT DO UPDATE SET invoices = invoices + 1,
        total_minor = total_minor + excluded.total_minor; END;
CREATE TRIGGER a_changed_balance_is_counted_anew AFTER UPDATE ON balances
WHEN NEW.fell_on IS NEW.settled_on AND (NEW.open_minor > 0 OR NEW.settled_on IS NOT NULL)
BEGIN INSERT INTO balances_alike VALUES (NEW.currency,
        coalesce(max(NEW.due_on, NEW.settled_on), ''), NEW.issued_on, NEW.due_on,
        coalesce(NEW.settled_on, ''), coalesce(NEW.paid_on, ''), 1, NEW.total_minor)
    ON CONFLICT DO UPDATE SET invoices = invoices + 1,
        total_minor = total_minor + excluded.total_minor; END;
CREATE TRIGGER a_balance_that_changes_is_counted_no_more AFTER UPDATE ON balances
WHEN OLD.fell_on IS OLD.settled_on AND (OLD.open_minor > 0 OR OLD.settled_on IS NOT NULL)
BEGIN UPDATE balances_alike SET invoices = invoices - 1,
        total_minor = total_minor - OLD.total_minor
    WHERE currency = OLD.currency AND last_on = coalesce(max(OLD.due_on, OLD.settled_on), '')
        AND issued_on = OLD.issued_on AND due_on = OLD.due_on
        AND settled_on = coalesce(OLD.settled_on, '') AND paid_on = coalesce(OLD.paid_on, ''); END;
CREATE TRIGGER a_balance_that_goes_is_counted_no_more AFTER DELETE ON balances
WHEN OLD.fell_on IS OLD.settled_on AND (OLD.open_minor > 0 OR OLD.settled_on IS NOT NULL)
BEGIN UPDATE balances_alike SET invoices = invoices - 1,
        total_minor = total_minor - OLD.total_minor
    WHERE currency = OLD.currency AND last_on = coalesce(max(OLD.due_on, OLD.settled_on), '')
        AND issued_on = OLD.issued_on AND due_on = OLD.due_on
        AND settled_on = coalesce(OLD.settled_on, '') AND paid_on = coalesce(OLD.paid_on, ''); END;

CREATE TABLE payments (
    id TEXT PRIMARY KEY,
    client_id TEXT NOT NULL REFERENCES clients (id),
    received_on TEXT NOT NULL,
    method TEXT NOT NULL CHECK (method IN ('transfer', 'cheque', 'cash', 'card', 'debit')),
    reference TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    -- The processor that holds it until it is paid out; nothing for money that came straight.
    connection_id TEXT REFERENCES connections (id),
    CHECK (method <> 'debit' OR connection_id IS NOT NULL)
) STRICT;
CREATE INDEX payments_by_client ON payments (client_id);
CREATE INDEX payments_by_day ON payments (received_on, currency, amount_minor);
CREATE INDEX payments_by_processor ON payments (received_on) WHERE connection_id IS NOT NULL;
CREATE TRIGGER payments_never_change BEFORE UPDATE ON payments
BEGIN SELECT RAISE(ABORT, 'a payment cannot be changed; reverse it'); END;
CREATE TRIGGER payments_never_go BEFORE DELETE ON payments
BEGIN SELECT RAISE(ABORT, 'a payment cannot be removed; reverse it'); END;

CREATE TABLE payment_reversals (
    payment_id TEXT PRIMARY KEY REFERENCES payments (id),
    reason TEXT NOT NULL,
    reversed_at TEXT NOT NULL
) STRICT;
CREATE TRIGGER payment_reversals_never_change BEFORE UPDATE ON payment_reversals
BEGIN SELECT RAISE(ABORT, 'a reversal cannot be changed'); END;
CREATE TRIGGER payment_reversals_never_go BEFORE DELETE ON payment_reversals
BEGIN SELECT RAISE(ABORT, 'a reversal cannot be removed'); END;

-- A part of a payment for an invoice. Taken back by a second row that names the first.
CREATE TABLE allocations (
    id TEXT PRIMARY KEY,
    payment_id TEXT NOT NULL REFERENCES payments (id),
    invoice_id TEXT NOT NULL REFERENCES invoices (id),
    amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
    allocated_at TEXT NOT NULL,
    takes_back TEXT UNIQUE REFERENCES allocations (id),
    CHECK ((takes_back IS NULL) = (amount_minor > 0))
) STRICT;
CREATE INDEX allocations_by_payment ON allocations (payment_id);
CREATE INDEX allocations_by_invoice ON allocations (invoice_id);
CREATE TRIGGER allocations_stay_in_their_currency BEFORE INSERT ON allocations
WHEN (SELECT currency FROM payments WHERE id = NEW.payment_id)
    <> (SELECT currency FROM invoices WHERE id = NEW.invoice_id)
BEGIN SELECT RAISE(ABORT, 'a payment pays invoices of its own currency'); END;
CREATE TRIGGER allocations_never_change BEFORE UPDATE ON allocations
BEGIN SELECT RAISE(ABORT, 'an allocation cannot be changed'); END;
CREATE TRIGGER allocations_never_go BEFORE DELETE ON allocations
BEGIN SELECT RAISE(ABORT, 'an allocation cannot be removed'); END;

-- An account at a processor. What opens it is in the keyring. `trial` is the whole state of the
-- built-in processor, as JSON.
CREATE TABLE connections (
    id TEXT PRIMARY KEY,
    brand TEXT NOT NULL CHECK (brand IN ('trial', 'stripe', 'gocardless', 'square')),
    live INTEGER NOT NULL CHECK (live IN (0, 1)),
    account TEXT NOT NULL,
    name TEXT NOT NULL,
    schemes TEXT NOT NULL CHECK (json_valid(schemes)),
    connected_at TEXT NOT NULL,
    disconnected_at TEXT,
    -- Where a client's page leads when it is done.
    leads_to TEXT NOT NULL,
    -- Charges nobody asked for are made by themselves; those later than this wait for the user.
    collects INTEGER NOT NULL CHECK (collects IN (0, 1)),
    most_late_days INTEGER NOT NULL CHECK (most_late_days BETWEEN 0 AND 365),
    notice_days INTEGER NOT NULL CHECK (notice_days BETWEEN 0 AND 60),
    attempts INTEGER NOT NULL CHECK (attempts BETWEEN 1 AND 10),
    within_days INTEGER NOT NULL CHECK (within_days BETWEEN 0 AND 60),
    paydays INTEGER NOT NULL CHECK (paydays IN (0, 1)),
    -- Charges are handed over as soon as the client knows, and the processor holds them.
    holds INTEGER NOT NULL CHECK (holds IN (0, 1)),
    cursor TEXT NOT NULL,
    polled_at TEXT,
    payouts_at TEXT,
    -- Why the last look did not end well; empty after a good one.
    trouble TEXT NOT NULL,
    trial TEXT CHECK (json_valid(trial)),
    CHECK ((brand = 'trial') = (trial IS NOT NULL)),
    CHECK (brand <> 'trial' OR live = 0)
) STRICT;
CREATE UNIQUE INDEX connections_one_of_a_brand ON connections (brand)
    WHERE disconnected_at IS NULL;
CREATE TRIGGER connections_never_go BEFORE DELETE ON connections
BEGIN SELECT RAISE(ABORT, 'a connection cannot be removed; disconnect it'); END;

-- What a client was asked to permit, and what became of it. The terms and the letter never change.
CREATE TABLE authorizations (
    id TEXT PRIMARY KEY,
    connection_id TEXT NOT NULL REFERENCES connections (id),
    client_id TEXT NOT NULL REFERENCES clients (id),
    revision_id TEXT REFERENCES revisions (id),
    letter TEXT NOT NULL,
    terms TEXT NOT NULL,
    schemes TEXT NOT NULL CHECK (json_valid(schemes)),
    currency TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    -- How it came to be asked: what goes with a letter, or in the place of a method that failed,
    -- is told to the client and made anew when it ends. What is asked with a bill lives on the page
    -- on which that is paid.
    occasion TEXT NOT NULL CHECK (occasion IN ('by_hand', 'with_letter', 'another', 'with_bill')),
    -- The method that another is to take the place of: asked for once.
    instead_of TEXT UNIQUE REFERENCES instruments (id),
    state TEXT NOT NULL CHECK (state IN
        ('planned', 'waiting', 'verifying', 'permitted', 'refused', 'ended', 'withdrawn')),
    -- How many pages there were.
    link INTEGER NOT NULL CHECK (link >= 1),
    page TEXT,
    url TEXT,
    page_ends_at TEXT,
    verify_url TEXT NOT NULL DEFAULT '',
    words TEXT NOT NULL DEFAULT '',
    evidence TEXT REFERENCES documents (sha256),
    answered_at TEXT,
    stale INTEGER NOT NULL DEFAULT 0 CHECK (stale IN (0, 1)),
    CHECK ((page IS NULL) = (url IS NULL)),
    CHECK ((occasion = 'another') = (instead_of IS NOT NULL)),
    CHECK (occasion <> 'with_letter' OR (revision_id IS NOT NULL AND letter <> '')),
    CHECK (state <> 'permitted' OR (evidence IS NOT NULL AND answered_at IS NOT NULL))
) STRICT;
CREATE INDEX authorizations_by_client ON authorizations (client_id);
CREATE UNIQUE INDEX authorizations_one_open ON authorizations (connection_id, client_id)
    WHERE state IN ('planned', 'waiting', 'verifying');
CREATE TRIGGER authorizations_end_once BEFORE UPDATE ON authorizations
WHEN OLD.state IN ('permitted', 'withdrawn') AND NEW.state <> OLD.state
BEGIN SELECT RAISE(ABORT, 'this permission has ended'); END;
CREATE TRIGGER authorizations_keep_their_terms BEFORE UPDATE ON authorizations
WHEN NEW.terms <> OLD.terms OR NEW.letter <> OLD.letter OR NEW.client_id <> OLD.client_id
    OR NEW.connection_id <> OLD.connection_id OR NEW.revision_id IS NOT OLD.revision_id
    OR NEW.occasion <> OLD.occasion OR NEW.instead_of IS NOT OLD.instead_of
BEGIN SELECT RAISE(ABORT, 'what a client was asked cannot be changed'); END;
CREATE TRIGGER authorizations_never_go BEFORE DELETE ON authorizations
BEGIN SELECT RAISE(ABORT, 'what a client was asked cannot be removed'); END;

-- A card or bank account that may be charged, by the processor's name of it. Never its number.
CREATE TABLE instruments (
    id TEXT PRIMARY KEY,
    connection_id TEXT NOT NULL REFERENCES connections (id),
    client_id TEXT NOT NULL REFERENCES clients (id),
    authorization_id TEXT NOT NULL REFERENCES authorizations (id),
    reference TEXT NOT NULL,
    payer TEXT NOT NULL,
    scheme TEXT NOT NULL CHECK (scheme IN
        ('card', 'ach', 'bacs', 'sepa', 'pad', 'becs', 'becs_nz')),
    -- Whether the processor says that it is a credit card.
    credit INTEGER NOT NULL CHECK (credit = 0 OR (credit = 1 AND scheme = 'card')),
    label TEXT NOT NULL,
    last4 TEXT NOT NULL CHECK (length(last4) <= 4),
    ends_on TEXT,
    mandate TEXT NOT NULL,
    permitted_at TEXT NOT NULL,
    ended_at TEXT,
    ended_why TEXT NOT NULL DEFAULT '',
    UNIQUE (connection_id, reference)
) STRICT;
CREATE INDEX instruments_by_client ON instruments (client_id);
CREATE UNIQUE INDEX instruments_one_in_use ON instruments (client_id) WHERE ended_at IS NULL;
CREATE TRIGGER instruments_never_go BEFORE DELETE ON instruments
BEGIN SELECT RAISE(ABORT, 'an instrument cannot be removed; end it'); END;

-- Taking an invoice's money, once (rules 8 and 9). `attempt` counts from 1 with the first order.
CREATE TABLE collections (
    id TEXT PRIMARY KEY,
    invoice_id TEXT NOT NULL REFERENCES invoices (id),
    -- The instalment of a plan that is taken, where it is not all that is open.
    plan_id TEXT REFERENCES plans (id),
    instalment INTEGER,
    connection_id TEXT NOT NULL REFERENCES connections (id),
    -- Nothing where the client paid on a page by themselves.
    instrument_id TEXT REFERENCES instruments (id),
    currency TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    -- What is in the amount on top of what is owed, because it is taken from a credit card.
    card_cost_minor INTEGER NOT NULL CHECK (card_cost_minor >= 0),
    -- The first day on which it may be taken, and the day it is meant to be.
    collect_on TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'notified', 'sending', 'unknown', 'held',
        'processing', 'settled', 'declined', 'returned', 'disputed', 'refunded', 'retracted')),
    notified_on TEXT,
    attempt INTEGER NOT NULL CHECK (attempt >= 0),
    begun_at TEXT,
    -- The day for which the processor was asked to hold it; nothing where it is taken at once.
    held_for TEXT,
    -- Whether what is held is to be taken back there, and what is open then is planned anew.
    recall TEXT CHECK (recall IN ('back', 'anew')),
    reference TEXT,
    -- The payment that it became when it settled.
    payment_id TEXT UNIQUE REFERENCES payments (id),
    fee_minor INTEGER NOT NULL DEFAULT 0,
    -- What the client or the practice has to do, where the next step is theirs.
    stopped TEXT NOT NULL DEFAULT '',
    words TEXT NOT NULL DEFAULT '',
    stale INTEGER NOT NULL DEFAULT 0 CHECK (stale IN (0, 1)),
    CHECK ((plan_id IS NULL) = (instalment IS NULL)),
    CHECK (card_cost_minor < amount_minor),
    CHECK (attempt = 0 OR begun_at IS NOT NULL),
    CHECK (recall IS NULL OR state = 'held'),
    CHECK (instrument_id IS NOT NULL OR state NOT IN
        ('planned', 'notified', 'sending', 'held', 'declined')),
    CHECK (state <> 'settled' OR payment_id IS NOT NULL),
    CHECK (reference IS NOT NULL OR state NOT IN
        ('held', 'processing', 'settled', 'returned', 'disputed', 'refunded'))
) STRICT;
CREATE UNIQUE INDEX collections_one_at_a_time ON collections (invoice_id)
    WHERE state NOT IN ('settled', 'returned', 'refunded', 'retracted');
CREATE UNIQUE INDEX collections_settle_once ON collections
    (invoice_id, coalesce(plan_id, ''), coalesce(instalment, 0))
    WHERE state NOT IN ('returned', 'refunded', 'retracted');
CREATE INDEX collections_by_plan ON collections (plan_id) WHERE plan_id IS NOT NULL;
CREATE INDEX collections_by_state ON collections (state, collect_on);
-- What is to be looked up or read at a processor, what is unknown first.
CREATE INDEX collections_to_read ON collections (connection_id, state <> 'unknown', id)
    WHERE stale = 1;
CREATE INDEX collections_by_reference ON collections (reference);
CREATE TRIGGER collections_keep_what_is_owed BEFORE UPDATE ON collections
WHEN NEW.invoice_id <> OLD.invoice_id OR NEW.amount_minor <> OLD.amount_minor
    OR NEW.currency <> OLD.currency OR NEW.card_cost_minor <> OLD.card_cost_minor
    OR NEW.plan_id IS NOT OLD.plan_id
    OR NEW.instalment IS NOT OLD.instalment
    -- What was not made does not count.
    OR NEW.attempt < OLD.attempt - (OLD.state IN ('sending', 'unknown'))
    -- Another attempt may be another charge, never what is taken or held.
    OR (OLD.reference IS NOT NULL AND NEW.reference IS NOT OLD.reference
        AND OLD.state NOT IN ('sending', 'unknown'))
BEGIN SELECT RAISE(ABORT, 'what is collected cannot be changed'); END;
CREATE TRIGGER collections_unknown_is_looked_up BEFORE UPDATE ON collections
WHEN OLD.state = 'unknown' AND NEW.state = 'sending'
BEGIN SELECT RAISE(ABORT, 'what is unknown is looked up before it is sent again'); END;
CREATE TRIGGER collections_retracted_stays BEFORE UPDATE ON collections
WHEN OLD.state = 'retracted' AND NEW.state <> 'retracted'
BEGIN SELECT RAISE(ABORT, 'what was taken back stays so'); END;
CREATE TRIGGER collections_never_go BEFORE DELETE ON collections
BEGIN SELECT RAISE(ABORT, 'a collection cannot be removed'); END;

-- A processor's page on which anybody pays one invoice. What pays it becomes the collection of the
-- same id; the page is ended before the invoice is taken in another way.
CREATE TABLE pay_pages (
    id TEXT PRIMARY KEY,
    invoice_id TEXT NOT NULL REFERENCES invoices (id),
    connection_id TEXT NOT NULL REFERENCES connections (id),
    currency TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    -- What is asked with it, where the method is kept that pays.
    authorization_id TEXT UNIQUE REFERENCES authorizations (id),
    state TEXT NOT NULL CHECK (state IN
        ('planned', 'open', 'closing', 'closed', 'ended', 'paid')),
    asked_at TEXT NOT NULL,
    page TEXT,
    url TEXT NOT NULL DEFAULT '',
    ends_at TEXT,
    words TEXT NOT NULL DEFAULT '',
    stale INTEGER NOT NULL DEFAULT 0 CHECK (stale IN (0, 1)),
    CHECK (page IS NOT NULL OR state IN ('planned', 'ended'))
) STRICT;
CREATE UNIQUE INDEX pay_pages_one_open ON pay_pages (invoice_id)
    WHERE state IN ('planned', 'open', 'closing', 'closed');
CREATE INDEX pay_pages_by_invoice ON pay_pages (invoice_id);
CREATE TRIGGER pay_pages_keep_what_is_owed BEFORE UPDATE ON pay_pages
WHEN NEW.invoice_id <> OLD.invoice_id OR NEW.amount_minor <> OLD.amount_minor
    OR NEW.currency <> OLD.currency OR NEW.connection_id <> OLD.connection_id
    OR NEW.authorization_id IS NOT OLD.authorization_id
    OR (OLD.page IS NOT NULL AND NEW.page IS NOT OLD.page)
    OR (OLD.state IN ('ended', 'paid') AND NEW.state <> OLD.state)
BEGIN SELECT RAISE(ABORT, 'what is paid on a page cannot be changed'); END;
CREATE TRIGGER pay_pages_never_go BEFORE DELETE ON pay_pages
BEGIN SELECT RAISE(ABORT, 'a page to pay on cannot be removed; end it'); END;

-- Every step of a collection.
CREATE TABLE collection_events (
    id INTEGER PRIMARY KEY,
    collection_id TEXT NOT NULL REFERENCES collections (id),
    at TEXT NOT NULL,
    happened_on TEXT NOT NULL,
    state TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    -- What a no means, and what the processor calls it; empty where nothing was refused.
    reason TEXT NOT NULL,
    code TEXT NOT NULL,
    words TEXT NOT NULL,
    trace TEXT NOT NULL
) STRICT;
CREATE INDEX collection_events_of ON collection_events (collection_id);
CREATE TRIGGER collection_events_never_change BEFORE UPDATE ON collection_events
BEGIN SELECT RAISE(ABORT, 'a step of a collection cannot be changed'); END;
CREATE TRIGGER collection_events_never_go BEFORE DELETE ON collection_events
BEGIN SELECT RAISE(ABORT, 'a step of a collection cannot be removed'); END;

-- Money of a charge paid back.
CREATE TABLE refunds (
    id TEXT PRIMARY KEY,
    collection_id TEXT NOT NULL REFERENCES collections (id),
    currency TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    before_minor INTEGER NOT NULL CHECK (before_minor >= 0),
    reason TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN
        ('planned', 'sending', 'unknown', 'processing', 'done', 'failed', 'cancelled')),
    reference TEXT,
    asked_at TEXT NOT NULL,
    words TEXT NOT NULL DEFAULT '',
    stale INTEGER NOT NULL DEFAULT 0 CHECK (stale IN (0, 1)),
    CHECK (reference IS NOT NULL OR state NOT IN ('processing', 'done'))
) STRICT;
CREATE INDEX refunds_by_collection ON refunds (collection_id);
CREATE TRIGGER refunds_unknown_is_looked_up BEFORE UPDATE ON refunds
WHEN OLD.state = 'unknown' AND NEW.state = 'sending'
BEGIN SELECT RAISE(ABORT, 'what is unknown is looked up before it is sent again'); END;
CREATE TRIGGER refunds_never_go BEFORE DELETE ON refunds
BEGIN SELECT RAISE(ABORT, 'a refund cannot be removed'); END;

-- What left of a payment by refunds.
CREATE VIEW paid_back AS
    SELECT k.payment_id, r.currency, r.amount_minor FROM refunds r
        JOIN collections k ON k.id = r.collection_id
        WHERE r.state IN ('processing', 'done') AND k.payment_id IS NOT NULL;

CREATE TABLE disputes (
    reference TEXT PRIMARY KEY,
    collection_id TEXT NOT NULL REFERENCES collections (id),
    currency TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    reason TEXT NOT NULL,
    reply_by TEXT,
    state TEXT NOT NULL CHECK (state IN ('open', 'under_review', 'won', 'lost')),
    opened_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX disputes_by_collection ON disputes (collection_id);

-- A processor's transfers to the bank. Lines are written once, when they add up.
CREATE TABLE payouts (
    id TEXT PRIMARY KEY,
    connection_id TEXT NOT NULL REFERENCES connections (id),
    reference TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    arrives_on TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('on_its_way', 'paid', 'bounced')),
    trace TEXT NOT NULL,
    itemised INTEGER NOT NULL CHECK (itemised IN (0, 1)),
    words TEXT NOT NULL,
    UNIQUE (connection_id, reference)
) STRICT;
CREATE TRIGGER payouts_never_go BEFORE DELETE ON payouts
BEGIN SELECT RAISE(ABORT, 'a payout cannot be removed'); END;

CREATE TABLE payout_lines (
    payout_id TEXT NOT NULL REFERENCES payouts (id),
    position INTEGER NOT NULL,
    reference TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('charge', 'refund', 'dispute', 'fee', 'adjustment')),
    charge TEXT NOT NULL,
    collection_id TEXT REFERENCES collections (id),
    currency TEXT NOT NULL,
    gross_minor INTEGER NOT NULL,
    fee_minor INTEGER NOT NULL,
    PRIMARY KEY (payout_id, position)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER payout_lines_never_change BEFORE UPDATE ON payout_lines
BEGIN SELECT RAISE(ABORT, 'a line of a payout cannot be changed'); END;
CREATE TRIGGER payout_lines_never_go BEFORE DELETE ON payout_lines
BEGIN SELECT RAISE(ABORT, 'a line of a payout cannot be removed'); END;

-- Every call that left this computer (rule 16).
CREATE TABLE calls (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    host TEXT NOT NULL,
    purpose TEXT NOT NULL,
    result TEXT NOT NULL,
    sent INTEGER NOT NULL CHECK (sent >= 0),
    received INTEGER NOT NULL CHECK (received >= 0),
    trace TEXT NOT NULL
) STRICT;

-- What a client was told of their account on a day, frozen.
CREATE TABLE account_statements (
    id TEXT PRIMARY KEY,
    client_id TEXT NOT NULL REFERENCES clients (id),
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL CHECK (until_on >= from_on),
    currency TEXT NOT NULL,
    owed_minor INTEGER NOT NULL,
    document TEXT NOT NULL REFERENCES documents (sha256)
) STRICT;
CREATE INDEX account_statements_by_client ON account_statements (client_id);
CREATE TRIGGER account_statements_never_change BEFORE UPDATE ON account_statements
BEGIN SELECT RAISE(ABORT, 'a statement of account cannot be changed'); END;
CREATE TRIGGER account_statements_never_go BEFORE DELETE ON account_statements
BEGIN SELECT RAISE(ABORT, 'a statement of account cannot be removed'); END;

-- What is claimed because an invoice was paid late: apart from the invoice, with its own balance.
-- Interest of a day is claimed once, a fixed sum or a fee once an invoice.
CREATE TABLE late_charges (
    id TEXT PRIMARY KEY,
    invoice_id TEXT NOT NULL REFERENCES invoices (id),
    kind TEXT NOT NULL CHECK (kind IN ('interest', 'fixed_sum', 'fee')),
    basis TEXT NOT NULL CHECK (basis IN ('statute', 'letter')),
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL CHECK (until_on >= from_on),
    currency TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    words TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES documents (sha256),
    posted_on TEXT NOT NULL
) STRICT;
CREATE INDEX late_charges_by_invoice ON late_charges (invoice_id);
CREATE UNIQUE INDEX one_sum_an_invoice ON late_charges (invoice_id) WHERE kind <> 'interest';
CREATE TRIGGER interest_of_a_day_is_claimed_once BEFORE INSERT ON late_charges
WHEN NEW.kind = 'interest' AND EXISTS (SELECT 1 FROM late_charges
    WHERE invoice_id = NEW.invoice_id AND kind = 'interest'
        AND from_on <= NEW.until_on AND until_on >= NEW.from_on)
BEGIN SELECT RAISE(ABORT, 'interest of these days is claimed already'); END;
CREATE TRIGGER late_charges_never_change BEFORE UPDATE ON late_charges
BEGIN SELECT RAISE(ABORT, 'a late charge cannot be changed; let it go'); END;
CREATE TRIGGER late_charges_never_go BEFORE DELETE ON late_charges
BEGIN SELECT RAISE(ABORT, 'a late charge cannot be removed; let it go'); END;

-- What was let go of a late charge. Taken back by a second row that names the first.
CREATE TABLE late_waivers (
    id TEXT PRIMARY KEY,
    late_charge_id TEXT NOT NULL REFERENCES late_charges (id),
    amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
    reason TEXT NOT NULL CHECK (reason <> ''),
    waived_on TEXT NOT NULL,
    takes_back TEXT UNIQUE REFERENCES late_waivers (id),
    CHECK ((takes_back IS NULL) = (amount_minor > 0))
) STRICT;
CREATE INDEX late_waivers_by_charge ON late_waivers (late_charge_id);
CREATE TRIGGER late_waivers_never_change BEFORE UPDATE ON late_waivers
BEGIN SELECT RAISE(ABORT, 'what was let go cannot be changed; take it back'); END;
CREATE TRIGGER late_waivers_never_go BEFORE DELETE ON late_waivers
BEGIN SELECT RAISE(ABORT, 'what was let go cannot be removed; take it back'); END;

-- Payments joined to late charges, as allocations are to invoices.
CREATE TABLE late_payments (
    id TEXT PRIMARY KEY,
    payment_id TEXT NOT NULL REFERENCES payments (id),
    late_charge_id TEXT NOT NULL REFERENCES late_charges (id),
    amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
    paid_at TEXT NOT NULL,
    takes_back TEXT UNIQUE REFERENCES late_payments (id),
    CHECK ((takes_back IS NULL) = (amount_minor > 0))
) STRICT;
CREATE INDEX late_payments_by_charge ON late_payments (late_charge_id);
CREATE INDEX late_payments_by_payment ON late_payments (payment_id);
CREATE TRIGGER late_payments_stay_in_their_currency BEFORE INSERT ON late_payments
WHEN (SELECT currency FROM payments WHERE id = NEW.payment_id)
    <> (SELECT currency FROM late_charges WHERE id = NEW.late_charge_id)
BEGIN SELECT RAISE(ABORT, 'a late charge is paid in its own currency'); END;
CREATE TRIGGER late_payments_never_change BEFORE UPDATE ON late_payments
BEGIN SELECT RAISE(ABORT, 'what pays a late charge cannot be changed; take it back'); END;
CREATE TRIGGER late_payments_never_go BEFORE DELETE ON late_payments
BEGIN SELECT RAISE(ABORT, 'what pays a late charge cannot be removed; take it back'); END;

-- What is still open on each late charge.
CREATE VIEW open_late_charges AS
    SELECT c.*, coalesce((SELECT sum(amount_minor) FROM late_waivers
            WHERE late_charge_id = c.id), 0) AS waived_minor,
        coalesce((SELECT sum(amount_minor) FROM late_payments
            WHERE late_charge_id = c.id), 0) AS paid_minor
    FROM late_charges c;

-- Parts of payments that were for the cost of the client's credit card.
CREATE TABLE card_costs (
    id TEXT PRIMARY KEY,
    payment_id TEXT NOT NULL REFERENCES payments (id),
    amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
    paid_at TEXT NOT NULL,
    takes_back TEXT UNIQUE REFERENCES card_costs (id),
    CHECK ((takes_back IS NULL) = (amount_minor > 0))
) STRICT;
CREATE INDEX card_costs_by_payment ON card_costs (payment_id);
CREATE TRIGGER card_costs_never_change BEFORE UPDATE ON card_costs
BEGIN SELECT RAISE(ABORT, 'what was for a card cannot be changed; take it back'); END;
CREATE TRIGGER card_costs_never_go BEFORE DELETE ON card_costs
BEGIN SELECT RAISE(ABORT, 'what was for a card cannot be removed; take it back'); END;

-- What payments are joined to: invoices, late charges, and what cards cost.
CREATE VIEW joined AS
    SELECT payment_id, amount_minor FROM allocations
    UNION ALL SELECT payment_id, amount_minor FROM late_payments
    UNION ALL SELECT payment_id, amount_minor FROM card_costs;

-- Reference rates of late interest that the user typed in, by half-year.
CREATE TABLE reference_rates (
    series TEXT NOT NULL CHECK (series IN ('bank_of_england', 'central_bank')),
    half_on TEXT NOT NULL CHECK (half_on GLOB '*-01-01' OR half_on GLOB '*-07-01'),
    per_cent TEXT NOT NULL,
    PRIMARY KEY (series, half_on)
) STRICT, WITHOUT ROWID;

-- What a client disputes of an invoice, from when to when, and what came of it.
CREATE TABLE invoice_disputes (
    id TEXT PRIMARY KEY,
    invoice_id TEXT NOT NULL REFERENCES invoices (id),
    currency TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    about TEXT NOT NULL CHECK (about IN
        ('not_agreed', 'wrong_amount', 'already_paid', 'quality', 'not_recognised', 'other')),
    words TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    reply_by TEXT NOT NULL,
    outcome TEXT CHECK (outcome IN ('credit', 'revise', 'uphold', 'split', 'plan')),
    answer TEXT NOT NULL DEFAULT '',
    closed_on TEXT,
    CHECK ((outcome IS NULL) = (closed_on IS NULL))
) STRICT;
CREATE INDEX invoice_disputes_by_invoice ON invoice_disputes (invoice_id);
CREATE UNIQUE INDEX one_open_dispute_an_invoice ON invoice_disputes (invoice_id)
    WHERE closed_on IS NULL;
CREATE TRIGGER invoice_disputes_are_closed_once BEFORE UPDATE ON invoice_disputes
WHEN OLD.closed_on IS NOT NULL OR NEW.amount_minor <> OLD.amount_minor
    OR NEW.invoice_id <> OLD.invoice_id OR NEW.opened_on <> OLD.opened_on
BEGIN SELECT RAISE(ABORT, 'a dispute is only closed'); END;
CREATE TRIGGER invoice_disputes_never_go BEFORE DELETE ON invoice_disputes
BEGIN SELECT RAISE(ABORT, 'a dispute cannot be removed'); END;

-- How a client is followed up; without a row as is usual.
CREATE TABLE following (
    client_id TEXT PRIMARY KEY REFERENCES clients (id) ON DELETE CASCADE,
    tier TEXT NOT NULL CHECK (tier IN ('usual', 'gentle', 'firm', 'never')),
    circumstance TEXT NOT NULL CHECK (circumstance IN
        ('none', 'hardship', 'insolvency', 'death')),
    -- The IANA zone of the client's clock; '' where the practice is.
    time_zone TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Clients whose statements are attested here, and clients that are watched.
CREATE TABLE client_marks (
    client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
    mark TEXT NOT NULL CHECK (mark IN ('attest', 'watched')),
    PRIMARY KEY (client_id, mark)
) STRICT, WITHOUT ROWID;

-- Credit reports that the user asked somebody else for; nothing is fetched from here.
CREATE TABLE credit_checks (
    id TEXT PRIMARY KEY,
    client_id TEXT NOT NULL REFERENCES clients (id),
    source TEXT NOT NULL CHECK (source <> ''),
    checked_on TEXT NOT NULL,
    score TEXT NOT NULL,
    currency TEXT NOT NULL,
    limit_minor INTEGER CHECK (limit_minor >= 0),
    review_on TEXT CHECK (review_on >= checked_on),
    report TEXT REFERENCES documents (sha256)
) STRICT;
CREATE INDEX credit_checks_by_client ON credit_checks (client_id, checked_on);

-- The steps of a tier where the user changed them, by days after the due date.
CREATE TABLE follow_steps (
    tier TEXT NOT NULL CHECK (tier IN ('usual', 'gentle', 'firm')),
    days INTEGER NOT NULL CHECK (days BETWEEN -30 AND 180),
    channel TEXT NOT NULL CHECK (channel IN ('mail', 'letter', 'call')),
    says TEXT NOT NULL CHECK (says IN ('coming_due', 'due_today', 'reminder',
        'second_reminder', 'third_reminder', 'late_charges', 'formal_letter', 'final_demand')),
    tone TEXT NOT NULL CHECK (tone IN ('friendly', 'direct', 'formal')),
    approve INTEGER NOT NULL CHECK (approve IN (0, 1)),
    PRIMARY KEY (tier, days)
) STRICT, WITHOUT ROWID;

-- When messages may leave; without the row, as is usual. Nothing leaves by itself before `since`.
CREATE TABLE follow_policy (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    since TEXT,
    fresh_days INTEGER NOT NULL CHECK (fresh_days BETWEEN 1 AND 60),
    from_hour INTEGER NOT NULL CHECK (from_hour BETWEEN 0 AND 23),
    until_hour INTEGER NOT NULL CHECK (until_hour BETWEEN 1 AND 24 AND until_hour > from_hour)
) STRICT;

-- The user's own words for a step in a tone.
CREATE TABLE follow_words (
    says TEXT NOT NULL,
    tone TEXT NOT NULL,
    subject TEXT NOT NULL CHECK (subject <> ''),
    body TEXT NOT NULL CHECK (body <> ''),
    PRIMARY KEY (says, tone)
) STRICT, WITHOUT ROWID;

-- What was said to a client: one message a client and day (rule 13). A letter that was taken back
-- before it was posted was never said.
CREATE TABLE follow_ups (
    id TEXT PRIMARY KEY,
    client_id TEXT NOT NULL REFERENCES clients (id),
    said_on TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('mail', 'letter', 'call')),
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    -- What came of a call.
    outcome TEXT NOT NULL DEFAULT '',
    -- Why a message did not leave after all.
    held_back TEXT NOT NULL DEFAULT '',
    -- What the answer of their mail server said, where it came back.
    came_back TEXT NOT NULL DEFAULT '',
    -- The letter, the file it was printed from with others, and the day it was posted.
    letter TEXT REFERENCES documents (sha256),
    printed_in TEXT REFERENCES documents (sha256),
    posted_on TEXT CHECK (posted_on >= said_on),
    CHECK ((channel = 'letter') = (letter IS NOT NULL)),
    CHECK ((letter IS NULL) = (printed_in IS NULL)),
    CHECK (posted_on IS NULL OR letter IS NOT NULL AND held_back = '')
) STRICT;
CREATE INDEX follow_ups_by_client ON follow_ups (client_id, said_on);
CREATE UNIQUE INDEX one_message_a_client_and_day ON follow_ups (client_id, said_on)
    WHERE channel = 'mail' OR channel = 'letter' AND held_back = '';
CREATE INDEX letters_to_post ON follow_ups (said_on)
    WHERE channel = 'letter' AND posted_on IS NULL AND held_back = '';
CREATE TRIGGER follow_ups_are_only_held_back BEFORE UPDATE ON follow_ups
WHEN OLD.held_back <> '' OR NEW.body <> OLD.body OR NEW.said_on <> OLD.said_on
    OR NEW.client_id <> OLD.client_id OR NEW.letter IS NOT OLD.letter
BEGIN SELECT RAISE(ABORT, 'what was said cannot be changed'); END;
CREATE TRIGGER follow_ups_never_go BEFORE DELETE ON follow_ups
BEGIN SELECT RAISE(ABORT, 'what was said cannot be removed'); END;

-- Which step of which invoice a message or call was: each once (rule 13). What was held back frees
-- its steps.
CREATE TABLE follow_up_steps (
    invoice_id TEXT NOT NULL REFERENCES invoices (id),
    days INTEGER NOT NULL,
    follow_up_id TEXT NOT NULL REFERENCES follow_ups (id),
    open_minor INTEGER NOT NULL CHECK (open_minor > 0),
    PRIMARY KEY (invoice_id, days)
) STRICT, WITHOUT ROWID;
CREATE INDEX follow_up_steps_by_message ON follow_up_steps (follow_up_id);

-- Formal demands: messages with a term, and what each asks for on its invoices.
CREATE TABLE demands (
    follow_up_id TEXT PRIMARY KEY REFERENCES follow_ups (id),
    answer_by TEXT NOT NULL,
    currency TEXT NOT NULL,
    principal_minor INTEGER NOT NULL CHECK (principal_minor > 0),
    late_minor INTEGER NOT NULL CHECK (late_minor >= 0),
    document TEXT NOT NULL REFERENCES documents (sha256),
    source TEXT NOT NULL CHECK (source <> ''),
    ended_on TEXT,
    ended_why TEXT NOT NULL DEFAULT '',
    CHECK ((ended_on IS NULL) = (ended_why = ''))
) STRICT;
CREATE TRIGGER demands_are_only_settled BEFORE UPDATE ON demands
WHEN NEW.answer_by <> OLD.answer_by OR NEW.principal_minor <> OLD.principal_minor
    OR NEW.late_minor <> OLD.late_minor OR NEW.document <> OLD.document
BEGIN SELECT RAISE(ABORT, 'a demand that was made cannot be changed'); END;
CREATE TRIGGER demands_never_go BEFORE DELETE ON demands
BEGIN SELECT RAISE(ABORT, 'a demand cannot be removed'); END;
CREATE TABLE demand_invoices (
    follow_up_id TEXT NOT NULL REFERENCES demands (follow_up_id),
    invoice_id TEXT NOT NULL REFERENCES invoices (id),
    open_minor INTEGER NOT NULL CHECK (open_minor > 0),
    PRIMARY KEY (follow_up_id, invoice_id)
) STRICT, WITHOUT ROWID;

-- What clients answered, as the user attached it.
CREATE TABLE replies (
    id TEXT PRIMARY KEY,
    client_id TEXT NOT NULL REFERENCES clients (id),
    written_on TEXT NOT NULL,
    sender TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES documents (sha256),
    UNIQUE (client_id, document)
) STRICT;
CREATE TRIGGER replies_never_change BEFORE UPDATE ON replies
BEGIN SELECT RAISE(ABORT, 'what a client wrote cannot be changed'); END;

-- Times in which a client is left alone.
CREATE TABLE holds (
    id TEXT PRIMARY KEY,
    client_id TEXT NOT NULL REFERENCES clients (id),
    until_on TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    set_on TEXT NOT NULL,
    ended_on TEXT
) STRICT;
CREATE INDEX holds_by_client ON holds (client_id);

-- What clients promised to pay by a day. Whether it was kept follows from the payments.
CREATE TABLE promises (
    id TEXT PRIMARY KEY,
    client_id TEXT NOT NULL REFERENCES clients (id),
    currency TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    promised_for TEXT NOT NULL,
    made_on TEXT NOT NULL CHECK (made_on <= promised_for),
    words TEXT NOT NULL,
    withdrawn_on TEXT
) STRICT;
CREATE INDEX promises_by_client ON promises (client_id);

-- Debts that were handed to somebody else to recover, with the pack that went along. From then on
-- the client is left alone, until the debt is taken back.
CREATE TABLE hand_offs (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    client_id TEXT NOT NULL REFERENCES clients (id),
    goes_to TEXT NOT NULL CHECK (goes_to IN ('agency', 'solicitor', 'court')),
    name TEXT NOT NULL CHECK (name <> ''),
    reason TEXT NOT NULL CHECK (reason <> ''),
    currency TEXT NOT NULL,
    owed_minor INTEGER NOT NULL CHECK (owed_minor > 0),
    pack TEXT NOT NULL REFERENCES documents (sha256),
    handed_on TEXT NOT NULL,
    recalled_on TEXT
) STRICT;
CREATE UNIQUE INDEX one_hand_off_a_client ON hand_offs (client_id) WHERE recalled_on IS NULL;
CREATE TRIGGER hand_offs_are_only_recalled BEFORE UPDATE ON hand_offs
WHEN NEW.pack <> OLD.pack OR NEW.owed_minor <> OLD.owed_minor OR NEW.client_id <> OLD.client_id
    OR NEW.handed_on <> OLD.handed_on
BEGIN SELECT RAISE(ABORT, 'what was handed off is only taken back'); END;
CREATE TRIGGER hand_offs_never_go BEFORE DELETE ON hand_offs
BEGIN SELECT RAISE(ABORT, 'a hand-off cannot be removed; take it back'); END;

-- What came of a hand-off: a payment each, all that the debtor paid, and what was kept of it.
CREATE TABLE recoveries (
    payment_id TEXT PRIMARY KEY REFERENCES payments (id),
    hand_off_id TEXT NOT NULL REFERENCES hand_offs (id),
    commission_minor INTEGER NOT NULL CHECK (commission_minor >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX recoveries_by_hand_off ON recoveries (hand_off_id);

-- Payment plans: what was open on invoices of a client, paid in parts. How one stands follows from
-- the money that came since.
CREATE TABLE plans (
    id TEXT PRIMARY KEY,
    client_id TEXT NOT NULL REFERENCES clients (id),
    currency TEXT NOT NULL,
    total_minor INTEGER NOT NULL CHECK (total_minor > 0),
    -- The last day to accept it, where the first instalment is paid on signing.
    first_on TEXT NOT NULL,
    at_signing INTEGER NOT NULL CHECK (at_signing IN (0, 1)),
    grace_days INTEGER NOT NULL CHECK (grace_days BETWEEN 0 AND 30),
    -- Whether it bears no interest while it is kept.
    frozen INTEGER NOT NULL CHECK (frozen IN (0, 1)),
    letter TEXT NOT NULL REFERENCES documents (sha256),
    offered_on TEXT NOT NULL,
    accepted_on TEXT,
    accepted_by TEXT NOT NULL DEFAULT '',
    -- In which way: on paper, by an e-mail, or recorded for the client.
    accepted_how TEXT CHECK (accepted_how IN ('on_paper', 'by_email', 'on_behalf')),
    evidence TEXT REFERENCES documents (sha256),
    ended_on TEXT,
    ended_why TEXT NOT NULL DEFAULT '',
    CHECK ((accepted_on IS NULL) = (accepted_how IS NULL)),
    CHECK ((accepted_on IS NULL) = (accepted_by = ''))
) STRICT;
CREATE INDEX plans_by_client ON plans (client_id);
CREATE TRIGGER plans_keep_what_was_offered BEFORE UPDATE ON plans
WHEN NEW.total_minor <> OLD.total_minor OR NEW.letter <> OLD.letter
    OR NEW.client_id <> OLD.client_id OR NEW.grace_days <> OLD.grace_days
    OR NEW.frozen <> OLD.frozen OR NEW.first_on <> OLD.first_on
    OR (OLD.accepted_on IS NOT NULL AND NEW.accepted_on IS NOT OLD.accepted_on)
BEGIN SELECT RAISE(ABORT, 'a plan is accepted or ended, never changed'); END;
CREATE TRIGGER plans_never_go BEFORE DELETE ON plans
BEGIN SELECT RAISE(ABORT, 'a plan cannot be removed; end it'); END;

-- What each instalment pays of which invoice, counted from 1.
CREATE TABLE plan_shares (
    plan_id TEXT NOT NULL REFERENCES plans (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    invoice_id TEXT NOT NULL REFERENCES invoices (id),
    due_on TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    PRIMARY KEY (plan_id, number, invoice_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_shares_by_invoice ON plan_shares (invoice_id);
CREATE TRIGGER one_plan_an_invoice BEFORE INSERT ON plan_shares
WHEN EXISTS (SELECT 1 FROM plan_shares s JOIN plans p ON p.id = s.plan_id
    WHERE s.invoice_id = NEW.invoice_id AND p.id <> NEW.plan_id AND p.ended_on IS NULL)
BEGIN SELECT RAISE(ABORT, 'an invoice is on one plan at a time'); END;
CREATE TRIGGER one_plan_an_invoice_again BEFORE UPDATE OF ended_on ON plans
WHEN NEW.ended_on IS NULL AND EXISTS (SELECT 1 FROM plan_shares s
    JOIN plan_shares o ON o.invoice_id = s.invoice_id JOIN plans p ON p.id = o.plan_id
    WHERE s.plan_id = NEW.id AND p.id <> NEW.id AND p.ended_on IS NULL)
BEGIN SELECT RAISE(ABORT, 'an invoice is on one plan at a time'); END;
CREATE TRIGGER plan_shares_stay BEFORE UPDATE ON plan_shares
WHEN NEW.amount_minor <> OLD.amount_minor OR NEW.number <> 1
    OR (SELECT accepted_on FROM plans WHERE id = NEW.plan_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the instalments of a plan stay as offered'); END;
CREATE TRIGGER plan_shares_never_go BEFORE DELETE ON plan_shares
BEGIN SELECT RAISE(ABORT, 'an instalment cannot be removed'); END;

-- The ledger. A row is one transfer, so every row balances by its shape (rule 7).
CREATE TABLE ledger (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    posted_on TEXT NOT NULL,
    debit TEXT NOT NULL,
    credit TEXT NOT NULL CHECK (credit <> debit),
    currency TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    event TEXT NOT NULL,
    source TEXT NOT NULL,
    client_id TEXT REFERENCES clients (id)
) STRICT;
CREATE INDEX ledger_by_source ON ledger (source);
CREATE TRIGGER ledger_never_changes BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_never_shrinks BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

-- What clients paid that is joined to nothing, kept as the ledger grows; `verify` holds it against
-- the ledger.
CREATE TABLE client_credits (
    client_id TEXT NOT NULL,
    currency TEXT NOT NULL,
    credit_minor INTEGER NOT NULL,
    PRIMARY KEY (client_id, currency)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER credit_of_a_client_grows AFTER INSERT ON ledger WHEN NEW.credit = 'client_credit'
BEGIN
    INSERT INTO client_credits VALUES (coalesce(NEW.client_id, ''), NEW.currency, NEW.amount_minor)
        ON CONFLICT DO UPDATE SET credit_minor = credit_minor + excluded.credit_minor;
END;
CREATE TRIGGER credit_of_a_client_shrinks AFTER INSERT ON ledger WHEN NEW.debit = 'client_credit'
BEGIN
    INSERT INTO client_credits VALUES (coalesce(NEW.client_id, ''), NEW.currency, -NEW.amount_minor)
        ON CONFLICT DO UPDATE SET credit_minor = credit_minor + excluded.credit_minor;
END;

CREATE TABLE bank_accounts (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    currency TEXT NOT NULL,
    bank_id TEXT NOT NULL,
    mapping TEXT NOT NULL,
    by_itself INTEGER NOT NULL DEFAULT 0 CHECK (by_itself IN (0, 1))
) STRICT;

-- An imported file, kept whole by its hash.
CREATE TABLE statements (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES bank_accounts (id),
    file TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES documents (sha256),
    format TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    accepted INTEGER NOT NULL,
    known INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    skipped INTEGER NOT NULL,
    closing_minor INTEGER,
    closing_on TEXT,
    undone_at TEXT
) STRICT;
CREATE INDEX statements_by_account ON statements (account_id);

-- What the bank says: immutable, never twice (rule 11).
CREATE TABLE statement_lines (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES bank_accounts (id),
    statement_id TEXT NOT NULL REFERENCES statements (id),
    at INTEGER NOT NULL,
    posted_on TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    currency TEXT NOT NULL,
    description TEXT NOT NULL,
    reference TEXT NOT NULL,
    source_id TEXT NOT NULL,
    identity TEXT NOT NULL,
    occurrence INTEGER NOT NULL,
    UNIQUE (account_id, identity, occurrence)
) STRICT;
CREATE INDEX statement_lines_by_day ON statement_lines (account_id, posted_on, id);
CREATE INDEX statement_lines_by_statement ON statement_lines (statement_id);
CREATE TRIGGER statement_lines_never_change BEFORE UPDATE ON statement_lines
BEGIN SELECT RAISE(ABORT, 'a statement line cannot be changed'); END;
CREATE TRIGGER statement_lines_go_with_their_statement BEFORE DELETE ON statement_lines
WHEN (SELECT undone_at FROM statements WHERE id = OLD.statement_id) IS NULL
BEGIN SELECT RAISE(ABORT, 'a statement line goes only with its whole statement'); END;

-- The explanation of a line; at most one that lives.
CREATE TABLE matches (
    id TEXT PRIMARY KEY,
    line_id TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES bank_accounts (id),
    kind TEXT NOT NULL CHECK (kind IN
        ('invoices', 'recorded_payment', 'payout', 'payout_returned', 'not_an_invoice',
        'set_aside', 'split')),
    payment_id TEXT REFERENCES payments (id),
    payout_id TEXT REFERENCES payouts (id),
    category TEXT NOT NULL,
    other_line_id TEXT CHECK (other_line_id IS NULL OR category = 'transfer'),
    words TEXT NOT NULL,
    matched_at TEXT NOT NULL,
    undone_at TEXT,
    CHECK ((kind IN ('invoices', 'recorded_payment')) = (payment_id IS NOT NULL)),
    CHECK ((kind IN ('payout', 'payout_returned')) = (payout_id IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX one_match_a_line ON matches (line_id) WHERE undone_at IS NULL;
CREATE UNIQUE INDEX one_line_a_payment ON matches (payment_id)
    WHERE undone_at IS NULL AND payment_id IS NOT NULL;
CREATE UNIQUE INDEX one_line_a_payout ON matches (payout_id, kind)
    WHERE undone_at IS NULL AND payout_id IS NOT NULL;
CREATE INDEX matches_by_account ON matches (account_id) WHERE undone_at IS NULL;
CREATE TRIGGER matches_are_only_undone BEFORE UPDATE ON matches
WHEN OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL OR NEW.line_id <> OLD.line_id
    OR NEW.kind <> OLD.kind OR NEW.payment_id IS NOT OLD.payment_id
    OR NEW.payout_id IS NOT OLD.payout_id OR NEW.other_line_id IS NOT OLD.other_line_id
BEGIN SELECT RAISE(ABORT, 'a match can only be undone'); END;
CREATE TRIGGER matches_never_go BEFORE DELETE ON matches
BEGIN SELECT RAISE(ABORT, 'a match can only be undone'); END;

-- Matches that the program made by itself, where the user switched that on for the account.
CREATE TABLE matches_by_itself (
    match_id TEXT PRIMARY KEY REFERENCES matches (id)
) STRICT, WITHOUT ROWID;

-- Clients of whom what earlier matches taught about their payers no longer counts.
CREATE TABLE forgotten_payers (
    client_id TEXT PRIMARY KEY REFERENCES clients (id),
    forgotten_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What a line that is split over several explanations is made of; the parts add up to the line.
CREATE TABLE match_parts (
    match_id TEXT NOT NULL REFERENCES matches (id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN
        ('invoices', 'recorded_payment', 'payout', 'payout_returned', 'not_an_invoice')),
    payment_id TEXT REFERENCES payments (id),
    payout_id TEXT REFERENCES payouts (id),
    category TEXT NOT NULL,
    words TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
    PRIMARY KEY (match_id, position),
    CHECK ((kind IN ('invoices', 'recorded_payment')) = (payment_id IS NOT NULL)),
    CHECK ((kind IN ('payout', 'payout_returned')) = (payout_id IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX match_parts_by_payment ON match_parts (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX match_parts_by_payout ON match_parts (payout_id) WHERE payout_id IS NOT NULL;
CREATE TRIGGER match_parts_never_change BEFORE UPDATE ON match_parts
BEGIN SELECT RAISE(ABORT, 'a part of a match cannot be changed'); END;
CREATE TRIGGER match_parts_never_go BEFORE DELETE ON match_parts
BEGIN SELECT RAISE(ABORT, 'a part of a match cannot be removed'); END;

-- What bank lines are explained by now, each part of a split line by itself.
CREATE VIEW explained_by AS
    SELECT id AS match_id, kind, payment_id, payout_id FROM matches
        WHERE undone_at IS NULL AND kind <> 'split'
    UNION ALL SELECT p.match_id, p.kind, p.payment_id, p.payout_id FROM match_parts p
        JOIN matches m ON m.id = p.match_id WHERE m.undone_at IS NULL;
CREATE TRIGGER one_line_a_payment_or_payout_in_part BEFORE INSERT ON match_parts
WHEN EXISTS (SELECT 1 FROM explained_by e WHERE e.payment_id = NEW.payment_id)
    OR EXISTS (SELECT 1 FROM explained_by e WHERE e.payout_id = NEW.payout_id
        AND e.kind = NEW.kind)
BEGIN SELECT RAISE(ABORT, 'another bank line is matched to this'); END;
CREATE TRIGGER one_line_a_payment_or_payout_in_whole BEFORE INSERT ON matches
WHEN EXISTS (SELECT 1 FROM explained_by e WHERE e.payment_id = NEW.payment_id)
    OR EXISTS (SELECT 1 FROM explained_by e WHERE e.payout_id = NEW.payout_id
        AND e.kind = NEW.kind)
BEGIN SELECT RAISE(ABORT, 'another bank line is matched to this'); END;

-- What the user wrote beside a line.
CREATE TABLE line_notes (
    line_id TEXT PRIMARY KEY,
    words TEXT NOT NULL CHECK (words <> '')
) STRICT, WITHOUT ROWID;

-- Periods of a bank account that were reconciled. A closed one is locked, with all days before its
-- end, until it is reopened; `first_opening_minor` is the opening of the account's first period.
CREATE TABLE periods (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES bank_accounts (id),
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL CHECK (until_on >= from_on),
    currency TEXT NOT NULL,
    opening_minor INTEGER NOT NULL,
    first_opening_minor INTEGER NOT NULL,
    lines INTEGER NOT NULL CHECK (lines >= 0),
    came_in_minor INTEGER NOT NULL CHECK (came_in_minor >= 0),
    went_out_minor INTEGER NOT NULL CHECK (went_out_minor <= 0),
    stated_minor INTEGER NOT NULL,
    stated_by TEXT NOT NULL CHECK (stated_by IN ('user', 'file')),
    document TEXT NOT NULL REFERENCES documents (sha256),
    closed_at TEXT NOT NULL,
    reopened_at TEXT,
    reason TEXT CHECK (reason <> ''),
    CHECK ((reopened_at IS NULL) = (reason IS NULL))
) STRICT;
CREATE UNIQUE INDEX periods_by_account ON periods (account_id, until_on)
    WHERE reopened_at IS NULL;
CREATE TRIGGER periods_follow_each_other BEFORE INSERT ON periods
WHEN EXISTS (SELECT 1 FROM periods WHERE account_id = NEW.account_id AND reopened_at IS NULL
    AND until_on >= NEW.from_on)
BEGIN SELECT RAISE(ABORT, 'a period begins after the one before'); END;
CREATE TRIGGER periods_are_only_reopened BEFORE UPDATE ON periods
WHEN OLD.reopened_at IS NOT NULL OR NEW.reopened_at IS NULL OR NEW.id <> OLD.id
    OR NEW.account_id <> OLD.account_id OR NEW.from_on <> OLD.from_on
    OR NEW.until_on <> OLD.until_on OR NEW.opening_minor <> OLD.opening_minor
    OR NEW.first_opening_minor <> OLD.first_opening_minor OR NEW.lines <> OLD.lines
    OR NEW.came_in_minor <> OLD.came_in_minor OR NEW.went_out_minor <> OLD.went_out_minor
    OR NEW.stated_minor <> OLD.stated_minor OR NEW.document <> OLD.document
BEGIN SELECT RAISE(ABORT, 'a closed period can only be reopened'); END;
CREATE TRIGGER periods_reopen_from_the_last BEFORE UPDATE OF reopened_at ON periods
WHEN EXISTS (SELECT 1 FROM periods WHERE account_id = OLD.account_id AND reopened_at IS NULL
    AND until_on > OLD.until_on)
BEGIN SELECT RAISE(ABORT, 'the periods after it are reopened first'); END;
CREATE TRIGGER periods_never_go BEFORE DELETE ON periods
BEGIN SELECT RAISE(ABORT, 'a period cannot be removed'); END;

-- Why the bank stated more than opening and lines come to, or less.
CREATE TABLE period_differences (
    period_id TEXT NOT NULL REFERENCES periods (id),
    position INTEGER NOT NULL,
    cause TEXT NOT NULL CHECK (cause IN
        ('missing_line', 'extra_line', 'bank_error', 'opening', 'other')),
    amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
    words TEXT NOT NULL CHECK (words <> ''),
    PRIMARY KEY (period_id, position)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER period_differences_never_change BEFORE UPDATE ON period_differences
BEGIN SELECT RAISE(ABORT, 'a named difference cannot be changed'); END;
CREATE TRIGGER period_differences_never_go BEFORE DELETE ON period_differences
BEGIN SELECT RAISE(ABORT, 'a named difference cannot be removed'); END;

-- What a period was closed with, so that it can be held against what is there later.
CREATE TABLE period_lines (
    period_id TEXT NOT NULL REFERENCES periods (id),
    line_id TEXT NOT NULL,
    posted_on TEXT NOT NULL,
    description TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    set_aside INTEGER NOT NULL CHECK (set_aside IN (0, 1)),
    words TEXT NOT NULL,
    PRIMARY KEY (period_id, line_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER period_lines_never_change BEFORE UPDATE ON period_lines
BEGIN SELECT RAISE(ABORT, 'a line of a closed period cannot be changed'); END;
CREATE TRIGGER period_lines_never_go BEFORE DELETE ON period_lines
BEGIN SELECT RAISE(ABORT, 'a line of a closed period cannot be removed'); END;

-- Lines, matches and the bank's side of the ledger are locked through the end of the last closed
-- period of their account.
CREATE TRIGGER closed_periods_take_no_line BEFORE INSERT ON statement_lines
WHEN EXISTS (SELECT 1 FROM periods WHERE account_id = NEW.account_id AND reopened_at IS NULL
    AND until_on >= NEW.posted_on)
BEGIN SELECT RAISE(ABORT, 'the period is closed; reopen it first'); END;
CREATE TRIGGER closed_periods_lose_no_line BEFORE DELETE ON statement_lines
WHEN EXISTS (SELECT 1 FROM periods WHERE account_id = OLD.account_id AND reopened_at IS NULL
    AND until_on >= OLD.posted_on)
BEGIN SELECT RAISE(ABORT, 'the period is closed; reopen it first'); END;
CREATE TRIGGER closed_periods_take_no_match BEFORE INSERT ON matches
WHEN EXISTS (SELECT 1 FROM statement_lines l JOIN periods p ON p.account_id = l.account_id
    WHERE l.id = NEW.line_id AND p.reopened_at IS NULL AND p.until_on >= l.posted_on)
BEGIN SELECT RAISE(ABORT, 'the period is closed; reopen it first'); END;
CREATE TRIGGER closed_periods_lose_no_match BEFORE UPDATE ON matches
WHEN EXISTS (SELECT 1 FROM statement_lines l JOIN periods p ON p.account_id = l.account_id
    WHERE l.id = OLD.line_id AND p.reopened_at IS NULL AND p.until_on >= l.posted_on)
BEGIN SELECT RAISE(ABORT, 'the period is closed; reopen it first'); END;
CREATE TRIGGER closed_periods_take_no_transfer BEFORE INSERT ON ledger
WHEN (NEW.debit LIKE 'bank:%' OR NEW.credit LIKE 'bank:%')
    AND EXISTS (SELECT 1 FROM periods WHERE reopened_at IS NULL AND until_on >= NEW.posted_on
        AND 'bank:' || account_id IN (NEW.debit, NEW.credit))
BEGIN SELECT RAISE(ABORT, 'the period is closed; reopen it first'); END;

-- Receipts of paid invoices, made once.
CREATE TABLE receipts (
    invoice_id TEXT PRIMARY KEY REFERENCES invoices (id),
    document TEXT NOT NULL REFERENCES documents (sha256),
    settled_on TEXT NOT NULL
) STRICT;

-- Every change, hash-chained (rule 14). AUTOINCREMENT remembers the last number elsewhere, so that
-- an end that was cut off is missed too.
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    command TEXT NOT NULL,
    words TEXT NOT NULL,
    client_id TEXT,
    payload TEXT NOT NULL,
    undo TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX journal_by_client ON journal (client_id) WHERE client_id IS NOT NULL;
CREATE TRIGGER journal_never_changes BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_never_shrinks BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- Intents to act on the outside world, committed before the act (rules 9 and 10). `message` is
-- what was handed to the server, to the byte; every attempt hands over the same.
CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('mail_draft', 'mail')),
    subject TEXT NOT NULL,
    request TEXT NOT NULL,
    state TEXT NOT NULL
        CHECK (state IN ('planned', 'sending', 'unknown', 'confirmed', 'failed', 'cancelled')),
    attempts INTEGER NOT NULL,
    message TEXT REFERENCES documents (sha256),
    failure TEXT,
    planned_at TEXT NOT NULL,
    not_before TEXT NOT NULL,
    settled_at TEXT,
    CHECK (kind = 'mail_draft' OR message IS NOT NULL OR state NOT IN ('sending', 'confirmed'))
) STRICT;
CREATE INDEX outbox_by_subject ON outbox (subject);
CREATE INDEX outbox_to_do ON outbox (state, not_before);
CREATE TRIGGER outbox_ends_once BEFORE UPDATE ON outbox WHEN OLD.state IN ('confirmed', 'cancelled')
BEGIN SELECT RAISE(ABORT, 'what has left or was cancelled stays so'); END;
CREATE TRIGGER outbox_sends_what_is_planned BEFORE UPDATE ON outbox
WHEN NEW.state = 'sending' AND OLD.state <> 'planned'
BEGIN SELECT RAISE(ABORT, 'only what is planned is sent'); END;
CREATE TRIGGER outbox_message_stays BEFORE UPDATE ON outbox
WHEN OLD.message IS NOT NULL AND NEW.message IS NOT OLD.message
BEGIN SELECT RAISE(ABORT, 'every attempt hands over the same message'); END;
CREATE TRIGGER outbox_never_shrinks BEFORE DELETE ON outbox
BEGIN SELECT RAISE(ABORT, 'an intent cannot be removed'); END;

-- The server that takes the practice's mail: one row. What signs in there is in the keyring.
CREATE TABLE mail_account (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    host TEXT NOT NULL CHECK (host <> ''),
    port INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
    security TEXT NOT NULL CHECK (security IN ('tls', 'starttls', 'none')),
    user TEXT NOT NULL,
    from_name TEXT NOT NULL,
    from_address TEXT NOT NULL CHECK (from_address <> ''),
    reply_to TEXT NOT NULL,
    copy_to_self TEXT NOT NULL CHECK (copy_to_self IN ('none', 'cc', 'bcc')),
    -- Since when notices of amendments and their reminders leave by themselves; off without it.
    notices_since TEXT,
    CHECK (security <> 'none' OR host IN ('127.0.0.1', '::1', 'localhost'))
) STRICT;

-- The user's own words; what is not here is as the program says it.
CREATE TABLE mail_templates (
    kind TEXT PRIMARY KEY
        CHECK (kind IN ('letter', 'invoice', 'receipt', 'credit_note', 'statement', 'amendment',
            'amendment_reminder', 'collection_notice', 'payment_page', 'new_method', 'plan')),
    subject TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- An organisation in a ledger of others. What signs in there is in the keyring. One is written
-- into at a time; who connects the same again goes on with the same map.
CREATE TABLE ledgers (
    id TEXT PRIMARY KEY,
    brand TEXT NOT NULL CHECK (brand IN ('xero', 'quickbooks')),
    reference TEXT NOT NULL CHECK (reference <> ''),
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    demo INTEGER NOT NULL CHECK (demo IN (0, 1)),
    locked_until TEXT,
    -- When the consent there ends if it is not used before.
    signed_in_until TEXT,
    -- What is dated before is not sent.
    from_on TEXT NOT NULL,
    -- Whether a run is made each day without being asked for.
    automatic INTEGER NOT NULL CHECK (automatic IN (0, 1)),
    -- Whether PDFs go beside invoices.
    files INTEGER NOT NULL CHECK (files IN (0, 1)),
    connected_at TEXT NOT NULL,
    disconnected_at TEXT,
    cursor TEXT NOT NULL,
    UNIQUE (brand, reference)
) STRICT;
CREATE UNIQUE INDEX ledgers_one_at_a_time ON ledgers (disconnected_at IS NULL)
    WHERE disconnected_at IS NULL;
CREATE TRIGGER ledgers_keep_their_organisation BEFORE UPDATE ON ledgers
WHEN NEW.brand <> OLD.brand OR NEW.reference <> OLD.reference OR NEW.currency <> OLD.currency
BEGIN SELECT RAISE(ABORT, 'a ledger stays the organisation it is; connect the other'); END;
CREATE TRIGGER ledgers_never_go BEFORE DELETE ON ledgers
BEGIN SELECT RAISE(ABORT, 'a ledger cannot be removed; disconnect it'); END;

-- Accounts, codes of tax, items and contacts there, as last read.
CREATE TABLE ledger_lists (
    ledger_id TEXT NOT NULL REFERENCES ledgers (id),
    list TEXT NOT NULL CHECK (list IN ('account', 'tax', 'item', 'contact')),
    reference TEXT NOT NULL,
    -- A code people know it by; our mark on a contact.
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    -- What an account is for, the percentage of a tax, the account of an item, a contact's e-mail.
    detail TEXT NOT NULL,
    takes_payments INTEGER NOT NULL CHECK (takes_payments IN (0, 1)),
    currency TEXT CHECK (length(currency) = 3),
    PRIMARY KEY (ledger_id, list, reference)
) STRICT, WITHOUT ROWID;

-- Which of theirs stands for what of ours, as the user chose.
CREATE TABLE ledger_choices (
    ledger_id TEXT NOT NULL REFERENCES ledgers (id),
    ours TEXT NOT NULL CHECK (ours <> ''),
    theirs TEXT NOT NULL CHECK (theirs <> ''),
    PRIMARY KEY (ledger_id, ours)
) STRICT, WITHOUT ROWID;

-- Our documents there: one of theirs for one of ours, both ways.
CREATE TABLE ledger_links (
    ledger_id TEXT NOT NULL REFERENCES ledgers (id),
    key TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('contact', 'item', 'invoice', 'credit_note', 'attachment',
        'payment', 'refund', 'bank_entry')),
    state TEXT NOT NULL CHECK (state IN ('planned', 'ready', 'sending', 'unknown', 'pushed',
        'verified', 'conflict', 'detached', 'out')),
    reference TEXT CHECK (reference <> ''),
    version TEXT NOT NULL,
    generation INTEGER NOT NULL CHECK (generation >= 1),
    -- The hash of what was sent; empty where nothing was, or what is there is to be put right.
    content TEXT NOT NULL,
    words TEXT NOT NULL,
    -- Where it differs: a list of what, ours and theirs, as JSON.
    differences TEXT NOT NULL CHECK (json_valid(differences)),
    changed_at TEXT NOT NULL,
    CHECK (reference IS NOT NULL OR state NOT IN ('pushed', 'verified', 'out')),
    PRIMARY KEY (ledger_id, key)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX ledger_links_both_ways ON ledger_links (ledger_id, kind, reference)
    WHERE reference IS NOT NULL;
CREATE TRIGGER ledger_links_unknown_is_looked_up BEFORE UPDATE ON ledger_links
WHEN OLD.state = 'unknown' AND NEW.state = 'sending'
BEGIN SELECT RAISE(ABORT, 'what is unknown is looked up before it is sent again'); END;
CREATE TRIGGER ledger_links_are_looked_up_first BEFORE UPDATE ON ledger_links
WHEN NEW.state = 'sending' AND NEW.reference IS NULL AND OLD.state <> 'ready'
BEGIN SELECT RAISE(ABORT, 'what is made there is looked up first'); END;

-- Payments there on our invoices that are none of ours: they come as suggestions.
CREATE TABLE payments_there (
    ledger_id TEXT NOT NULL REFERENCES ledgers (id),
    reference TEXT NOT NULL,
    invoice_id TEXT NOT NULL REFERENCES invoices (id),
    received_on TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    state TEXT NOT NULL CHECK (state IN ('suggested', 'recorded', 'passed_over', 'gone')),
    PRIMARY KEY (ledger_id, reference, invoice_id)
) STRICT, WITHOUT ROWID;

-- Every run: a dry one only looks.
CREATE TABLE ledger_runs (
    id TEXT PRIMARY KEY,
    ledger_id TEXT NOT NULL REFERENCES ledgers (id),
    dry INTEGER NOT NULL CHECK (dry IN (0, 1)),
    started_at TEXT NOT NULL,
    ended_at TEXT,
    stage TEXT NOT NULL
        CHECK (stage IN ('organisation', 'lists', 'changes', 'documents', 'done')),
    state TEXT NOT NULL CHECK (state IN ('running', 'done', 'cancelled', 'stopped')),
    to_do INTEGER NOT NULL CHECK (to_do >= 0),
    pushed INTEGER NOT NULL CHECK (pushed >= 0),
    verified INTEGER NOT NULL CHECK (verified >= 0),
    differences INTEGER NOT NULL CHECK (differences >= 0),
    words TEXT NOT NULL,
    CHECK ((state = 'running') = (ended_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX ledger_runs_one_at_a_time ON ledger_runs (state) WHERE state = 'running';
CREATE INDEX ledger_runs_of ON ledger_runs (ledger_id, started_at);

-- The program in which the practice keeps its clients and its work. What signs in there is in the
-- keyring. One is written into at a time.
CREATE TABLE offices (
    id TEXT PRIMARY KEY,
    -- The office's own name of the practice.
    reference TEXT NOT NULL UNIQUE CHECK (reference <> ''),
    -- To whom work is given there.
    assignee TEXT NOT NULL CHECK (assignee <> ''),
    -- What was accepted before is not sent.
    from_on TEXT NOT NULL,
    -- Why nothing is sent any more; empty while all is well.
    stopped TEXT NOT NULL,
    disconnected_at TEXT
) STRICT;
CREATE UNIQUE INDEX offices_one_at_a_time ON offices (disconnected_at IS NULL)
    WHERE disconnected_at IS NULL;
CREATE TRIGGER offices_keep_their_practice BEFORE UPDATE ON offices
WHEN NEW.reference <> OLD.reference
BEGIN SELECT RAISE(ABORT, 'an office stays the one it is; connect the other'); END;
CREATE TRIGGER offices_never_go BEFORE DELETE ON offices
BEGIN SELECT RAISE(ABORT, 'an office cannot be removed; disconnect it'); END;

-- What accepted agreements become there: a client, work, a letter.
CREATE TABLE office_entries (
    office_id TEXT NOT NULL REFERENCES offices (id),
    key TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('client', 'work', 'letter')),
    state TEXT NOT NULL CHECK (state IN ('planned', 'ready', 'sending', 'unknown', 'done', 'asked',
        'refused', 'left')),
    -- The office's own name of it; of what is asked, the one that may be meant.
    reference TEXT CHECK (reference <> ''),
    -- Why it stands so, or what people call the one that may be meant.
    words TEXT NOT NULL,
    -- Whether the user wants a new one beside the one that may be meant.
    anew INTEGER NOT NULL CHECK (anew IN (0, 1)),
    CHECK (reference IS NOT NULL OR state NOT IN ('done', 'asked')),
    PRIMARY KEY (office_id, key)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX office_entries_both_ways ON office_entries (office_id, kind, reference)
    WHERE state = 'done';
CREATE TRIGGER office_entries_unknown_is_looked_up BEFORE UPDATE ON office_entries
WHEN OLD.state = 'unknown' AND NEW.state = 'sending'
BEGIN SELECT RAISE(ABORT, 'what is unknown is looked up before it is sent again'); END;
CREATE TRIGGER office_entries_are_looked_up_first BEFORE UPDATE ON office_entries
WHEN NEW.state = 'sending' AND OLD.state <> 'ready'
BEGIN SELECT RAISE(ABORT, 'what is made there is looked up first'); END;

-- Files made for other programs to read by hand, and which documents each holds.
CREATE TABLE exports (
    id TEXT PRIMARY KEY,
    format TEXT NOT NULL CHECK (format <> ''),
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL CHECK (until_on >= from_on),
    made_at TEXT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT;
CREATE TRIGGER exports_never_change BEFORE UPDATE ON exports
BEGIN SELECT RAISE(ABORT, 'what was exported stays so'); END;
CREATE TRIGGER exports_never_go BEFORE DELETE ON exports
BEGIN SELECT RAISE(ABORT, 'what was exported stays so'); END;
CREATE TABLE exported (
    export_id TEXT NOT NULL REFERENCES exports (id),
    key TEXT NOT NULL,
    PRIMARY KEY (export_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX exported_by_key ON exported (key);

-- What the user plans to pay, for the forecast of cash alone.
CREATE TABLE outgoings (
    id TEXT PRIMARY KEY,
    what TEXT NOT NULL CHECK (what <> ''),
    currency TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    first_on TEXT NOT NULL,
    repeats TEXT NOT NULL CHECK (repeats IN ('once', 'month', 'quarter', 'year')),
    until_on TEXT CHECK (until_on >= first_on)
) STRICT;

-- So much of a hundred of what is received is set aside for tax; nothing without the row.
CREATE TABLE set_aside (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    per_cent TEXT NOT NULL
) STRICT;

-- What was expected to come in a month, in minor units, as it stood when the month began: made
-- once, and held against what came.
CREATE TABLE past_forecasts (
    month_on TEXT NOT NULL,
    currency TEXT NOT NULL,
    low_minor INTEGER NOT NULL,
    middle_minor INTEGER NOT NULL CHECK (middle_minor >= low_minor),
    high_minor INTEGER NOT NULL CHECK (high_minor >= middle_minor),
    PRIMARY KEY (month_on, currency)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER past_forecasts_never_change BEFORE UPDATE ON past_forecasts
BEGIN SELECT RAISE(ABORT, 'a forecast is not made better afterwards'); END;

-- On which day of the week the user wants the summary by e-mail, Monday being 1; without the row,
-- none is sent.
CREATE TABLE summary_policy (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7)
) STRICT;

-- The weeks of which a summary was put into the outbox, by their Monday: each once.
CREATE TABLE summaries (
    week_on TEXT PRIMARY KEY,
    outbox_id TEXT NOT NULL UNIQUE REFERENCES outbox (id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER summaries_stay BEFORE UPDATE ON summaries
BEGIN SELECT RAISE(ABORT, 'a week has one summary'); END;
CREATE TRIGGER summaries_never_go BEFORE DELETE ON summaries
BEGIN SELECT RAISE(ABORT, 'a week has one summary'); END;

-- Local work for the worker; found running at start, it runs again.
CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind = 'backup'),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
    attempts INTEGER NOT NULL,
    not_before TEXT NOT NULL,
    finished_at TEXT,
    answer TEXT NOT NULL,
    failure TEXT
) STRICT;
CREATE INDEX jobs_to_do ON jobs (state, not_before);

CREATE TABLE snoozes (
    key TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    until TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- When the user was here: the newest visit, and the newest before that day.
CREATE TABLE visits (
    visited_on TEXT PRIMARY KEY,
    visited_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
