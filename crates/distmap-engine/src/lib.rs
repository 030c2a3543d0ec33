//! Runs state machines of the Amazon States Language as AWS Step Functions does.

pub mod ports;
