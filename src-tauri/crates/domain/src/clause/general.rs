//! What a consultant anywhere has of their own: no professional body and no authority is named.
//!
//! Drafted November 2026; a local lawyer should review them.

use super::{Clause, core};

pub(super) const CLAUSES: [Clause; 3] = [
    core(
        "RESP-F",
        "What we do",
        "We work with the skill and care of a competent professional. We answer your messages \
         within {reply_days} business days.",
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
