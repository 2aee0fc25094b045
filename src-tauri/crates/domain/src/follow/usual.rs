//! The steps of each tier until the user changes them.

use super::{Channel, Says, Step, Tier, Tone};

const fn mail(days: i32, says: Says, tone: Tone) -> Step {
    Step { days, channel: Channel::Mail, says, tone, approve: days >= 21 }
}

const fn call(days: i32, says: Says, tone: Tone) -> Step {
    Step { days, channel: Channel::Call, says, tone, approve: true }
}

static USUAL: [Step; 9] = [
    mail(-3, Says::ComingDue, Tone::Friendly),
    mail(0, Says::DueToday, Tone::Friendly),
    mail(3, Says::Reminder, Tone::Friendly),
    mail(7, Says::SecondReminder, Tone::Friendly),
    mail(14, Says::ThirdReminder, Tone::Direct),
    call(16, Says::ThirdReminder, Tone::Direct),
    mail(21, Says::LateCharges, Tone::Direct),
    mail(30, Says::FormalLetter, Tone::Formal),
    mail(45, Says::FinalDemand, Tone::Formal),
];

static GENTLE: [Step; 5] = [
    mail(7, Says::Reminder, Tone::Friendly),
    mail(21, Says::SecondReminder, Tone::Friendly),
    call(30, Says::ThirdReminder, Tone::Friendly),
    mail(45, Says::ThirdReminder, Tone::Friendly),
    mail(75, Says::FormalLetter, Tone::Direct),
];

static FIRM: [Step; 8] = [
    mail(-3, Says::ComingDue, Tone::Friendly),
    mail(0, Says::DueToday, Tone::Direct),
    mail(2, Says::Reminder, Tone::Direct),
    mail(5, Says::SecondReminder, Tone::Direct),
    call(9, Says::ThirdReminder, Tone::Direct),
    mail(14, Says::LateCharges, Tone::Formal),
    mail(21, Says::FormalLetter, Tone::Formal),
    mail(35, Says::FinalDemand, Tone::Formal),
];

/// The steps of a tier, in order.
pub fn usual(tier: Tier) -> &'static [Step] {
    match tier {
        Tier::Usual => &USUAL,
        Tier::Gentle => &GENTLE,
        Tier::Firm => &FIRM,
        Tier::Never => &[],
    }
}
