//! The program's words for each step in each tone, and what the law of a place adds.

use super::{Says, Tone};
use crate::jurisdiction::Jurisdiction;

/// What can stand in braces.
pub const PLACEHOLDERS: [&str; 11] = [
    "first_name",
    "client",
    "practice",
    "signed",
    "invoices",
    "number",
    "total",
    "days_late",
    "answer_by",
    "how_to_pay",
    "law",
];

/// The subject and the body of a step in a tone, with placeholders in braces.
pub fn words(says: Says, tone: Tone) -> (&'static str, String) {
    let (subject, core) = match says {
        Says::ComingDue => ("Due soon: {number}", coming_due(tone)),
        Says::DueToday => ("Due today: {number}", due_today(tone)),
        Says::Reminder => ("A reminder: {number}", reminder(tone)),
        Says::SecondReminder => ("Is something wrong with {number}?", second(tone)),
        Says::ThirdReminder => ("{number}: {total} is {days_late} days late", third(tone)),
        Says::LateCharges => ("{number}: what a late payment costs", late_charges(tone)),
        Says::FormalLetter => ("{number}: {total} remains unpaid", formal_letter(tone)),
        Says::FinalDemand => ("{number}: please answer by {answer_by}", final_demand(tone)),
    };
    let greeting = if tone == Tone::Formal { "Dear {client}" } else { "Dear {first_name}" };
    let closing = match tone {
        Tone::Friendly => {
            "If it is paid already, thank you, and please ignore this. Any question \
                           is welcome: just ask."
        }
        Tone::Direct => "If it is paid already, please tell us when, so that we can find it.",
        Tone::Formal => {
            "If you have paid, or disagree with any of this, please tell us in writing."
        }
    };
    let body = format!(
        "{greeting},\n\n{core}\n\n{{invoices}}\n\n{{how_to_pay}}\n\n{closing}\n\n{{signed}}"
    );
    (subject, body)
}

fn coming_due(tone: Tone) -> &'static str {
    match tone {
        Tone::Friendly => "A short note so that nothing surprises you: this falls due soon.",
        Tone::Direct => "This falls due soon.",
        Tone::Formal => "We write to tell you what falls due shortly.",
    }
}

fn due_today(tone: Tone) -> &'static str {
    match tone {
        Tone::Friendly => "This is due today. If it is on its way, all is well.",
        Tone::Direct => "This is due today.",
        Tone::Formal => "We write to tell you what is due today.",
    }
}

fn reminder(tone: Tone) -> &'static str {
    match tone {
        Tone::Friendly => "It may have slipped through: {total} is still open with us.",
        Tone::Direct => "{total} is past its due date.",
        Tone::Formal => "Our books show {total} as unpaid past its due date.",
    }
}

fn second(tone: Tone) -> &'static str {
    match tone {
        Tone::Friendly => {
            "{total} is still open. Is anything wrong with the work or with the invoice? If so, \
             please tell us; we would rather put it right than remind you."
        }
        Tone::Direct => {
            "{total} is still open. If anything is wrong with the work or the invoice, please say \
             what; otherwise please pay it now."
        }
        Tone::Formal => {
            "{total} remains unpaid. If you dispute any part of it, please say which part and why, \
             so that the rest can be settled."
        }
    }
}

fn third(tone: Tone) -> &'static str {
    match tone {
        Tone::Friendly => {
            "{total} has been open for {days_late} days past its due date. Could you pay it by \
             {answer_by}? If that is hard at the moment, we can agree on parts."
        }
        Tone::Direct => {
            "{total} has been open for {days_late} days past its due date. Please pay it by \
             {answer_by}, or tell us by then how you would like to pay it in parts."
        }
        Tone::Formal => {
            "{total} has been unpaid for {days_late} days past its due date. We ask for payment by \
             {answer_by}, or for your proposal to pay it in parts."
        }
    }
}

fn late_charges(tone: Tone) -> &'static str {
    match tone {
        Tone::Friendly => {
            "{total} is now {days_late} days late. {law} We have charged nothing so far, and if it \
             is paid by {answer_by} we do not mean to."
        }
        Tone::Direct => {
            "{total} is now {days_late} days late. {law} We have charged nothing so far. Please \
             pay by {answer_by}."
        }
        Tone::Formal => {
            "{total} is {days_late} days late. {law} We reserve what is due to us from the day \
             after the due date, and ask for payment by {answer_by}."
        }
    }
}

fn formal_letter(tone: Tone) -> &'static str {
    match tone {
        Tone::Friendly => {
            "I write to you myself, because {total} has been open for {days_late} days. Please pay \
             it by {answer_by}, or call me, so that we find a way."
        }
        Tone::Direct => {
            "I write to you myself, because {total} has been open for {days_late} days in spite of \
             our reminders. Please pay it by {answer_by}, or call me before then. {law}"
        }
        Tone::Formal => {
            "In spite of our reminders {total} has been unpaid for {days_late} days. I ask you to \
             pay it by {answer_by}, or to let me have your reasons in writing by then. {law} Your \
             own records are yours, whatever is owed; ask for them at any time."
        }
    }
}

fn final_demand(tone: Tone) -> &'static str {
    match tone {
        Tone::Friendly => {
            "{total} is still open after {days_late} days. Please pay it or answer by {answer_by}; \
             after that I have to decide how to go on. A plan to pay in parts remains open to you."
        }
        Tone::Direct => {
            "{total} is still open after {days_late} days. If we have neither payment nor an \
             answer by {answer_by}, I will decide how to recover it, which may be with the help of \
             a court or an agency. A plan to pay in parts remains open to you until then."
        }
        Tone::Formal => {
            "{total} remains unpaid after {days_late} days. If we have neither payment nor an \
             answer by {answer_by}, I will decide how to recover it, which may be with the help of \
             a court or an agency. {law} A plan to pay in parts remains open to you until then."
        }
    }
}

/// What the law of a place says of a late payment, in a sentence for the client.
pub fn law(place: Jurisdiction, consumer: bool) -> &'static str {
    match place {
        _ if consumer => {
            "What a late payment costs, if anything, is what our engagement letter says."
        }
        Jurisdiction::Gb => {
            "Between businesses the Late Payment of Commercial Debts (Interest) Act 1998 gives \
             interest from the day after the due date and a fixed sum for each invoice, unless our \
             engagement letter says otherwise."
        }
        Jurisdiction::Ie => {
            "Between businesses the regulations on late payment in commercial transactions (SI \
             580/2012) give interest from the day after the due date and a sum for the cost of \
             recovery, unless our engagement letter says otherwise."
        }
        Jurisdiction::Ca => {
            "What a late payment costs, with its rate a year, is what our engagement letter says."
        }
        Jurisdiction::Us | Jurisdiction::Au | Jurisdiction::Nz => {
            "What a late payment costs is what our engagement letter says, and nothing beyond it."
        }
    }
}
