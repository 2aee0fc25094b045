//! What amendments ask of the user today.

use chrono::{Days, NaiveDate};
use domain::amendment::{Effect, Standing, Wait};
use store::amendments::{Amendment, EventKind};

use super::reminders;
use crate::agreements::{self, Amended, Whole};
use crate::context::Look;
use crate::failure::Failure;
use crate::today::{Need, need};

/// For how many days after the end of an agreement Today asks for the return of records.
const RECORDS_DAYS: u64 = 60;

/// Amendments to send, to remind of, without an answer, or that no longer fit; and records to be
/// returned after the end of an agreement.
pub(crate) fn needs(look: &Look<'_>) -> Result<Vec<Need>, Failure> {
    let mut needs = Vec::new();
    for whole in agreements::whole(look, None)? {
        let Some(amended) = &whole.amended else { continue };
        for amendment in &amended.amendments {
            needs.extend(asked(look, &whole, amended, amendment));
        }
        needs.extend(records(look, &whole));
    }
    Ok(needs)
}

fn asked(look: &Look<'_>, whole: &Whole, amended: &Amended, amendment: &Amendment) -> Option<Need> {
    let terms = &amendment.terms;
    if matches!(terms.standing, Standing::Withdrawn { .. } | Standing::Objected { .. }) {
        return None;
    }
    let client = whole.client_name(whole.client_on(look.today));
    let name = format!("Amendment {} for {client}", terms.number);
    let holds = look.long_date(terms.effective_on);
    let (about, tone, title, detail) = match amended.unfit.get(&terms.number) {
        Some(why) => {
            ("unfit", "failed", format!("{name} no longer fits"), format!("{why}. Take it back."))
        }
        None => match (terms.standing, amended.effect(look, terms)?) {
            (Standing::Proposed, _) => {
                let detail = format!("It is written and would hold from {holds}.");
                ("send", "waiting", format!("{name} waits to be sent"), detail)
            }
            (_, Effect::Waiting(Wait::Objection { until })) => {
                let day = to_remind(look, amendment)?;
                let title = format!("Remind {client} of amendment {}", terms.number);
                let detail = format!("They may object until {}.", look.long_date(until));
                let key = format!("amendment:remind:{}:{day}", amendment.id);
                return Some(card(key, "waiting", title, detail, whole));
            }
            (_, Effect::Waiting(_)) if terms.effective_on <= look.today => {
                let detail = format!("It was to hold from {holds}. Until then nothing changes.");
                ("answer", "waiting", format!("{name} has no answer"), detail)
            }
            (_, Effect::No(_)) => {
                let detail = "Its notice ends after its day. Take it back and date it later.";
                ("late", "failed", format!("{name} was sent too late"), detail.to_owned())
            }
            _ => return None,
        },
    };
    Some(card(format!("amendment:{about}:{}", amendment.id), tone, title, detail, whole))
}

/// The day of the reminder that is due and was not given.
pub(super) fn to_remind(look: &Look<'_>, amendment: &Amendment) -> Option<NaiveDate> {
    let due = reminders(amendment).into_iter().rfind(|day| *day <= look.today)?;
    let done = amendment.event(EventKind::Reminded).is_some_and(|event| event.on >= due);
    (!done).then_some(due)
}

fn card(key: String, tone: &str, title: String, detail: String, whole: &Whole) -> Need {
    let go = format!("#/agreements/{}", whole.agreement.id);
    need(key, "amendment", tone, [title, detail, "Open".to_owned()], go)
}

/// Records are returned at the end, whatever is owed.
fn records(look: &Look<'_>, whole: &Whole) -> Option<Need> {
    let end = whole.terms_on(look.today).end?;
    let asked_until = end.checked_add_days(Days::new(RECORDS_DAYS))?;
    if look.today <= end || look.today > asked_until {
        return None;
    }
    let client = whole.client_name(whole.client_on(look.today));
    let title = format!("Return the records of {client}");
    let detail = format!(
        "The agreement ended on {}. Bill what is due, return the client's records and close \
         access; put this off for good once it is done.",
        look.long_date(end)
    );
    Some(card(format!("records:{}", whole.agreement.id), "waiting", title, detail, whole))
}
