//! What Canada has of its own.
//!
//! Drafted November 2026; a lawyer of the province should review them. Sources: CSRS 4200;
//! Interest Act s. 4; Criminal Code s. 347; Payments Canada Rule H1.

use super::ServiceKind::{Compilation, Payroll, Preparation, Review, SalesTax, Tax};
use super::{Clause, core, option, work};

pub(super) const CLAUSES: [Clause; 13] = [
    work(
        &[SalesTax],
        "SCOPE/sales_tax",
        "How we prepare GST/HST returns",
        "We prepare each return from your records and tell you what is due and by when. We file it \
         when you have approved it. You pay the tax. Provincial sales tax, where a province has \
         its own, is included only where the fee table names it.",
    ),
    work(
        &[Tax, SalesTax, Payroll],
        "RESP-F/tax",
        "Acting for you with the Canada Revenue Agency",
        "We act as your representative with the Canada Revenue Agency (CRA) for the returns in \
         this letter, once you have authorized us there. We file an income tax return \
         electronically when you have signed the form the CRA asks for. If we find an error in a \
         return, ours or another's, we tell you at once what it is and what follows from it. You \
         decide whether it is corrected. If you decide against what the law requires, we may have \
         to stop acting.",
    ),
    work(
        &[Compilation],
        "SCOPE/compilation",
        "Compiling financial information",
        "We help you to prepare {statements} for {period}, on this basis of accounting: \
         {framework}. A note to the information describes that basis. We do not audit, review or \
         verify the information and give no assurance. We issue a compilation engagement report \
         in the form of the Canadian Standard on Related Services (CSRS) 4200, which says so. If \
         the information looks materially wrong or misleading and stays so, we withdraw and say \
         why.",
    ),
    work(
        &[Compilation],
        "RESP-C/compilation",
        "What you acknowledge",
        "You acknowledge that you are responsible for the compiled information in its final form, \
         for the choice of the basis of accounting, and for the records and estimates behind it. \
         You acknowledge that this basis suits the intended use in clause `#THIRD/statements`. \
         You read the information and approve it in writing before we issue our report.",
    ),
    work(
        &[Preparation, Compilation, Review],
        "RESP-F/statements",
        "Our standards for the financial information",
        "We do this work under the standards of the CPA Canada Handbook, for a compilation CSRS \
         4200, and under the code of conduct of our provincial body. We use our knowledge of \
         accounting and reporting to help you; the judgments stay yours.",
    ),
    work(
        &[Preparation, Compilation, Review],
        "THIRD/statements",
        "Intended use and other users",
        "The financial information is intended for {intended_use}. Other users will be: \
         {third_users}. Where there are any, you confirm that each can ask you for further \
         information, or has agreed with you on the basis of accounting. You tell us before anyone \
         else is to use it, because it may not suit another purpose.",
    ),
    option(
        "PAY-AUTH/pad",
        "Pre-authorized debit",
        "You authorize {practice_name} to debit your bank account under this pre-authorized debit \
         (PAD) agreement, until the agreement ends or you cancel it.\n\
         - Account: The account of {client_name} that you enter on our payment provider's page.\n\
         - Category: {pad_category}.\n\
         - Amount: The amount of each invoice issued under this agreement, up to {debit_high} for \
         any one debit.\n\
         - When: On an invoice's due date. The first debit is on or after {start_date}.\n\
         - Notice: We tell you the amount and date at least {debit_notice_days} days before each \
         debit whose amount varies.\n\
         - Shown as: {statement_text} on your bank statement.\n\
         - To cancel: Write to {practice_contact} at least {revoke_days} business days before a \
         debit. Your bank or payments.ca has a form for it. Sums already owed remain payable.\n\
         - Recourse: You have recourse rights if a debit does not comply with this agreement. For \
         example, you may be reimbursed for a debit that you did not authorize or that does not \
         fit it. Your bank or payments.ca tells you more.",
    ),
    core(
        "PAY-LATE",
        "Late charges",
        "If an invoice is still unpaid {grace_days} days after its due date, simple interest \
         runs on the unpaid amount from the day after the due date at {late_rate_year} a year, \
         which is {late_rate_month} a month. It is counted by the day on a 365-day year and not \
         compounded, and is never more than the Criminal Code allows. We send the working with \
         any claim. No interest runs on an amount that you dispute in good faith and that proves \
         not to be owed.",
    ),
    work(
        &[Payroll],
        "SCOPE/payroll",
        "How we run payroll",
        "We calculate pay {pay_frequency} from the hours and changes you send us. We prepare pay \
         statements, remittances to the Canada Revenue Agency and the province, and the yearly \
         slips, and file them for you. We apply court orders and other deductions from the day \
         you send them to us. You pay wages and remittances from your own account. We correct our \
         own errors at our cost.",
    ),
    core(
        "PRIV",
        "Personal information",
        "We use personal information only for this work and for what the law requires of us, under \
         the Personal Information Protection and Electronic Documents Act or the law of the \
         province. It may be kept or seen outside Canada by the helpers we have told you of, under \
         the law there. We keep it secure, and tell you without delay of a breach that affects \
         you. Our privacy notice is at {privacy_notice}.",
    ),
    core(
        "TAX",
        "GST/HST on our fees",
        "Fees are stated without GST/HST and provincial sales tax. Where they apply, we add them \
         at the rate in force and show them on their own line, with our registration number.",
    ),
    option(
        "AML",
        "Identity and money laundering",
        "If we receive or pay money, or buy or sell assets, on your behalf, or give instructions \
         to, the Proceeds of Crime (Money Laundering) and Terrorist Financing Act requires us to \
         identify you and your owners, to keep the evidence for at least five years, and to report \
         suspicion to the authorities without telling you.",
    ),
    core(
        "LAW",
        "Law and disputes",
        "The law of {law_place} and the federal law of Canada that applies there govern, and the \
         courts of {law_place} have jurisdiction. Before going to court we both try to settle by \
         talking, and then by mediation.",
    ),
];
