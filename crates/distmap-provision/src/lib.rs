//! The stack of a distributed map as data, and the IAM policy that a definition needs.
