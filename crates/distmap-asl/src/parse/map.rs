//! Map states: processor, reader, batcher and writer.

use serde_json::Value;

use super::data;
use super::reader::{Object, Reader};
use super::state;
use crate::model::{
    ExecutionType, ItemBatcher, ItemReader, MapMode, MapState, QueryLanguage, ReaderConfig,
    ResultWriter,
};

pub(super) fn map(
    reader: &mut Reader,
    object: &Object,
    jsonata: bool,
    top: QueryLanguage,
) -> Option<MapState> {
    let legacy_iterator = object.contains_key("Iterator") && !object.contains_key("ItemProcessor");
    let key = if legacy_iterator { "Iterator" } else { "ItemProcessor" };
    let processor = reader.required(object, key, |reader, value| {
        let mode = processor_config(reader, value);
        let machine = state::machine(reader, value, Some(top))?;
        Some((machine, mode))
    });
    let state = MapState {
        processor: Default::default(),
        mode: MapMode::Inline,
        legacy_iterator,
        explicit_config: false,
        item_selector: object.get("ItemSelector").cloned(),
        items_path: reader.field(object, "ItemsPath", Reader::string),
        items: object.get("Items").cloned(),
        max_concurrency: reader.dynamic(object, "MaxConcurrency", jsonata, Reader::integer),
        item_reader: reader
            .field(object, "ItemReader", |reader, value| item_reader(reader, value, jsonata)),
        item_batcher: reader
            .field(object, "ItemBatcher", |reader, value| item_batcher(reader, value, jsonata)),
        result_writer: reader.field(object, "ResultWriter", result_writer),
        tolerated_failure_count: reader.dynamic(
            object,
            "ToleratedFailureCount",
            jsonata,
            Reader::integer,
        ),
        tolerated_failure_percentage: reader.dynamic(
            object,
            "ToleratedFailurePercentage",
            jsonata,
            Reader::number,
        ),
        label: reader.field(object, "Label", Reader::string),
        retry: data::retry(reader, object),
        catch: data::catch(reader, object),
    };
    let (processor, mode) = processor?;
    Some(MapState {
        processor,
        mode: mode.unwrap_or_default(),
        explicit_config: mode.is_some(),
        ..state
    })
}

/// `ProcessorConfig` of a processor; `None` where it is not written.
fn processor_config(reader: &mut Reader, processor: &Value) -> Option<MapMode> {
    let object = processor.as_object()?;
    reader.field(object, "ProcessorConfig", |reader, value| {
        let config = reader.object(value)?;
        let kind = reader.field(config, "ExecutionType", |reader, value| {
            match reader.string(value)?.as_str() {
                "STANDARD" => Some(ExecutionType::Standard),
                "EXPRESS" => Some(ExecutionType::Express),
                _ => reader.report("Value must be one of: [STANDARD, EXPRESS]"),
            }
        });
        let mode =
            reader.field(config, "Mode", |reader, value| match reader.string(value)?.as_str() {
                "INLINE" => Some(false),
                "DISTRIBUTED" => Some(true),
                _ => reader.report("Value must be one of: [INLINE, DISTRIBUTED]"),
            });
        Some(match mode {
            Some(true) => MapMode::Distributed(kind.unwrap_or_default()),
            _ => MapMode::Inline,
        })
    })
}

/// `Parameters`, or `Arguments` in a JSONata state.
fn arguments(object: &Object) -> Option<Value> {
    object.get("Arguments").or_else(|| object.get("Parameters")).cloned()
}

fn item_reader(reader: &mut Reader, value: &Value, jsonata: bool) -> Option<ItemReader> {
    let object = reader.object(value)?;
    let resource = reader.required(object, "Resource", Reader::string);
    let config = reader.field(object, "ReaderConfig", |reader, value| {
        let object = reader.object(value)?;
        Some(ReaderConfig {
            input_type: reader.field(object, "InputType", Reader::string),
            manifest_type: reader.field(object, "ManifestType", Reader::string),
            transformation: reader.field(object, "Transformation", Reader::string),
            csv_header_location: reader.field(object, "CSVHeaderLocation", Reader::string),
            csv_headers: reader.field(object, "CSVHeaders", Reader::strings),
            csv_delimiter: reader.field(object, "CSVDelimiter", Reader::string),
            items_pointer: reader.field(object, "ItemsPointer", Reader::string),
            max_items: reader.dynamic(object, "MaxItems", jsonata, Reader::integer),
        })
    });
    Some(ItemReader {
        resource: resource?,
        arguments: arguments(object),
        config: config.unwrap_or_default(),
    })
}

fn item_batcher(reader: &mut Reader, value: &Value, jsonata: bool) -> Option<ItemBatcher> {
    let object = reader.object(value)?;
    Some(ItemBatcher {
        max_items_per_batch: reader.dynamic(object, "MaxItemsPerBatch", jsonata, Reader::integer),
        max_input_bytes_per_batch: reader.dynamic(
            object,
            "MaxInputBytesPerBatch",
            jsonata,
            Reader::integer,
        ),
        batch_input: object.get("BatchInput").cloned(),
    })
}

fn result_writer(reader: &mut Reader, value: &Value) -> Option<ResultWriter> {
    let object = reader.object(value)?;
    let config = reader.field(object, "WriterConfig", |reader, value| {
        let object = reader.object(value)?;
        Some((
            reader.field(object, "Transformation", Reader::string),
            reader.field(object, "OutputType", Reader::string),
        ))
    });
    let (transformation, output_type) = config.unwrap_or_default();
    Some(ResultWriter {
        resource: reader.field(object, "Resource", Reader::string),
        arguments: arguments(object),
        transformation,
        output_type,
    })
}
