//! Whose the money may be that came and waits to be explained: until somebody looked, nobody of
//! them is told that they owe it.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use domain::ids::ClientId;
use domain::matching::Matcher;
use domain::money::Money;
use store::bank::{self, View};

use super::{books, deposit, payers};
use crate::context::Look;
use crate::failure::Failure;

/// Money that nobody explained for so many days is no longer looked at.
const LATELY: u64 = 90;

/// No more lines of an account are weighed, the newest of those that wait.
const MOST: u32 = 500;

/// The clients whose money may have come and waits to be explained: how much of which day, the
/// oldest for each.
pub(crate) fn may_be_from(
    look: &Look<'_>,
) -> Result<HashMap<ClientId, (Money, NaiveDate)>, Failure> {
    let mut found = HashMap::new();
    for account in bank::accounts(look.db)?.into_iter().filter(|account| account.to_explain > 0) {
        let waiting = bank::lines(look.db, account.id, View::ToExplain, "", 0, MOST)?;
        let lately = |on: NaiveDate| on + Days::new(LATELY) >= look.today;
        let deposits: Vec<_> = waiting
            .into_iter()
            .map(|found| found.line)
            .filter(|line| line.amount.is_positive() && lately(line.posted_on))
            .collect();
        if deposits.is_empty() {
            continue;
        }
        let books = books(look, account.currency)?;
        let matcher = Matcher::over(&books, &payers::learned(look)?);
        for line in deposits {
            for client in matcher.may_be_of(&deposit(&line))? {
                found.insert(client, (line.amount, line.posted_on));
            }
        }
    }
    Ok(found)
}
