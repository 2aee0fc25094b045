//! Processors: each speaks one service's language behind [`domain::ports::Processor`].

pub mod stripe;
