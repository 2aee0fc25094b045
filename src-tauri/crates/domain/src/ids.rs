//! Names of rows: one type per noun, UUIDv7 inside, `inv_018f…` outside.
//!
//! An id is drawn by the shell's `World` and saved before anything leaves the machine: it is the
//! retry key of every act on the outside (rules 9 and 10).

use uuid::Uuid;

/// Text that is not an id of the expected noun.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{text}\" is not an id that starts with {prefix}_")]
pub struct NotAnId {
    text: String,
    prefix: &'static str,
}

/// What every id can do, so that rows can be read and drawn without naming the noun.
pub trait Id: Copy + Sized {
    /// The letters before the underscore.
    const PREFIX: &'static str;

    /// Wraps a freshly drawn value.
    fn from_uuid(uuid: Uuid) -> Self;

    /// Reads the outside form strictly: the prefix, an underscore, 32 lower-case hex digits.
    fn parse(text: &str) -> Result<Self, NotAnId> {
        let body = text.strip_prefix(Self::PREFIX).and_then(|rest| rest.strip_prefix('_'));
        let strict = |body: &&str| {
            body.len() == 32
                && body.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
        };
        body.filter(strict)
            .and_then(|body| Uuid::try_parse(body).ok())
            .map(Self::from_uuid)
            .ok_or_else(|| NotAnId { text: text.to_owned(), prefix: Self::PREFIX })
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl Id for $name {
            const PREFIX: &'static str = $prefix;

            fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}_{}", $prefix, self.0.simple())
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(self, f)
            }
        }
    )*};
}

ids! {
    /// A client.
    ClientId = "cli";
    /// A list of another program that was brought over.
    ImportId = "imp";
    /// An entry of the service library.
    ServiceId = "svc";
    /// A proposal.
    ProposalId = "pro";
    /// A draft to begin proposals from.
    TemplateId = "tpl";
    /// A frozen sending of a proposal.
    RevisionId = "rev";
    /// A file by which one signatory can answer.
    PackId = "pak";
    /// What a client answered instead of accepting.
    ResponseId = "rsp";
    /// One person's agreement to a revision.
    SignatureId = "sig";
    /// An acceptance of a revision.
    AcceptanceId = "acc";
    /// An agreement.
    AgreementId = "agr";
    /// A service of an agreement.
    AgreementServiceId = "ags";
    /// Work done that a service bills by: a completion, or hours logged.
    DeliveryId = "dlv";
    /// What was decided about an agreement after it was accepted.
    DecisionId = "dcn";
    /// A numbered change of an agreement.
    AmendmentId = "amd";
    /// What became of an amendment: sent, answered, taken back.
    AmendmentEventId = "ame";
    /// A review of the prices of many agreements.
    PriceReviewId = "rvw";
    /// An issued invoice.
    InvoiceId = "inv";
    /// A line of an issued invoice.
    InvoiceLineId = "inl";
    /// What corrects an issued invoice.
    CreditNoteId = "crn";
    /// What was given up of an invoice.
    WriteOffId = "wof";
    /// What is claimed because an invoice was paid late.
    LateChargeId = "lch";
    /// What was let go of a late charge.
    LateWaiverId = "lwv";
    /// A part of a payment joined to a late charge.
    LatePaymentId = "lpy";
    /// A part of a payment that was for the cost of the client's credit card.
    CardCostId = "ccs";
    /// What a client disputes of an invoice.
    InvoiceDisputeId = "ivd";
    /// A message, or a call, about what is owed.
    FollowUpId = "fup";
    /// What a client answered.
    ReplyId = "rpl";
    /// A time in which a client is left alone.
    HoldId = "hld";
    /// What a client promised to pay.
    PromiseId = "prm";
    /// What is owed, paid in parts.
    PlanId = "pln";
    /// A debt handed to somebody else to recover.
    HandOffId = "hof";
    /// A credit report that the user asked for.
    CreditCheckId = "cck";
    /// A statement of account.
    AccountStatementId = "acs";
    /// Money received from a client.
    PaymentId = "pay";
    /// A part of a payment joined to an invoice.
    AllocationId = "alc";
    /// A connection to an account at a processor.
    ConnectionId = "con";
    /// What a client was asked to permit.
    AuthorizationId = "aut";
    /// A card or bank account that may be charged.
    InstrumentId = "ins";
    /// The taking of an invoice's money from an instrument.
    CollectionId = "col";
    /// Money of a charge paid back.
    RefundId = "rfd";
    /// A processor's transfer to the bank.
    PayoutId = "pyo";
    /// A bank account of the practice.
    BankAccountId = "bnk";
    /// An imported statement file.
    StatementId = "stm";
    /// A line of a statement.
    StatementLineId = "stl";
    /// A reconciled period of a bank account.
    PeriodId = "prd";
    /// The explanation of a statement line.
    MatchId = "mat";
    /// An entry of the double-entry ledger.
    EntryId = "ent";
    /// An organisation in a ledger of others.
    LedgerId = "led";
    /// A run of the sync with one.
    RunId = "run";
    /// The program in which a practice keeps its clients and its work.
    OfficeId = "off";
    /// A file made for another program.
    ExportId = "exp";
    /// A piece of local work.
    JobId = "job";
    /// What the user plans to pay.
    OutgoingId = "otg";
    /// An intent to act on the outside world.
    OutboxId = "out";
}

#[cfg(test)]
mod tests;
