//! Merges a patch into a JSON object, byte for byte as States.JsonMerge does.
