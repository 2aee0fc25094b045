//! `quittance-cli`: the command list without a window.

fn main() {}
