//! Reading: from the bytes of an input to a [`Source`]; the register of input formats.
//!
//! A format is one file and one entry of [`FORMATS`]. Sees names of files, but opens none.

mod text;

use std::error::Error;
use std::fmt;
use std::path::Path;

use crate::lang::Lang;
use crate::source::Source;

pub use text::{LONGEST, Place, TextError};

/// The input formats, in the order in which they are listed; the first reads what no other one knows by name.
pub static FORMATS: &[InputFormat] = &[InputFormat {
    name: "text",
    extensions: &["txt", "text"],
    about: "plain text in UTF-8",
    read: |bytes, path| text::read(bytes, path).map_err(ReadError::Text),
}];

/// A format that can be read.
pub struct InputFormat {
    /// Its name on the command line and in the outline.
    pub name: &'static str,
    /// How the names of its files end, in lower case and without the dot.
    pub extensions: &'static [&'static str],
    /// What it is, in a few words.
    pub about: &'static str,
    read: fn(&[u8], &str) -> Result<Source, ReadError>,
}

/// How to read.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadOptions {
    /// The format; `None` goes by the name of the file.
    pub format: Option<&'static InputFormat>,
}

/// Why an input could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// Its bytes are no text.
    Text(TextError),
}

/// Reads the bytes of the input that is called `path`.
///
/// # Errors
/// What was wrong with the bytes, and where.
pub fn read(bytes: &[u8], path: &str, options: &ReadOptions) -> Result<Source, ReadError> {
    let format = options.format.or_else(|| by_path(Path::new(path))).unwrap_or(&FORMATS[0]);
    (format.read)(bytes, path)
}

/// The format of a name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static InputFormat> {
    FORMATS.iter().find(|format| format.name == name)
}

/// The format that knows the file by its extension, whose case does not matter.
#[must_use]
pub fn by_path(path: &Path) -> Option<&'static InputFormat> {
    let extension = path.extension()?.to_str()?;
    FORMATS.iter().find(|format| format.extensions.iter().any(|known| known.eq_ignore_ascii_case(extension)))
}

impl ReadError {
    /// What is wrong, where, and what to do.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Text(error) => error.message(lang),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl Error for ReadError {}

impl fmt::Debug for InputFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("InputFormat").field(&self.name).finish()
    }
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
    }

    #[test]
    fn an_unknown_name_is_read_as_text() {
        let source = read("同志们：".as_bytes(), "讲话", &ReadOptions::default()).expect("it is UTF-8");
        assert_eq!((source.origin().path.as_str(), source.origin().format), ("讲话", "text"));
    }
}
