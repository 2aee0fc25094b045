//! What the United States has of its own: tax under Circular 230, financial statements under
//! AR-C sections 70, 80 and 90, debits under the Nacha Rules and Regulation E.
//!
//! Drafted November 2026; a lawyer admitted in the practice's state should review them.

use super::ServiceKind::{Compilation, Payroll, Preparation, Review, SalesTax, Tax};
use super::{Clause, core, option, work};

pub(super) const CLAUSES: [Clause; 23] = [
    work(
        &[Tax],
        "SCOPE/tax",
        "How we prepare tax returns",
        "We prepare {tax_forms} for {taxpayers} for tax year {tax_year}, in {tax_places}. No other \
         state is included. We file electronically once you have reviewed the return and signed \
         the e-file authorization. An extension gives more time to file. It does not give more \
         time to pay.",
    ),
    work(
        &[SalesTax],
        "SCOPE/sales_tax",
        "How we prepare sales tax returns",
        "We prepare each return from your records, tell you what is due and by when, and file it \
         when you have approved it. You pay the tax. We do not decide in which states you must \
         register, unless you ask us to study it.",
    ),
    work(
        &[Payroll],
        "SCOPE/payroll",
        "How we run payroll",
        "We calculate pay {pay_frequency} from the hours and changes you send us. We prepare pay \
         statements, tax deposits and the federal and state filings, and file them for you, with \
         the year-end forms. We apply court orders and other deductions from the day you send them \
         to us. You pay wages and taxes from your own account. We correct our own errors at our \
         cost.",
    ),
    work(
        &[Preparation],
        "SCOPE/preparation",
        "Preparing financial statements",
        "We prepare {statements} for {period} under {framework}, from the information you give \
         us. The objective is to prepare them in accordance with that framework. We do not audit, \
         review or compile them, and issue no report. Each page says that no assurance is \
         provided. If that cannot stand on each page, we issue a disclaimer or do not complete \
         the work.",
    ),
    work(
        &[Compilation],
        "SCOPE/compilation",
        "Compiling financial statements",
        "We compile {statements} for {period} under {framework}. The objective is to apply our \
         knowledge of accounting and reporting to help you present them, without giving any \
         assurance that they need no material change. We issue a report that says that we have \
         not audited or reviewed the statements and give no opinion, conclusion or assurance. If \
         we are not independent of you, the report says so. If something is misleading and stays \
         so, we withdraw and say why.",
    ),
    work(
        &[Review],
        "SCOPE/review",
        "Reviewing financial statements",
        "We review {statements} for {period} under {framework}. The objective is limited \
         assurance on whether we know of any material change they need. A review consists mainly \
         of analytical procedures and questions to you. It is much smaller than an audit: we do \
         not study internal control, assess the risk of fraud or test records, and give no \
         opinion. We must be independent of you. We issue a report that states our conclusion. \
         If it has to differ from the usual form, or cannot be issued, we tell you first.",
    ),
    core(
        "RESP-F",
        "What we do",
        "We work with due professional care under the standards that bind us. We answer your \
         messages within {reply_days} business days.",
    ),
    work(
        &[Tax, SalesTax, Payroll],
        "RESP-F/tax",
        "Our standards for returns",
        "For federal tax we work under Circular 230 of the Treasury, the preparer rules of the \
         Internal Revenue Code and, where they bind us, the Statements on Standards for Tax \
         Services of the profession. If we find an error in a return, ours or another's, we tell \
         you at once what it is and what follows from it. You decide whether it is corrected. If \
         you decide against what the law requires, we may have to stop acting.",
    ),
    work(
        &[Preparation, Compilation, Review],
        "RESP-F/statements",
        "Our standards for the financial statements",
        "We do this work under the Statements on Standards for Accounting and Review Services \
         of the American Institute of Certified Public Accountants (AICPA). We keep to its Code \
         of Professional Conduct, including integrity, objectivity and due care.",
    ),
    core(
        "DEADL",
        "When our deadlines start",
        "We meet a deadline when your information is complete {turnaround} before it. If it \
         reaches us later, we may file an extension for you. Penalties and interest that follow \
         from later information are yours. Those that follow from our error are ours.",
    ),
    core(
        "TAX",
        "Sales tax",
        "If a tax on our services applies, we add it at the rate the law sets, from the date \
         the law requires, and show it on its own line.",
    ),
    option(
        "PAY-AUTH/business-ach",
        "Authorization to debit your bank account",
        "You authorize {practice_name} to debit your bank account on these terms. The \
         authorization is recurring and runs until the agreement ends or you revoke it.\n\
         - Account: The business account of {client_name} that you connect, on our payment \
         provider's page, when you accept.\n\
         - Amount: The amount of each invoice issued under this agreement, up to {debit_high} for \
         any one debit.\n\
         - When: On an invoice's due date, never sooner than {debit_notice_days} days after we \
         send the invoice stating its amount and date. The first debit is on or after \
         {start_date}.\n\
         - Shown as: {statement_text} on your bank statement.\n\
         - To revoke: Write to {practice_contact} at least {revoke_days} business days before a \
         debit. Sums already owed remain payable.\n\
         - Rules: You confirm that this is a business account and agree to be bound by the Nacha \
         Rules.\n\
         - Copy: You receive a copy of this authorization with your signed letter.",
    ),
    option(
        "PAY-AUTH/consumer-ach",
        "Authorization to debit your bank account",
        "You authorize {practice_name} to debit your bank account on these terms. The \
         authorization is recurring and runs until the agreement ends or you revoke it.\n\
         - Account: The account of {client_name} that you connect, on our payment provider's page, \
         when you accept.\n\
         - Amount: The amount of each invoice issued under this agreement.\n\
         - When: On an invoice's due date. The first debit is on or after {start_date}.\n\
         - Notice: We write to you at least {debit_notice_days} days before each debit with its \
         amount and date. If you tick the box beside your signature, we write only when a debit \
         would fall outside the range {debit_low} to {debit_high}.\n\
         - Shown as: {statement_text} on your bank statement.\n\
         - To stop or revoke: Tell us or your bank at least {revoke_days} business days before a \
         debit to stop it. To revoke the whole authorization, write to {practice_contact}. Sums \
         already owed remain payable.\n\
         - Copy: You receive a copy of this authorization to keep.",
    ),
    core(
        "CONF",
        "Confidentiality",
        "We keep your information confidential and use it only for this work, unless you consent \
         or the law requires otherwise. Tax return information is not disclosed or used for any \
         other purpose without the separate written consent that section 7216 of the Internal \
         Revenue Code and its rules prescribe. To recover a fee we disclose billing information \
         only.",
    ),
    core(
        "PRIV",
        "Personal information",
        "We protect personal information with the safeguards that federal law requires of tax \
         preparers and financial firms. We tell you without delay of a breach that affects you. \
         Our privacy notice is at {privacy_notice}.",
    ),
    core(
        "SUB",
        "Helpers and where work is done",
        "If another firm is to do part of the work, we tell you first who and where. We answer \
         for our helpers' work as for our own. Before any tax return information leaves the \
         United States, we ask for your written consent.",
    ),
    option(
        "LIAB",
        "Limits on liability",
        "So far as law and professional standards allow, our total liability under this \
         agreement is limited to {liability_cap}, and neither of us is liable for indirect loss. \
         Nothing in this agreement limits liability for fraud, willful misconduct or gross \
         negligence. A claim must be brought within two years of the date on which it could first \
         have been known.",
    ),
    core(
        "THIRD",
        "No reliance by others",
        "Our work is for you. No one else may rely on it without our written consent, and you do \
         not give it to a lender or buyer as if we had audited it or, where we did not, reviewed \
         it.",
    ),
    core(
        "COMPL",
        "If you are unhappy",
        "Tell {complaint_contact}. You have a full answer within {complaint_days} days. You may \
         also write to any board or office that licenses us.",
    ),
    option(
        "CANCEL",
        "Right to cancel",
        "You may cancel without reason within {cancel_days} business days of accepting, by writing \
         to {practice_contact}. We return what you paid within 10 business days, less work you \
         asked us to do at once.",
    ),
    core(
        "LAW",
        "Law and disputes",
        "The law of {law_place} governs. We try to settle a dispute by talking, then by mediation \
         in {court_place}, before going to its courts. Either of us may bring a small claim at \
         once.",
    ),
    core(
        "ECOM",
        "Electronic records and signatures",
        "You agree to receive this agreement, invoices and notices electronically and to sign by \
         electronic means. An electronic signature made with intent to sign binds as ink does. You \
         need an e-mail address and a program that opens PDF files. You may ask for paper free of \
         charge, or withdraw this consent for the future, by writing to {practice_contact}. Each \
         of us keeps a complete copy that can be reproduced.",
    ),
    core(
        "ENTIRE",
        "Whole agreement",
        "This letter and its amendments are the whole agreement and replace earlier ones on the \
         same subject. If they conflict, the later prevails.",
    ),
];
