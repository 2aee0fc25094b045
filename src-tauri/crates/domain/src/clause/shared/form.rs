//! Law, form and notices.

use super::super::{Clause, core, option};

pub(super) const CLAUSES: [Clause; 7] = [
    core(
        "LAW",
        "Law and disputes",
        "The law of {law_place} governs, and its courts have jurisdiction. Before going to court \
         we both try to settle by talking, and then by mediation.",
    ),
    core(
        "ECOM",
        "Electronic records and signatures",
        "You agree to receive this agreement, invoices and notices electronically. A signature \
         made electronically with the intention to sign binds as ink does. You may ask for paper \
         free of charge, or withdraw this consent for the future, by writing to \
         {practice_contact}. Each of us keeps a complete copy that can be reproduced.",
    ),
    option(
        "ECOM/consumer",
        "Electronic records for a consumer",
        "Your consent covers every record under this agreement. You need an e-mail address and a \
         program that opens PDF files, and we tell you if that changes. You may correct your \
         address or withdraw your consent at any time without charge, by writing to \
         {practice_contact}; what was sent before stays valid. You show that you can open our \
         records by opening this letter and accepting it electronically.",
    ),
    core(
        "NOTICE",
        "Notices",
        "A notice is in writing, to the e-mail or postal address in this letter or a later one \
         given in writing. It counts from the next business day after an e-mail is sent without \
         a failure message, or the third after posting. A business day is a day on which banks \
         are open where our office stands.",
    ),
    core(
        "ENTIRE",
        "Whole agreement",
        "This letter and its amendments are the whole agreement and replace earlier ones on the \
         same subject. If they conflict, the later prevails. Nothing here excludes liability \
         for fraud.",
    ),
    core(
        "SEVER",
        "If a term fails",
        "If a term is unlawful, it is applied as far as it lawfully can be, and the rest \
         stands.",
    ),
    core(
        "ASSIGN",
        "Transfer",
        "Neither of us may transfer this agreement without the other's consent, except that we \
         may, on 30 days' notice, to a qualified successor who takes over our practice. You may \
         then end it at once.",
    ),
];
