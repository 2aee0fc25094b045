//! What the United Kingdom and Ireland have in common.

use super::ServiceKind::Accounts;
use super::{Clause, core, option, work};

pub(super) const CLAUSES: [Clause; 9] = [
    work(
        &[Accounts],
        "SCOPE/accounts",
        "How we prepare the accounts",
        "We prepare your annual accounts for {period} under {framework}, from your records, for \
         you to approve. For a company, the directors approve and sign them, and we file the \
         approved accounts with the registrar. We propose the adjustments and explain the main \
         ones.",
    ),
    option(
        "FEE-EXP/client_money",
        "Money we hold for you",
        "We pass on filing fees and similar costs at cost, with the receipt. Each needs your \
         approval first. Money we hold for you is kept apart from ours, in a client account under \
         the rules of {professional_body}, and used only as you direct. You receive an account of \
         it on request.",
    ),
    core(
        "TAX",
        "VAT",
        "Fees are stated without VAT. Where we must charge it, we add VAT at the rate in force and \
         send a VAT invoice. A payment made on your behalf as your agent is shown apart \
         from our fees.",
    ),
    core(
        "CONFLICT",
        "Conflicts and commissions",
        "If our duties to you and to someone else collide, we tell you what we may and agree in \
         writing how to go on, or withdraw. If we receive a commission on anything we arrange for \
         you, we tell you its amount in writing and credit it to you.",
    ),
    core(
        "COMPL",
        "Complaints and who stands behind us",
        "If you are unhappy, tell {complaint_contact}. You have an acknowledgement within 5 \
         business days and a full answer within {complaint_days} days. You may then complain to \
         {professional_body}, our professional body, whose rules can be seen on its website. Our \
         professional indemnity insurer is {insurer}. Its cover applies to work {insurance_cover}.",
    ),
    option(
        "PAY-LATE/contract",
        "Late charges",
        "If an invoice is still unpaid {grace_days} days after its due date, simple interest \
         runs on the unpaid amount from the day after the due date at {late_rate_year} a year \
         ({late_rate_month} a month), counted by the day on a 365-day year, before and after \
         judgment. It is not compounded. We send the working with any claim. No interest runs on \
         an amount that you dispute in good faith and that proves not to be owed.",
    ),
    option(
        "LIAB",
        "Limits on liability",
        "Our total liability under this agreement, to you and to anyone who claims through you, \
         is limited to {liability_cap}. We are not liable for loss caused by information that was \
         late, incomplete or false. Nothing in this agreement limits liability for death or \
         personal injury caused by negligence, for fraud, or for anything the law does not allow \
         to be limited. If you are a consumer, your statutory rights remain.",
    ),
    option(
        "PAY-COST",
        "Costs of recovery",
        "If you are a business and our reasonable costs of recovering a late sum exceed the fixed \
         sum in `PAY-LATE`, you pay the difference, as the law on late payment allows.",
    ),
    option(
        "CANCEL",
        "Right to cancel",
        "If you accept as a consumer, away from our office or at a distance, you may cancel \
         without reason within {cancel_days} days of accepting, by any clear statement to \
         {practice_contact}. If you ask us in writing to begin within that time, you pay for what \
         we have done up to then. We return the rest within 14 days.",
    ),
];
