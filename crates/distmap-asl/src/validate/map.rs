//! Map states.

use serde_json::Value;

use super::checker::{Checker, Object};
use crate::diagnostic::INVALID_LABEL_NAME;
use crate::model::{ExecutionType, QueryLanguage};

/// The most bytes of a batch.
const MAX_BATCH_BYTES: i64 = 262_144;

/// The longest label.
const MAX_LABEL: usize = 40;

/// What a label cannot have, beside blanks and control characters.
/// <https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html>
const NO_LABEL: &str = "?*<>{}[]:;,\\|^~$#%&`\"/";

/// The most items that a reader reads.
const MAX_ITEMS: i64 = 100_000_000;

impl Checker {
    pub(super) fn map(&mut self, state: &Object, jsonata: bool) {
        self.exactly_one(state, &["ItemProcessor", "Iterator"]);
        for key in ["ItemProcessor", "Iterator"] {
            self.field(state, key, Self::processor);
        }
        if !jsonata {
            self.field(state, "ItemsPath", Self::reference_path);
            self.field(state, "ItemSelector", Self::template);
        } else {
            self.field(state, "Items", Self::expressions);
            self.field(state, "ItemSelector", Self::expressions);
        }
        for key in ["MaxConcurrency", "ToleratedFailureCount"] {
            self.counted(state, key, jsonata, 0, i64::MAX);
        }
        self.at_most_one(state, &["ToleratedFailurePercentage", "ToleratedFailurePercentagePath"]);
        self.field(state, "ToleratedFailurePercentage", |checker, value| {
            checker.number(value, jsonata, 0.0, 100.0);
        });
        self.field(state, "ToleratedFailurePercentagePath", Self::reference_path);
        self.field(state, "Label", |checker, value| {
            if let Some(label) = checker.string(value) {
                checker.label(label);
            }
        });
        self.field(state, "ItemReader", |checker, value| {
            checker.item_reader(value, jsonata);
        });
        self.field(state, "ItemBatcher", |checker, value| {
            checker.item_batcher(value, jsonata);
        });
        self.field(state, "ResultWriter", |checker, value| {
            checker.result_writer(value, jsonata);
        });
    }

    /// The name that the Map Run's children get, part of ARNs.
    fn label(&mut self, label: &str) {
        let problem = if label.is_empty() {
            "cannot be empty".to_owned()
        } else if label.chars().count() > MAX_LABEL {
            format!("exceeds the {MAX_LABEL}-character limit allowed by the service")
        } else if label
            .chars()
            .any(|it| it.is_whitespace() || it.is_control() || NO_LABEL.contains(it))
        {
            "contains invalid characters".to_owned()
        } else {
            return;
        };
        let message = format!("Invalid Label name: Label '{label}' {problem}");
        self.report_as(INVALID_LABEL_NAME, message);
    }

    /// An integer, or a path to one under `keyPath`.
    fn counted(&mut self, object: &Object, key: &str, jsonata: bool, min: i64, max: i64) {
        let path = format!("{key}Path");
        self.at_most_one(object, &[key, &path]);
        self.field(object, key, |checker, value| {
            checker.integer(value, jsonata, min, max);
        });
        self.field(object, &path, Self::reference_path);
    }

    fn processor(&mut self, value: &Value) {
        let around = self.execution;
        if let Some(config) = value.get("ProcessorConfig") {
            self.within("ProcessorConfig", |checker| checker.processor_config(config));
            if config["Mode"] == "DISTRIBUTED" {
                self.execution = match config["ExecutionType"].as_str() {
                    Some("EXPRESS") => ExecutionType::Express,
                    _ => ExecutionType::Standard,
                };
            }
        }
        self.inner_machine(value, &["ProcessorConfig"]);
        self.execution = around;
    }

    fn processor_config(&mut self, value: &Value) {
        let Some(config) = self.object(value) else {
            return;
        };
        self.field(config, "Mode", |checker, value| {
            checker.one_of(value, &["INLINE", "DISTRIBUTED"]);
            if value == "DISTRIBUTED" && checker.execution == ExecutionType::Express {
                checker.report(
                    "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines",
                );
            }
        });
        if config.get("Mode").is_some_and(|it| it == "DISTRIBUTED") {
            self.only(config, &["Mode", "ExecutionType"], None);
            self.required(config, &["ExecutionType"]);
        } else {
            self.only(config, &["Mode"], None);
        }
        self.field(config, "ExecutionType", |checker, value| {
            checker.one_of(value, &["STANDARD", "EXPRESS"]);
        });
    }

    /// `Parameters` or `Arguments` of a reader or a writer.
    fn arguments(&mut self, object: &Object, jsonata: bool) {
        self.own_language(object, jsonata);
        if jsonata {
            self.field(object, "Arguments", Self::expressions);
        } else {
            self.field(object, "Parameters", Self::template);
        }
    }

    fn own_language(&mut self, object: &Object, jsonata: bool) {
        let language = if jsonata { QueryLanguage::Jsonata } else { QueryLanguage::JsonPath };
        self.other_language(object, language);
    }

    fn item_reader(&mut self, value: &Value, jsonata: bool) {
        let Some(reader) = self.object(value) else {
            return;
        };
        self.arguments(reader, jsonata);
        self.only(reader, &["Resource", "ReaderConfig", "Parameters", "Arguments"], None);
        self.required(reader, &["Resource"]);
        self.field(reader, "Resource", |checker, value| {
            checker.allowed_resource(value, &["s3:getObject", "s3:listObjectsV2"]);
        });
        self.field(reader, "ReaderConfig", |checker, value| {
            checker.reader_config(value, jsonata);
        });
    }

    fn allowed_resource(&mut self, value: &Value, allowed: &[&str]) {
        if let Some(arn) = self.string(value)
            && !arn.split_once(":states:::").is_some_and(|(_, action)| allowed.contains(&action))
        {
            self.report("The field 'Resource' does not match any of the allowed values");
        }
    }

    fn reader_config(&mut self, value: &Value, jsonata: bool) {
        let Some(config) = self.object(value) else {
            return;
        };
        self.own_language(config, jsonata);
        self.only(
            config,
            &[
                "InputType",
                "ManifestType",
                "Transformation",
                "CSVHeaderLocation",
                "CSVHeaders",
                "CSVDelimiter",
                "ItemsPointer",
                "MaxItems",
                "MaxItemsPath",
            ],
            None,
        );
        for (key, allowed) in [
            ("InputType", &["CSV", "JSON", "JSONL", "PARQUET", "MANIFEST"][..]),
            ("ManifestType", &["S3_INVENTORY", "ATHENA_DATA"]),
            ("Transformation", &["NONE", "LOAD_AND_FLATTEN"]),
            ("CSVHeaderLocation", &["FIRST_ROW", "GIVEN"]),
            ("CSVDelimiter", &["COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"]),
        ] {
            self.field(config, key, |checker, value| checker.one_of(value, allowed));
        }
        match config.get("InputType").and_then(Value::as_str) {
            Some("CSV") if !config.contains_key("CSVHeaderLocation") => {
                self.report("The field 'CSVHeaderLocation' is required");
            }
            Some("JSON" | "JSONL" | "PARQUET") => {
                for key in ["CSVHeaderLocation", "CSVHeaders", "CSVDelimiter"] {
                    if config.contains_key(key) {
                        self.report(format!("Field '{key}' is not supported"));
                    }
                }
            }
            _ => {}
        }
        if config.get("CSVHeaderLocation").is_some_and(|it| it == "GIVEN") {
            self.required(config, &["CSVHeaders"]);
        }
        self.field(config, "CSVHeaders", |checker, value| {
            checker.elements(value, |checker, header| {
                checker.string(header);
            });
        });
        self.text_field(config, "ItemsPointer");
        self.counted(config, "MaxItems", jsonata, 0, MAX_ITEMS);
    }

    fn item_batcher(&mut self, value: &Value, jsonata: bool) {
        let Some(batcher) = self.object(value) else {
            return;
        };
        self.own_language(batcher, jsonata);
        self.only(
            batcher,
            &[
                "MaxItemsPerBatch",
                "MaxItemsPerBatchPath",
                "MaxInputBytesPerBatch",
                "MaxInputBytesPerBatchPath",
                "BatchInput",
            ],
            None,
        );
        self.counted(batcher, "MaxItemsPerBatch", jsonata, 1, i64::MAX);
        self.counted(batcher, "MaxInputBytesPerBatch", jsonata, 1, MAX_BATCH_BYTES);
        self.field(batcher, "BatchInput", |checker, value| {
            if jsonata {
                checker.expressions(value);
            } else {
                checker.template(value);
            }
        });
    }

    fn result_writer(&mut self, value: &Value, jsonata: bool) {
        let Some(writer) = self.object(value) else {
            return;
        };
        self.arguments(writer, jsonata);
        self.only(writer, &["Resource", "WriterConfig", "Parameters", "Arguments"], None);
        let arguments = if jsonata { "Arguments" } else { "Parameters" };
        if writer.is_empty() {
            self.report("Value cannot be empty");
        } else if writer.contains_key("Resource") || writer.contains_key(arguments) {
            self.required(writer, &["Resource", arguments]);
        }
        self.field(writer, "Resource", |checker, value| {
            checker.allowed_resource(value, &["s3:putObject"]);
        });
        self.field(writer, "WriterConfig", |checker, value| {
            let Some(config) = checker.object(value) else {
                return;
            };
            checker.only(config, &["Transformation", "OutputType"], None);
            checker.field(config, "Transformation", |checker, value| {
                checker.one_of(value, &["NONE", "COMPACT", "FLATTEN"]);
            });
            checker.field(config, "OutputType", |checker, value| {
                checker.one_of(value, &["JSON", "JSONL"]);
            });
        });
    }
}
