//! Money that pays no invoice: from offices, shops, banks, the owner's own pocket, and people whose
//! names are nearly those of clients.

use super::bank;
use super::chance::Chance;
use super::invoices::after;
use super::people;
use super::stories::Practice;
use super::{Class, Deposit};

impl Practice {
    /// A deposit that pays no invoice.
    pub(super) fn stranger(&mut self) {
        let at = self.chance.below(self.invoices.len());
        let on = after(self.invoices[at].issued, self.chance.between(0, 60));
        // By chance an amount is that of some invoice.
        let amount = if self.chance.happens(120) {
            self.invoices[at].amount
        } else {
            some_amount(&mut self.chance)
        };
        let (payer, says) = if self.chance.happens(200) {
            let of = self.invoices[at].client;
            (self.namesake(of), some_words(&mut self.chance))
        } else {
            foreign_money(&mut self.chance)
        };
        let noise = self.noise();
        let texts = bank::texts(&mut self.chance, &noise, &payer, &says);
        self.deposits.push(Deposit {
            on,
            amount,
            texts,
            items: None,
            class: Class::None,
            client: None,
            allocations: Vec::new(),
            reopens: None,
            gross: amount,
            cited: false,
        });
    }

    /// A name near that of a client, and not to be taken for any client's even when it is cut.
    fn namesake(&mut self, of: usize) -> String {
        loop {
            let like = self.clients[of].name.clone();
            let name = people::near(&mut self.chance, &like);
            let bare = people::bare(&name);
            let known = self.clients.iter().any(|client| {
                let names = [&client.name, &client.pays_as].into_iter().chain(&client.contacts);
                names.into_iter().any(|name| people::bare(name) == bare)
            });
            if !known {
                return name;
            }
        }
    }
}

fn some_amount(chance: &mut Chance) -> i64 {
    match chance.below(3) {
        0 => chance.between(1, 200) * 1_000,
        1 => chance.between(3, 9_000),
        _ => chance.between(1_000, 900_000),
    }
}

/// What people say who pay for something else.
fn some_words(chance: &mut Chance) -> String {
    match chance.below(6) {
        0 => "rent share".to_owned(),
        1 => "dinner".to_owned(),
        2 => format!("order {}", chance.digits(5)),
        3 => "deposit van hire".to_owned(),
        4 => "raffle".to_owned(),
        _ => String::new(),
    }
}

/// A payer and its words: tax, interest, the owner, own accounts, lenders, shops and suppliers.
fn foreign_money(chance: &mut Chance) -> (String, String) {
    let (payer, says) = match chance.below(14) {
        0 => ("HMRC VAT".to_owned(), format!("repayment {}", chance.digits(9))),
        1 => ("US TREASURY 310".to_owned(), "TAX REF".to_owned()),
        2 => (String::new(), "gross interest paid".to_owned()),
        3 => {
            (String::new(), format!("interest to {} at 1.{}0", chance.digits(2), chance.digits(1)))
        }
        4 => ("Penhallow E M".to_owned(), "owner capital introduced".to_owned()),
        5 => ("Penhallow E M".to_owned(), "directors loan".to_owned()),
        6 => (String::new(), format!("transfer from savings {}", chance.digits(8))),
        7 => ("Penhallow Reserve Account".to_owned(), "sweep".to_owned()),
        8 => ("Riverbank Business Lending".to_owned(), format!("drawdown {}", chance.digits(7))),
        9 => ("Etsy Payments".to_owned(), format!("settlement {}", chance.digits(6))),
        10 => ("Amazon Marketplace".to_owned(), format!("disbursement {}", chance.digits(10))),
        11 => {
            let shop = chance.of(&["Staples Direct", "Papermill Supplies", "Adept Telecoms"]);
            (shop.to_owned(), format!("refund order {}", chance.digits(4)))
        }
        12 => ("Guardian Indemnity".to_owned(), format!("premium refund {}", chance.digits(6))),
        _ => (people::business(chance), some_words(chance)),
    };
    (payer, says)
}
