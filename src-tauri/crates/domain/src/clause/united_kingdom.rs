//! Clauses for the United Kingdom and Ireland. No statute of either is named, so that one text
//! serves both.
//!
//! Drafted November 2026; a solicitor and the professional body should review them.

use super::LetterSection::{
    Changes, Fees, Form, Parties, Payment, Records, Responsibilities, Standing, Work,
};
use super::{Clause, core, option};

/// The clauses, in the order of the letter.
pub(super) const CLAUSES: [Clause; 33] = [
    core(
        "PART",
        Parties,
        "The parties",
        "This agreement is between {practice_name} (\"we\") and {client_name} (\"you\"). You \
         are our only client under it. We do not act for your owners, officers or their \
         families, unless they sign a letter of their own.",
    ),
    core(
        "SCOPE",
        Work,
        "The work",
        "We do the work listed in the fee table, in the manner and at the times stated there. \
         We carry out no audit and give no assurance.",
    ),
    core(
        "EXCL",
        Work,
        "What is not included",
        "Only the work listed in the fee table is included. In particular we do not represent \
         you before an authority, answer notices about earlier years, or prepare returns that \
         are not named there. We will gladly quote for any of these.",
    ),
    core(
        "ASSUME",
        Work,
        "What the fees assume",
        "The fixed fees assume records that are complete and volumes like those you described \
         to us. If actual volumes stay above these for two months running, either may ask for a \
         new fee (`AMEND`).",
    ),
    core(
        "RESP-C",
        Responsibilities,
        "What you do",
        "You send bills, receipts and answers in good time, and give us read access to the \
         accounts we are to reconcile. You keep original records, run your internal controls, \
         make all management decisions, and review and approve our work.",
    ),
    core(
        "RESP-F",
        Responsibilities,
        "What we do",
        "We work with reasonable skill and care and keep to the code of ethics of our \
         professional body. We answer your messages within {reply_days} working days. We tell \
         you at once of any error we find in a return, and its effect.",
    ),
    core(
        "RELY",
        Responsibilities,
        "We rely on your information",
        "We rely on what you give us and do not audit or verify it. Our work is not designed to \
         find error, fraud or breach of law, though we will tell you of any we notice. You \
         approve each return before it is filed and remain responsible for it. Where a tax \
         treatment is uncertain, we explain the risk and you decide.",
    ),
    core(
        "DEADL",
        Responsibilities,
        "When our deadlines start",
        "We meet a deadline when your information is complete {turnaround} before it. Penalties \
         and interest that follow from later information are yours; those that follow from our \
         error are ours.",
    ),
    core(
        "FEE",
        Fees,
        "Fees",
        "Our fees are those in the fee table, in {currency}. A fixed fee does not depend on \
         hours, and no fee depends on a result.",
    ),
    core(
        "FEE-OOS",
        Fees,
        "Work outside the scope",
        "Work you ask for beyond the scope is quoted first, in writing. We do not start without \
         your yes.",
    ),
    option(
        "FEE-REV",
        Fees,
        "Yearly price review",
        "On each anniversary of the start of this agreement, recurring fees rise by \
         {review_percent}. We tell you the new figures at least {review_notice_days} days \
         before. A larger rise needs your consent under `AMEND`.",
    ),
    option(
        "FEE-DEP",
        Fees,
        "Deposit",
        "You pay {deposit} on acceptance. We set it against the last invoice. If the agreement \
         ends earlier, we return what is not used within 30 days.",
    ),
    core(
        "FEE-EXP",
        Fees,
        "Expenses",
        "We pass on filing fees and similar costs at cost, with the receipt. Each needs your \
         approval first.",
    ),
    core(
        "TAX",
        Fees,
        "VAT",
        "Fees are stated without VAT. Where we must charge it, we add VAT at the rate in force \
         and send a VAT invoice. A payment made on your behalf as your agent is shown apart \
         from our fees.",
    ),
    core(
        "PAY",
        Payment,
        "Payment",
        "We invoice on the dates in the fee table. Each invoice is due {due_days} days after \
         its date. A payment counts when the money has settled.",
    ),
    core(
        "PAY-LATE",
        Payment,
        "Late charges",
        "If an invoice is still unpaid {grace_days} days after its due date, simple interest \
         runs on the unpaid amount from the day after the due date at {late_rate_year} a year \
         ({late_rate_month} a month), counted by the day on a 365-day year, and never more than \
         the law allows. It is not compounded. We send the working with any claim. No interest \
         runs on an amount in good-faith dispute that is settled in your favour.",
    ),
    option(
        "PAY-SUSP",
        Payment,
        "Pausing work",
        "If an undisputed invoice is {late_days} days late, we may pause work \
         {pause_notice_days} days after telling you so in writing. We do not pause anything due \
         to an authority within that time. Records you need to meet your tax obligations are \
         returned on request, whatever is owed.",
    ),
    option(
        "PAY-PLAN",
        Payment,
        "Paying over time",
        "If you cannot pay on time, ask. A payment plan is a short written amendment: total, \
         dates, amounts and method. While you keep to it, no late charge runs. If an instalment \
         is more than 5 days late, the balance becomes due.",
    ),
    core(
        "DISP",
        Payment,
        "Questions about an invoice",
        "Tell us within {dispute_days} days if you think an invoice is wrong, and why. We stop \
         asking for the part in question, answer within {reply_days} working days, and correct \
         any error with a credit note. The rest stays due.",
    ),
    core(
        "AMEND",
        Changes,
        "Changing this agreement",
        "A change is made by a numbered amendment that we send you. A change that is no worse \
         for you takes effect when we send it. One that is worse (a new or higher fee, earlier \
         payment, less work) needs your consent. Silence is never consent. Amendments do not \
         change what was already accepted; they are added to it.",
    ),
    core(
        "TERM",
        Changes,
        "Start, length and ending",
        "The agreement starts on {start_date} and runs until it is ended. Either of us may end \
         it by {end_notice_days} days' written notice, or at once for a serious breach, or \
         where the law or our professional rules require. You pay for work done to the end \
         date; recurring fees are counted by the day.",
    ),
    core(
        "OWN",
        Records,
        "Who owns what",
        "Your records are yours. Returns, statements and schedules are yours once paid for. Our \
         working papers, templates and methods are ours.",
    ),
    core(
        "REC",
        Records,
        "Keeping and returning records",
        "We keep copies of our work and of the records behind it for {keep_years} years after \
         the period they concern, then destroy them securely. We return your original records \
         when the work is done and on request, including while a fee is in dispute. You keep \
         your own records as long as the law asks you to.",
    ),
    core(
        "CONF",
        Records,
        "Confidentiality",
        "We keep your information confidential during and after this agreement, unless you \
         consent or the law or a regulator requires disclosure. Our files may be seen in a \
         quality review by our professional body, under the same duty. To recover a fee we \
         disclose billing information only.",
    ),
    option(
        "AML",
        Standing,
        "Identity and money laundering",
        "The law requires us to identify you and your owners, to keep the evidence for five \
         years after we stop acting, and to report suspicion to the authorities without telling \
         you. We may not start, or may have to stop, until checks are complete.",
    ),
    core(
        "THIRD",
        Standing,
        "No reliance by others",
        "Our work is for you. No one else may rely on it without our written consent.",
    ),
    core(
        "CONFLICT",
        Standing,
        "Conflicts of interest",
        "If we find that our duties to you and to someone else collide, we tell you what we may \
         and agree in writing how to go on, or withdraw. We take no commission on anything we \
         recommend without telling you in writing first.",
    ),
    core(
        "LAW",
        Form,
        "Law and disputes",
        "The law of the place in which our office stands governs, and its courts have \
         jurisdiction. Before going to court we both try to settle by talking, and then by \
         mediation.",
    ),
    core(
        "ECOM",
        Form,
        "Electronic records and signatures",
        "You agree to receive this agreement, invoices and notices electronically, and that a \
         signature made electronically with the intention to sign binds as ink does. You may \
         ask for paper free of charge, or withdraw this consent for the future, by writing to \
         {practice_contact}. Each of us keeps a complete copy that can be reproduced.",
    ),
    core(
        "NOTICE",
        Form,
        "Notices",
        "A notice is in writing, to the e-mail or postal address in this letter or a later one \
         given in writing. It counts from the next working day after an e-mail is sent without \
         a failure message, or the third after posting.",
    ),
    core(
        "ENTIRE",
        Form,
        "Whole agreement",
        "This letter and its amendments are the whole agreement and replace earlier ones on the \
         same subject. If they conflict, the later prevails. Nothing here excludes liability \
         for fraud.",
    ),
    option(
        "SEVER",
        Form,
        "Severance",
        "If a term is unlawful, it is applied as far as it lawfully can be, and the rest \
         stands.",
    ),
    option(
        "ASSIGN",
        Form,
        "Transfer",
        "Neither of us may transfer this agreement without the other's consent, except that we \
         may, on 30 days' notice, to a qualified successor who takes over our practice. You may \
         then end it at once.",
    ),
];
