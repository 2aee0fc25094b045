//! Who answers for what.

use super::super::ServiceKind::{
    Accounts, Bookkeeping, Compilation, Payroll, Preparation, Review, SalesTax, Tax,
};
use super::super::{Clause, core, work};

pub(super) const CLAUSES: [Clause; 12] = [
    core(
        "RESP-C",
        "What you do",
        "You send what we ask for, complete, correct and in good time. You keep your original \
         records and run your internal controls. You make all management decisions, and name a \
         person who knows enough of the work to review and approve it. You tell us at once when \
         your owners, officers, address or activity change.",
    ),
    work(
        &[Bookkeeping],
        "RESP-C/bookkeeping",
        "Your part in the bookkeeping",
        "You give us access to read your bank and card accounts before we begin. You send bills \
         and receipts by the {documents_day} of the next month. You keep your own passwords to \
         yourself, and give us access in our own name.",
    ),
    work(
        &[Payroll],
        "RESP-C/payroll",
        "Your part in payroll",
        "You send hours, new staff, departures and changes at the latest {payroll_cutoff}. You \
         check each pay run and have the money in the account before it is released. You sign the \
         forms that let us file for you. Penalties and wrong pay that follow from late or wrong \
         data are yours.",
    ),
    work(
        &[Tax, SalesTax],
        "RESP-C/tax",
        "Your part in the returns",
        "You keep the documents behind each return, are responsible for it, and pay the tax on \
         time. Where a position could draw a penalty, we explain the risk and you decide.",
    ),
    work(
        &[Preparation, Compilation, Review, Accounts],
        "RESP-C/statements",
        "Your part in the financial statements",
        "You are responsible for the financial statements: for the choice of the framework, for \
         a fair presentation under it, and for the judgments in them. You keep accurate and \
         complete records and design and run the internal control that the statements need. You \
         prevent and detect fraud, and see that your business obeys the law. You give us all \
         records, every further document and answer we ask for, and access to the people who \
         know. You take responsibility for the final statements.",
    ),
    work(
        &[Review],
        "RESP-C/review",
        "Your letter at the end of the review",
        "When the review ends, you sign a letter that confirms what you told us in it. Without \
         that letter we cannot issue our report.",
    ),
    core(
        "RESP-F",
        "What we do",
        "We work with reasonable skill and care and keep to the code of ethics of our \
         professional body. We answer your messages within {reply_days} business days.",
    ),
    work(
        &[Tax, SalesTax, Payroll],
        "RESP-F/tax",
        "Errors in a return",
        "If we find an error in a return, ours or another's, we tell you at once what it is and \
         what follows from it. You decide whether it is corrected. If you decide against what \
         the law requires, we may have to stop acting.",
    ),
    work(
        &[Preparation, Compilation, Review, Accounts],
        "RESP-F/statements",
        "Our standards for the financial statements",
        "We do this work under the standards that our professional body sets for it. We use our \
         knowledge of accounting and reporting to help you; the judgments in the statements stay \
         yours.",
    ),
    core(
        "RELY",
        "We rely on your information",
        "We rely on what you give us and do not audit or verify it. Our work is not designed to \
         find error, fraud or breach of law. We tell you of any we notice, where the law lets us.",
    ),
    work(
        &[Preparation, Compilation, Review, Accounts],
        "RELY/statements",
        "What this work cannot show",
        "This work cannot be relied on to find or disclose misstatements, fraud, error, breach of \
         law or weak internal control.",
    ),
    core(
        "DEADL",
        "When our deadlines start",
        "We meet a deadline when your information is complete {turnaround} before it. Penalties \
         and interest that follow from later information are yours. Those that follow from our \
         error are ours.",
    ),
];
