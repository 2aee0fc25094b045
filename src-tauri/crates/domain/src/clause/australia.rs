//! What Australia has of its own.
//!
//! Drafted November 2026; an Australian lawyer and the professional body should review them.
//! Sources: APES 305, APES 315, APES 110; Privacy Act 1988; the BECS direct debit procedures;
//! Anti-Money Laundering and Counter-Terrorism Financing Amendment Act 2024 (accountants from
//! 1 July 2026); Treasury Laws Amendment (Payday Superannuation) Act 2025; Tax Agent Services
//! (Code of Professional Conduct) Determination 2024.

use super::ServiceKind::{Accounts, Compilation, Payroll, Preparation, Review, SalesTax, Tax};
use super::{Clause, core, option, work};

pub(super) const CLAUSES: [Clause; 13] = [
    work(
        &[SalesTax],
        "SCOPE/sales_tax",
        "How we prepare activity statements",
        "We prepare each statement from your records and tell you what is due and by when. We \
         lodge it when you have approved it. You pay the tax.",
    ),
    work(
        &[Payroll],
        "SCOPE/payroll",
        "How we run payroll",
        "We calculate pay and superannuation {pay_frequency} from the hours and changes you send \
         us. We report each pay run to the Australian Taxation Office through Single Touch Payroll \
         on or before payday, and send payslips. We apply court orders and other deductions from \
         the day you send them to us. You pay wages, tax and superannuation from your own account. \
         Superannuation must reach the fund within 7 business days of payday. We correct our own \
         errors at our cost.",
    ),
    work(
        &[Tax],
        "SCOPE/tax",
        "How we prepare tax returns",
        "We prepare {tax_forms} for {taxpayers} for {tax_year}. We lodge each return when you have \
         reviewed it and signed the declaration. More time to lodge does not give more time to \
         pay.",
    ),
    work(
        &[Compilation],
        "SCOPE/compilation",
        "Compiling financial statements",
        "We compile {statements} for {period} under {framework}, for {intended_use}. The output \
         is the statements with our compilation report under APES 315. We do not audit or review \
         your information and express no assurance. If we are not independent of you, the report \
         says so. If something in the statements is misleading and stays so, we withdraw and say \
         why.",
    ),
    work(
        &[Tax, SalesTax, Payroll],
        "RESP-F/tax",
        "Our standards for returns",
        "We do tax work as a registered agent under the Tax Agent Services Act 2009. If we find an \
         error in a return, ours or another's, we tell you at once what it is and what follows \
         from it. If you decide against what the law requires, we may have to stop acting, and may \
         have to say so to the Tax Practitioners Board or the Australian Taxation Office. The \
         Board keeps a public register of agents at tpb.gov.au and takes complaints there. We tell \
         you in writing of anything about our registration that could change your mind about us.",
    ),
    work(
        &[Preparation, Compilation, Review, Accounts],
        "RESP-F/statements",
        "Our standards for the financial statements",
        "We do this work under the standards of the Accounting Professional & Ethical Standards \
         Board, for a compilation APES 315, and under its code of ethics, APES 110. We use our \
         knowledge of accounting and reporting to help you; the judgments stay yours.",
    ),
    option(
        "PAY-AUTH/becs",
        "Direct debit request service agreement",
        "You request us, on the page of our payment provider, to debit your account through the \
         bulk electronic clearing system (BECS). This is the service agreement for that request.\n\
         - Account: The account of {client_name} named in the request. You see that it can be \
         debited and holds enough on the day.\n\
         - Amount: The amount of each invoice issued under this agreement, up to {debit_high} for \
         any one debit.\n\
         - When: On an invoice's due date, or the next business day. The first debit is on or \
         after {start_date}.\n\
         - Notice: We tell you the amount and date at least {debit_notice_days} days before each \
         debit, and tell you 14 days before we change these terms.\n\
         - Shown as: {statement_text} on your bank statement.\n\
         - To stop, defer or cancel: Write to {practice_contact} at least {revoke_days} business \
         days before a debit, or tell your bank. Sums already owed remain payable.\n\
         - If you think a debit is wrong: Tell us, and we answer within 5 business days. You may \
         also claim through your bank.\n\
         - Your details: We keep them confidential and give them to the banks only to make or \
         check a debit.",
    ),
    core(
        "OWN",
        "Who owns what",
        "Documents you give us are yours. What we prepare for you to keep or lodge (returns, \
         statements, reports) is yours once paid for. Our working papers, correspondence files, \
         templates and methods are ours.",
    ),
    core(
        "PRIV",
        "Personal information",
        "We use personal information only for this work and for what the law requires of us, and \
         keep to the Privacy Act 1988 and its Australian Privacy Principles. We keep it secure, \
         and tell you without delay of a breach that affects you. Our privacy notice is at \
         {privacy_notice}.",
    ),
    core(
        "SUB",
        "Other firms and cloud services",
        "We use software and storage run by others. If another firm or a service outside \
         Australia is to do part of the work, or to keep or see your information, we tell you \
         first who, where and for what. We answer for their work as for our own.",
    ),
    option(
        "LIAB/scheme",
        "Limited liability scheme",
        "Liability limited by a scheme approved under Professional Standards Legislation. You \
         receive the scheme on request.",
    ),
    core(
        "AML",
        "Identity and money laundering",
        "Since 1 July 2026 the Anti-Money Laundering and Counter-Terrorism Financing Act 2006 \
         covers some work of accountants, such as setting up companies and trusts or handling \
         money and assets. For such work we must identify you and your owners, keep the evidence \
         for seven years, and report suspicion to AUSTRAC without telling you. We may not start, \
         or may have to stop, until checks are complete.",
    ),
    core(
        "TAX",
        "GST",
        "Fees are stated without GST. Where we must charge it, we add GST at the rate in force and \
         send a tax invoice.",
    ),
];
