//! What a state machine costs on AWS Step Functions, and how long it takes.
