//! A client made of a line's payer, and what the user notes beside a line.

use store::line_notes;

use super::accept::explain;
use super::{AcceptExplanation, AcceptNewClient, Explain, NoteLine, one_line};
use crate::clients::{self, ClientForm};
use crate::context::Act;
use crate::failure::Failure;
use crate::wire::{self, ById, Made, Nothing};

/// Makes a client of a line's payer; the line becomes its credit. Taking the explanation back
/// leaves the client where it is.
pub fn accept_new_client(act: &mut Act<'_>, asked: AcceptNewClient) -> Result<Made, Failure> {
    let form = ClientForm {
        name: asked.name,
        kind: "business".to_owned(),
        contact: String::new(),
        email: asked.email,
        phone: String::new(),
        address: String::new(),
        tax_number: String::new(),
        tax_place: String::new(),
        currency: String::new(),
        payer_names: wire::line("payer_name", &asked.payer_name, 200)?,
        notes: String::new(),
    };
    let client = clients::add(act, form)?;
    let explained = Explain::Invoices { client_id: client.id.clone(), invoices: Vec::new() };
    let question = AcceptExplanation { line_id: asked.line_id, explain: explained };
    let id = explain(act, &question)?.to_string();
    let client = clients::one(act, &client.id)?;
    act.say(
        format!("{} added from a bank line, which is its credit", client.name),
        Some(client.id),
    );
    act.offer_undo("Bank line explained", "matches.undo", ById { id: id.clone() });
    Ok(Made { id })
}

/// Writes a note beside a line, or takes it away.
pub fn note(act: &mut Act<'_>, asked: NoteLine) -> Result<Nothing, Failure> {
    let (found, _) = one_line(act, &asked.line_id)?;
    let words = wire::text("note", &asked.note, 1_000)?;
    let before = line_notes::of(act.tx, found.line.id)?;
    line_notes::write(act.tx, found.line.id, &words)?;
    let what = if words.is_empty() { "Note taken from" } else { "Note written beside" };
    act.say(format!("{what} the bank line of {}", found.line.amount.shown()), None);
    let again = NoteLine { line_id: asked.line_id, note: before };
    act.offer_undo("Note changed", "lines.note", again);
    Ok(Nothing {})
}
