//! Decisions held against the truth: how many were right, by class, by count and by money.
//!
//! It reads the lines that `quittance-cli match` prints. Only amounts above zero count as
//! allocations, so that a line which only says what a deposit is pays nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde_json::Value;

use super::{Case, Class, Settings, Truth, generate};

/// How decisions on some deposits went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Deposits.
    pub deposits: u64,
    /// Deposits that truly pay an invoice.
    pub paying: u64,
    /// Deposits that were applied without asking.
    pub auto: u64,
    /// Of these, those applied to exactly what they pay.
    pub right: u64,
    /// Deposits that pay an invoice and whose truth is among the first three hypotheses.
    pub top_three: u64,
    /// The money of the paying deposits, in minor units.
    pub paying_minor: i64,
    /// The money that was applied without asking, in minor units.
    pub auto_minor: i64,
    /// Of this, what was applied rightly.
    pub right_minor: i64,
}

impl Tally {
    /// Applied without asking, and not to exactly what they pay.
    pub fn wrong(&self) -> u64 {
        self.auto - self.right
    }

    /// Right of those applied, in hundredths of a per cent.
    pub fn precision(&self) -> u64 {
        share(self.right, self.auto)
    }

    /// Rightly applied of those that pay, in hundredths of a per cent.
    pub fn recall(&self) -> u64 {
        share(self.right, self.paying)
    }

    /// Truth among the first three of those that pay, in hundredths of a per cent.
    pub fn top_three_rate(&self) -> u64 {
        share(self.top_three, self.paying)
    }

    /// The two together.
    #[must_use]
    pub fn and(self, other: Tally) -> Tally {
        Tally {
            deposits: self.deposits + other.deposits,
            paying: self.paying + other.paying,
            auto: self.auto + other.auto,
            right: self.right + other.right,
            top_three: self.top_three + other.top_three,
            paying_minor: self.paying_minor + other.paying_minor,
            auto_minor: self.auto_minor + other.auto_minor,
            right_minor: self.right_minor + other.right_minor,
        }
    }
}

/// `part` of `whole` in hundredths of a per cent, downwards; all of nothing is all.
fn share(part: u64, whole: u64) -> u64 {
    (part * 10_000).checked_div(whole).unwrap_or(10_000)
}

/// Runs a matcher on the practices of these settings and seeds. It answers an input with the lines
/// of `quittance-cli match`.
pub fn measured(
    settings: &Settings,
    seeds: impl IntoIterator<Item = u64>,
    matcher: &dyn Fn(&Value) -> Vec<Value>,
) -> Report {
    seeds.into_iter().fold(Report::default(), |sum, seed| {
        let case = generate(settings, seed);
        let mut report = Report::of(&case, &matcher(&case.input));
        report.wrong.iter_mut().for_each(|id| *id = format!("seed {seed}: {id}"));
        sum.and(report)
    })
}

/// A run against the truth.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How it went for each class that there was.
    pub classes: BTreeMap<Class, Tally>,
    /// The deposits that were applied wrongly.
    pub wrong: Vec<String>,
}

impl Report {
    /// Holds a run against the truth. A deposit without an answer counts as left alone.
    pub fn of(case: &Case, answers: &[Value]) -> Report {
        let by_id: BTreeMap<&str, &Value> =
            answers.iter().filter_map(|answer| Some((answer["id"].as_str()?, answer))).collect();
        let deposits = case.input["deposits"].as_array().cloned().unwrap_or_default();
        let mut report = Report::default();
        for (truth, deposit) in case.truths.iter().zip(&deposits) {
            let none = Value::Null;
            let answer = by_id.get(truth.deposit.as_str()).copied().unwrap_or(&none);
            let money = deposit["amount"].as_i64().unwrap_or_default().abs();
            let one = tally(truth, answer, money);
            if one.wrong() > 0 {
                report.wrong.push(truth.deposit.clone());
            }
            let class = report.classes.entry(truth.class).or_default();
            *class = class.and(one);
        }
        report
    }

    /// All classes together.
    pub fn total(&self) -> Tally {
        self.classes.values().fold(Tally::default(), |sum, tally| sum.and(*tally))
    }

    /// Deposits that pay nothing and were applied nevertheless.
    pub fn applied_though_none(&self) -> u64 {
        let paying_none = self.classes.values().filter(|tally| tally.paying == 0);
        paying_none.map(Tally::wrong).sum()
    }

    /// Both runs as one.
    #[must_use]
    pub fn and(mut self, other: Report) -> Report {
        for (class, tally) in other.classes {
            let mine = self.classes.entry(class).or_default();
            *mine = mine.and(tally);
        }
        self.wrong.extend(other.wrong);
        self
    }

    /// The report as a table, one class a row.
    pub fn table(&self) -> String {
        let mut text = String::from(
            "| class | deposits | auto | wrong | precision | recall | top 3 \
             | precision, money | recall, money |\n|---|---|---|---|---|---|---|---|---|\n",
        );
        for (class, tally) in &self.classes {
            text.push_str(&line(&format!("{class:?}"), tally));
        }
        text.push_str(&line("all", &self.total()));
        text
    }
}

/// Several runs as a table, one run a row.
pub fn compared(runs: &[(&str, Report)]) -> String {
    let mut text = String::from(
        "| method | deposits | auto | wrong | precision | recall | top 3 | none applied |\n\
         |---|---|---|---|---|---|---|---|\n",
    );
    for (name, report) in runs {
        let all = report.total();
        let rates = [all.precision(), all.recall(), all.top_three_rate()].map(percent).join(" | ");
        let counts = format!("{} | {} | {}", all.deposits, all.auto, all.wrong());
        let none = report.applied_though_none();
        let _ = writeln!(text, "| {name} | {counts} | {rates} | {none} |");
    }
    text
}

fn line(name: &str, tally: &Tally) -> String {
    let counts = format!("{} | {} | {}", tally.deposits, tally.auto, tally.wrong());
    let money = |part: i64, whole: i64| share(part.unsigned_abs(), whole.unsigned_abs());
    let paid = [
        (tally.precision(), tally.auto > 0),
        (tally.recall(), tally.paying > 0),
        (tally.top_three_rate(), tally.paying > 0),
        (money(tally.right_minor, tally.auto_minor), tally.auto > 0),
        (money(tally.right_minor, tally.paying_minor), tally.paying > 0),
    ];
    let shown = paid.map(|(rate, is)| if is { percent(rate) } else { "-".to_owned() });
    format!("| {name} | {counts} | {} |\n", shown.join(" | "))
}

fn percent(hundredths: u64) -> String {
    format!("{}.{:02} %", hundredths / 100, hundredths % 100)
}

fn tally(truth: &Truth, answer: &Value, money: i64) -> Tally {
    let paying = !truth.allocations.is_empty();
    let hypotheses = answer["hypotheses"].as_array().map(Vec::as_slice).unwrap_or_default();
    let auto = answer["decision"] == "auto";
    let first = hypotheses.first().map(allocations).unwrap_or_default();
    // To say of a deposit without being asked that it pays nothing applies nothing.
    let auto = auto && (paying || !first.is_empty());
    let right = auto && agrees(truth, &first);
    let top = paying && hypotheses.iter().take(3).any(|one| agrees(truth, &allocations(one)));
    let if_so = |is: bool| if is { money } else { 0 };
    Tally {
        deposits: 1,
        paying: u64::from(paying),
        auto: u64::from(auto),
        right: u64::from(right),
        top_three: u64::from(top),
        paying_minor: if_so(paying),
        auto_minor: if_so(auto),
        right_minor: if_so(right),
    }
}

/// What a hypothesis pays: invoice and amount, only amounts above zero, sums by invoice.
pub fn allocations(hypothesis: &Value) -> BTreeMap<String, i64> {
    let rows = hypothesis["allocations"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut sums = BTreeMap::new();
    for row in rows {
        let amount = row["amount"].as_i64().unwrap_or_default();
        if let (Some(invoice), true) = (row["invoice"].as_str(), amount > 0) {
            *sums.entry(invoice.to_owned()).or_default() += amount;
        }
    }
    sums
}

/// Whether this is exactly what the deposit pays. Where something is kept on the way and nobody
/// says how much, the invoices must be the same; the amounts may be those paid or those arrived.
fn agrees(truth: &Truth, said: &BTreeMap<String, i64>) -> bool {
    let true_sums: BTreeMap<String, i64> = truth.allocations.iter().cloned().collect();
    if truth.class.arrives_changed() || truth.class == Class::BarePayout {
        let invoices: BTreeSet<&String> = true_sums.keys().collect();
        return invoices == said.keys().collect();
    }
    true_sums == *said
}
