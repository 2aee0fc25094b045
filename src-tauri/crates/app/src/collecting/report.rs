//! Payouts on paper.

use paper::MetaRow;

use super::shapes::PayoutList;
use super::{payouts, shapes::PayoutRow};
use crate::context::Look;
use crate::failure::Failure;
use crate::reports::{self, Told, row, shown, table};
use crate::wire::{Amount, FileOut, Nothing};

/// The newest payouts as a file, what each is made of summed up.
pub fn paper(look: &Look<'_>, _: Nothing) -> Result<FileOut, Failure> {
    let PayoutList { rows: payouts, clearing } = payouts(look, Nothing {})?;
    let held = clearing.iter().map(|one| Ok(format!("{} {}", one.processor, shown(&one.held)?)));
    let held = held.collect::<Result<Vec<String>, Failure>>()?.join(", ");
    let part = |amount: &Option<Amount>| amount.as_ref().map_or(Ok(String::new()), shown);
    let mut rows = Vec::new();
    for payout in &payouts {
        let paid_out = format!("{} {}", shown(&payout.amount)?, payout.amount.currency);
        let figures = vec![part(&payout.gross)?, part(&payout.fees)?, paid_out];
        let day = look.short_date(crate::wire::date("arrives_on", &payout.arrives_on)?);
        let about = [payout.processor.as_str(), state(payout), payout.trace.as_str()];
        let about: Vec<&str> = about.into_iter().filter(|part| !part.is_empty()).collect();
        rows.push(row(day, about.join(", "), figures));
    }
    let told = Told {
        title: "Payouts",
        about: vec!["From processors to the bank".to_owned()],
        meta: vec![MetaRow::new("Made on", look.long_date(look.today))],
        figure: (
            "Held by processors".to_owned(),
            if held.is_empty() { look.zero().shown() } else { held },
            "Not paid out yet.".to_owned(),
        ),
        tables: vec![table("Arrives", &["Clients' money", "Fees", "Paid out"], rows)],
        note: "The newest two hundred, the last to arrive first.".to_owned(),
    };
    reports::file(look, told)
}

fn state(payout: &PayoutRow) -> &'static str {
    match payout.state.as_str() {
        "on_its_way" => "on its way",
        "bounced" => "bounced",
        _ => "at the bank",
    }
}
