//! How the fees are paid, and what happens when they are not.

use super::super::{Clause, core, option};

pub(super) const CLAUSES: [Clause; 10] = [
    core(
        "PAY",
        "Payment",
        "We invoice on the dates in the fee table. Each invoice is due {due_when}. A payment \
         counts when the money has settled.",
    ),
    option(
        "PAY-AUTH/card",
        "Permission to charge your card",
        "You permit us to store your card with our payment provider and to charge it on these \
         terms, without asking again, until the agreement ends or you withdraw.\n\
         - Card: The card you enter on the provider's page. We never see its full number and use \
         it for nothing else.\n\
         - Amount: The amount of each invoice issued under this agreement, up to {debit_high} for \
         any one charge.\n\
         - When: On an invoice's due date, at least {debit_notice_days} days after we send the \
         invoice.\n\
         - Shown as: {statement_text} on your card statement.\n\
         - To change or withdraw: Use the link on any invoice, or write to {practice_contact}. \
         Sums already owed remain payable.\n\
         - Refunds: What we owe you goes back to the card within 10 business days of a credit \
         note.",
    ),
    option(
        "PAY-AUTH/debit",
        "Permission to debit your bank account",
        "You permit {practice_name} to debit your bank account on these terms, until the \
         agreement ends or you withdraw.\n\
         - Account: The account of {client_name} that you enter on our payment provider's page.\n\
         - Amount: The amount of each invoice issued under this agreement, up to {debit_high} for \
         any one debit.\n\
         - When: On an invoice's due date. The first debit is on or after {start_date}.\n\
         - Notice: We tell you the amount and date at least {debit_notice_days} days before each \
         debit.\n\
         - Shown as: {statement_text} on your bank statement.\n\
         - To withdraw: Write to {practice_contact} at least {revoke_days} business days before a \
         debit, or tell your bank. Sums already owed remain payable.\n\
         - Copy: You receive a copy of this permission with your signed letter.",
    ),
    option(
        "PAY-CARD",
        "Paying by credit card",
        "If an invoice is collected from a credit card, we add {card_cost} of it, which is no more \
         than the card costs us. We tell you the sum before it is taken. Nothing is added for a \
         debit card, for a bank debit or for a transfer, and you may change to one of these at any \
         time before the due date. Of what we refund, the same share of what was added goes back \
         with it.",
    ),
    option(
        "PAY-FAIL",
        "If a payment fails",
        "If a debit is returned or a card is declined, we tell you the reason on the day we learn \
         it, and how to put it right. We may try again at most twice, each time {retry_days} days \
         after the last attempt. We charge nothing for a failed payment.",
    ),
    core(
        "PAY-LATE",
        "Late charges",
        "If an invoice is still unpaid {grace_days} days after its due date, simple interest \
         runs on the unpaid amount from the day after the due date at {late_rate_year} a year \
         ({late_rate_month} a month), counted by the day on a 365-day year, and never more than \
         the law allows. It is not compounded. We send the working with any claim. No interest \
         runs on an amount that you dispute in good faith and that proves not to be owed.",
    ),
    option(
        "PAY-SUSP",
        "Pausing work",
        "If an undisputed invoice is {late_days} days late, we may pause work \
         {pause_notice_days} days after telling you so in writing. We do not pause anything due \
         to an authority within that time. Records you need to meet your tax obligations are \
         returned on request, whatever is owed.",
    ),
    option(
        "PAY-PLAN",
        "Paying over time",
        "If you cannot pay on time, ask. A payment plan is a short written amendment: total, \
         dates, amounts and method. While you keep to it, no late charge runs. If a payment under \
         it is more than 5 days late, the balance becomes due.",
    ),
    option(
        "PAY-COST",
        "Costs of recovery",
        "If we must take formal steps to collect a sum that proves to be owed, you also pay our \
         reasonable costs of doing so, so far as the law allows.",
    ),
    core(
        "DISP",
        "Questions about an invoice",
        "Tell us within {dispute_days} days if you think an invoice is wrong, and why. We stop \
         asking for the part in question, answer within {reply_days} business days, and correct \
         any error with a credit note. The rest stays due.",
    ),
];
