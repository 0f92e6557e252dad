//! Formats that other programs read: Word files of before 2007, WPS, RTF and OpenDocument by LibreOffice, PDF by pdftotext.
//!
//! What they make of a file is read as if it were the file. Knows how they are called, and what to tell where that fails;
//! the text is for `read`.

mod child;
mod scratch;

use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use self::child::{Ended, run};
use self::scratch::Scratch;
use crate::diagnostic::Message;
use crate::lang::Lang;
use crate::read::{self, Foreign, InputFormat, ReadError, ReadOptions};
use crate::source::{Origin, Source};

/// A format that another program reads.
#[derive(Debug)]
pub(super) struct Conversion {
    /// Its name in outlines, and how the names of its files end.
    name: &'static str,
    /// How its bytes are known.
    kind: Foreign,
    by: &'static Converter,
}

/// A program that converts.
#[derive(Debug)]
struct Converter {
    /// What is to be installed, for people.
    title: &'static str,
    /// Where it is found: by names on the `PATH`, and where systems put it that have no `PATH` to speak of.
    programs: &'static [&'static str],
    /// The formats that it may write, the best first: the name of the format and how it is asked for.
    writes: &'static [(&'static str, &'static str)],
    arguments: fn(&Call<'_>) -> Vec<String>,
}

/// What a converter is asked.
struct Call<'a> {
    /// The file in its folder.
    from: &'a str,
    /// The format that it is to write, as it calls it.
    to: &'a str,
    /// The file that it is to write.
    into: &'a str,
    folder: &'a Path,
}

/// Why nothing came of a conversion.
#[derive(Debug)]
pub(super) enum ConvertError {
    /// The program is not there.
    Missing(&'static Conversion),
    /// It took longer than it may, in seconds.
    Late(&'static Conversion, u64),
    /// It wrote more than it may.
    Huge(&'static Conversion),
    /// It could not make anything of the file.
    Failed(&'static Conversion),
    /// The file has a password.
    Locked(&'static Conversion),
    /// There are no characters in it.
    Blank(&'static Conversion),
    /// The system would not let it work.
    Io(io::Error),
    /// What it made could not be read.
    Read(ReadError),
}

/// The most bytes that a conversion may make.
const MOST: u64 = 256 << 20;

static OFFICE: Converter = Converter {
    title: "LibreOffice (soffice)",
    programs: &[
        "soffice",
        "libreoffice",
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        r"C:\Program Files\LibreOffice\program\soffice.exe",
    ],
    // Styles and automatic numbering live on in the one, the numbers alone in the other.
    writes: &[("docx", "docx"), ("text", "txt:Text (encoded):UTF8")],
    arguments: |call| {
        vec![
            format!("-env:UserInstallation={}", url(&call.folder.join("profile"))),
            "--headless".to_owned(),
            "--norestore".to_owned(),
            "--convert-to".to_owned(),
            call.to.to_owned(),
            call.from.to_owned(),
        ]
    },
};

static POPPLER: Converter = Converter {
    title: "poppler-utils (pdftotext)",
    programs: &["pdftotext"],
    writes: &[("text", "txt")],
    // With its layout a paragraph keeps the indent that tells it from the line before; without, every line is a paragraph.
    arguments: |call| ["-q", "-layout", "-nopgbrk", "-enc", "UTF-8", call.from, call.into].map(str::to_owned).to_vec(),
};

/// The formats that other programs read.
static CONVERSIONS: &[Conversion] = &[
    Conversion { name: "doc", kind: Foreign::Word, by: &OFFICE },
    Conversion { name: "wps", kind: Foreign::Word, by: &OFFICE },
    Conversion { name: "rtf", kind: Foreign::Rtf, by: &OFFICE },
    Conversion { name: "odt", kind: Foreign::Odt, by: &OFFICE },
    Conversion { name: "pdf", kind: Foreign::Pdf, by: &POPPLER },
];

/// Whether files of such a name are read by another program.
pub(super) fn by_path(path: &Path) -> bool {
    extension(path).is_some_and(|extension| CONVERSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known.name)))
}

/// The conversion that bytes need; of two for one kind the one that the name of the file asks for.
pub(super) fn by_bytes(bytes: &[u8], name: &str) -> Option<&'static Conversion> {
    let kind = Foreign::of(bytes)?;
    let named = extension(Path::new(name)).unwrap_or_default();
    let mut known = CONVERSIONS.iter().filter(|known| known.kind == kind);
    known.clone().find(|known| named.eq_ignore_ascii_case(known.name)).or_else(|| known.next())
}

/// A path from the root as the address of a file.
fn url(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"/:-_.~".contains(&byte);
    let coded = |byte: u8| if keep(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    let root = if path.starts_with('/') { "file://" } else { "file:///" };
    root.to_owned() + &path.bytes().map(coded).collect::<String>()
}

fn extension(path: &Path) -> Option<&str> {
    path.extension()?.to_str()
}

impl Conversion {
    /// Reads bytes by way of the other program, which may take so long.
    pub(super) fn read(&'static self, bytes: &[u8], name: &str, limit: Duration) -> Result<Source, ConvertError> {
        let readable = |&(format, to): &(&str, &'static str)| Some((read::by_name(format)?, to));
        let (format, to) = self.by.writes.iter().find_map(readable).ok_or(ConvertError::Failed(self))?;
        let made = self.convert(bytes, format, to, limit)?;
        let options = ReadOptions { format: Some(format), ..ReadOptions::default() };
        let source = read::read(&made, name, &options).map_err(ConvertError::Read)?;
        if source.text().chars().all(crate::text::is_blank) {
            return Err(ConvertError::Blank(self));
        }
        let origin = Origin { format: self.name, bytes: bytes.len() as u64, ..source.origin().clone() };
        Ok(source.from_origin(origin))
    }

    /// What the program makes of bytes.
    fn convert(
        &'static self,
        bytes: &[u8],
        format: &InputFormat,
        to: &str,
        limit: Duration,
    ) -> Result<Vec<u8>, ConvertError> {
        let folder = Scratch::new().map_err(ConvertError::Io)?;
        // Names of our own: no blank or dash of the true one means anything to the program.
        let from = format!("speech.{}", self.name);
        let into = format!("speech.{}", format.extensions.first().unwrap_or(&"txt"));
        fs::write(folder.path().join(&from), bytes).map_err(ConvertError::Io)?;
        let arguments = (self.by.arguments)(&Call { from: &from, to, into: &into, folder: folder.path() });
        let made = folder.path().join(&into);
        let too_much = || fs::metadata(&made).is_ok_and(|about| about.len() > MOST);
        for program in self.by.programs {
            let ended = match run(program, &arguments, folder.path(), limit, too_much) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                ended => ended.map_err(ConvertError::Io)?,
            };
            return match ended {
                Ended::Late => Err(ConvertError::Late(self, limit.as_secs())),
                Ended::Stopped => Err(ConvertError::Huge(self)),
                Ended::Itself { said, .. } if said.to_lowercase().contains("password") => {
                    Err(ConvertError::Locked(self))
                }
                Ended::Itself { well: false, .. } => Err(ConvertError::Failed(self)),
                // LibreOffice ends well also where it wrote nothing.
                Ended::Itself { .. } if too_much() => Err(ConvertError::Huge(self)),
                Ended::Itself { .. } => fs::read(&made).map_err(|_| ConvertError::Failed(self)),
            };
        }
        Err(ConvertError::Missing(self))
    }
}

impl ConvertError {
    /// What is wrong, and what to do.
    pub(super) fn message(&self, lang: Lang) -> String {
        let of = |conversion: &Conversion| (conversion.kind.title(lang), conversion.by.title);
        let message = match self {
            Self::Io(error) => return super::input::io_message(error, lang),
            Self::Read(error) => return error.message(lang),
            Self::Missing(conversion) => {
                let (title, by) = of(conversion);
                Message::new(
                    format!("{title}，由 {by} 转换：请先安装，或另存为文本"),
                    format!("{title}, which {by} converts: install it, or save the file as text"),
                )
            }
            Self::Late(conversion, seconds) => {
                let (title, by) = of(conversion);
                Message::new(
                    format!("{title}：{by} 用了 {seconds} 秒还没有转换完：请用 --convert-timeout 给它更多时间"),
                    format!("{title}: {by} took more than {seconds} s: give it more time with --convert-timeout"),
                )
            }
            Self::Huge(conversion) => {
                let (title, by) = of(conversion);
                Message::new(
                    format!("{title}：{by} 转换出的内容超过 {} MB：请拆成几个文件", MOST >> 20),
                    format!("{title}: {by} makes more than {} MB of it: split it into several files", MOST >> 20),
                )
            }
            Self::Failed(conversion) => {
                let (title, by) = of(conversion);
                Message::new(
                    format!("{title}：{by} 转换不了，文件已损坏或加密：请打开后另存一份"),
                    format!("{title}: {by} cannot convert it, it is damaged or encrypted: open it and save it anew"),
                )
            }
            Self::Locked(conversion) => {
                let (title, _) = of(conversion);
                Message::new(
                    format!("{title}，已加密：请先去掉密码"),
                    format!("{title}, encrypted: remove its password first"),
                )
            }
            Self::Blank(conversion) => {
                let (title, _) = of(conversion);
                Message::new(
                    format!("{title}，里面没有文字，可能是扫描件：请先识别成文字"),
                    format!("{title} without characters, perhaps scanned: have its characters recognised first"),
                )
            }
        };
        message.of(lang).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{by_bytes, by_path, url};

    #[test]
    fn the_bytes_decide_and_the_name_between_two_of_a_kind() {
        let word = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0";
        let named = |name: &str| by_bytes(word, name).map(|conversion| conversion.name);
        assert_eq!(["a.doc", "a.WPS", "a.pdf", "a"].map(named), [Some("doc"), Some("wps"), Some("doc"), Some("doc")]);
        assert!(by_bytes("同志们：".as_bytes(), "a.doc").is_none());
        assert!(by_path(Path::new("a.PDF")) && !by_path(Path::new("a.png")) && !by_path(Path::new("doc")));
    }

    #[test]
    fn addresses_hold_no_blank_and_no_sign_of_their_own() {
        assert_eq!(url(Path::new("/tmp/a b#稿")), "file:///tmp/a%20b%23%E7%A8%BF");
        assert_eq!(url(Path::new("C:\\Temp")), "file:///C:/Temp");
    }
}
