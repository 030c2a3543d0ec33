//! Data flow of the Amazon States Language: JSONPath, intrinsic functions, templates, JSONata, variables.
