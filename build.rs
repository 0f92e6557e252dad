//! Packs the files of the grammar that are built into the program, so that it reads no TOML when it starts.
//!
//! What is packed is read by `src/grammar/packed.rs`, where the form is described; a test there holds both together.

use std::env;
use std::fs;
use std::path::Path;

use toml::{Table, Value};

fn main() {
    println!("cargo::rerun-if-changed=grammar");
    let out = env::var("OUT_DIR").expect("cargo names a folder");
    for name in ["markers", "words", "profiles"] {
        let path = format!("grammar/{name}.toml");
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let table: Table = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut packed = String::new();
        pack(&Value::Table(table), &mut packed);
        fs::write(Path::new(&out).join(name), packed).expect("the folder of the build can be written");
    }
}

fn pack(value: &Value, out: &mut String) {
    match value {
        Value::Boolean(truth) => out.push(if *truth { 'y' } else { 'n' }),
        Value::Integer(number) => {
            out.push('i');
            pack_text(&number.to_string(), out);
        }
        Value::Float(number) => {
            out.push('d');
            pack_text(&number.to_string(), out);
        }
        Value::String(text) => {
            out.push('t');
            pack_text(text, out);
        }
        Value::Array(values) => {
            out.push('a');
            pack_count(values.len(), out);
            values.iter().for_each(|value| pack(value, out));
        }
        Value::Table(entries) => {
            out.push('m');
            pack_count(entries.len(), out);
            for (key, value) in entries {
                pack_text(key, out);
                pack(value, out);
            }
        }
        Value::Datetime(date) => panic!("a grammar knows no dates: {date}"),
    }
}

fn pack_text(text: &str, out: &mut String) {
    pack_count(text.len(), out);
    out.push_str(text);
}

fn pack_count(count: usize, out: &mut String) {
    out.push(u32::try_from(count).ok().and_then(char::from_u32).expect("entries and texts are short"));
}
