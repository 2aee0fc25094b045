//! Extra fees, price reviews, and debits from a method on file.

use super::super::super::value::Kind::{Days, Money, Percent, Text};
use super::super::Placeholder::*;
use super::{Fact, fact};

pub(super) const FACTS: [Fact; 12] = [
    fact(
        HourlyRate,
        "hourly_rate",
        Money,
        "Hourly rate for small requests",
        "With its currency sign: $95.00.",
        "$95.00",
    ),
    fact(
        ApprovalCap,
        "approval_cap",
        Money,
        "Approved in advance each month",
        "The most small requests come to in a month without asking: $300.00.",
        "$300.00",
    ),
    fact(
        PriceIndex,
        "price_index",
        Text,
        "Price index",
        "Its full name and month: the Consumer Prices Index for October.",
        "the Consumer Price Index for October",
    ),
    fact(
        ReviewMaximum,
        "review_maximum",
        Percent,
        "Most a review may add",
        "The most the index may add in a year, with its sign: 5%.",
        "5%",
    ),
    fact(
        DebitLow,
        "debit_low",
        Money,
        "Lowest usual debit",
        "The low end of the range within which no notice is sent: $100.00.",
        "$100.00",
    ),
    fact(
        DebitHigh,
        "debit_high",
        Money,
        "Highest debit",
        "The most one debit or charge may be: $2,000.00.",
        "$2,000.00",
    ),
    fact(
        DebitNoticeDays,
        "debit_notice_days",
        Days,
        "Days' notice of a debit",
        "How many days before a debit its amount and date are told.",
        "10",
    ),
    fact(
        StatementText,
        "statement_text",
        Text,
        "Text on the bank statement",
        "What the client sees on the bank or card line: HALDEN LEDGER.",
        "HALDEN LEDGER",
    ),
    fact(
        RevokeDays,
        "revoke_days",
        Days,
        "Business days to stop a debit",
        "How many business days before a debit the client stops it.",
        "3",
    ),
    fact(
        RetryDays,
        "retry_days",
        Days,
        "Days between tries",
        "How many days after a failed payment it is tried again.",
        "4",
    ),
    fact(
        CardCost,
        "card_cost",
        Percent,
        "Added for a credit card",
        "Of the invoice, no more than cards cost you, with its sign: 2.5%.",
        "2.5%",
    ),
    fact(PadCategory, "pad_category", Text, "Debit category", "Business or personal.", "Business"),
];
