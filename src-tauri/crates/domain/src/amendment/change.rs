//! What an amendment can change, and how the terms are after it.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Service, Terms};
use crate::charge::Billing;
use crate::ids::{AgreementServiceId, ClientId};
use crate::money::{Currency, Money};

/// One change of the terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A service comes to the agreement.
    AddService(Service),
    /// A service ends; its last day is the day before the amendment's effective day.
    EndService(AgreementServiceId),
    /// Another price of one.
    Price {
        /// Of this service.
        service: AgreementServiceId,
        /// The new price, without tax.
        price: Money,
    },
    /// Another quantity each time.
    Quantity {
        /// Of this service.
        service: AgreementServiceId,
        /// The new quantity.
        quantity: Decimal,
    },
    /// Another way of falling due. Unless only a cap changes, periods are counted anew from the
    /// effective day, and introductory prices and milestones of the old way are over.
    Billing {
        /// Of this service.
        service: AgreementServiceId,
        /// The new way.
        billing: Billing,
    },
    /// Other words for what is done.
    Scope {
        /// Of this service.
        service: AgreementServiceId,
        /// The new words.
        scope: String,
    },
    /// Another time to pay, in days from the issue of an invoice.
    PaymentDays(u32),
    /// Another last day of the agreement; nothing for until it is ended.
    End(Option<NaiveDate>),
    /// Another client is billed from the effective day on.
    Transfer(ClientId),
}

/// Why a change is not possible.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// The agreement has no such service, or no longer.
    #[error("the agreement has no service {0} then; choose one that it has")]
    NoSuchService(AgreementServiceId),
    /// The id is in use.
    #[error("the agreement already has service {0}; change its terms instead")]
    AlreadyThere(AgreementServiceId),
    /// The price is in another currency than the service's.
    #[error("the service is billed in {0}; give its price in {0}")]
    Currency(Currency),
    /// A price or a quantity below zero.
    #[error("a price and a quantity cannot be below zero")]
    BelowZero,
}

impl Change {
    /// Changes the terms. Where it refuses they are to be thrown away.
    pub(super) fn apply(&self, terms: &mut Terms) -> Result<(), ChangeError> {
        match self {
            Change::AddService(new) => {
                let id = new.terms.id;
                if terms.service(id).is_some() {
                    return Err(ChangeError::AlreadyThere(id));
                }
                not_below_zero(new.terms.price, new.terms.quantity)?;
                terms.services.push(new.clone());
            }
            Change::EndService(id) => {
                let at = terms.services.iter().position(|service| service.terms.id == *id);
                terms.services.remove(at.ok_or(ChangeError::NoSuchService(*id))?);
            }
            Change::Price { service, price } => {
                let service = service_of(terms, *service)?;
                let currency = service.terms.price.currency();
                if price.currency() != currency {
                    return Err(ChangeError::Currency(currency));
                }
                not_below_zero(*price, service.terms.quantity)?;
                service.terms.price = *price;
            }
            Change::Quantity { service, quantity } => {
                let service = service_of(terms, *service)?;
                not_below_zero(service.terms.price, *quantity)?;
                service.terms.quantity = *quantity;
            }
            Change::Billing { service, billing } => {
                let terms = &mut service_of(terms, *service)?.terms;
                if !same_grid(terms.billing, *billing) {
                    terms.introductory = None;
                    terms.milestones.clear();
                }
                terms.billing = *billing;
            }
            Change::Scope { service, scope } => {
                service_of(terms, *service)?.scope.clone_from(scope);
            }
            Change::PaymentDays(days) => terms.payment_days = *days,
            Change::End(end) => terms.end = *end,
            Change::Transfer(client) => terms.client = *client,
        }
        Ok(())
    }

    /// The service it is about, where it is about one that the agreement has.
    pub fn service(&self) -> Option<AgreementServiceId> {
        match self {
            Change::EndService(service)
            | Change::Price { service, .. }
            | Change::Quantity { service, .. }
            | Change::Billing { service, .. }
            | Change::Scope { service, .. } => Some(*service),
            Change::AddService(_)
            | Change::PaymentDays(_)
            | Change::End(_)
            | Change::Transfer(_) => None,
        }
    }
}

/// Whether both ways of falling due count the same occurrences.
pub(super) fn same_grid(one: Billing, other: Billing) -> bool {
    let logged = |billing| matches!(billing, Billing::Logged { .. });
    one == other || (logged(one) && logged(other))
}

fn service_of(terms: &mut Terms, id: AgreementServiceId) -> Result<&mut Service, ChangeError> {
    let found = terms.services.iter_mut().find(|service| service.terms.id == id);
    found.ok_or(ChangeError::NoSuchService(id))
}

fn not_below_zero(price: Money, quantity: Decimal) -> Result<(), ChangeError> {
    if price.minor() < 0 || quantity < Decimal::ZERO {
        return Err(ChangeError::BelowZero);
    }
    Ok(())
}
