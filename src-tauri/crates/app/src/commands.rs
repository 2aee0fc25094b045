//! The command list: everything the program can be asked, declared once.
//!
//! From it come the router ([`crate::App::call`]), the TypeScript of the window and the list that
//! the CLI prints. `read` commands only look; `write` commands are one transaction with one
//! journal entry; `program` commands open, make and move books.

use crate::command::{Command, Run, Tag, run};
use crate::wire::{ById, FileIn, FileOut, Made, Nothing};
use crate::{
    acceptances, account_statements, ageing, agreements, amendments, bank, books, brakes, catch_up,
    clauses, clearing, clients, collecting, corrections, credit_checks, credit_notes, days_off,
    documents, evidence_packs, exports, fees, follow_ups, following, forecast, hand_offs, history,
    imports, insights, invoice_disputes, invoices, jobs, late_charges, leakage, ledger, ledgers,
    mail, metrics, numbering, office, packs, payments, plans, practice, price_reviews, proposals,
    reconcile, schedules, search, services, summary, taxes, today, why,
};

macro_rules! commands {
    ($($about:literal $kind:ident $name:literal: $room:ident::$handler:ident($question:ty) -> $answer:ty
        $(, touches [$($tag:ident),*])?;)*) => {
        /// Every command, in the order of the list.
        pub const COMMANDS: &[Command] = &[$(Command {
            name: $name,
            about: $about,
            touches: &[$($(Tag::$tag),*)?],
            shape: |types| (types.declare::<$question>(), types.declare::<$answer>()),
            run: Run::$kind(|context, question| run::<_, $question, $answer>(context, question, $room::$handler)),
        }),*];
    };
}

commands! {
    "Which book is open and where books live."
    Program "books.status": books::status(Nothing) -> books::BooksStatus;
    "Makes the user's own book."
    Program "books.create": books::create(books::CreateBooks) -> books::BooksStatus, touches [Books];
    "Opens a book."
    Program "books.open": books::open(books::OpenBooks) -> books::BooksStatus, touches [Books];
    "Moves the open book to another folder."
    Program "books.move": books::relocate(books::MoveBooks) -> books::BooksStatus, touches [Books];
    "Makes a backup beside the book and reads it back."
    Program "books.backup": books::backup(Nothing) -> books::BackupMade, touches [Books, Jobs, History];
    "Checks the journal chain, the ledger, numbers and balances."
    Read "books.verify": books::verify(Nothing) -> books::Verified;
    "Builds the sample practice and opens it."
    Program "sample.create": books::create_sample(Nothing) -> books::BooksStatus, touches [Books];
    "Deletes the sample practice."
    Program "sample.remove": books::remove_sample(Nothing) -> books::BooksStatus, touches [Books];

    "What a jurisdiction sets until the user says otherwise."
    Program "practice.defaults": practice::defaults(practice::ShowDefaults) -> practice::JurisdictionDefaults;
    "The practice."
    Read "practice.show": practice::show(Nothing) -> practice::Practice;
    "Saves the practice."
    Write "practice.save": practice::save(practice::PracticeForm) -> practice::Practice, touches [Practice, Books];

    "What can be chosen about tax: treatments, places of clients, the user's own rates."
    Read "taxes.show": taxes::show(Nothing) -> taxes::TaxSettings;
    "Adds a rate of the user's own from a day on."
    Write "taxes.add_rate": taxes::add_rate(taxes::OwnRateForm) -> Nothing, touches [Practice];
    "Takes out a rate of the user's own that has not begun or that nothing names."
    Write "taxes.remove_rate": taxes::remove_rate(taxes::RemoveOwnRate) -> Nothing, touches [Practice];

    "The days on which the practice is closed, besides weekends and holidays."
    Read "days_off.list": days_off::list(Nothing) -> days_off::DaysOffList;
    "Adds days off; charges that would fall on one move as their terms say."
    Write "days_off.add": days_off::add(days_off::DaysOffForm) -> Nothing, touches [Practice, Agreements];
    "Takes days off out."
    Write "days_off.remove": days_off::remove(days_off::RemoveDaysOff) -> Nothing, touches [Practice, Agreements];

    "What a prefix of invoice numbers comes out as."
    Program "numbering.example": numbering::example(numbering::TryPrefix) -> numbering::PrefixExample;
    "Every run of numbers, and what is missing."
    Read "numbering.report": numbering::report(Nothing) -> numbering::NumberReport;

    "Clients with what they owe."
    Read "clients.list": clients::list(clients::ListClients) -> clients::ClientList;
    "A client's page."
    Read "clients.show": clients::show(ById) -> clients::ClientPage;
    "Adds a client."
    Write "clients.add": clients::add(clients::ClientForm) -> Made, touches [Clients];
    "Saves a client."
    Write "clients.save": clients::save(clients::SaveClient) -> Made, touches [Clients, Proposals];
    "Takes a client that nothing refers to out of the book."
    Write "clients.discard": clients::discard(ById) -> Nothing, touches [Clients];
    "Puts a client aside; nothing is lost."
    Write "clients.archive": clients::archive(ById) -> Nothing, touches [Clients];
    "Brings an archived client back."
    Write "clients.restore": clients::restore(ById) -> Nothing, touches [Clients];
    "Sets whether a client's agreements are billed together, one invoice a day."
    Write "clients.bill_together": clients::bill_together(clients::BillTogether) -> Nothing, touches [Clients, Agreements];
    "The names under which a client paid, as bank lines taught them."
    Read "clients.known_payers": reconcile::known(ById) -> reconcile::KnownPayers;
    "Forgets what bank lines taught of the names a client pays under."
    Write "clients.forget_payers": reconcile::forget(ById) -> Nothing, touches [Clients, Bank];
    "Brings back what was forgotten of the names a client pays under."
    Write "clients.recall_payers": reconcile::recall(reconcile::ForgottenPayers) -> Nothing, touches [Clients, Bank];

    "The service library."
    Read "services.list": services::list(services::ListServices) -> services::ServiceList;
    "Adds a service."
    Write "services.add": services::add(services::ServiceForm) -> Made, touches [Services];
    "Adds the starter library of the jurisdiction, without those already there by name."
    Write "services.add_starters": services::add_starters(Nothing) -> services::StartersAdded, touches [Services];
    "Saves a service."
    Write "services.save": services::save(services::SaveService) -> Made, touches [Services];
    "Puts a service aside."
    Write "services.archive": services::archive(ById) -> Nothing, touches [Services];
    "Brings an archived service back."
    Write "services.restore": services::restore(ById) -> Nothing, touches [Services];

    "Processors, and the accounts that are or were connected."
    Read "connections.list": collecting::connections(Nothing) -> collecting::ConnectionList;
    "Connects a processor that needs no key."
    Write "connections.connect": collecting::connect(collecting::Connect) -> Made, touches [Payments];
    "Changes how an account is used."
    Write "connections.save": collecting::save_connection(collecting::SaveConnection) -> Nothing, touches [Payments];
    "Stops using an account, and forgets its key."
    Write "connections.disconnect": collecting::disconnect(ById) -> Nothing, touches [Payments];
    "Uses the built-in processor again."
    Write "connections.reconnect": collecting::reconnect(ById) -> Nothing, touches [Payments];
    "Every call that left this computer."
    Read "calls.list": collecting::calls(Nothing) -> collecting::CallList;

    "Ledgers of others, and how things stand with the one that is connected."
    Read "ledgers.show": ledgers::show(Nothing) -> ledgers::LedgerPage;
    "Changes how the connected ledger is used."
    Write "ledgers.save": ledgers::save(ledgers::SaveLedger) -> Nothing, touches [Ledgers];
    "Stops writing into a ledger, and forgets what signs in there."
    Write "ledgers.disconnect": ledgers::disconnect(ById) -> Nothing, touches [Ledgers];
    "What of theirs stands for what of ours, with proposals."
    Read "ledgers.mapping": ledgers::mapping(Nothing) -> ledgers::MappingPage;
    "Chooses an account, a code of tax or an item there."
    Write "ledgers.choose": ledgers::choose(ledgers::ChooseTheirs) -> Nothing, touches [Ledgers];
    "Says which contact a client is there."
    Write "ledgers.link_contact": ledgers::link_contact(ledgers::LinkContact) -> Nothing, touches [Ledgers];
    "Confirms every proposal that is still open."
    Write "ledgers.accept_proposals": ledgers::accept_proposals(Nothing) -> Nothing, touches [Ledgers];
    "What a run would do, document by document."
    Read "ledgers.plan": ledgers::plan(Nothing) -> ledgers::SyncPlan;
    "Begins a run; a dry one only looks."
    Write "ledgers.run": ledgers::begin(ledgers::BeginRun) -> Made, touches [Ledgers];
    "Cancels the run that is being made."
    Write "ledgers.cancel": ledgers::cancel(Nothing) -> Nothing, touches [Ledgers];
    "Decides about a document that stands otherwise there."
    Write "ledgers.decide": ledgers::decide(ledgers::DecideConflict) -> Nothing, touches [Ledgers];
    "Records a payment here that somebody recorded there."
    Write "ledgers.record_payment": ledgers::record_payment(ledgers::NamePaymentThere) -> Made, touches [Ledgers, Invoices, Clients];
    "Passes over a payment that somebody recorded there."
    Write "ledgers.pass_over": ledgers::pass_over(ledgers::NamePaymentThere) -> Nothing, touches [Ledgers];
    "The program in which the practice keeps its clients and its work, and what is sent there."
    Read "office.show": office::show(Nothing) -> office::OfficePage;
    "Changes how the office is used."
    Write "office.save": office::save(office::SaveOffice) -> Nothing, touches [Ledgers];
    "Decides about what waits for the user in the office."
    Write "office.decide": office::decide(office::DecideEntry) -> Nothing, touches [Ledgers];
    "Stops writing into the office, and forgets its keys."
    Write "office.disconnect": office::disconnect(Nothing) -> Nothing, touches [Ledgers];

    "Formats of files for other programs, and the files that were made."
    Read "exports.list": exports::list(Nothing) -> exports::ExportPage;
    "What a file for another program would hold."
    Read "exports.preview": exports::preview(exports::AskExport) -> exports::ExportPreview;
    "Makes a file for another program, and records what it holds."
    Write "exports.make": exports::make(exports::AskExport) -> FileOut, touches [Ledgers];

    "How a client pays, and what they were asked."
    Read "permissions.of_client": collecting::of_client(ById) -> collecting::ClientMethods;
    "Asks a client for a payment method."
    Write "permissions.ask": collecting::ask(collecting::AskPermission) -> Made, touches [Payments];
    "Makes another page for what was asked."
    Write "permissions.renew": collecting::renew(ById) -> Nothing, touches [Payments];
    "Takes back what a client was asked."
    Write "permissions.withdraw": collecting::withdraw(ById) -> Nothing, touches [Payments];
    "Plays the client at the trial processor."
    Write "permissions.try": collecting::try_answer(collecting::TryAnswer) -> Nothing, touches [Payments];
    "The page on which an invoice can be paid."
    Read "pay_pages.of_invoice": collecting::page_of_invoice(ById) -> collecting::InvoicePayPage;
    "Makes the slip of an invoice's open page: its code and link on paper."
    Write "pay_pages.slip": collecting::slip(ById) -> mail::MailFile, touches [];
    "Makes another page for an invoice whose page ended unpaid."
    Write "pay_pages.renew": collecting::renew_page(ById) -> Nothing, touches [Invoices, Payments];
    "Plays the client who pays an invoice on a page of the trial processor."
    Write "pay_pages.try": collecting::try_pay(collecting::TryAnswer) -> Nothing, touches [Invoices, Payments];
    "Gives a payment method up."
    Write "methods.revoke": collecting::revoke(ById) -> Nothing, touches [Payments];

    "What is collected or was lately."
    Read "collections.list": collecting::list(Nothing) -> collecting::CollectionList;
    "The collections of an invoice, with every step."
    Read "collections.of_invoice": collecting::of_invoice(ById) -> collecting::CollectionList;
    "Collects an invoice."
    Write "collections.collect": collecting::collect(collecting::CollectInvoice) -> Made, touches [Payments, Invoices];
    "Takes a collection back before it left."
    Write "collections.retract": collecting::retract(ById) -> Nothing, touches [Payments, Invoices];
    "Notes that a client knows of a coming collection."
    Write "collections.told": collecting::told(collecting::Told) -> Nothing, touches [Payments];
    "Pays money of a collection back."
    Write "collections.refund": collecting::refund(collecting::MakeRefund) -> Made, touches [Payments];
    "What processors paid out, and what they hold."
    Read "payouts.list": collecting::payouts(Nothing) -> collecting::PayoutList;
    "What processors paid out as a PDF."
    Read "payouts.paper": collecting::payouts_paper(Nothing) -> FileOut;

    "Proposals."
    Read "proposals.list": proposals::list(Nothing) -> proposals::ProposalList;
    "A proposal with its draft."
    Read "proposals.show": proposals::show(ById) -> proposals::ProposalPage;
    "Begins a proposal."
    Write "proposals.create": proposals::create(proposals::CreateProposal) -> Made, touches [Proposals];
    "Begins a proposal with another's draft."
    Write "proposals.duplicate": proposals::duplicate(ById) -> Made, touches [Proposals];
    "Takes a proposal that was never sent out of the book."
    Write "proposals.discard": proposals::discard(ById) -> Nothing, touches [Proposals];
    "Saves a draft, problems and all."
    Write "proposals.save": proposals::save(proposals::SaveProposal) -> proposals::ProposalPage, touches [Proposals];
    "Draws the letter of a draft."
    Read "proposals.preview": proposals::preview(proposals::PreviewProposal) -> proposals::LetterPreview;
    "Freezes the next revision with its letter."
    Write "proposals.send": proposals::send(ById) -> proposals::ProposalSent, touches [Proposals];
    "Takes back what was sent."
    Write "proposals.withdraw": proposals::withdraw(proposals::WithdrawProposal) -> Nothing, touches [Proposals];

    "Keeps the internal note and the day to follow up."
    Write "proposals.note": proposals::note(proposals::NoteProposal) -> Nothing, touches [Proposals];
    "The client said no."
    Write "proposals.decline": proposals::decline(proposals::DeclineProposal) -> Nothing, touches [Proposals, Clients];
    "What changed from one revision to another, in words and figures."
    Read "proposals.compare": proposals::compare(proposals::CompareRevisions) -> proposals::RevisionChanges;
    "Drafts to begin proposals from."
    Read "templates.list": proposals::list_templates(Nothing) -> proposals::TemplateList;
    "Keeps a proposal's draft as a template."
    Write "templates.keep": proposals::keep_template(proposals::KeepTemplate) -> Made, touches [Proposals];
    "Puts a template aside."
    Write "templates.archive": proposals::archive_template(ById) -> Nothing, touches [Proposals];
    "Takes a template back."
    Write "templates.restore": proposals::restore_template(ById) -> Nothing, touches [Proposals];

    "The practice's clauses and what fills their blanks."
    Read "clauses.library": clauses::library(Nothing) -> clauses::ClauseLibrary;
    "Every version of a clause, with what changed."
    Read "clauses.versions": clauses::versions(clauses::ByClause) -> clauses::ClauseVersions;
    "Makes the next version of a clause."
    Write "clauses.save": clauses::save(clauses::SaveClause) -> Nothing, touches [Services, Proposals];
    "Goes back to the library's words."
    Write "clauses.restore": clauses::restore(clauses::ByClause) -> Nothing, touches [Services, Proposals];
    "Fills a blank in every letter."
    Write "clauses.fill": clauses::fill(clauses::FillBlank) -> Nothing, touches [Services, Proposals];

    "What is shown to the signer."
    Read "acceptances.terms": acceptances::terms(acceptances::AskTerms) -> acceptances::AcceptanceTerms;
    "The file by which a signatory can answer without a server."
    Write "packs.make": packs::make(acceptances::MakePack) -> FileOut, touches [Proposals];
    "What an answer shows, before it is taken."
    Read "packs.read_answer": packs::read(acceptances::ReadAnswer) -> acceptances::AnswerShown;
    "Takes an answer: a signature, a no, or a wish."
    Write "packs.take_answer": packs::take(acceptances::ReadAnswer) -> acceptances::AnswerTaken, touches [Proposals, Agreements, Clients];
    "What a saved message says, before it is taken."
    Read "acceptances.read_message": acceptances::read_message(FileIn) -> acceptances::MessageShown;
    "The client agreed by e-mail, in words."
    Write "acceptances.by_email": acceptances::by_email(acceptances::AcceptByEmail) -> acceptances::Accepted, touches [Proposals, Agreements, Clients];
    "Recorded on the client's behalf, with reason and evidence."
    Write "acceptances.on_behalf": acceptances::on_behalf(acceptances::AcceptOnBehalf) -> acceptances::Accepted, touches [Proposals, Agreements, Clients];
    "Everything that shows what was agreed, sealed, in one file."
    Write "evidence.make": evidence_packs::make(ById) -> FileOut;
    "Makes the evidence pack for the dispute of a collection."
    Write "disputes.evidence": evidence_packs::dispute(ById) -> FileOut;
    "Checks an evidence pack."
    Read "evidence.verify": evidence_packs::verify(FileIn) -> evidence_packs::EvidenceReport;
    "The client accepts on this screen."
    Write "acceptances.in_person": acceptances::in_person(acceptances::AcceptInPerson) -> acceptances::Accepted, touches [Proposals, Agreements, Clients];
    "The client signed on paper."
    Write "acceptances.on_paper": acceptances::on_paper(acceptances::AcceptOnPaper) -> acceptances::Accepted, touches [Proposals, Agreements, Clients];

    "Agreements."
    Read "agreements.list": agreements::list(Nothing) -> agreements::AgreementList;
    "An agreement's page."
    Read "agreements.show": agreements::show(ById) -> agreements::AgreementPage;
    "Keeps the letter by which an agreement was agreed elsewhere."
    Write "agreements.keep_letter": agreements::keep_letter(agreements::KeepLetter) -> Nothing, touches [Agreements];
    "Begins a proposal that confirms an agreement brought over and takes its place."
    Write "agreements.confirm": agreements::confirm(ById) -> Made, touches [Proposals, Agreements];
    "Pauses an agreement or one of its services."
    Write "agreements.pause": agreements::pause(agreements::PauseAgreement) -> Made, touches [Agreements];
    "Ends a pause; what fell due in it waits for a decision."
    Write "agreements.resume": agreements::resume(agreements::ResumeAgreement) -> Made, touches [Agreements];
    "Starts an agreement that waits for it."
    Write "agreements.start": agreements::start(agreements::StartAgreement) -> Made, touches [Agreements];
    "Leaves a charge out."
    Write "charges.skip": agreements::skip(agreements::SkipCharge) -> Made, touches [Agreements];
    "Bills a charge on another day."
    Write "charges.move": agreements::move_to(agreements::MoveCharge) -> Made, touches [Agreements];
    "Bills a charge at another price for once."
    Write "charges.reprice": agreements::reprice(agreements::RepriceCharge) -> Made, touches [Agreements];
    "Bills a charge that was skipped after all."
    Write "charges.bill_skipped": leakage::bill_skipped(leakage::BillSkipped) -> catch_up::ChargesIssued, touches [Agreements, Invoices, Clients];
    "Takes such a decision back."
    Write "decisions.withdraw": agreements::withdraw(ById) -> Nothing, touches [Agreements];
    "The client approved work beyond the cap."
    Write "deliveries.approve": agreements::approve(agreements::ApproveDelivery) -> Made, touches [Agreements];
    "Logs work: a completion, or hours."
    Write "deliveries.record": agreements::record_delivery(agreements::RecordDelivery) -> Made, touches [Agreements];
    "Takes logged work back that is not billed."
    Write "deliveries.remove": agreements::remove_delivery(ById) -> Nothing, touches [Agreements];

    "The amendments of an agreement."
    Read "amendments.list": amendments::list(ById) -> amendments::AmendmentList;
    "What an amendment would change, in plain words, and the consent it needs."
    Read "amendments.preview": amendments::preview(amendments::AmendmentForm) -> amendments::AmendmentPreview;
    "Writes an amendment; it holds once it is sent and has its consent."
    Write "amendments.create": amendments::create(amendments::AmendmentForm) -> Made, touches [Agreements];
    "Draws the letter of an amendment and marks it sent."
    Write "amendments.send": amendments::send(ById) -> Nothing, touches [Agreements];
    "Records the client's answer to an amendment."
    Write "amendments.answer": amendments::answer(amendments::AnswerAmendment) -> Nothing, touches [Agreements];
    "Notes that the client was reminded of an amendment."
    Write "amendments.remind": amendments::remind(ById) -> Nothing, touches [Agreements];
    "Sends the reminders that are due, where the mail account is to send them by itself."
    Program "amendments.send_reminders": amendments::send_reminders(Nothing) -> amendments::RemindersSent, touches [Agreements, Mail, History];
    "Takes an amendment back that does not hold yet."
    Write "amendments.withdraw": amendments::withdraw(amendments::WithdrawAmendment) -> Nothing, touches [Agreements];
    "The terms of an agreement on any day, and what differs from another day."
    Read "agreements.terms_on": amendments::on_day(amendments::AskTermsOn) -> amendments::TermsOnDay;
    "Which change of an agreement needs which consent."
    Read "consent.matrix": amendments::matrix(Nothing) -> amendments::ConsentMatrix;
    "Edits a field of the consent matrix."
    Write "consent.save": amendments::save_matrix(amendments::SaveConsent) -> Nothing, touches [Agreements, Practice];

    "What a price review would do to every agreement."
    Read "price_reviews.preview": price_reviews::preview(price_reviews::PriceReviewForm) -> price_reviews::ReviewPreview;
    "Writes the amendments of a price review; nobody is told yet."
    Write "price_reviews.make": price_reviews::make(price_reviews::PriceReviewForm) -> Made, touches [Agreements];
    "Takes a price review back of which nobody was told."
    Write "price_reviews.undo": price_reviews::undo(ById) -> Nothing, touches [Agreements];
    "The price reviews that were made, and the values of indexes."
    Read "price_reviews.list": price_reviews::list(Nothing) -> price_reviews::ReviewList;
    "Keeps values of a price index."
    Write "index_values.import": price_reviews::import_values(price_reviews::ImportIndexValues) -> price_reviews::ValuesKept, touches [Agreements];
    "Takes a value of a price index out."
    Write "index_values.remove": price_reviews::remove_value(price_reviews::RemoveIndexValue) -> Nothing, touches [Agreements];

    "The charges that a schedule would make. Needs no book."
    Program "schedules.preview": schedules::preview(schedules::PreviewSchedule) -> schedules::SchedulePreview;

    "What fell due and is neither billed nor waived."
    Read "catch_up.show": catch_up::show(Nothing) -> catch_up::CatchUp;
    "Bills charges."
    Write "catch_up.issue": catch_up::issue(catch_up::IssueCharges) -> catch_up::ChargesIssued, touches [Agreements, Invoices, Clients];
    "Lets charges go, with a reason."
    Write "catch_up.waive": catch_up::waive(catch_up::WaiveCharges) -> Nothing, touches [Agreements];
    "The choices the review begins with, and when the program asks."
    Read "catch_up.policy": catch_up::policy(Nothing) -> catch_up::CatchUpPolicy;
    "Saves those choices."
    Write "catch_up.save_policy": catch_up::save_policy(catch_up::CatchUpPolicy) -> Nothing, touches [Agreements];
    "Issues what may be issued without being asked for, an invoice at a time; says what waits, and why."
    Program "catch_up.run": catch_up::run(catch_up::RunCatchUp) -> catch_up::CatchUpRun, touches [Agreements, Invoices, Clients, History];
    "Bills an agreement automatically, or no longer."
    Write "agreements.set_automatic": catch_up::set_automatic(catch_up::SetAutomatic) -> Nothing, touches [Agreements];
    "Takes a waiver back."
    Write "catch_up.restore": catch_up::restore(catch_up::RestoreCharges) -> Nothing, touches [Agreements];

    "Invoices, a part at a time."
    Read "invoices.list": invoices::list(invoices::ListInvoices) -> invoices::InvoiceList;
    "An invoice's page."
    Read "invoices.show": invoices::show(ById) -> invoices::InvoicePage;
    "Why a line of an invoice has its amount, from clause to ledger."
    Read "invoices.why": why::why(why::AskWhy) -> why::WhyAmount;

    "What a list of another program would bring, row by row."
    Read "imports.preview": imports::preview(imports::PreviewImport) -> imports::ImportPreview;
    "Brings a list over: clients, services, agreements or open invoices."
    Write "imports.run": imports::run(imports::RunImport) -> imports::Imported, touches [Clients, Services, Agreements, Invoices];
    "Takes an import out again."
    Write "imports.undo": imports::undo(ById) -> Nothing, touches [Clients, Services, Agreements, Invoices];
    "What agreements brought over were due before, against what lists tell of invoices."
    Read "imports.audit": imports::audit(imports::AuditArrival) -> imports::ArrivalAudit;
    "Voids an invoice issued by mistake; its charges may be billed again."
    Write "invoices.void": corrections::void(corrections::VoidInvoice) -> Nothing, touches [Invoices, Clients, Agreements];
    "Gives up what is open on an invoice."
    Write "invoices.write_off": corrections::write_off(corrections::WriteOffInvoice) -> Made, touches [Invoices, Clients];
    "Takes a write-off back; the amount is open again."
    Write "write_offs.take_back": corrections::take_back(ById) -> Nothing, touches [Invoices, Clients];
    "What a credit note would do."
    Read "credit_notes.preview": credit_notes::preview(credit_notes::CreditForm) -> credit_notes::CreditPreview;
    "Issues a credit note on an invoice."
    Write "credit_notes.issue": credit_notes::issue(credit_notes::CreditForm) -> credit_notes::CreditNoteRow, touches [Invoices, Clients];

    "A late charge with its working, before it is claimed."
    Read "late_charges.preview": late_charges::preview(late_charges::LateChargeForm) -> late_charges::LateChargePreview;
    "Claims a late charge, apart from its invoice."
    Write "late_charges.post": late_charges::post(late_charges::PostLateCharge) -> late_charges::LateChargeList, touches [Invoices, Clients];
    "The late charges of an invoice."
    Read "late_charges.of_invoice": late_charges::of_invoice(ById) -> late_charges::LateChargeList;
    "Lets part of a late charge go, with a reason."
    Write "late_charges.waive": late_charges::waive(late_charges::WaiveLateCharge) -> Made, touches [Invoices, Clients];
    "Takes back what was let go of a late charge."
    Write "late_charges.take_back": late_charges::take_back(ById) -> Nothing, touches [Invoices, Clients];
    "Joins a client's credit to a late charge."
    Write "late_charges.pay": late_charges::pay(late_charges::PayLateCharge) -> Made, touches [Invoices, Clients];
    "Takes a payment from a late charge; it is the client's credit again."
    Write "late_charges.unpay": late_charges::unpay(ById) -> Nothing, touches [Invoices, Clients];
    "The reference rates that late interest is reckoned with."
    Read "late_charges.references": late_charges::references(Nothing) -> late_charges::References;
    "Keeps a reference rate of late interest."
    Write "late_charges.keep_reference": late_charges::keep_reference(late_charges::KeepReference) -> Nothing, touches [Invoices];

    "Every client who owes, what is said next, and what keeps it from being said."
    Read "follow_ups.board": follow_ups::board(Nothing) -> follow_ups::FollowBoard;
    "A client who owes: what was said, promised and disputed."
    Read "follow_ups.of_client": follow_ups::of_client(ById) -> follow_ups::ClientFollowed;
    "The message to a client as it would leave now, with its review."
    Read "follow_ups.preview": follow_ups::preview(follow_ups::ShowFollowUp) -> follow_ups::FollowPreview;
    "Sends the message that is due to a client, in the user's words."
    Write "follow_ups.send": follow_ups::send(follow_ups::WriteFollowUp) -> Made, touches [Clients, Invoices, Mail];
    "Makes letters as one file to print, each kept as the message of its day."
    Write "follow_ups.print": follow_ups::print(follow_ups::PrintLetters) -> FileOut, touches [Clients, Invoices];
    "Notes that letters were posted today."
    Write "follow_ups.posted": follow_ups::posted(follow_ups::Letters) -> Nothing, touches [Clients, Invoices];
    "Takes back that letters were posted."
    Write "follow_ups.not_posted": follow_ups::not_posted(follow_ups::Letters) -> Nothing, touches [Clients, Invoices];
    "Takes letters back that were not posted; what they say may be said again."
    Write "follow_ups.drop_letters": follow_ups::drop_letters(follow_ups::Letters) -> Nothing, touches [Clients, Invoices];
    "A formal demand before it is made: its term with the rule, what it asks for, its letter."
    Read "demands.preview": follow_ups::preview_demand(follow_ups::DemandForm) -> follow_ups::DemandPreview;
    "Makes a formal demand, to post or by e-mail; nothing else is said while its term runs."
    Write "demands.make": follow_ups::make_demand(follow_ups::DemandForm) -> Made, touches [Clients, Invoices, Mail];
    "Takes a formal demand as settled; what is open is asked for as before."
    Write "demands.end": follow_ups::end_demand(follow_ups::EndDemand) -> Nothing, touches [Clients, Invoices];
    "Takes a formal demand as running again."
    Write "demands.go_on": follow_ups::resume_demand(ById) -> Nothing, touches [Clients, Invoices];
    "Attaches what a client answered: a saved e-mail or a text."
    Write "replies.add": follow_ups::add_reply(follow_ups::AddReply) -> Made, touches [Clients];
    "Takes what a client answered out again."
    Write "replies.remove": follow_ups::remove_reply(ById) -> Nothing, touches [Clients];
    "Notes that a client was called, and what came of it."
    Write "follow_ups.call": follow_ups::call(follow_ups::CalledClient) -> Made, touches [Clients, Invoices];
    "Notes that a message came back; nothing more is sent to its address until that is looked at."
    Write "follow_ups.came_back": following::came_back(following::MessageCameBack) -> Nothing, touches [Clients, Invoices, Mail];
    "Sends the messages that leave without being read first; says how many wait."
    Program "follow_ups.run": follow_ups::run(Nothing) -> follow_ups::FollowRun, touches [Clients, Invoices, Mail, History];
    "How clients are followed up: steps of each tier, hours, how fresh the data must be."
    Read "follow_policy.show": follow_ups::show_policy(Nothing) -> follow_ups::FollowPolicy;
    "Keeps how clients are followed up."
    Write "follow_policy.keep": follow_ups::keep_policy(follow_ups::FollowPolicy) -> Nothing, touches [Clients, Invoices];
    "The words of a step in a tone."
    Read "follow_words.show": follow_ups::show_words(follow_ups::ShowWords) -> follow_ups::FollowWords;
    "Words of a step with an example client, and what the review says of them."
    Read "follow_words.try": follow_ups::try_words(follow_ups::SaveFollowWords) -> follow_ups::FollowWordsExample;
    "Keeps the user's words of a step in a tone; empty ones go back to the program's."
    Write "follow_words.keep": follow_ups::keep_words(follow_ups::SaveFollowWords) -> Nothing, touches [Invoices];
    "Keeps how patiently a client is followed up, and what they are in."
    Write "following.keep": following::keep(following::KeepFollowing) -> Nothing, touches [Clients, Invoices];
    "Marks a client whose statements are attested here, or one that is watched."
    Write "clients.mark": brakes::mark(brakes::MarkClient) -> Nothing, touches [Clients, Invoices];
    "Records a credit report on a client, with its source."
    Write "credit_checks.add": credit_checks::add(credit_checks::CreditCheckForm) -> Made, touches [Clients];
    "Takes a credit report out again."
    Write "credit_checks.remove": credit_checks::remove(ById) -> Nothing, touches [Clients];
    "The credit reports on a client."
    Read "credit_checks.of_client": credit_checks::of_client(ById) -> credit_checks::CreditCheckList;
    "Leaves a client alone up to a day."
    Write "holds.set": following::hold(following::SetHold) -> Made, touches [Clients, Invoices];
    "Ends a hold before its time."
    Write "holds.end": following::end_hold(ById) -> Nothing, touches [Clients, Invoices];
    "Keeps what a client promised to pay, and by when."
    Write "promises.keep": following::promise(following::KeepPromise) -> Made, touches [Clients, Invoices];
    "Takes a promise out."
    Write "promises.withdraw": following::withdraw(ById) -> Nothing, touches [Clients, Invoices];
    "A payment plan before it is offered: instalments, what it means, what to think of, its agreement."
    Read "plans.preview": plans::preview(plans::PlanForm) -> plans::PlanPreview;
    "Offers a payment plan; its agreement is kept, and nothing else is asked for meanwhile."
    Write "plans.offer": plans::offer(plans::PlanForm) -> Made, touches [Clients, Invoices, Payments];
    "Keeps how a client agreed to a payment plan; its instalments are collected from then on."
    Write "plans.accept": plans::accept(plans::AcceptPlan) -> Nothing, touches [Clients, Invoices, Payments];
    "Ends a payment plan; what is open is asked for as before."
    Write "plans.end": plans::end(plans::EndPlan) -> Nothing, touches [Clients, Invoices, Payments];
    "Takes the end of a payment plan back."
    Write "plans.resume": plans::resume(ById) -> Nothing, touches [Clients, Invoices, Payments];
    "The payment plans of a client and how they stand."
    Read "plans.of_client": plans::of_client(ById) -> plans::PaymentPlanList;
    "The pack of a debt to be handed off: what is owed, each file, what never goes along."
    Read "hand_offs.preview": hand_offs::preview(hand_offs::HandOffForm) -> hand_offs::HandOffPreview;
    "Makes the pack and hands a debt off; nothing is said to the client from here any more."
    Write "hand_offs.make": hand_offs::make(hand_offs::HandOffForm) -> FileOut, touches [Clients, Invoices];
    "Takes a debt back; it is followed up from here again."
    Write "hand_offs.recall": hand_offs::recall(ById) -> Nothing, touches [Clients, Invoices];
    "Leaves a debt where it was handed after all."
    Write "hand_offs.go_on": hand_offs::go_on(ById) -> Nothing, touches [Clients, Invoices];
    "Records what was recovered of a debt, and what was kept of it."
    Write "hand_offs.recover": hand_offs::recover(hand_offs::BookRecovery) -> Made, touches [Clients, Invoices, Bank];
    "The debts of a client that were handed off, and what came of them."
    Read "hand_offs.of_client": hand_offs::of_client(ById) -> hand_offs::HandOffList;
    "Opens a dispute on a part or all of an invoice."
    Write "invoice_disputes.open": invoice_disputes::open(invoice_disputes::OpenDispute) -> Made, touches [Clients, Invoices];
    "Closes a dispute and does what came of it: credits a part or all of it, voids the invoice, lets it stand."
    Write "invoice_disputes.close": invoice_disputes::close(invoice_disputes::CloseDispute) -> invoice_disputes::DisputeClosed, touches [Clients, Invoices, Agreements];

    "A statement of account of today, before it is made."
    Read "account_statements.preview": account_statements::preview(account_statements::AskAccountStatement) -> account_statements::AccountStatementPreview;
    "Makes a statement of account and keeps it."
    Write "account_statements.make": account_statements::make(account_statements::AskAccountStatement) -> account_statements::AccountStatementRow, touches [Clients];
    "The statements of account of a client."
    Read "account_statements.list": account_statements::list(ById) -> account_statements::AccountStatementList;

    "Payments."
    Read "payments.list": payments::list(Nothing) -> payments::PaymentList;
    "How an amount would be joined to a client's open invoices."
    Read "payments.suggest": payments::suggest(payments::SuggestAllocation) -> payments::AllocationSuggestion;
    "Records money received."
    Write "payments.record": payments::record(payments::RecordPayment) -> Made, touches [Invoices, Clients, Bank];
    "Joins a client's credit to invoices."
    Write "payments.allocate": payments::allocate(payments::AllocatePayment) -> Nothing, touches [Invoices, Clients];
    "Takes one allocation back; the money becomes the client's credit."
    Write "payments.unallocate": payments::unallocate(ById) -> Nothing, touches [Invoices, Clients];
    "Reverses a payment recorded by mistake."
    Write "payments.reverse": payments::reverse(payments::ReversePayment) -> Nothing, touches [Invoices, Clients, Bank];

    "Bank accounts."
    Read "bank.accounts": bank::accounts(Nothing) -> bank::BankAccountList;
    "Adds a bank account."
    Write "bank.add_account": bank::add_account(bank::AddBankAccount) -> Made, touches [Bank];
    "Calls a bank account otherwise."
    Write "bank.rename_account": bank::rename(bank::RenameBankAccount) -> Nothing, touches [Bank];
    "Writes how a table is read as a text that others can use."
    Read "statements.layout": bank::layout(bank::StatementMapping) -> bank::StatementLayout;
    "Reads such a text."
    Read "statements.read_layout": bank::read_layout(FileIn) -> bank::StatementMapping;
    "Shows what a statement file would add."
    Read "statements.preview": bank::preview(bank::PreviewStatement) -> bank::StatementPreview;
    "Imports a statement."
    Write "statements.import": bank::import(bank::ImportStatement) -> bank::StatementImported, touches [Bank];
    "Takes a statement out again, its matches with it."
    Write "statements.undo_import": bank::undo_import(ById) -> Nothing, touches [Bank, Invoices, Clients];

    "Statement lines, a part at a time."
    Read "lines.list": reconcile::list(reconcile::ListLines) -> reconcile::LineList;
    "A line with its explanations."
    Read "lines.show": reconcile::show(ById) -> reconcile::LinePage;
    "Open invoices that may explain a line."
    Read "lines.find": reconcile::find(reconcile::FindInvoices) -> reconcile::FoundInvoices;
    "Explains a line."
    Write "matches.accept": reconcile::accept(reconcile::AcceptExplanation) -> Made, touches [Bank, Invoices, Clients];
    "Takes an explanation back, the payment it made with it."
    Write "matches.undo": reconcile::undo(ById) -> Nothing, touches [Bank, Invoices, Clients];
    "What the parts of a split line come to."
    Read "lines.weigh": reconcile::weigh(reconcile::WeighSplit) -> reconcile::SplitSums;
    "Lines that may be the other side of a transfer."
    Read "lines.other_sides": reconcile::candidates(ById) -> reconcile::OtherSides;
    "Writes a note beside a line."
    Write "lines.note": reconcile::note(reconcile::NoteLine) -> Nothing, touches [Bank];
    "The lines of an account whose best explanation is certain."
    Read "lines.certain": reconcile::certain(ById) -> reconcile::CertainMatches;
    "Makes a client of a line's payer and explains the line as its money."
    Write "matches.accept_new_client": reconcile::accept_new_client(reconcile::AcceptNewClient) -> Made, touches [Bank, Invoices, Clients];
    "Explains several lines in one."
    Write "matches.accept_all": reconcile::accept_all(reconcile::AcceptAll) -> reconcile::UndoAll, touches [Bank, Invoices, Clients];
    "Takes several explanations back in one."
    Write "matches.undo_all": reconcile::undo_all(reconcile::UndoAll) -> Nothing, touches [Bank, Invoices, Clients];
    "Switches on or off that what is certain on an account is applied without asking."
    Write "bank.apply_by_itself": reconcile::switch(reconcile::ApplyByItself) -> Nothing, touches [Bank];
    "Explains what is certain on accounts where that is switched on, each line by itself."
    Program "matches.apply_by_itself": reconcile::run(reconcile::RunByItself) -> reconcile::AppliedByItself, touches [Bank, Invoices, Clients, History];

    "What processors hold, item by item."
    Read "clearing.proof": clearing::proof(Nothing) -> clearing::ClearingProof;
    "The closed periods of a bank account."
    Read "periods.list": reconcile::periods(ById) -> reconcile::PeriodList;
    "The proof of the next period, before it is closed."
    Read "periods.preview": reconcile::preview(reconcile::AskPeriod) -> reconcile::PeriodProof;
    "Closes a period: proved, reported, locked."
    Write "periods.close": reconcile::close(reconcile::AskPeriod) -> Made, touches [Bank];
    "Reopens the last closed period of an account."
    Write "periods.reopen": reconcile::reopen(reconcile::ReopenPeriod) -> Made, touches [Bank];
    "What changed since an account was last reconciled."
    Read "periods.changes": reconcile::changes(ById) -> reconcile::PeriodChanges;

    "Today."
    Read "today.show": today::show(Nothing) -> today::TodayPage;
    "Notes that the user looked at Today."
    Write "today.visit": today::visit(Nothing) -> Nothing;
    "Puts a matter off."
    Write "today.snooze": today::snooze(today::Snooze) -> Nothing;
    "Brings a matter back."
    Write "today.wake": today::wake(today::Wake) -> Nothing;

    "Insights."
    Read "insights.show": insights::show(Nothing) -> insights::InsightsPage;
    "The page of Insights as a PDF."
    Read "insights.paper": insights::paper(Nothing) -> FileOut;
    "The rows behind a bar."
    Read "insights.behind": insights::behind(insights::ShowBehind) -> insights::Behind;
    "What clients owe by age, with what stands apart."
    Read "ageing.show": ageing::show(ageing::ShowAgeing) -> ageing::AgeingPage;
    "The open invoices of a client with their ages."
    Read "ageing.of_client": ageing::of_client(ageing::ShowClientAgeing) -> ageing::ClientAgeing;
    "What clients paid that is joined to nothing."
    Read "ageing.credits": ageing::credits(ageing::ShowCredits) -> ageing::ClientCredits;
    "What clients owe by age as a PDF."
    Read "ageing.paper": ageing::paper(ageing::ShowAgeing) -> FileOut;
    "The cash that is coming, as a band, by week or month."
    Read "forecast.show": forecast::show(forecast::ShowForecast) -> forecast::ForecastPage;
    "How far earlier forecasts were off."
    Read "forecast.past": forecast::past(Nothing) -> forecast::PastForecasts;
    "Keeps what is expected of months that have begun, so that it can be held against what came."
    Program "forecast.keep": forecast::keep(Nothing) -> forecast::ForecastsKept, touches [History];
    "The forecast as a PDF."
    Read "forecast.paper": forecast::paper(forecast::ShowForecast) -> FileOut;
    "Sets so much of what is received aside for tax, in the forecast alone."
    Write "forecast.set_aside": forecast::keep_set_aside(forecast::KeepSetAside) -> Nothing, touches [Invoices];
    "What the user plans to pay."
    Read "outgoings.list": forecast::outgoings(Nothing) -> forecast::OutgoingList;
    "Keeps what the user plans to pay, new or changed."
    Write "outgoings.keep": forecast::keep_outgoing(forecast::OutgoingForm) -> Made, touches [Invoices];
    "Takes out what the user planned to pay."
    Write "outgoings.remove": forecast::remove_outgoing(ById) -> Nothing, touches [Invoices];
    "The week in a page, as a PDF."
    Read "summary.paper": summary::paper(Nothing) -> FileOut;
    "On which day of the week the summary goes to the practice itself."
    Read "summary.policy": summary::policy(Nothing) -> summary::SummaryPolicy;
    "Keeps the day of the week on which it does, or that it does not."
    Write "summary.keep_policy": summary::keep_policy(summary::KeepSummary) -> Nothing, touches [Mail];
    "Puts the summary of this week into the outbox where it is due; never twice a week."
    Program "summary.run": summary::run(Nothing) -> summary::SummaryRun, touches [Mail, History];
    "How well money comes in between two days, each figure with its formula."
    Read "metrics.show": metrics::show(metrics::ShowMetrics) -> metrics::MetricsPage;
    "How well money comes in as a PDF."
    Read "metrics.paper": metrics::paper(metrics::ShowMetrics) -> FileOut;
    "The rows behind a figure of collecting."
    Read "metrics.behind": metrics::behind(metrics::ShowFigure) -> insights::Behind;
    "What each way to be paid cost between two days."
    Read "fees.show": fees::show(fees::ShowFees) -> fees::FeeReport;
    "What each way to be paid cost as a PDF."
    Read "fees.paper": fees::paper(fees::ShowFees) -> FileOut;

    "The trial balance at the end of a day."
    Read "ledger.trial_balance": ledger::trial(ledger::ShowTrialBalance) -> ledger::TrialBalancePage;
    "What each service earned between two days."
    Read "ledger.revenue_by_service": ledger::revenue(ledger::ShowRevenue) -> ledger::RevenueByService;
    "The trial balance of a day and what services earned as a PDF."
    Read "ledger.paper": ledger::paper(ledger::ShowBooks) -> FileOut;
    "The ledger as a table, JSON or a plain-text journal."
    Read "ledger.export": ledger::export(ledger::ExportLedger) -> FileOut;
    "What was not billed as agreed, with its cause and proof."
    Read "leakage.show": leakage::show(leakage::ShowLeakage) -> leakage::LeakagePage;
    "What leaked as a PDF."
    Read "leakage.paper": leakage::paper(leakage::ShowLeakage) -> FileOut;

    "Lets a difference between what was agreed and what was billed go, with a reason."
    Write "leakage.let_go": leakage::let_go(leakage::LetDifferenceGo) -> Nothing, touches [Agreements, Invoices];
    "Takes a difference up again that was let go."
    Write "leakage.take_up": leakage::take_up(leakage::TakeDifferenceUp) -> Nothing, touches [Agreements, Invoices];
    "Voids the invoice of a charge that was billed at an old price, and bills it anew."
    Write "leakage.rebill": leakage::rebill(leakage::Rebill) -> catch_up::ChargesIssued, touches [Agreements, Invoices, Clients];

    "The history."
    Read "history.list": history::list(history::ListHistory) -> history::History;
    "Finds places by name, number or amount."
    Read "search.find": search::find(search::Find) -> search::Hits;
    "A document's bytes."
    Read "documents.show": documents::show(documents::ShowDocument) -> FileOut;
    "The receipt of a paid invoice, made at the first asking."
    Write "receipts.make": documents::make_receipt(ById) -> FileOut, touches [Invoices];
    "The account that mail leaves by."
    Read "mail.account": mail::account(Nothing) -> mail::MailAccountPage;
    "Saves the mail account; its password goes to the keyring."
    Write "mail.save_account": mail::save_account(mail::SaveMailAccount) -> Nothing, touches [Mail];
    "Forgets the mail account and its password."
    Write "mail.forget_account": mail::forget_account(Nothing) -> Nothing, touches [Mail];
    "The servers of common providers."
    Read "mail.presets": mail::presets(Nothing) -> mail::MailPresets;
    "The words of every kind of mail."
    Read "mail.templates": mail::templates(Nothing) -> mail::MailTemplates;
    "What a mail in these words would say to an example client."
    Read "mail.try_template": mail::try_template(mail::SaveMailTemplate) -> mail::MailExample;
    "Keeps the user's words for a kind of mail; empty ones go back to the program's."
    Write "mail.save_template": mail::save_template(mail::SaveMailTemplate) -> Nothing, touches [Mail];
    "A mail as the templates write it."
    Read "mail.preview": mail::preview(mail::ComposeMail) -> mail::MailPreview;
    "Writes a mail into the outbox, to be sent by the account."
    Write "mail.send": mail::send(mail::WriteMail) -> Made, touches [Mail];
    "The outbox."
    Read "mail.outbox": mail::outbox(Nothing) -> mail::Outbox;
    "Sends a mail that certainly did not leave once more."
    Write "mail.retry": mail::retry(ById) -> Nothing, touches [Mail];
    "Takes back a mail that has not left."
    Write "mail.cancel": mail::cancel(ById) -> Nothing, touches [Mail];
    "The user knows whether a mail arrived that may have left."
    Write "mail.settle_unknown": mail::settle_unknown(mail::SettleUnknownMail) -> Nothing, touches [Mail];
    "Writes a mail draft in the templates' words into the outbox."
    Write "mail.compose": mail::compose(mail::ComposeMail) -> mail::MailDraft;
    "Writes a mail draft in the user's words into the outbox."
    Write "mail.draft": mail::draft(mail::WriteMail) -> mail::MailDraft;
    "A mail draft of the outbox."
    Read "mail.show": mail::show(ById) -> mail::MailDraft;
    "Notes what became of a mail draft."
    Write "mail.settle": mail::settle(mail::SettleMail) -> Nothing;
    "The status bar."
    Read "status.show": jobs::status(Nothing) -> jobs::Status;
}
