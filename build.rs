//! Works out what the program would otherwise work out at every start: the grammar of the files that are built into it,
//! and the table of how common each Chinese character is.
//!
//! The grammar is made here by the same code that makes one of other files, and written down as `src/stored.rs` tells. Its
//! files are packed besides, for grammars to which a user adds families or words: what is packed is read by
//! `src/grammar/packed.rs`, where the form is described; tests there hold both together. The table is read by
//! `src/read/encoding/weigh.rs`.

#![allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    reason = "of these parts of the library only the grammar is asked"
)]

#[path = "src/diagnostic/mod.rs"]
mod diagnostic;
#[path = "src/grammar/mod.rs"]
mod grammar;
#[path = "src/index/mod.rs"]
mod index;
#[path = "src/lang.rs"]
mod lang;
#[path = "src/nearest.rs"]
mod nearest;
#[path = "src/numeral/mod.rs"]
mod numeral;
#[path = "src/span.rs"]
mod span;
#[path = "src/stored.rs"]
mod stored;
#[path = "src/table.rs"]
mod table;
#[path = "src/text/mod.rs"]
mod text;
#[path = "src/work.rs"]
mod work;

/// Stands for what is worked out here.
mod builtin {
    use crate::stored::Stock;

    pub(crate) const MARKERS: &str = "";
    pub(crate) const WORDS: &str = "";
    pub(crate) const PROFILES: &str = "";

    pub(crate) fn stock() -> Stock {
        Stock::default()
    }
}

use std::env;
use std::fs;
use std::path::Path;

use encoding_rs::{BIG5, Encoding, GB18030};
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
    fs::write(Path::new(&out).join("stock.rs"), grammar::Grammar::builtin().store().source())
        .expect("the folder of the build can be written");
    fs::write(Path::new(&out).join("hanzi"), hanzi()).expect("the folder of the build can be written");
}

/// For each character from U+4E00 to U+9FFF how common it is: 3 for `[most]` of `grammar/hanzi.txt`, 2 for `[frequent]`, 1
/// for what has a code in the first level of GB2312 or of Big5, 0 for all others.
fn hanzi() -> Vec<u8> {
    let mut table = vec![0; 0x5200];
    let mut put = |c: char, common: u8| {
        let entry = (c as usize).checked_sub(0x4E00).and_then(|index| table.get_mut(index));
        entry.into_iter().for_each(|entry| *entry = common.max(*entry));
    };
    level(GB18030, 0xB0..=0xD7, |trail| trail >= 0xA1).chars().for_each(|c| put(c, 1));
    level(BIG5, 0xA4..=0xC6, |_| true).chars().for_each(|c| put(c, 1));
    let path = "grammar/hanzi.txt";
    let mut common = 0;
    for line in fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}")).lines() {
        match line {
            "[most]" => common = 3,
            "[frequent]" => common = 2,
            line if line.starts_with('#') => {}
            line => line.chars().for_each(|c| put(c, common)),
        }
    }
    table
}

/// What the codes of two bytes mean whose first byte is one of `leads`.
fn level(encoding: &'static Encoding, leads: std::ops::RangeInclusive<u8>, is_trail: fn(u8) -> bool) -> String {
    let codes = leads.flat_map(|lead| (0x40..=0xFE).filter(|&trail| is_trail(trail)).map(move |trail| [lead, trail]));
    let clean =
        codes.filter_map(|code| encoding.decode_without_bom_handling_and_without_replacement(&code).map(String::from));
    clean.collect()
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
