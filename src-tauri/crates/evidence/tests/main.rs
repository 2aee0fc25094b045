//! Stories about packs, answers and evidence, told to the library and to a real browser.

mod acceptances;
mod browser;
mod bundles;
mod driver;
mod kit;
mod pages;
mod verifier;
