//! `tigang schema`: the JSON Schema of the output, generated from its types.

use std::io::{self, Write};

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use crate::unist::Document;

/// What `--format json` writes; a line of `--format jsonl` is one outline.
#[derive(JsonSchema)]
#[schemars(title = "tigang")]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is wanted")]
enum Output {
    /// The outline of one input.
    One(Document),
    /// The outlines of several inputs, or of a folder.
    Several(Vec<Document>),
}

/// Prints the schema.
pub(super) fn run() -> io::Result<()> {
    // A schema of what is written, not of what could be read: fields that are always there are required.
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<Output>();
    if let Some(document) = schema.pointer_mut("/$defs/document") {
        name_type(document);
    }
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &schema)?;
    writeln!(out)
}

/// Adds the `type` of the document: schemars (1.2) passes over `#[serde(tag)]` on a struct.
fn name_type(document: &mut Value) {
    document["properties"]["type"] = json!({ "type": "string", "const": "document" });
    if let Some(required) = document["required"].as_array_mut() {
        required.insert(0, "type".into());
    }
}
