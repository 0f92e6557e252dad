//! The samples and the real documents that stand beside the checkout on some machines.

use std::fs;
use std::path::PathBuf;

use super::common::at;
use super::{shown, source};
use tigang::hint::Part;

/// A file beside the checkout; what is not there is skipped and said so.
fn shared(path: &str) -> Option<PathBuf> {
    let path = at("../shared").join(path);
    if !path.exists() {
        println!("skipped: {} is not there", path.display());
        return None;
    }
    Some(path)
}

#[test]
fn the_sample_shows_what_word_shows() {
    let Some(folder) = shared("samples/docx") else { return };
    let source = source(&fs::read(folder.join("auto.docx")).expect("it is there"));
    let wanted = fs::read_to_string(folder.join("auto.expected.txt")).expect("it is there");
    // There a soft break is no line of its own.
    let wanted: String = wanted
        .lines()
        .map(|line| if line.contains('\t') { format!("{line}\n") } else { format!("\t[]{line}\n") })
        .collect();
    assert_eq!(shown(&source), wanted);
}

#[test]
fn real_documents_have_the_headings_of_their_styles() {
    let Some(folder) = shared("real/docx") else { return };
    let mut count = 0;
    for entry in fs::read_dir(folder).expect("it can be read") {
        let path = entry.expect("it can be read").path();
        if path.extension().is_none_or(|extension| extension != "docx") {
            continue;
        }
        let styles = fs::read_to_string(path.with_extension("styles.tsv")).expect("it stands beside the document");
        let wanted: Vec<String> = styles
            .lines()
            .skip(1)
            .map(|row| {
                let cells: Vec<&str> = row.split('\t').collect();
                format!("H{} {}", cells[1], cells[3].trim())
            })
            .collect();
        let source = source(&fs::read(&path).expect("it is there"));
        let lines = (0..source.lines()).map(|line| (source.hint(line), source.line(line).of(source.text()).trim()));
        let found: Vec<String> = lines
            .filter(|(hint, text)| hint.depth > 0 && hint.part == Part::Text && !text.is_empty())
            .map(|(hint, text)| format!("H{} {}", hint.depth, &text[usize::from(hint.written)..]))
            .collect();
        assert_eq!(found, wanted, "{}", path.display());
        count += wanted.len();
    }
    assert!(count > 0, "no heading was compared");
}
