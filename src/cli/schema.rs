//! `tigang schema`: the JSON Schema of the output, generated from its types.

use std::io::{self, Write};

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use crate::unist::{Document, Failure};

/// What `--format json` writes; a line of `--format jsonl` is one outline, or an error in its place.
#[derive(JsonSchema)]
#[schemars(title = "tigang")]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is wanted")]
enum Output {
    /// The outline of one input.
    One(Document),
    /// The outlines of several inputs, or of a folder.
    Several(Vec<Document>),
    /// What stands in the place of an outline that could not be made.
    Failed(Failure),
}

/// Prints the schema.
pub(super) fn run() -> io::Result<()> {
    // A schema of what is written, not of what could be read: fields that are always there are required.
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<Output>();
    for name in ["document", "error"] {
        if let Some(object) = schema.pointer_mut(&format!("/$defs/{name}")) {
            name_type(object, name);
        }
    }
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &schema)?;
    writeln!(out)
}

/// Adds the `type` of an object: schemars (1.2) passes over `#[serde(tag)]` on a struct.
fn name_type(object: &mut Value, name: &str) {
    object["properties"]["type"] = json!({ "type": "string", "const": name });
    if let Some(required) = object["required"].as_array_mut() {
        required.insert(0, "type".into());
    }
}
