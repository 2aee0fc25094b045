//! Processors: each speaks one service's language behind [`domain::ports::Processor`].

use domain::ports::{Processor, Secret};
use domain::processor::Brand;

use crate::http::{Outside, Unfit};

mod cursor;
pub mod gocardless;
pub mod stripe;

/// An account at a processor that is spoken with over the net; nothing where this program speaks
/// with none of that brand. `instead` stands in for the service: one on this computer.
pub fn open(
    brand: Brand,
    key: Secret,
    instead: Option<&str>,
    outside: Outside,
) -> Result<Option<Box<dyn Processor + Send>>, Unfit> {
    Ok(match brand {
        Brand::Stripe => Some(Box::new(stripe::Stripe::new(key, instead, outside)?)),
        Brand::GoCardless => Some(Box::new(gocardless::GoCardless::new(key, instead, outside)?)),
        Brand::Trial | Brand::Square => None,
    })
}
