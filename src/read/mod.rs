//! Reading: from the bytes of an input to a [`Source`]; the register of input formats.
//!
//! A format is one file or folder and one entry of [`FORMATS`]. Sees names of files, but opens none.

#[cfg(feature = "docx")]
mod docx;
mod encoding;
mod error;
mod foreign;
mod format;
mod growing;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "markdown")]
mod markdown;
mod splice;
mod text;

use std::path::Path;

use crate::diagnostic::Edit;
use crate::source::Source;

#[cfg(feature = "docx")]
pub use docx::DocxError;
pub use encoding::{Encoding, NoEncoding};
pub use error::{ReadError, Untyped, WriteError};
pub use foreign::Foreign;
pub use format::{InputFormat, ReadOptions, WriteOptions};
pub use growing::Growing;
#[cfg(feature = "html")]
pub use html::HtmlError;
pub use text::{LONGEST, Place, TextError};

/// The input formats, in the order in which they are listed; the first reads what no other one knows.
pub static FORMATS: &[InputFormat] = &[
    InputFormat {
        name: "text",
        extensions: &["txt", "text"],
        packed: false,
        revises: false,
        about: "plain text",
        holds: |_| false,
        read: text::read,
        write: Some(text::write),
    },
    #[cfg(feature = "markdown")]
    InputFormat {
        name: "markdown",
        extensions: &["md", "markdown", "mkd"],
        packed: false,
        revises: false,
        about: "Markdown: headings, lists, emphasis, tables, front matter",
        holds: |_| false,
        read: markdown::read,
        write: Some(markdown::write),
    },
    #[cfg(feature = "html")]
    InputFormat {
        name: "html",
        extensions: &["html", "htm", "shtml", "xhtml", "mht", "mhtml"],
        packed: false,
        revises: false,
        about: "web page",
        holds: html::holds,
        read: html::read,
        write: None,
    },
    #[cfg(feature = "docx")]
    InputFormat {
        name: "docx",
        extensions: &["docx", "docm", "dotx", "dotm"],
        packed: true,
        revises: true,
        about: "Word document, with its automatic numbering",
        holds: docx::holds,
        read: docx::read,
        write: Some(docx::write),
    },
];

/// Reads the bytes of the input that is called `path`.
///
/// # Errors
/// What was wrong with the bytes, and where.
pub fn read(bytes: &[u8], path: &str, options: &ReadOptions) -> Result<Source, ReadError> {
    choose(bytes, path, options).and_then(|format| (format.read)(bytes, path, options))
}

/// The format that reads the bytes.
fn choose(bytes: &[u8], path: &str, options: &ReadOptions) -> Result<&'static InputFormat, ReadError> {
    if let Some(format) = options.format.or_else(|| by_bytes(bytes)) {
        return Ok(format);
    }
    let format = by_path(Path::new(path)).unwrap_or(&FORMATS[0]);
    match Foreign::of(bytes) {
        Some(kind) if !(format.packed && kind.is_package()) => Err(ReadError::Foreign(kind)),
        _ => Ok(format),
    }
}

/// The bytes from which `source` was read, with `edits` of its text made and nothing else changed. The edits are in order
/// and apart from one another.
///
/// # Errors
/// Why they cannot be made; then nothing is.
pub fn write(bytes: &[u8], source: &Source, edits: &[Edit], options: &WriteOptions) -> Result<Vec<u8>, WriteError> {
    let name = source.origin().format;
    let format = by_name(name).ok_or(WriteError::Format(name))?;
    let write = format.write.ok_or(WriteError::Format(name))?;
    if options.track_changes && !format.revises {
        return Err(WriteError::Revisions(name));
    }
    write(bytes, source, edits, options)
}

/// Whether a text that was read in a format can be put right in its file.
#[must_use]
pub fn is_written_back(format: &str) -> bool {
    by_name(format).is_some_and(|format| format.write.is_some())
}

/// The format that knows the bytes for its own.
#[must_use]
pub fn by_bytes(bytes: &[u8]) -> Option<&'static InputFormat> {
    FORMATS.iter().find(|format| (format.holds)(bytes))
}

/// The format of a name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static InputFormat> {
    FORMATS.iter().find(|format| format.name == name)
}

/// The format that knows the file by its extension, whose case does not matter. What Word leaves beside a document that is
/// open has the document's extension and is none.
#[must_use]
pub fn by_path(path: &Path) -> Option<&'static InputFormat> {
    if path.file_name()?.to_str()?.starts_with("~$") {
        return None;
    }
    let extension = path.extension()?.to_str()?;
    FORMATS.iter().find(|format| format.extensions.iter().any(|known| known.eq_ignore_ascii_case(extension)))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{FORMATS, ReadOptions, by_name, by_path, read};

    #[test]
    fn names_and_extensions_belong_to_one_format() {
        for format in FORMATS {
            assert!(by_name(format.name).is_some_and(|found| std::ptr::eq(found, format)));
            for extension in format.extensions {
                let name = format!("讲话.{}", extension.to_uppercase());
                assert!(by_path(Path::new(&name)).is_some_and(|found| std::ptr::eq(found, format)), "{name}");
            }
        }
        assert!(by_path(Path::new("讲话.jpg")).is_none());
        assert!(by_path(Path::new("稿/~$讲话.txt")).is_none());
    }

    #[test]
    fn an_unknown_name_is_read_as_text() {
        let source = read("同志们：".as_bytes(), "讲话", &ReadOptions::default()).expect("it is UTF-8");
        assert_eq!((source.origin().path.as_str(), source.origin().format), ("讲话", "text"));
    }
}
