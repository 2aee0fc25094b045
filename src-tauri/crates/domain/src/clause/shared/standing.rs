//! How the agreement changes and ends; records and confidence; standing and limits.

use super::super::ServiceKind::{Compilation, Preparation, Review};
use super::super::{Clause, core, option, work};

pub(super) const CLAUSES: [Clause; 20] = [
    core(
        "AMEND",
        "Changing this agreement",
        "A change is made by a numbered amendment that we send you. A change that is no worse \
         for you takes effect when we send it. One that is worse (a new or higher fee, earlier \
         payment, less work) needs your consent. Silence is not consent, unless you agreed to \
         that by your initials. Amendments are added to what was accepted and do not alter it.",
    ),
    option(
        "AMEND/notice",
        "Consent by notice",
        "If you put your initials in the notice box where you sign, you consent to a change by \
         not objecting within {consent_days} days of our notice. The notice says what changes, \
         from when, and how to object. We remind you halfway and on the day before. You may \
         object by a reply in any words, and may end this way of consent at any time.",
    ),
    core(
        "TERM",
        "Start, length and ending",
        "The agreement starts on {start_date} and runs until it is ended. Either of us may end \
         it by {end_notice_days} days' written notice, or at once for a serious breach, or \
         where the law or our professional rules require. You pay for work done to the end \
         date. Recurring fees are counted by the day.",
    ),
    option(
        "TERM/minimum",
        "Shortest term",
        "Neither of us ends the agreement by notice alone before {minimum_term} have passed from \
         its start. After that it runs on until one of us ends it.",
    ),
    core(
        "TERM/after",
        "After the end",
        "When the agreement ends, we write to you what is finished, what is not, and which \
         deadlines come next. We hand over the figures your next adviser needs. From then on the \
         deadlines are yours.",
    ),
    core(
        "OWN",
        "Who owns what",
        "Your records are yours. Returns, statements and schedules are yours once paid for. Our \
         working papers, templates and methods are ours.",
    ),
    core(
        "REC",
        "Keeping and returning records",
        "We keep copies of our work and of the records behind it for {keep_years} years after \
         the period they concern, then destroy them securely. We return your original records \
         when the work is done and on request, including while a fee is in dispute. You keep \
         your own records as long as the law asks you to.",
    ),
    core(
        "CONF",
        "Confidentiality",
        "We keep your information confidential during and after this agreement, unless you \
         consent or the law or a regulator requires disclosure. Our files may be seen in a \
         quality review by our professional body, under the same duty. To recover a fee we \
         disclose billing information only.",
    ),
    core(
        "PRIV",
        "Personal information",
        "We use personal information only for this work and for what the law requires of us. We \
         keep it secure, and tell you without delay of a breach that affects you. Our privacy \
         notice is at {privacy_notice}.",
    ),
    option(
        "AI",
        "Software that drafts or predicts",
        "We use software, including tools that suggest entries or text, for {ai_uses}. A person \
         reviews every result before it is relied on. Your information is not used to train such \
         tools for others.",
    ),
    core(
        "SUB",
        "Helpers and where work is done",
        "If another firm is to do part of the work, or your information is to be kept or seen in \
         another country, we tell you first who and where. We answer for our helpers' work as for \
         our own.",
    ),
    option(
        "SUB/named",
        "Helpers we use",
        "At present we use {helpers}. We tell you before this changes.",
    ),
    option(
        "AML",
        "Identity and lawful purpose",
        "We may ask you to confirm who you are and who owns you. We cannot act where we know \
         that a transaction is unlawful.",
    ),
    option(
        "LIAB",
        "Limits on liability",
        "Our total liability under this agreement, to you and to anyone who claims through you, \
         is limited to {liability_cap}. Neither of us is liable for indirect loss. Nothing in \
         this agreement limits liability for fraud, for death or injury caused by negligence, or \
         for anything that the law or our professional rules do not allow us to limit.",
    ),
    option(
        "INDEM",
        "Misstatements by you",
        "If someone claims against us because information you gave was knowingly false, you meet \
         our reasonable loss and costs from that claim.",
    ),
    core(
        "THIRD",
        "No reliance by others",
        "Our work is for you. No one else may rely on it without our written consent.",
    ),
    work(
        &[Preparation, Compilation, Review],
        "THIRD/statements",
        "Who uses the financial statements",
        "The financial statements are for {intended_use}. If you give them to others, you give \
         them whole, with our report where there is one. You do not say that we audited them.",
    ),
    core(
        "CONFLICT",
        "Conflicts of interest",
        "If we find that our duties to you and to someone else collide, we tell you what we may \
         and agree in writing how to go on, or withdraw. We take no commission on anything we \
         recommend without telling you in writing first.",
    ),
    core(
        "COMPL",
        "If you are unhappy",
        "Tell {complaint_contact}. You have a full answer within {complaint_days} days. You may \
         also turn to {professional_body}, whose rules bind us.",
    ),
    option(
        "CANCEL",
        "Right to cancel",
        "You may cancel without reason within {cancel_days} days of accepting, by any clear \
         statement to {practice_contact}. If you ask us in writing to begin within that time, you \
         pay for what we have done up to then. We return the rest within 14 days.",
    ),
];
