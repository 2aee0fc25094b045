//! What New Zealand has of its own.
//!
//! Drafted November 2026; a New Zealand lawyer and the professional body should review them.
//! Sources: Anti-Money Laundering and Countering Financing of Terrorism Act 2009; Privacy Act
//! 2020; direct debit notice as the paying authorities publish it.

use super::ServiceKind::{Payroll, SalesTax, Tax};
use super::{Clause, core, option, work};

pub(super) const CLAUSES: [Clause; 7] = [
    work(
        &[SalesTax],
        "SCOPE/sales_tax",
        "How we prepare GST returns",
        "We prepare each return from your records and tell you what is due and by when. We file it \
         when you have approved it. You pay the tax.",
    ),
    work(
        &[Payroll],
        "SCOPE/payroll",
        "How we run payroll",
        "We calculate pay, PAYE and KiwiSaver {pay_frequency} from the hours and changes you send \
         us. We file each payday's employment information with Inland Revenue within 2 working \
         days, and send payslips. We apply court orders and other deductions from the day you send \
         them to us. You pay wages, PAYE and KiwiSaver from your own account. We correct our own \
         errors at our cost.",
    ),
    work(
        &[Tax, SalesTax, Payroll],
        "RESP-F/tax",
        "Acting for you with Inland Revenue",
        "We act as your tax agent with Inland Revenue for the returns in this letter, and may see \
         your tax accounts there. If we find an error in a return, ours or another's, we tell \
         you at once what it is and what follows from it. If you decide against what the law \
         requires, we may have to stop acting.",
    ),
    option(
        "PAY-AUTH/becs",
        "Direct debit authority",
        "You authorise your bank, on the page of our payment provider, to accept direct debits \
         that {practice_name} initiates under this service agreement.\n\
         - Account: The account of {client_name} named in the authority.\n\
         - Amount: The amount of each invoice issued under this agreement, up to {debit_high} for \
         any one debit.\n\
         - When: On an invoice's due date. The first debit is on or after {start_date}.\n\
         - Notice: We tell you the amount and date at least {debit_notice_days} days before the \
         first debit and before each debit whose amount varies, and 30 days before we change \
         these terms. If a debit fails, we may send it again within 5 business days without a new \
         notice.\n\
         - Shown as: {statement_text} on your bank statement.\n\
         - To cancel: Tell your bank, and please write to {practice_contact}. Sums already owed \
         remain payable.\n\
         - If you think a debit is wrong: Tell us. You may also ask your bank to reverse a debit \
         that you had no notice of or that differs from it.",
    ),
    core(
        "PRIV",
        "Personal information",
        "We use personal information only for this work and for what the law requires of us, and \
         keep to the Privacy Act 2020. You may see and correct what we hold about you. We keep it \
         secure, and tell you without delay of a breach that affects you. Our privacy notice is at \
         {privacy_notice}.",
    ),
    core(
        "AML",
        "Identity and money laundering",
        "The Anti-Money Laundering and Countering Financing of Terrorism Act 2009 may require us \
         to identify you and your owners, to keep the evidence, and to report suspicion to the \
         authorities without telling you. We may not start, or may have to stop, until checks are \
         complete.",
    ),
    core(
        "TAX",
        "GST",
        "Fees are stated without GST. Where we must charge it, we add GST at the rate in force and \
         show it on the invoice.",
    ),
];
