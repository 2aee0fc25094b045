//! Processors: each speaks one service's language behind [`domain::ports::Processor`].

use std::sync::{Arc, Mutex, PoisonError};

use domain::ports::{Call, Processor, Secret};
use domain::processor::Brand;
use domain::trouble::no;

use crate::http::{Outside, Patience, Unfit};
use crate::world::SystemWorld;

mod cursor;
pub mod gocardless;
pub mod square;
pub mod stripe;

/// Notes of the calls that were made.
#[derive(Clone, Default)]
pub struct Notes(Arc<Mutex<Vec<Call>>>);

impl Notes {
    /// What the real computer gives to calls, which are noted here.
    pub fn outside(&self) -> Outside {
        let notes = self.clone();
        Outside {
            world: Arc::new(SystemWorld),
            note: Arc::new(move |call| notes.held().push(call)),
            pause: Arc::new(std::thread::sleep),
            patience: Patience::default(),
        }
    }

    /// The notes so far, which are forgotten here.
    pub fn take(&self) -> Vec<Call> {
        std::mem::take(&mut self.held())
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Vec<Call>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

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
        Brand::Square => Some(Box::new(square::Square::new(key, instead, outside)?)),
        Brand::Trial => None,
    })
}
