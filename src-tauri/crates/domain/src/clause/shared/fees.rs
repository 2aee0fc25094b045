//! What the work costs.

use super::super::{Clause, core, option};

pub(super) const CLAUSES: [Clause; 10] = [
    core(
        "FEE",
        "Fees",
        "Our fees are those in the fee table, in {currency}. A fixed fee does not depend on \
         hours, and no fee depends on a result.",
    ),
    option(
        "FEE/hourly",
        "Work by the hour",
        "Hours are counted in quarter hours, and each invoice says what was done in them. Where \
         the fee table names most hours, we stop there and ask before we go on.",
    ),
    option(
        "FEE/confirm",
        "Prices to be confirmed",
        "A price marked in the fee table as to be confirmed is not yet agreed. We write to you \
         with the price and what it rests on. We do not start that part without your yes.",
    ),
    core(
        "FEE-OOS",
        "Work outside the scope",
        "Work you ask for beyond the scope is quoted first, in writing. We do not start without \
         your yes.",
    ),
    option(
        "FEE-OOS/hourly",
        "Small requests",
        "A request too small to quote for is charged at {hourly_rate} an hour, in quarter hours, \
         up to {approval_cap} in any month. Above that we ask first, in writing, and do not start \
         without your yes.",
    ),
    option(
        "FEE-REV",
        "Yearly price review",
        "On each anniversary of the start of this agreement, recurring fees rise by \
         {review_percent}. We tell you the new figures at least {review_notice_days} days \
         before. A larger rise needs your consent under `AMEND`.",
    ),
    option(
        "FEE-REV/index",
        "Yearly price review",
        "On each anniversary of the start of this agreement, recurring fees move with \
         {price_index} as last published, but never down and never up by more than \
         {review_maximum}. New figures are rounded to whole units of currency. We tell you them, \
         with the working, at least {review_notice_days} days before. A larger rise needs your \
         consent under `AMEND`.",
    ),
    option(
        "FEE-DEP",
        "Deposit",
        "You pay {deposit} on acceptance. We set it against the last invoice. If the agreement \
         ends earlier, we return what is not used within 30 days.",
    ),
    core(
        "FEE-EXP",
        "Expenses",
        "We pass on filing fees and similar costs at cost, with the receipt. Each needs your \
         approval first. We do not hold money for you.",
    ),
    core(
        "TAX",
        "Tax on our fees",
        "Fees are stated without tax. Where a tax on our services applies, we add it at the rate \
         in force and show it on its own line.",
    ),
];
