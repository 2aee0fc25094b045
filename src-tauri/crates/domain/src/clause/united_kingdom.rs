//! What the United Kingdom has of its own (England and Wales; `LAW` names the place).
//!
//! Drafted November 2026; a UK solicitor and the professional body should review them. Sources:
//! Late Payment of Commercial Debts (Interest) Act 1998, SI 2002/1675; Provision of Services
//! Regulations 2009; Money Laundering Regulations 2017; Consumer Contracts Regulations 2013.

use super::ServiceKind::{Payroll, SalesTax, Secretarial, Tax};
use super::{Clause, core, option, work};

pub(super) const CLAUSES: [Clause; 11] = [
    work(
        &[Payroll],
        "SCOPE/payroll",
        "How we run payroll",
        "We calculate pay {pay_frequency} from the hours and changes you send us. We submit the \
         returns to HM Revenue & Customs on or before each payday, report to the pension provider \
         you name, and send payslips. We apply court orders and other deductions from the day \
         you send them to us. You pay wages, tax and contributions from your own account. We \
         correct our own errors at our cost.",
    ),
    work(
        &[SalesTax],
        "SCOPE/sales_tax",
        "How we prepare VAT returns",
        "We prepare each return from your digital records and tell you what is due and by when. We \
         submit it through digital links when you have approved it. You pay the tax. You tell us \
         of unusual sales, imports and changes of activity before the period ends.",
    ),
    work(
        &[Secretarial],
        "SCOPE/secretarial",
        "How we keep the company's records",
        "We keep your statutory registers from what you tell us. We prepare the yearly \
         confirmation statement and the forms for changes you tell us about, and file them at \
         Companies House when you have approved them. You tell us of a change within 5 business \
         days, so that it is filed in time. Directors and people with significant control verify \
         their identity with Companies House themselves and give us their personal codes. The \
         directors remain responsible for the filings.",
    ),
    work(
        &[Tax, SalesTax, Payroll],
        "RESP-F/tax",
        "Acting for you with HM Revenue & Customs",
        "We act as your agent with HM Revenue & Customs for the returns in this letter, and keep \
         to Professional Conduct in Relation to Taxation, the standard of the professional bodies. \
         If we find an error in a return, we tell you at once what it is and what follows from it. \
         If HM Revenue & Customs makes an error in your favour, you authorise us to tell them. If \
         you withdraw that, or decide against what the law requires, we may have to stop acting.",
    ),
    option(
        "PAY-AUTH/bacs",
        "Direct Debit",
        "You instruct your bank, on the page of our payment provider, to pay by Direct Debit what \
         you owe {practice_name} under this agreement.\n\
         - Account: The account of {client_name} named in the instruction.\n\
         - Amount: The amount of each invoice, up to {debit_high} for any one collection.\n\
         - When: On an invoice's due date, or within 3 working days after it. The first \
         collection is on or after {start_date}.\n\
         - Notice: We tell you the amount and date at least {debit_notice_days} working days \
         before the first collection and before any change of amount, date or frequency.\n\
         - Shown as: {statement_text} on your bank statement.\n\
         - To cancel: Tell your bank, and please write to {practice_contact}. Cancelling does \
         not cancel what is owed.\n\
         - Protection: The Direct Debit Guarantee protects you. If an amount is taken in error, \
         your bank refunds it in full and at once.",
    ),
    core(
        "PAY-LATE",
        "Late charges",
        "If you are a business and pay an invoice late, we may claim what the Late Payment of \
         Commercial Debts (Interest) Act 1998 gives. That is simple interest by the day, from the \
         day after the due date, at 8% a year over the Bank of England rate in force on the 30 \
         June or 31 December before the interest starts. It is also a fixed sum for each invoice: \
         £40 for a debt under £1,000, £70 from £1,000, and £100 from £10,000. We send the working \
         with any claim.",
    ),
    core(
        "REC",
        "Keeping and returning records",
        "You must keep business records as long as the law asks you to, for a company at least \
         six years from the end of the year they concern. We keep our files for {keep_years} \
         years after that year and then destroy them securely. We return your own records when \
         the work is done and on request, including while a fee is in dispute.",
    ),
    core(
        "CONF",
        "Confidentiality",
        "We keep your information confidential during and after this agreement, unless you \
         consent or the law, a regulator or our insurer requires disclosure. Our files may be \
         seen in a quality review by our professional body, under the same duty. To recover a fee \
         we disclose billing information only.",
    ),
    core(
        "PRIV",
        "Personal data",
        "Each of us is a controller of the personal data it uses to perform this agreement and \
         keeps to the UK GDPR and the Data Protection Act 2018. Where we handle such data for you, \
         as in payroll, we are your processor. We then act only on your written instructions, keep \
         the data secure and in confidence, engage no other processor without telling you first, \
         help you answer requests, and report a breach without delay. We show you on request that \
         we comply, and return or delete the data at the end. Our registration is \
         {data_registration} and our privacy notice is at {privacy_notice}.",
    ),
    core(
        "AML",
        "Identity and money laundering",
        "The Money Laundering Regulations 2017 and the Proceeds of Crime Act 2002 require us to \
         identify you and your owners, to keep the evidence for five years after we stop acting, \
         and to report suspicion to the authorities without telling you. We may not start, or may \
         have to stop, until checks are complete. Our supervisor is {supervisor}.",
    ),
    core(
        "THIRD",
        "No reliance by others",
        "Our work is for you. No one else may rely on it without our written consent, and no one \
         else has rights under the Contracts (Rights of Third Parties) Act 1999.",
    ),
];
