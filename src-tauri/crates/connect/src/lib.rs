//! The outside world: each service keeps its wire types to itself.

pub mod http;
pub mod karbon;
pub mod keyring;
pub mod ledgers;
pub mod mail;
pub mod processors;
pub mod smtp;
pub mod world;
