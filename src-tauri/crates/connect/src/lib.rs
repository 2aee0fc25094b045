//! The outside world: each service keeps its wire types to itself.

pub mod keyring;
pub mod mail;
pub mod smtp;
pub mod world;
