//! A client's card or bank account at Stripe.

use domain::processor::{Instrument, Reason, Trouble};

use super::call::name;
use super::form::Form;
use super::wire::{Mandate, Method};
use super::{Stripe, no, read};

/// A method as it is now.
pub(super) fn read(stripe: &Stripe, instrument: &Instrument) -> Result<Instrument, Trouble> {
    let method = method(stripe, &instrument.reference)?;
    let mandate = if instrument.mandate.is_empty() {
        None
    } else {
        Some(self::mandate(stripe, &instrument.mandate)?)
    };
    let now = read::instrument(&method, mandate.as_ref());
    now.ok_or_else(|| no(Reason::NotFound, &method.kind, "it is no card and no bank account"))
}

/// Detaches a method; what is detached stays so for ever.
pub(super) fn revoke(stripe: &Stripe, instrument: &Instrument) -> Result<(), Trouble> {
    if method(stripe, &instrument.reference)?.customer.is_none() {
        return Ok(());
    }
    let reference = name(&instrument.reference)?;
    let path = format!("/v1/payment_methods/{reference}/detach");
    let key = format!("{reference}:detach");
    stripe.post::<Method>("give a client's method up", &path, &Form::new(), &key).map(drop)
}

pub(super) fn method(stripe: &Stripe, reference: &str) -> Result<Method, Trouble> {
    let path = format!("/v1/payment_methods/{}", name(reference)?);
    stripe.get("read a client's method", &path, &Form::new())
}

pub(super) fn mandate(stripe: &Stripe, reference: &str) -> Result<Mandate, Trouble> {
    let path = format!("/v1/mandates/{}", name(reference)?);
    stripe.get("read a client's mandate", &path, &Form::new())
}
