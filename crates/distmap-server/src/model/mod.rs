//! The services' types and constraints, generated from botocore's models by codegen/generate.py.

// Not every member of AWS's models has a meaning here; the generated types are whole all the same.
#![allow(dead_code)]

pub mod iam;
pub mod logs;
pub mod sfn;
pub mod sns;
pub mod sqs;
pub mod sts;
