//! Whether what is asked for is covered by a clause and adds up.

use rust_decimal::Decimal;

use super::facts::{LetterFacts, PriceFacts};
use super::remarks::{Fix, Remarks};
use crate::clause::Placeholder;
use crate::clause::value::{amount, percent};
use crate::money::Money;

/// The most options a client chooses from.
const MOST_OPTIONS: usize = 3;
/// The most add-ons one still reads.
const MOST_ADD_ONS: usize = 8;

pub(super) fn check(letter: &LetterFacts, remarks: &mut Remarks) {
    price_rise(letter, remarks);
    deposit(letter, remarks);
    lines(letter, remarks);
    for total in letter.totals.iter().filter(|total| total.printed != total.worked_out) {
        let message = format!(
            "The letter prints {} where the parts come to {}; have the letter made anew.",
            total.printed.shown(),
            total.worked_out.shown()
        );
        remarks.add("L36-totals-disagree", &total.place, message, None);
    }
    if letter.options > MOST_OPTIONS {
        let message = format!("There are {} options; offer three at most.", letter.options);
        remarks.add("L37-options-many", "options", message, None);
    }
    if letter.add_ons > MOST_ADD_ONS {
        let message =
            format!("There are {} add-ons, more than a client reads; offer fewer.", letter.add_ons);
        remarks.add("L38-add-ons-many", "add_ons", message, None);
    }
}

fn price_rise(letter: &LetterFacts, remarks: &mut Remarks) {
    let Some(offered) = letter.price_rise_percent else { return };
    if !letter.has("FEE-REV") {
        let message = "A yearly price rise is offered and no clause states it; add FEE-REV.";
        let fix = Fix::AddClause("FEE-REV");
        remarks.add("L30-price-rise-without-clause", "clauses.FEE-REV", message, Some(fix));
        return;
    }
    let stated = letter.values.value(Placeholder::ReviewPercent).and_then(percent);
    let fixed = letter.clause("FEE-REV").is_some();
    if let Some(stated) = stated.filter(|stated| fixed && *stated != offered) {
        let (stated, offered) = (stated.normalize(), offered.normalize());
        let message = format!("FEE-REV states {stated}% and {offered}% is offered; make them one.");
        let fix = Fix::SetValue(Placeholder::ReviewPercent, format!("{offered}%"));
        remarks.add("L31-price-rise-disagrees", "values.review_percent", message, Some(fix));
    }
}

fn deposit(letter: &LetterFacts, remarks: &mut Remarks) {
    let Some(asked) = letter.deposit.filter(|deposit| deposit.is_positive()) else { return };
    if !letter.has("FEE-DEP") {
        let message = "A deposit is asked for and no clause says what becomes of it; add FEE-DEP.";
        let fix = Fix::AddClause("FEE-DEP");
        remarks.add("L32-deposit-without-clause", "clauses.FEE-DEP", message, Some(fix));
        return;
    }
    let stated = letter.values.value(Placeholder::Deposit).and_then(amount);
    if stated.is_some_and(|stated| stated != major(asked)) {
        let message = format!(
            "FEE-DEP states another deposit than the {} asked for; make them one.",
            asked.shown()
        );
        remarks.add("L33-deposit-disagrees", "values.deposit", message, None);
    }
}

/// An amount in whole units of its currency.
fn major(money: Money) -> Decimal {
    Decimal::new(money.minor(), money.currency().digits())
}

fn lines(letter: &LetterFacts, remarks: &mut Remarks) {
    for (at, line) in letter.lines.iter().enumerate() {
        let place = format!("lines.{at}.price");
        let name = &line.name;
        match line.price {
            PriceFacts::Hourly { capped: false }
                if !letter.has("FEE-OOS") && letter.clause("FEE/hourly").is_none() =>
            {
                let message = format!(
                    "“{name}” is billed by the hour without a limit; agree most hours or add \
                     FEE-OOS."
                );
                let fix = Fix::AddClause("FEE-OOS");
                remarks.add("L34-hourly-open", place, message, Some(fix));
            }
            PriceFacts::ToConfirm if letter.clause("FEE/confirm").is_none() => {
                let message = format!(
                    "The price of “{name}” is to be confirmed and no clause says how; add \
                     FEE/confirm."
                );
                let fix = Fix::AddClause("FEE/confirm");
                remarks.add("L35-price-open", place, message, Some(fix));
            }
            _ => {}
        }
    }
}
