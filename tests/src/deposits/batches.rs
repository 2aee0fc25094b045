//! How money comes in for several invoices, or for several clients: sums, batches, agents, payouts.

use super::invoices::{Invoice, after};
use super::stories::{Paying, Practice};
use super::{Class, bank, people};

impl Practice {
    pub(super) fn many(&mut self) {
        let Some(first) = self.take() else { return };
        let client = self.invoices[first].client;
        let more = [1, 1, 1, 2, 2, 3, 5][self.chance.below(7)];
        let horizon = after(self.invoices[first].issued, 130);
        let free = &mut self.free[client];
        let near: Vec<usize> = free
            .iter()
            .copied()
            .filter(|at| *at > first && self.invoices[*at].issued < horizon)
            .take(more)
            .collect();
        if near.is_empty() {
            free.insert(0, first);
            free.sort_unstable();
            return;
        }
        free.retain(|at| !near.contains(at));
        let all: Vec<usize> = [first].into_iter().chain(near).collect();
        let last = all[all.len() - 1];
        let pays: Vec<(usize, i64)> =
            all.iter().map(|at| (*at, self.invoices[*at].amount)).collect();
        let amount = pays.iter().map(|(_, amount)| amount).sum();
        let on = self.payday(last);
        let (says, cited) = self.says(client, &all);
        let payer = self.payer(client);
        self.put(Class::Many, on, amount, &Paying { payer: &payer, says: &says, cited });
        self.which_pays(Some(client), &pays);
    }

    /// One agent pays for three clients in the same week, each by itself.
    pub(super) fn agent(&mut self) {
        let agent = format!("{} (client account)", people::business(&mut self.chance));
        let noise = self.noise();
        let cites = self.chance.happens(700);
        let Some(first) = self.take() else { return };
        let start = self.payday(first);
        for invoice in self.take_near(first, 2) {
            let Invoice { amount, client, issued, .. } = self.invoices[invoice];
            let number = self.invoices[invoice].number.clone();
            let says = if cites {
                bank::cited(&mut self.chance, &noise, &[&number])
            } else {
                String::new()
            };
            let on = after(start, self.chance.between(0, 6)).max(issued);
            self.put(
                Class::Agent,
                on,
                amount,
                &Paying { payer: &agent, says: &says, cited: cites },
            );
            self.which_pays(Some(client), &[(invoice, amount)]);
        }
    }

    pub(super) fn cheques(&mut self) {
        let Some(first) = self.take() else { return };
        let more = 1 + self.chance.below(4);
        let all = self.take_near(first, more);
        let last = all.iter().max().copied().unwrap_or(first);
        let pays: Vec<(usize, i64)> =
            all.iter().map(|at| (*at, self.invoices[*at].amount)).collect();
        let amount = pays.iter().map(|(_, amount)| amount).sum();
        let on = self.payday(last);
        let slip = format!("cheques paid in {} items slip {}", all.len(), self.chance.digits(6));
        self.put(Class::Cheques, on, amount, &Paying { payer: "", says: &slip, cited: false });
        self.which_pays(None, &pays);
    }

    /// What a processor collected in a few days, less what it keeps.
    pub(super) fn payout(&mut self, itemised: bool) {
        let Some(first) = self.take() else { return };
        let more = self.chance.below(7);
        let all = self.take_near(first, more);
        let last = all.iter().max().copied().unwrap_or(first);
        let (name, rate, flat) = PROCESSORS[self.chance.below(PROCESSORS.len())];
        let mut items = Vec::new();
        let mut pays = Vec::new();
        let mut kept = 0;
        for at in &all {
            let amount = self.invoices[*at].amount;
            kept += (amount * rate + 500) / 1000 + flat;
            items.push((self.invoices[*at].number.clone(), amount));
            pays.push((*at, amount));
        }
        let gross: i64 = pays.iter().map(|(_, amount)| amount).sum();
        let on = self.payday(last);
        let mut refunded = 0;
        if self.chance.happens(180) {
            // Somebody gets money back for an invoice that was paid by card before.
            let old = self.take().filter(|old| self.invoices[*old].issued < on);
            if let Some(old) = old {
                refunded = (self.invoices[old].amount / 2).min(gross / 3);
                items.push((self.invoices[old].number.clone(), -refunded));
            }
        }
        let listed = self.chance.happens(750);
        if listed {
            items.push((self.chance.of(&["", "fee"]).to_owned(), -kept));
        }
        let says = format!("payout {}", self.chance.digits(8));
        let class = if itemised { Class::Payout } else { Class::BarePayout };
        let arrives = gross - refunded - kept;
        self.put(class, on, arrives, &Paying { payer: name, says: &says, cited: false });
        self.which_pays(None, &pays);
        if itemised {
            self.deposits.last_mut().expect("it was put just before").items = Some(items);
        }
    }
}

/// Processors as they stand on statements, what they keep of a thousand and of each payment.
const PROCESSORS: [(&str, i64, i64); 5] = [
    ("STRIPE PAYMENTS", 29, 30),
    ("GOCARDLESS LTD", 10, 20),
    ("SQUARE INC", 26, 10),
    ("PAYPAL PTE", 34, 20),
    ("SUMUP PAYMENTS", 17, 0),
];
