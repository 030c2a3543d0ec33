//! Embedded buckets, topics, queues and executions for the distmap engine.
