//! Makes JSON objects for tests and benchmarks, lists folders and plans uploads.
