//! What a consultant anywhere has of their own: no professional body and no authority is named,
//! and nothing speaks of books, returns or audits.
//!
//! Drafted November 2026; a local lawyer should review them.

use super::{Clause, core, option};

pub(super) const CLAUSES: [Clause; 15] = [
    core(
        "SCOPE",
        "The work",
        "We do the work listed in the fee table, at the times stated there and in the way this \
         section describes. It is not legal, tax or investment advice, unless this section says \
         so.",
    ),
    core(
        "EXCL",
        "What is not included",
        "Only the work listed in the fee table is included. Further rounds of change, work for \
         others and training are not, unless they are named there. We will gladly quote for them.",
    ),
    core(
        "ASSUME",
        "What the fees assume",
        "The fixed fees assume what you described to us before this letter. If the facts turn out \
         otherwise, we tell you at once, and either of us may ask for a new fee (`AMEND`).",
    ),
    core(
        "RESP-C",
        "What you do",
        "You send what we ask for, complete, correct and in good time. You give us access to the \
         people and systems the work needs, make the decisions, and name a person who may make \
         them for you. You see that we may use what you give us.",
    ),
    core(
        "RESP-F",
        "What we do",
        "We work with the skill and care of a competent professional. We answer your messages \
         within {reply_days} business days. We are independent of you: how and where we work is \
         ours to decide, and we carry our own taxes and insurance.",
    ),
    core(
        "RELY",
        "We rely on your information",
        "We rely on what you give us and check it only as far as the work asks. If we notice that \
         something cannot be right, we tell you.",
    ),
    core(
        "DEADL",
        "When our dates count",
        "We keep a date when what we need from you is complete {turnaround} before it. If it comes \
         later, the date moves by as long, and we tell you the new one.",
    ),
    core(
        "FEE-EXP",
        "Expenses",
        "We pass on travel and other costs of the work at cost, with the receipt. Each needs your \
         approval first.",
    ),
    option(
        "PAY-SUSP",
        "Pausing work",
        "If an undisputed invoice is {late_days} days late, we may pause work {pause_notice_days} \
         days after telling you so in writing. What you gave us is returned on request, whatever \
         is owed.",
    ),
    core(
        "TERM",
        "Start, length and ending",
        "The agreement starts on {start_date} and runs until it is ended. Either of us may end it \
         by {end_notice_days} days' written notice, or at once for a serious breach, or where the \
         law requires. You pay for work done to the end date. Recurring fees are counted by the \
         day.",
    ),
    core(
        "TERM/after",
        "After the end",
        "When the agreement ends, we write to you what is finished and what is not, and hand over \
         what has been paid for.",
    ),
    core(
        "OWN",
        "Who owns what",
        "What you give us stays yours. What we make for you under this agreement is yours once \
         paid for. Our methods, tools and templates are ours, and you may use them for good as \
         part of what we made for you.",
    ),
    core(
        "REC",
        "Keeping and returning records",
        "We keep a copy of our work for {keep_years} years after it is done, then destroy it \
         securely. We return your originals when the work is done and on request, including while \
         a fee is in dispute.",
    ),
    core(
        "CONF",
        "Confidentiality",
        "We keep your information confidential during and after this agreement, unless you \
         consent or the law requires disclosure. You keep our methods and prices confidential in \
         the same way. To recover a fee we disclose billing information only.",
    ),
    core(
        "COMPL",
        "If you are unhappy",
        "Tell {complaint_contact}. You have a full answer within {complaint_days} days.",
    ),
];
