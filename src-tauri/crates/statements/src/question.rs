//! What a file leaves open and only a person can say. Each question is answered by one field of a
//! [`Mapping`](crate::mapping::Mapping).

use crate::dates::DateOrder;

/// One open question, with examples from the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Question {
    /// Which of several orders the dates have; answered by `date_order`.
    DateOrder {
        /// Dates as written.
        examples: Vec<String>,
        /// The orders that fit every date.
        choices: Vec<DateOrder>,
    },
    /// Whether a comma or a point is the decimal mark; answered by `decimal_mark`.
    DecimalMark {
        /// Amounts as written.
        examples: Vec<String>,
    },
    /// Whether a plain amount is money in or money out; answered by `amount`.
    Sign {
        /// The column asked about.
        column: usize,
        /// Amounts as written.
        examples: Vec<String>,
    },
    /// Which flags mean money out; answered by `amount`.
    Flags {
        /// The column of the amounts.
        column: usize,
        /// The column of the flags.
        flag: usize,
        /// Every flag in the file.
        values: Vec<String>,
    },
    /// Which column holds the date; answered by `date`.
    DateColumn {
        /// The headings, or the first row where there is none.
        headings: Vec<String>,
    },
    /// Which column or columns hold the amount; answered by `amount`, which also says which way
    /// they count, for an answer is obeyed as it is.
    AmountColumn {
        /// The headings, or the first row where there is none.
        headings: Vec<String>,
        /// The columns that could be it.
        choices: Vec<usize>,
    },
}

impl Question {
    /// The short name for scripts.
    pub fn name(&self) -> &'static str {
        match self {
            Question::DateOrder { .. } => "date_order",
            Question::DecimalMark { .. } => "decimal_mark",
            Question::Sign { .. } => "sign",
            Question::Flags { .. } => "flags",
            Question::DateColumn { .. } => "date_column",
            Question::AmountColumn { .. } => "amount_column",
        }
    }

    /// The question as one sentence for a person.
    pub fn words(&self) -> String {
        match self {
            Question::DateOrder { examples, choices } => {
                let choices: Vec<&str> = choices.iter().map(|order| order.words()).collect();
                format!("Is {} written as {}?", first(examples), choices.join(" or "))
            }
            Question::DecimalMark { examples } => {
                format!("Does the mark in {} separate thousands or cents?", first(examples))
            }
            Question::Sign { examples, .. } => {
                format!("Is {} money that came in or money that went out?", first(examples))
            }
            Question::Flags { values, .. } => {
                format!("Which of these mark money that went out: {}?", values.join(", "))
            }
            Question::DateColumn { .. } => "Which column holds the date?".to_owned(),
            Question::AmountColumn { .. } => "Which column holds the amount?".to_owned(),
        }
    }
}

fn first(examples: &[String]) -> &str {
    examples.first().map_or("", String::as_str)
}
