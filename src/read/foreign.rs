//! Foreign files: what is certainly no text and in no format that is read, known by its first bytes.
//!
//! Tells people what they have there, and a program that starts others what to convert.

use memchr::memmem::find;

use crate::lang::Lang;

/// A kind of file that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// A Word document in the format of before 2007, as WPS writes it too.
    Word,
    /// A Word document.
    Docx,
    /// A document in Rich Text Format.
    Rtf,
    /// A text in OpenDocument.
    Odt,
    /// A PDF file.
    Pdf,
    /// A document that nobody reads without its password.
    Encrypted,
    /// A spreadsheet.
    Sheet,
    /// Slides.
    Slides,
    /// Another file of an office program.
    Office,
    /// An electronic book.
    Book,
    /// Files packed into one.
    Archive,
    /// A picture.
    Picture,
    /// Sound or film.
    Media,
    /// A program.
    Program,
    /// A database.
    Database,
}

/// What the first bytes say, where they alone do.
const OPENINGS: &[(&[u8], Foreign)] = &[
    (b"{\\rtf", Foreign::Rtf),
    (b"%PDF-", Foreign::Pdf),
    (b"\x89PNG\r\n", Foreign::Picture),
    (b"\xff\xd8\xff", Foreign::Picture),
    (b"GIF87a", Foreign::Picture),
    (b"GIF89a", Foreign::Picture),
    (b"II*\0", Foreign::Picture),
    (b"MM\0*", Foreign::Picture),
    (b"ID3\x03", Foreign::Media),
    (b"ID3\x04", Foreign::Media),
    (b"OggS\0", Foreign::Media),
    (b"\x1a\x45\xdf\xa3", Foreign::Media),
    (b"\x1f\x8b\x08", Foreign::Archive),
    (b"7z\xbc\xaf\x27\x1c", Foreign::Archive),
    (b"Rar!\x1a\x07", Foreign::Archive),
    (b"\xfd7zXZ\0", Foreign::Archive),
    (b"BZh91AY&SY", Foreign::Archive),
    (b"\x28\xb5\x2f\xfd", Foreign::Archive),
    (b"\x7fELF", Foreign::Program),
    (b"\xca\xfe\xba\xbe", Foreign::Program),
    (b"\xcf\xfa\xed\xfe", Foreign::Program),
    (b"SQLite format 3\0", Foreign::Database),
];

/// What names in a compound file of Microsoft say, the likeliest first; they are in UTF-16.
const STREAMS: &[(&str, Foreign)] = &[
    ("EncryptedPackage", Foreign::Encrypted),
    ("WordDocument", Foreign::Word),
    ("Workbook", Foreign::Sheet),
    ("PowerPoint Document", Foreign::Slides),
];

/// What names in a zip archive say; the type of an OpenDocument stands in its first entry.
const ENTRIES: &[(&str, Foreign)] = &[
    ("mimetypeapplication/vnd.oasis.opendocument.text", Foreign::Odt),
    ("mimetypeapplication/vnd.oasis.opendocument.spreadsheet", Foreign::Sheet),
    ("mimetypeapplication/vnd.oasis.opendocument.presentation", Foreign::Slides),
    ("mimetypeapplication/epub+zip", Foreign::Book),
    ("word/document.xml", Foreign::Docx),
    ("xl/workbook.", Foreign::Sheet),
    ("ppt/presentation.xml", Foreign::Slides),
];

impl Foreign {
    /// The kind of a file; `None` for what may be a text.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let opening = OPENINGS.iter().find(|(opening, _)| bytes.starts_with(opening)).map(|&(_, kind)| kind);
        opening.or_else(|| match bytes {
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => Some(compound(bytes)),
            [b'P', b'K', 3, 4, ..] => Some(zip(bytes)),
            [b'P', b'K', 5, 6, ..] => Some(Self::Archive),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::Picture),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W' | b'A', b'A' | b'V', ..] => Some(Self::Media),
            [_, _, _, _, b'f', b't', b'y', b'p', ..] if bytes[0] == 0 => Some(Self::Media),
            // Words may begin so; what follows is no word.
            [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Some(Self::Picture),
            [b'M', b'Z', rest @ ..] if rest.iter().take(64).any(|&b| b == 0) => Some(Self::Program),
            _ => None,
        })
    }

    /// Whether it is a package of other files, or may be one that is spoilt.
    pub(super) const fn is_package(self) -> bool {
        matches!(
            self,
            Self::Word
                | Self::Docx
                | Self::Odt
                | Self::Encrypted
                | Self::Sheet
                | Self::Slides
                | Self::Office
                | Self::Book
                | Self::Archive
        )
    }

    /// What it is, for people.
    #[must_use]
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Word => lang.pick("旧版 Word 文件（doc、wps）", "a Word document of before 2007 (doc, wps)"),
            Self::Docx => lang.pick("Word 文件（docx）", "a Word document (docx)"),
            Self::Rtf => lang.pick("RTF 文件", "an RTF document"),
            Self::Odt => lang.pick("OpenDocument 文件（odt）", "an OpenDocument text (odt)"),
            Self::Pdf => lang.pick("PDF 文件", "a PDF file"),
            Self::Encrypted => lang.pick("加密的 Office 文件", "an encrypted Office document"),
            Self::Sheet => lang.pick("电子表格", "a spreadsheet"),
            Self::Slides => lang.pick("演示文稿", "slides"),
            Self::Office => lang.pick("其他 Office 文件", "some other Office file"),
            Self::Book => lang.pick("电子书", "an electronic book"),
            Self::Archive => lang.pick("压缩包", "an archive"),
            Self::Picture => lang.pick("图片", "a picture"),
            Self::Media => lang.pick("音频或视频", "sound or film"),
            Self::Program => lang.pick("程序", "a program"),
            Self::Database => lang.pick("数据库", "a database"),
        }
    }

    /// What it is, and what to do.
    #[must_use]
    pub fn message(self, lang: Lang) -> String {
        let advice = match self {
            Self::Word | Self::Rtf | Self::Odt => {
                lang.pick("请先用 LibreOffice 或 Word 另存为 docx", "save it as docx first, with LibreOffice or Word")
            }
            Self::Docx | Self::Book => lang.pick("请先转换成文本", "convert it to text first"),
            Self::Pdf => lang.pick("请先用 pdftotext 转换成文本", "convert it to text first, with pdftotext"),
            Self::Encrypted => lang.pick("请先去掉密码", "remove its password first"),
            Self::Archive => lang.pick("请先解开", "unpack it first"),
            Self::Picture => lang.pick("请先识别成文字", "have its characters recognised first"),
            _ => lang.pick("不是文稿，请检查路径", "no speech, check the path"),
        };
        let title = self.title(lang);
        format!("{title}{}{advice}", lang.pick("：", ": "))
    }
}

fn compound(bytes: &[u8]) -> Foreign {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        find(bytes, &name).is_some()
    };
    STREAMS.iter().find(|(name, _)| has(name)).map_or(Foreign::Office, |&(_, kind)| kind)
}

fn zip(bytes: &[u8]) -> Foreign {
    ENTRIES.iter().find(|(name, _)| find(bytes, name.as_bytes()).is_some()).map_or(Foreign::Archive, |&(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::Foreign;
    use crate::lang::Lang;
    use crate::read::{ReadError, ReadOptions, read};

    #[test]
    fn first_bytes_tell_what_a_file_is() {
        let utf16 = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let compound = |name| [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"[..], &utf16(name), b"\0\0"].concat();
        let zip = |name: &str| [&b"PK\x03\x04\x14\0"[..], name.as_bytes()].concat();
        for (bytes, kind) in [
            (compound("WordDocument"), Foreign::Word),
            (compound("EncryptedPackage"), Foreign::Encrypted),
            (compound("Workbook"), Foreign::Sheet),
            (compound("Other"), Foreign::Office),
            (zip("mimetypeapplication/vnd.oasis.opendocument.text"), Foreign::Odt),
            (zip("xl/workbook.xml"), Foreign::Sheet),
            (zip("a.txt"), Foreign::Archive),
            (b"{\\rtf1\\ansi}".to_vec(), Foreign::Rtf),
            (b"%PDF-1.4\n".to_vec(), Foreign::Pdf),
            (b"MZ\x90\0\x03".to_vec(), Foreign::Program),
            (b"\0\0\0\x20ftypisom".to_vec(), Foreign::Media),
        ] {
            assert_eq!(Foreign::of(&bytes), Some(kind));
        }
        for text in ["MZ 村的讲话\n", "BM 会议\n", "PK 赛上的讲话", "RIFF 是什么", "{\n}", "%PDF 是什么", ""]
        {
            assert_eq!(Foreign::of(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn a_foreign_file_is_told_whatever_its_name() {
        let told = |bytes: &[u8]| match read(bytes, "讲话.txt", &ReadOptions::default()) {
            Err(ReadError::Foreign(kind)) => (kind.message(Lang::En), kind.message(Lang::Zh)),
            other => panic!("{other:?}"),
        };
        let (en, zh) = told(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
        assert_eq!(en, "a PDF file: convert it to text first, with pdftotext");
        assert_eq!(zh, "PDF 文件：请先用 pdftotext 转换成文本");
        assert_eq!(told(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR").1, "图片：请先识别成文字");
    }
}
