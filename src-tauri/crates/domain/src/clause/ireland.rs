//! What Ireland has of its own.
//!
//! Drafted November 2026; an Irish solicitor and the professional body should review them.
//! Sources: S.I. 580 of 2012 (late payment); Criminal Justice (Money Laundering and Terrorist
//! Financing) Act 2010; Consumer Rights Act 2022; S.I. 533 of 2010 (services).

use super::ServiceKind::{Payroll, SalesTax, Secretarial, Tax};
use super::{Clause, core, option, work};

pub(super) const CLAUSES: [Clause; 8] = [
    work(
        &[Payroll],
        "SCOPE/payroll",
        "How we run payroll",
        "We calculate pay {pay_frequency} from the hours and changes you send us, with the \
         contributions under automatic enrolment where they apply. We report each pay run to the \
         Revenue Commissioners on or before payday and send payslips. We apply court orders and \
         other deductions from the day you send them to us. You pay wages, tax and contributions \
         from your own account. We correct our own errors at our cost.",
    ),
    work(
        &[SalesTax],
        "SCOPE/sales_tax",
        "How we prepare VAT returns",
        "We prepare each return from your records and tell you what is due and by when. We file it \
         through the Revenue Online Service when you have approved it. You pay the tax. You tell \
         us of unusual sales, imports and changes of activity before the period ends.",
    ),
    work(
        &[Secretarial],
        "SCOPE/secretarial",
        "How we keep the company's records",
        "We keep your statutory registers from what you tell us. We prepare the annual return and \
         the forms for changes you tell us about, and file them with the Companies Registration \
         Office when you have approved them. You tell us of a change within 5 business days, so \
         that it is filed in time. A late annual return costs a penalty and can cost the audit \
         exemption.",
    ),
    work(
        &[Tax, SalesTax, Payroll],
        "RESP-F/tax",
        "Acting for you with the Revenue Commissioners",
        "We act as your agent with the Revenue Commissioners for the returns in this \
         letter. If we find an error in a return, ours or another's, we tell you at once what it \
         is and what follows from it. You decide whether it is corrected. If you decide against \
         what the law requires, we may have to stop acting.",
    ),
    option(
        "PAY-AUTH/sepa",
        "SEPA direct debit",
        "You sign a SEPA direct debit mandate, on the page of our payment provider. By it you \
         permit {practice_name} to instruct your bank to debit your account, and your bank to \
         follow those instructions.\n\
         - Account: The account of {client_name} named in the mandate.\n\
         - Amount: The amount of each invoice, up to {debit_high} for any one debit.\n\
         - When: On an invoice's due date. The first debit is on or after {start_date}.\n\
         - Notice: We tell you the amount and date at least {debit_notice_days} days before each \
         debit. The invoice may be that notice.\n\
         - Shown as: {statement_text} on your bank statement.\n\
         - To withdraw: Tell your bank, and please write to {practice_contact}. Sums already owed \
         remain payable.\n\
         - Refund: Under your agreement with your bank you may claim a refund from it within \
         eight weeks of a debit. A debit without a mandate can be claimed back within 13 months.",
    ),
    core(
        "PAY-LATE",
        "Late charges",
        "If you are a business and pay an invoice late, we may claim what the European \
         Communities (Late Payment in Commercial Transactions) Regulations 2012 give. That is \
         simple interest by the day, from the day after the due date, at 8 percentage points a \
         year over the main refinancing rate of the European Central Bank in force on 1 January \
         for the first half of the year and on 1 July for the second. It is also a fixed sum for \
         each invoice: €40 for a debt up to €1,000, €70 up to €10,000, and €100 above. We send \
         the working with any claim.",
    ),
    core(
        "PRIV",
        "Personal data",
        "Each of us is a controller of the personal data it uses to perform this agreement and \
         keeps to the General Data Protection Regulation and the Data Protection Act 2018. \
         Where we handle such data for you, as in payroll, we are your processor. We then act \
         only on your written instructions, keep the data secure and in confidence, engage no \
         other processor without telling you first, help you answer requests, and report a \
         breach without delay. We show you on request that we comply, and return or delete the \
         data at the end. Our privacy notice is at {privacy_notice}.",
    ),
    core(
        "AML",
        "Identity and money laundering",
        "The Criminal Justice (Money Laundering and Terrorist Financing) Act 2010 requires us to \
         identify you and your owners, to keep the evidence for five years after we stop acting, \
         and to report suspicion to the authorities without telling you. We may not start, or may \
         have to stop, until checks are complete. Our supervisor is {supervisor}.",
    ),
];
