//! What was learned from matches that stand: who pays under which name. Nothing is kept here that
//! could not be learned again from the journal.

use std::collections::{HashMap, HashSet};

use super::fold;
use super::names::{self, Said};

/// Names seen on bank lines and the clients they turned out to be; pairs that were refused.
#[derive(Clone, Debug)]
pub struct Learned<Client> {
    /// The name in the form in which it is remembered, and how often it was which client.
    names: HashMap<String, Vec<(Client, u32)>>,
    refused: HashSet<(String, Client)>,
}

impl<Client> Default for Learned<Client> {
    fn default() -> Learned<Client> {
        Learned { names: HashMap::new(), refused: HashSet::new() }
    }
}

/// How much a remembered name counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Memory<Client> {
    /// Confirmed at least twice, and never for another client.
    Sure(Client),
    /// Confirmed once.
    Once(Client),
}

/// The payer in all of a bank's text, in upper case: what is left without the words of banks,
/// numbers and months. Empty where nothing that is left would tell one payer from another.
pub fn payer_in(text: &str) -> String {
    let mut words = fold::words(text);
    words.retain(|word| {
        let is_month = fold::month_of(word).is_some();
        !fold::is_noise(word) && !is_month && !word.contains(|c: char| c.is_ascii_digit())
    });
    let tells = |word: &String| word.len() >= 3 && !fold::is_form(word) && !names::is_common(word);
    if words.iter().any(tells) { words.join(" ") } else { String::new() }
}

impl<Client: Copy + Eq + std::hash::Hash> Learned<Client> {
    /// Remembers that what the bank calls `payer` is `client`.
    pub fn confirm(&mut self, payer: &str, client: Client) {
        self.confirm_key(Said::of(payer, true).full, client);
    }

    /// Remembers that what the bank calls `payer` is not `client`.
    pub fn refuse(&mut self, payer: &str, client: Client) {
        let key = Said::of(payer, true).full;
        if !key.is_empty() {
            self.refused.insert((key, client));
        }
    }

    pub(super) fn confirm_key(&mut self, key: String, client: Client) {
        if key.is_empty() {
            return;
        }
        let known = self.names.entry(key).or_default();
        match known.iter_mut().find(|(other, _)| *other == client) {
            Some((_, times)) => *times += 1,
            None => known.push((client, 1)),
        }
    }

    pub(super) fn of(&self, key: &str) -> Option<Memory<Client>> {
        match self.names.get(key)?.as_slice() {
            [(client, 2..)] => Some(Memory::Sure(*client)),
            [(client, _)] => Some(Memory::Once(*client)),
            _ => None,
        }
    }

    pub(super) fn is_refused(&self, key: &str, client: Client) -> bool {
        !self.refused.is_empty() && self.refused.contains(&(key.to_owned(), client))
    }

    /// The same memory with other names for the clients; those that `to` does not know are left
    /// out.
    pub(super) fn renamed<Other: Copy + Eq + std::hash::Hash>(
        &self,
        to: impl Fn(Client) -> Option<Other>,
    ) -> Learned<Other> {
        let mut other = Learned::default();
        for (key, known) in &self.names {
            let known = known.iter().filter_map(|(client, times)| Some((to(*client)?, *times)));
            other.names.insert(key.clone(), known.collect());
        }
        for (key, client) in &self.refused {
            other.refused.extend(to(*client).map(|client| (key.clone(), client)));
        }
        other
    }
}
